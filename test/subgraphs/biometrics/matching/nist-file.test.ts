import fc from "fast-check";
import { expect, test } from "vitest";
import {
  DATA_TYPES,
  FIELD_END,
  ITEM_END,
  RECORD_END,
  SUBFIELD_END,
  TEXT_TYPES,
} from "../../../../subgraphs/biometrics/matching/nist-file.js";
import type {
  ImageRecord,
  NistField,
  NistFile,
  NistRecord,
  TextRecord,
  TextType,
} from "../../../../subgraphs/biometrics/matching/nist-file.js";
import { isNistFile, readNistFile } from "../../../../subgraphs/biometrics/matching/read-nist-file.js";
import { writeNistFile } from "../../../../subgraphs/biometrics/matching/write-nist-file.js";
import { fuzz, FUZZ_RUNS, SOUND } from "../../../support/fuzz.js";

/** Written out by hand after ANSI/NIST-ITL 1-2011: `|` is FS, `^` GS, `~` RS, `_` US. The lengths were counted, not computed. */
const SPECIMEN = signs(
  "1.001:113^1.002:0500^1.003:1_3~2_00~4_01~14_02^1.004:CPS^1.005:20260131^1.007:XPO^1.008:FR^1.009:19125458357684J|" +
    "2.001:35^2.002:00^2.030:Müller~No|" +
    "\u0000\u0000\u0000\u0016\u0001\u0001\u0002????\u0001\u0000\u0000\u0004\u0000\u0005\u0001^|~_" +
    "14.001:33^14.002:02^14.999:?|^_x|",
);

test("a file of the norm is read record by record, separators within the bytes of an image included", () => {
  const file = readNistFile(SPECIMEN);

  expect(isNistFile(SPECIMEN)).toBe(true);
  expect(file).toEqual({
    ok: true,
    value: {
      records: [
        textRecord(1, [
          [2, "0500"],
          [4, "CPS"],
          [5, "20260131"],
          [7, "XPO"],
          [8, "FR"],
          [9, "19125458357684J"],
        ]),
        {
          ...textRecord(2, [[2, "00"]]),
          fields: [plain(2, "00"), { number: 30, subfields: [["Müller"], ["No"]] }],
        },
        {
          type: 4,
          idc: 1,
          impression: 1,
          fingers: [2, 63, 63, 63, 63, 1],
          resolution: 0,
          width: 4,
          height: 5,
          compression: 1,
          bytes: Uint8Array.from([0x1d, 0x1c, 0x1e, 0x1f]),
        },
        { ...textRecord(14, [[2, "02"]]), bytes: Uint8Array.from([0x3f, 0x1c, 0x1d, 0x1f, 0x78]) },
      ],
    },
  });
});

test("whatever is written is read back the same", () => {
  fc.assert(
    fc.property(files(), (file) => {
      expect(readNistFile(writeNistFile(file))).toEqual({ ok: true, value: file });
    }),
    { numRuns: FUZZ_RUNS },
  );
});

test.each<[string, Uint8Array, string]>([
  ["another format", signs("FMR"), "INVALID_NIST_FILE"],
  ["a file above 8 MiB", new Uint8Array(8 * 1024 * 1024 + 1), "NIST_FILE_TOO_LARGE"],
  ["a record shorter than it says", SPECIMEN.subarray(0, 90), "INVALID_NIST_LENGTH"],
  ["a record that does not end with FS", edited("|2.001", "^2.001"), "INVALID_NIST_LENGTH"],
  ["a record of another length", edited("2.001:35", "2.001:34"), "INVALID_NIST_LENGTH"],
  ["an image record cut short", SPECIMEN.subarray(0, 168), "INVALID_NIST_LENGTH"],
  ["a record of a type that is not read", edited("14.001", "17.001"), "UNSUPPORTED_NIST_RECORD"],
  ["a field of another type's record", edited("2.030", "3.030"), "INVALID_NIST_FIELD"],
  ["a field given twice", edited("2.030", "2.002"), "INVALID_NIST_FIELD"],
  ["bytes that are no UTF-8", SPECIMEN.with(138, 0xff), "INVALID_NIST_FIELD"],
  ["no number (IDC) in a record", edited("2.002:00", "2.009:00"), "INVALID_NIST_FIELD"],
  ["a table of contents with another record", edited("2_00~", "9_00~"), "NIST_CONTENTS_DIFFER"],
  ["a table of contents with another number", edited("2_00~", "2_07~"), "NIST_CONTENTS_DIFFER"],
  ["a table of contents with another count", edited("1_3~", "1_4~"), "NIST_CONTENTS_DIFFER"],
  ["no table of contents", edited("1.003:", "1.013:"), "NIST_CONTENTS_DIFFER"],
  ["bytes after the last record", Uint8Array.from([...SPECIMEN, 0x20]), "NIST_CONTENTS_DIFFER"],
])("%s is a fault", (_name, bytes, code) => {
  expect(readNistFile(bytes)).toMatchObject({ ok: false, fault: { code } });
});

test("more items than anybody sends are refused before they take memory", () => {
  const many = textRecord(2, [[2, "00"]]);
  const subfields = Array.from({ length: 50_001 }, () => [""]);

  expect(() => writeNistFile(fileOf({ ...many, fields: [...many.fields, { number: 3, subfields }] }))).toThrow("items");
});

