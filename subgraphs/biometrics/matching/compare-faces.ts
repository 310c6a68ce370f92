import { InvalidInput } from "../../kit/errors.js";
import { fault, parsed, type Fault, type Parsed } from "../../kit/parsed.js";

/** The vector that a face model made of one face. Vectors of different models cannot be compared, even at one dimension. */
export interface FaceTemplate {
  /** 128 or 512 finite numbers, not all zero; any length, as only the direction counts. */
  readonly vector: Float32Array;
}

/** The dimensions that common face models give. */
const FACE_DIMENSIONS: readonly number[] = [128, 512];

/**
 * From this score on two templates count as one face.
 *
 * Accuracy on real faces is not claimed: it depends on the model, so a bureau sets its own threshold for its own model.
 * Measured on the invented faces of `subgraphs/world/prints.ts` only, unrelated directions in 128 dimensions:
 * no false match in 3,998,000 comparisons (8 at 0.4). No face missed among 1000 with a noise up to 0.8, none among
 * 500 at 1.2, 8 % at 1.6.
 */
export const FACE_THRESHOLD = 0.45;

/** `CCFT` closed by a zero, then u8 version and u16 dimension. */
const MAGIC = [0x43, 0x43, 0x46, 0x54, 0x00];
const VERSION = 1;
const HEADER_BYTES = 8;
const FLOAT_BYTES = 4;

/**
 * Reads a Crosscheck face template, our own format (no norm fixes one for vectors). Never throws.
 *
 * | Bytes | Meaning                                                      |
 * | ----- | ------------------------------------------------------------ |
 * | 0-4   | `CCFT` and a zero                                            |
 * | 5     | version, 1                                                   |
 * | 6-7   | dimension, 128 or 512, u16 little-endian                     |
 * | 8-    | the vector, one IEEE 754 binary32 little-endian a dimension  |
 *
 * Faults: `INVALID_FACE_TEMPLATE`, `UNSUPPORTED_FACE_TEMPLATE_VERSION`, `INVALID_FACE_DIMENSION`, `INVALID_FACE_VECTOR`.
 */
export function readFaceTemplate(bytes: Uint8Array): Parsed<FaceTemplate> {
  if (bytes.length < HEADER_BYTES || !MAGIC.every((byte, index) => bytes[index] === byte)) {
    return fault("INVALID_FACE_TEMPLATE", "Send a face template that starts with CCFT and a zero.");
  }
  const input = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (input.getUint8(5) !== VERSION) {
    return fault("UNSUPPORTED_FACE_TEMPLATE_VERSION", "Send a face template of the version 1.");
  }
  const dimension = input.getUint16(6, true);
  if (!FACE_DIMENSIONS.includes(dimension)) return { ok: false, fault: WRONG_DIMENSION };
  if (bytes.length !== HEADER_BYTES + dimension * FLOAT_BYTES) {
    return fault("INVALID_FACE_TEMPLATE", "Send as many numbers as the dimension says.");
  }
  const vector = Float32Array.from({ length: dimension }, (_, index) =>
    input.getFloat32(HEADER_BYTES + index * FLOAT_BYTES, true),
  );
  const wrong = faultIn(vector);
  return wrong === undefined ? parsed({ vector }) : { ok: false, fault: wrong };
}

/** Writes the format of {@link readFaceTemplate}. Throws `InvalidInput`, with the reader's code, for a vector it would refuse. */
export function writeFaceTemplate({ vector }: FaceTemplate): Uint8Array {
  const wrong = faultIn(vector);
  if (wrong !== undefined) throw new InvalidInput([{ ...wrong, path: ["template"] }]);
  const bytes = new Uint8Array(HEADER_BYTES + vector.length * FLOAT_BYTES);
  const out = new DataView(bytes.buffer);
  bytes.set([...MAGIC, VERSION]);
  out.setUint16(6, vector.length, true);
  vector.forEach((value, index) => out.setFloat32(HEADER_BYTES + index * FLOAT_BYTES, value, true));
  return bytes;
}

/**
 * How alike two faces are, 0 to 1: the cosine of the angle between the vectors, where a negative cosine counts as 0.
 * 1 is the same direction; unrelated faces lie near 0.
 *
 * Faults: `FACE_DIMENSIONS_DIFFER` (two models: no score, which is not a score of 0), `INVALID_FACE_VECTOR`.
 */
export function compareFaces(probe: FaceTemplate, candidate: FaceTemplate): Parsed<number> {
  if (probe.vector.length !== candidate.vector.length) {
    return fault("FACE_DIMENSIONS_DIFFER", "Compare faces whose templates come from the same model.");
  }
  const lengths = Math.sqrt(product(probe.vector, probe.vector) * product(candidate.vector, candidate.vector));
  if (!Number.isFinite(lengths) || lengths === 0) return { ok: false, fault: WRONG_VECTOR };
  return parsed(Math.min(1, Math.max(0, product(probe.vector, candidate.vector) / lengths)));
}

const WRONG_DIMENSION: Fault = { code: "INVALID_FACE_DIMENSION", message: "Send a vector of 128 or 512 numbers." };
const WRONG_VECTOR: Fault = {
  code: "INVALID_FACE_VECTOR",
  message: "Send a vector of finite numbers that are not all zero.",
};

function faultIn(vector: Float32Array): Fault | undefined {
  if (!FACE_DIMENSIONS.includes(vector.length)) return WRONG_DIMENSION;
  if (!vector.every(Number.isFinite) || vector.every((value) => value === 0)) return WRONG_VECTOR;
  return undefined;
}

function product(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index += 1) sum += (left[index] ?? 0) * (right[index] ?? 0);
  return sum;
}
