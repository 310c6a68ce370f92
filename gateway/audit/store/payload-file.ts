import { z } from "zod";
import { isSalt } from "../entry/commitment.js";
import type { SealedPayload } from "../entry/sealed-entry.js";

/** One payload as its file has it. */
export interface StoredPayload extends SealedPayload {
  /** The entry that it belongs to. */
  readonly index: number;
}

const lineSchema = z.strictObject({ index: z.int().min(0), salt: z.base64(), payload: z.string() });

/** One JSON object a line. The payload is JSON within it, as a text: its commitment is over these very bytes. */
export function writePayloads(payloads: readonly StoredPayload[]): string {
  return payloads
    .map(({ index, salt, text }) => JSON.stringify({ index, salt: salt.toString("base64"), payload: text }) + "\n")
    .join("");
}

/** Null in place of a line that cannot be read. */
export function readPayloads(text: string): readonly (StoredPayload | null)[] {
  const lines = text.split("\n");
  return (lines.at(-1) === "" ? lines.slice(0, -1) : lines).map(readLine);
}

/** The payload of one entry, without reading the others; null where it is not there or cannot be read. */
export function findPayload(text: string, index: number): StoredPayload | null {
  const head = `{"index":${index},`;
  const before = text.startsWith(head) ? -1 : text.indexOf(`\n${head}`);
  if (before < 0 && !text.startsWith(head)) return null;
  return readLine(text.slice(before + 1, text.indexOf("\n", before + 1)));
}

function readLine(line: string): StoredPayload | null {
  const result = lineSchema.safeParse(parseJson(line));
  if (!result.success) return null;
  const { index, payload } = result.data;
  const salt = Buffer.from(result.data.salt, "base64");
  const stored = { index, salt, text: payload };
  // One written form only, so that a change which reads the same is found too.
  return isSalt(salt) && writePayloads([stored]) === `${line}\n` ? stored : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
