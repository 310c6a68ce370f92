import { ChipFault } from "./chip-fault.js";
import { latin, oidOf, sequence, TAG, listOf } from "./der.js";
import { dataGroupOf, elementsOf, openFile } from "./lds-file.js";
import { readSignerKey } from "./signature.js";
import { readElements, readTlv, underDer } from "./tlv.js";

/** EF.COM: what the chip says is on it. Nobody has signed it. */
export interface CommonFile {
  /** `0107` is 1.7. */
  readonly ldsVersion: string | null;
  readonly dataGroups: readonly number[];
}

/** ICAO 9303-10 §4.6.1. @throws ChipFault */
export function readCommonFile(file: Uint8Array): CommonFile {
  const elements = elementsOf(openFile(file, "EF_COM"));
  const list = elements.get(0x5c);
  if (list === undefined) throw new ChipFault("TLV_UNEXPECTED");
  const version = elements.get(0x5f01);
  const dataGroups = [...list.value].map((tag) => dataGroupOf(tag) ?? refuse());
  return { ldsVersion: version === undefined ? null : latin(version.value), dataGroups: [...new Set(dataGroups)] };
}

/** DG1: the machine-readable zone, its lines joined (ICAO 9303-10 §4.7.1). @throws ChipFault */
export function readZoneFile(file: Uint8Array): string {
  const zone = elementsOf(openFile(file, "DG1")).get(0x5f1f);
  if (zone === undefined) throw new ChipFault("TLV_UNEXPECTED");
  const text = latin(zone.value);
  if (!/^[A-Z0-9<]{72,90}$/.test(text)) throw new ChipFault("TLV_VALUE");
  return text;
}

/** What can be said of a document beyond its zone: DG11, in the holder's own script where the state keeps it. */
export interface PersonalDetails {
  readonly fullName: string | null;
  readonly personalNumber: string | null;
  /** `YYYYMMDD`, zeros where a part is not known. */
  readonly dateOfBirth: string | null;
  readonly placeOfBirth: string | null;
}

const LONGEST_TEXT = 1_000;

/** ICAO 9303-10 §4.7.11. @throws ChipFault */
export function readPersonalDetails(file: Uint8Array): PersonalDetails {
  const elements = elementsOf(openFile(file, "DG11"));
  if (!elements.has(0x5c)) throw new ChipFault("TLV_UNEXPECTED");
  const textOf = (tag: number): string | null => {
    const element = elements.get(tag);
    return element === undefined ? null : plainText(element.value);
  };
  return {
    fullName: textOf(0x5f0e),
    personalNumber: textOf(0x5f10),
    dateOfBirth: readFullDate(elements.get(0x5f2b)?.value),
    placeOfBirth: textOf(0x5f11),
  };
}

/** What a chip offers to prove that it is no copy. */
export interface ChipProtocols {
  /** Object identifiers of DG14, BSI TR-03110-3. */
  readonly protocols: readonly string[];
  readonly offersChipAuthentication: boolean;
}

const CHIP_AUTHENTICATION = /^0\.4\.0\.127\.0\.7\.2\.2\.3\./;

/** DG14 (ICAO 9303-11 §9.2). @throws ChipFault */
export function readSecurityInfos(file: Uint8Array): ChipProtocols {
  const [set, ...others] = readElements(underDer(openFile(file, "DG14")));
  if (set === undefined || others.length > 0) throw new ChipFault("TLV_UNEXPECTED");
  const protocols = listOf(set, TAG.SET).map((entry) => oidOf(sequence(entry).any()));
  return { protocols, offersChipAuthentication: protocols.some((oid) => CHIP_AUTHENTICATION.test(oid)) };
}

/** DG15: the key of active authentication (ICAO 9303-11 §6.1). @throws ChipFault where it is none of its kind */
export function readActiveKey(file: Uint8Array): { readonly kind: "RSA" | "EC"; readonly bits: number } {
  const [spki, ...others] = readElements(underDer(openFile(file, "DG15")));
  if (spki === undefined || others.length > 0) throw new ChipFault("TLV_UNEXPECTED");
  const key = readSignerKey(readTlv(spki.raw, "DER").raw);
  if (key === null) throw new ChipFault("UNKNOWN_ALGORITHM");
  return { kind: key.kind === "EC" ? "EC" : "RSA", bits: key.bits };
}

function plainText(value: Uint8Array): string {
  const text = Buffer.from(value).toString("utf8");
  if (text.length > LONGEST_TEXT || /\p{Cc}|\uFFFD/u.test(text)) throw new ChipFault("TLV_VALUE");
  return text;
}

/** Eight digits, or four bytes with two digits each: both are in use. */
function readFullDate(value: Uint8Array | undefined): string | null {
  if (value === undefined) return null;
  const text = value.length === 4 ? Buffer.from(value).toString("hex") : latin(value);
  if (!/^[0-9]{8}$/.test(text)) throw new ChipFault("TLV_VALUE");
  return text;
}

function refuse(): never {
  throw new ChipFault("TLV_VALUE");
}
