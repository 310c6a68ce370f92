import { fault, parsed } from "../../kit/parsed.js";
import type { Parsed } from "../../kit/parsed.js";
import {
  CONTENTS_FIELD,
  DATA_FIELD,
  DATA_TYPES,
  FIELD_END,
  idcOf,
  ITEM_END,
  itemOf,
  LENGTH_FIELD,
  MAX_ITEMS,
  MAX_NIST_BYTES,
  MAX_RECORDS,
  RECORD_END,
  SECOND_FIELD,
  SUBFIELD_END,
  TEXT_TYPES,
} from "./nist-file.js";
import type { ImageRecord, NistField, NistFile, NistRecord, TextRecord, TextType } from "./nist-file.js";

const START = "1.001:";
/** A tag with its length field: `14.001:12345` and the separator. */
const LONGEST_HEAD = 20;
const HEAD = new RegExp(String.raw`^(\d{1,2})\.0*1:(\d{1,8})${FIELD_END}`);
const IMAGE_HEADER_BYTES = 18;

const ASCII = new TextDecoder("latin1");
/** A byte that starts no character is a fault, and a byte order mark is kept as what it is. */
const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Whether the bytes start as a file of the traditional encoding does. */
export function isNistFile(bytes: Uint8Array): boolean {
  return ASCII.decode(bytes.subarray(0, START.length)) === START;
}

/**
 * Reads a file of ANSI/NIST-ITL 1-2011 in traditional encoding: records of the types 1, 2, 4, 9, 10, 13, 14, 15 and 99, each as
 * long as it says, in the order that the table of contents (1.003) states. Text is UTF-8. Never throws.
 *
 * Faults: `INVALID_NIST_FILE`, `NIST_FILE_TOO_LARGE`, `UNSUPPORTED_NIST_RECORD`, `INVALID_NIST_LENGTH`, `INVALID_NIST_FIELD`,
 * `NIST_CONTENTS_DIFFER`.
 */
export function readNistFile(bytes: Uint8Array): Parsed<NistFile> {
  if (bytes.length > MAX_NIST_BYTES)
    return fault("NIST_FILE_TOO_LARGE", "Send an ANSI/NIST-ITL file of at most 8 MiB.");
  if (!isNistFile(bytes)) return fault("INVALID_NIST_FILE", "Send an ANSI/NIST-ITL file, which starts with 1.001:.");
  const reading = new Reading(bytes);
  const first = reading.textRecord();
  if (!first.ok) return first;
  const contents = first.value.fields.find(({ number }) => number === CONTENTS_FIELD)?.subfields ?? [];
  if (contents.length === 0 || contents.length > MAX_RECORDS || contents.some((entry) => entry.length !== 2)) {
    return fault("NIST_CONTENTS_DIFFER", `State up to ${MAX_RECORDS} records in the table of contents, 1.003.`);
  }
  const records: NistRecord[] = [
    { ...first.value, fields: first.value.fields.filter(({ number }) => number !== CONTENTS_FIELD) },
  ];
  for (const [type] of contents.slice(1)) {
    const record = type === "4" ? reading.imageRecord() : reading.textRecord();
    if (!record.ok) return record;
    records.push(record.value);
  }
  if (!reading.isAtEnd) return fault("NIST_CONTENTS_DIFFER", "Remove the bytes that follow the last record of 1.003.");
  return agree(contents, records) ? parsed({ records }) : fault("NIST_CONTENTS_DIFFER", MISSTATED);
}

const MISSTATED = "State in the table of contents, 1.003, each record that follows, by its type and its number (IDC).";

/** The first subfield says how many records follow; each further one the type and the number of one of them. */
function agree(contents: readonly (readonly string[])[], records: readonly NistRecord[]): boolean {
  const [total, ...entries] = contents;
  if (total?.[0] !== "1" || wholeOf(total[1]) !== entries.length) return false;
  return entries.every(([type, idc], index) => {
    const record = records[index + 1];
    if (record === undefined || record.type === 1) return false;
    const own = wholeOf(idcOf(record));
    return type === String(record.type) && own !== undefined && own === wholeOf(idc);
  });
}

