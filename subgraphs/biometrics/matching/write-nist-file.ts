import { InvalidInput } from "../../kit/errors.js";
import { CONTENTS_FIELD, FIELD_END, idcOf, ITEM_END, RECORD_END, SECOND_FIELD, SUBFIELD_END } from "./nist-file.js";
import type { ImageRecord, NistField, NistFile, NistRecord, TextRecord } from "./nist-file.js";
import { readNistFile } from "./read-nist-file.js";

const IMAGE_HEADER_BYTES = 18;

/**
 * Writes a file that {@link readNistFile} reads back the same; lengths and the table of contents are filled in.
 * Throws `InvalidInput`, with the reader's fault code, for a file that it would refuse: a separator within an item, say.
 */
export function writeNistFile(file: NistFile): Uint8Array {
  const [first, ...others] = file.records;
  const bytes = Buffer.concat(
    file.records.map((record) => bytesOf(record === first ? withContents(first, others) : record)),
  );
  const answer = readNistFile(bytes);
  if (!answer.ok) throw new InvalidInput([{ ...answer.fault, path: ["template"] }]);
  if (isSame(answer.value, file)) return bytes;
  throw new InvalidInput([
    {
      code: "INVALID_NIST_FIELD",
      path: ["template"],
      message: "Leave separators out of items, and numbers in their range.",
    },
  ]);
}

function withContents(first: NistRecord, others: readonly NistRecord[]): NistRecord {
  if (first.type === 4) return first;
  const entries = others.map((record) => [String(record.type), idcOf(record)]);
  const contents = { number: CONTENTS_FIELD, subfields: [["1", String(others.length)], ...entries] };
  const at = first.fields.findIndex(({ number }) => number === SECOND_FIELD) + 1;
  return { ...first, fields: first.fields.toSpliced(at, 0, contents) };
}

function bytesOf(record: NistRecord): Buffer {
  return record.type === 4 ? imageBytes(record) : textBytes(record);
}

function textBytes({ type, fields, bytes }: TextRecord): Buffer {
  const parts = fields.map((field) => Buffer.from(`${FIELD_END}${tagOf(type, field.number)}${valueOf(field)}`));
  if (bytes !== null) parts.push(Buffer.concat([Buffer.from(`${FIELD_END}${tagOf(type, 999)}`), bytes]));
  parts.push(Buffer.from(RECORD_END));
  const body = Buffer.concat(parts);
  const tag = tagOf(type, 1);
  // Eight digits, as most systems write: the length then does not depend on itself.
  const head = `${tag}${String(tag.length + 8 + body.length).padStart(8, "0")}`;
  return Buffer.concat([Buffer.from(head), body]);
}

function tagOf(type: number, number: number): string {
  return `${type}.${String(number).padStart(3, "0")}:`;
}

function valueOf({ subfields }: NistField): string {
  return subfields.map((items) => items.join(ITEM_END)).join(SUBFIELD_END);
}

function imageBytes(record: ImageRecord): Buffer {
  const header = Buffer.alloc(IMAGE_HEADER_BYTES);
  header.writeUInt32BE(IMAGE_HEADER_BYTES + record.bytes.length, 0);
  const [one = 255, two = 255, three = 255, four = 255, five = 255, six = 255] = record.fingers;
  header.set([record.idc, record.impression, one, two, three, four, five, six, record.resolution], 4);
  header.set([record.width >>> 8, record.width, record.height >>> 8, record.height, record.compression], 13);
  return Buffer.concat([header, record.bytes]);
}

/** What was given and what would be read must not differ anywhere. */
function isSame(one: NistFile, other: NistFile): boolean {
  return JSON.stringify(one.records.map(contentOf)) === JSON.stringify(other.records.map(contentOf));
}

function contentOf(record: NistRecord): readonly unknown[] {
  const bytes = record.bytes && Buffer.from(record.bytes).toString("base64");
  if (record.type !== 4) return [record.type, record.fields.map(({ number, subfields }) => [number, subfields]), bytes];
  const { type, idc, impression, fingers, resolution, width, height, compression } = record;
  return [type, idc, impression, fingers, resolution, width, height, compression, bytes];
}
