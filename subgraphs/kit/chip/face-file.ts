import { ChipFault } from "./chip-fault.js";
import { latin } from "./der.js";
import { elementsOf, openFile } from "./lds-file.js";
import { readElements } from "./tlv.js";
import type { Tlv } from "./tlv.js";

/** A face of DG2, without the picture itself. */
export interface FaceImage {
  readonly format: "JPEG" | "JPEG2000";
  /** Of the picture alone. */
  readonly bytes: number;
}

const MOST_FACES = 9;
const FACIAL_RECORD_HEADER = 14;
const FACIAL_INFORMATION = 20;
const FEATURE_POINT = 8;
const IMAGE_INFORMATION = 12;
const BIOMETRIC_DATA = [0x5f2e, 0x7f2e];
const JPEG_2000_TYPE = 1;

/** DG2 (ICAO 9303-10 §4.7.2): faces in a record of ISO/IEC 19794-5:2005. @throws ChipFault */
export function readFaces(file: Uint8Array): readonly FaceImage[] {
  const group = elementsOf(openFile(file, "DG2")).get(0x7f61);
  if (group === undefined) throw new ChipFault("TLV_UNEXPECTED");
  const templates = readElements(group).filter(({ tag }) => tag === 0x7f60);
  if (templates.length === 0 || templates.length > MOST_FACES) throw new ChipFault("TLV_VALUE");
  return templates.flatMap(facesOf);
}

function facesOf(template: Tlv): readonly FaceImage[] {
  const block = readElements(template).find(({ tag }) => BIOMETRIC_DATA.includes(tag));
  if (block === undefined) throw new ChipFault("TLV_UNEXPECTED");
  const bytes = Buffer.from(block.value);
  if (bytes.length < FACIAL_RECORD_HEADER || latin(bytes.subarray(0, 4)) !== "FAC\0") throw new ChipFault("TLV_VALUE");
  if (bytes.readUInt32BE(8) !== bytes.length) throw new ChipFault("TLV_LENGTH");
  const count = bytes.readUInt16BE(12);
  if (count === 0 || count > MOST_FACES) throw new ChipFault("TLV_VALUE");

  const faces: FaceImage[] = [];
  let at = FACIAL_RECORD_HEADER;
  for (let index = 0; index < count; index += 1) {
    const { face, length } = faceAt(bytes, at);
    faces.push(face);
    at += length;
  }
  if (at !== bytes.length) throw new ChipFault("TLV_TRAILING");
  return faces;
}

function faceAt(bytes: Buffer, start: number): { readonly face: FaceImage; readonly length: number } {
  if (bytes.length - start < FACIAL_INFORMATION + IMAGE_INFORMATION) throw new ChipFault("TLV_TRUNCATED");
  const length = bytes.readUInt32BE(start);
  const headers = FACIAL_INFORMATION + bytes.readUInt16BE(start + 4) * FEATURE_POINT;
  const picture = headers + IMAGE_INFORMATION;
  if (length < picture || start + length > bytes.length) throw new ChipFault("TLV_LENGTH");
  const type = bytes[start + headers + 1] ?? 0;
  if (type > JPEG_2000_TYPE) throw new ChipFault("TLV_VALUE");
  const format = type === JPEG_2000_TYPE ? "JPEG2000" : "JPEG";
  return { face: { format, bytes: length - picture }, length };
}