test.each<[string, NistFile]>([
  [
    "a separator within an item",
    fileOf(
      textRecord(2, [
        [2, "00"],
        [3, "a\u001fb"],
      ]),
    ),
  ],
  [
    "a record end within an item",
    fileOf(
      textRecord(2, [
        [2, "00"],
        [3, "a\u001cb"],
      ]),
    ),
  ],
  [
    "a field number twice",
    fileOf(
      textRecord(2, [
        [2, "00"],
        [3, "a"],
        [3, "b"],
      ]),
    ),
  ],
  ["no IDC", fileOf(textRecord(2, [[3, "a"]]))],
  ["a width above 16 bits", fileOf({ ...image(), width: 65_536 })],
  ["seven fingers", fileOf({ ...image(), fingers: [1, 2, 3, 4, 5, 6, 7] })],
  ["bytes in a record of text alone", fileOf({ ...textRecord(2, [[2, "00"]]), bytes: Uint8Array.of(1) })],
  ["nothing", { records: [] }],
])("%s is not written", (_name, file) => {
  expect(() => writeNistFile(file)).toThrow(expect.objectContaining({ code: "INVALID_INPUT" }));
});

test("changed files give a file that can be written again or a coded fault, at once and in little memory", () => {
  const inputs = [SPECIMEN, ...fc.sample(files(), { numRuns: 20, seed: 7 }).map(writeNistFile)];

  const outcome = fuzz(inputs, (bytes) => {
    const answer = readNistFile(bytes);
    if (answer.ok) return { outcome: "READ", after: () => writeNistFile(answer.value) };
    return { outcome: answer.fault.code };
  });

  expect(outcome).toEqual(SOUND);
});

test("a file of 8 MiB of separators is refused at once, and in little memory", () => {
  const bytes = new Uint8Array(8 * 1024 * 1024 - 10).fill(0x1f);
  bytes.set(Buffer.from(`1.001:${bytes.length}\u001d1.002:0500\u001d1.003:`));
  bytes.set([0x1c], bytes.length - 1);

  const outcome = fuzz([Uint8Array.of(0)], () => ({ outcome: readNistFile(bytes).ok ? "READ" : "REFUSED" }), 3);

  expect(outcome).toEqual({ ...SOUND, outcomes: ["REFUSED"] });
});

function signs(text: string): Uint8Array {
  const separators: Readonly<Record<string, string>> = { "|": "\u001c", "^": "\u001d", "~": "\u001e", _: "\u001f" };
  return Uint8Array.from(Buffer.from(text.replaceAll(/[|^~_]/g, (sign) => separators[sign] ?? "")));
}

/** The specimen with one place changed, written with the same stand-ins for separators. */
function edited(from: string, to: string): Uint8Array {
  const [before, after] = [Buffer.from(signs(from)).toString("latin1"), Buffer.from(signs(to)).toString("latin1")];
  const text = Buffer.from(SPECIMEN).toString("latin1");
  expect(text).toContain(before);
  return Uint8Array.from(Buffer.from(text.replace(before, after), "latin1"));
}

function plain(number: number, item: string): NistField {
  return { number, subfields: [[item]] };
}

function textRecord(type: TextType, items: readonly (readonly [number, string])[]): TextRecord {
  return { type, fields: items.map(([number, item]) => plain(number, item)), bytes: null };
}

function image(): ImageRecord {
  const bytes = Uint8Array.of(1, 2, 3);
  return {
    type: 4,
    idc: 1,
    impression: 0,
    fingers: [1, 255, 255, 255, 255, 255],
    resolution: 0,
    width: 10,
    height: 20,
    compression: 1,
    bytes,
  };
}

function fileOf(...records: readonly NistRecord[]): NistFile {
  return { records: [textRecord(1, [[2, "0500"]]), ...records] };
}

const SEPARATORS: ReadonlySet<string> = new Set([RECORD_END, FIELD_END, SUBFIELD_END, ITEM_END]);
/** Any text without the four separators and without halves of characters, which UTF-8 cannot write. */
const items = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) =>
  [...text]
    .filter((sign) => !SEPARATORS.has(sign))
    .join("")
    .toWellFormed(),
);
const subfields = fc.array(fc.array(items, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });
const idcs = fc.nat(99).map((idc) => String(idc).padStart(2, "0"));
const bytes = fc.uint8Array({ maxLength: 60 });

function textRecords(type: TextType): fc.Arbitrary<TextRecord> {
  const further = fc.uniqueArray(fc.record({ number: fc.integer({ min: 4, max: 998 }), subfields }), {
    maxLength: 6,
    selector: ({ number }) => number,
  });
  const maybeBytes = DATA_TYPES.includes(type) ? fc.option(bytes) : fc.constant(null);
  return fc
    .record({ second: idcs, further, bytes: maybeBytes })
    .map((record) => ({ type, fields: [plain(2, record.second), ...record.further], bytes: record.bytes }));
}

function images(): fc.Arbitrary<ImageRecord> {
  const byte = fc.nat(255);
  const size = fc.nat(65_535);
  return fc.record({
    type: fc.constant(4),
    idc: byte,
    impression: byte,
    fingers: fc.array(byte, { minLength: 6, maxLength: 6 }),
    resolution: byte,
    width: size,
    height: size,
    compression: byte,
    bytes,
  });
}

function files(): fc.Arbitrary<NistFile> {
  const others = TEXT_TYPES.filter((type) => type !== 1);
  const record = fc.oneof(images(), ...others.map(textRecords));
  return fc
    .record({ first: textRecords(1), rest: fc.array(record, { maxLength: 8 }) })
    .map(({ first, rest }) => ({ records: [first, ...rest] }));
}