/** One reading of a file: how far it is, and how many items it has met. */
class Reading {
  readonly #bytes: Uint8Array;
  #at = 0;
  #items = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  textRecord(): Parsed<TextRecord> {
    const head = HEAD.exec(ASCII.decode(this.#bytes.subarray(this.#at, this.#at + LONGEST_HEAD)));
    if (head === null) return fault("INVALID_NIST_FIELD", "Start each record with its length: 2.001:00000123.");
    const type = TEXT_TYPES.find((known) => String(known) === head[1]);
    if (type === undefined)
      return fault("UNSUPPORTED_NIST_RECORD", "Send records of the types 1, 2, 4, 9, 10, 13, 14, 15, 99.");
    const record = this.#bytes.subarray(this.#at, this.#at + Number(head[2]));
    if (
      record.length !== Number(head[2]) ||
      record.at(-1) !== RECORD_END.codePointAt(0) ||
      record.length <= head[0].length
    ) {
      return fault("INVALID_NIST_LENGTH", "Give each record the length that it states, and end it with FS.");
    }
    this.#at += record.length;
    return this.#fields(type, record.subarray(head[0].length, -1));
  }

  imageRecord(): Parsed<ImageRecord> {
    const left = this.#bytes.subarray(this.#at);
    const view = new DataView(left.buffer, left.byteOffset, left.byteLength);
    const length = left.length < IMAGE_HEADER_BYTES ? 0 : view.getUint32(0);
    if (length < IMAGE_HEADER_BYTES || length > left.length) {
      return fault("INVALID_NIST_LENGTH", "Give each Type-4 record the length that it states, 18 bytes at the least.");
    }
    this.#at += length;
    return parsed({
      type: 4,
      idc: view.getUint8(4),
      impression: view.getUint8(5),
      fingers: [...left.subarray(6, 12)],
      resolution: view.getUint8(12),
      width: view.getUint16(13),
      height: view.getUint16(15),
      compression: view.getUint8(17),
      bytes: Uint8Array.from(left.subarray(IMAGE_HEADER_BYTES, length)),
    });
  }

  /** The fields after the length. Field 999 ends the record, whatever bytes are in it. */
  #fields(type: TextType, record: Uint8Array): Parsed<TextRecord> {
    const fields: NistField[] = [];
    const numbers = new Set<number>([LENGTH_FIELD]);
    let bytes: Uint8Array | null = null;
    let at = 0;
    while (at <= record.length && bytes === null) {
      const number = fieldNumberAt(record, at, type);
      if (number === undefined || numbers.has(number)) return invalidField();
      numbers.add(number);
      const start = record.indexOf(COLON, at) + 1;
      if (number === DATA_FIELD && DATA_TYPES.includes(type)) {
        bytes = Uint8Array.from(record.subarray(start));
        break;
      }
      const end = endOfField(record, start);
      const field = this.#field(number, record.subarray(start, end));
      if (!field.ok) return field;
      fields.push(field.value);
      at = end + 1;
    }
    const text = { type, fields, bytes };
    return itemOf(text, SECOND_FIELD) === undefined || fields[0]?.number !== SECOND_FIELD
      ? invalidField()
      : parsed(text);
  }

  #field(number: number, bytes: Uint8Array): Parsed<NistField> {
    this.#items += 1 + countOf(bytes, ITEM_CODE) + countOf(bytes, SUBFIELD_CODE);
    if (this.#items > MAX_ITEMS) return fault("NIST_FILE_TOO_LARGE", `Send at most ${MAX_ITEMS} items in a file.`);
    const text = decode(bytes);
    if (text === undefined || text.includes(RECORD_END)) return invalidField();
    return parsed({ number, subfields: text.split(SUBFIELD_END).map((subfield) => subfield.split(ITEM_END)) });
  }
}

const COLON = ":".charCodeAt(0);
const FIELD_CODE = FIELD_END.charCodeAt(0);
const SUBFIELD_CODE = SUBFIELD_END.charCodeAt(0);
const ITEM_CODE = ITEM_END.charCodeAt(0);

/** The number of the field whose tag stands here: `9.012:` is 12. */
function fieldNumberAt(record: Uint8Array, at: number, type: TextType): number | undefined {
  const tag = /^(\d{1,2})\.(\d{1,9}):/.exec(ASCII.decode(record.subarray(at, at + 13)));
  return tag === null || tag[1] !== String(type) ? undefined : Number(tag[2]);
}

function endOfField(record: Uint8Array, start: number): number {
  const end = record.indexOf(FIELD_CODE, start);
  return end < 0 ? record.length : end;
}

/** How often the byte is there; above the most that is read it is counted no further. */
function countOf(bytes: Uint8Array, code: number): number {
  let count = 0;
  for (let at = bytes.indexOf(code); at >= 0 && count <= MAX_ITEMS; at = bytes.indexOf(code, at + 1)) count += 1;
  return count;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return UTF_8.decode(bytes);
  } catch {
    return undefined;
  }
}

function wholeOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}

function invalidField<T>(): Parsed<T> {
  return fault(
    "INVALID_NIST_FIELD",
    "Give each field once, as 2.003:value in UTF-8, the second (version or IDC) first and 999 last.",
  );
}
