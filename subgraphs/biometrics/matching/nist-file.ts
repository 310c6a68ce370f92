/** The characters that part a file of ANSI/NIST-ITL 1-2011, traditional encoding: records, fields, subfields, items. */
export const RECORD_END = "\u001c";
export const FIELD_END = "\u001d";
export const SUBFIELD_END = "\u001e";
export const ITEM_END = "\u001f";

/** The record types that are read and written in fields of text. */
export const TEXT_TYPES = [1, 2, 9, 10, 13, 14, 15, 99] as const;
export type TextType = (typeof TEXT_TYPES)[number];

/** The record types whose last field, 999, may hold bytes: a face, a latent, a finger, a palm, and data of other norms. */
export const DATA_TYPES: readonly TextType[] = [10, 13, 14, 15, 99];

/** The longest file read or written, in bytes: ten rolled fingers, compressed, take about one million. */
export const MAX_NIST_BYTES = 8 * 1024 * 1024;
/** The most records, and the most items in all of them, that are read. */
export const MAX_RECORDS = 256;
export const MAX_ITEMS = 50_000;

/** Numbers of the fields that are in every record, or that say how to read a file. */
export const LENGTH_FIELD = 1;
/** The version in Type-1, the number that joins a record to its others (IDC) elsewhere. */
export const SECOND_FIELD = 2;
export const CONTENTS_FIELD = 3;
export const DATA_FIELD = 999;

/** A field: subfields of items. A plain value is one subfield of one item. */
export interface NistField {
  readonly number: number;
  readonly subfields: readonly (readonly string[])[];
}

/** A record of text fields, without its length, and in Type-1 without the table of contents: both follow from the rest. */
export interface TextRecord {
  readonly type: TextType;
  /** In the order of the file, the second (2) first. */
  readonly fields: readonly NistField[];
  /** Field 999, where the type may have one and the record does. */
  readonly bytes: Uint8Array | null;
}

/** A fingerprint image at 500 dpi: a record in binary. */
export interface ImageRecord {
  readonly type: 4;
  /** The number that joins it to its others, 0 to 255. */
  readonly idc: number;
  /** Code of table IMP. */
  readonly impression: number;
  /** Codes of table FGP, six of them; 255 is unused. */
  readonly fingers: readonly number[];
  /** 0 native resolution of the file, 1 that of the field 1.011. */
  readonly resolution: number;
  readonly width: number;
  readonly height: number;
  /** 0 none, 1 WSQ. */
  readonly compression: number;
  readonly bytes: Uint8Array;
}

export type NistRecord = TextRecord | ImageRecord;

/** A file: the Type-1 record and what follows it. */
export interface NistFile {
  readonly records: readonly NistRecord[];
}

/** The only item of a field; undefined where the record has no such field, or the field more items. */
export function itemOf(record: TextRecord, number: number): string | undefined {
  const field = record.fields.find((one) => one.number === number);
  const [items, ...further] = field?.subfields ?? [];
  return further.length === 0 && items?.length === 1 ? items[0] : undefined;
}

/** What a record's number (IDC) reads in the table of contents. */
export function idcOf(record: NistRecord): string {
  return record.type === 4 ? String(record.idc).padStart(2, "0") : (itemOf(record, SECOND_FIELD) ?? "");
}
