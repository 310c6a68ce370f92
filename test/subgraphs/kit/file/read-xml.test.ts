import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DROP_FAULTS } from "../../../../subgraphs/kit/file/drop-fault.js";
import type { DropFaultCode } from "../../../../subgraphs/kit/file/drop-fault.js";
import { fileConnectorSchema } from "../../../../subgraphs/kit/file/file-mapping.js";
import { readDrop } from "../../../../subgraphs/kit/file/read-drop.js";
import { readXml } from "../../../../subgraphs/kit/file/read-xml.js";
import { xmlLayoutSchema } from "../../../../subgraphs/kit/file/xml-layout.js";
import { FUZZ_RUNS, mutant } from "../../../support/fuzz.js";
import { readLargeDrop, writeLargeDrop } from "../../../support/large-drop.js";
import { temporaryFolder } from "../../../support/processes.js";

const LAYOUT = xmlLayoutSchema.parse({
  record: "e:export/e:persons/e:person",
  namespaces: { e: "urn:example:export", x: "urn:example:more" },
  columns: {
    nr: "@nr",
    born: "e:birth/@x:on",
    note: "e:note",
    names: { each: "e:name", cells: { family: "e:family", kind: "@kind", whole: "." } },
    marks: { each: "e:marks/e:mark" },
  },
});

const GOOD = `<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="urn:example:export" xmlns:x="urn:example:more" xmlns:o="urn:other">
  <made>2025</made>
  <persons>
    <person
      nr="1">
      <name kind="OFFICIAL"><family>Kraus &amp; S&#246;hne</family><family xmlns="urn:other">no</family></name>
      <name kind="ALIAS">K<!-- x -->.<![CDATA[ <K> ]]></name>
      <birth on="1970" x:on="1971"/>
      <marks><mark>scar</mark><mark/><mark>  tattoo </mark></marks>
      <o:note>of another namespace</o:note>
      <further><name kind="DEEP"/></further>
    </person>
    <other/>
    <person nr="2"><note> </note></person>
  </persons>
</export>`;

const ROWS = [
  {
    line: 5,
    cells: {
      nr: "1",
      born: "1971",
      names:
        '[{"family":"Kraus & Söhne","kind":"OFFICIAL","whole":null},{"family":null,"kind":"ALIAS","whole":"K. <K>"}]',
      marks: '["scar",null,"tattoo"]',
    },
  },
  { line: 15, cells: { nr: "2", names: "[]", marks: "[]" } },
];

async function rowsOf(text: string, cut: readonly number[] = []) {
  return Array.fromAsync(readXml(piecesOf(text, cut), LAYOUT, "UTF-8"));
}

async function* piecesOf(text: string, cut: readonly number[]): AsyncGenerator<string> {
  const ends = [...cut.map((end) => end % (text.length + 1)), text.length].toSorted((a, b) => a - b);
  let start = 0;
  for (const end of ends) {
    yield text.slice(start, end);
    start = end;
  }
}

function around(record: string): string {
  return `<export xmlns="urn:example:export">\n<persons>${record}</persons></export>`;
}

test("reads elements, attributes, lists and namespaces by their paths, and each record's line", async () => {
  expect(await rowsOf(GOOD)).toEqual(ROWS);
});

test("reads the same however the text comes in pieces", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { maxLength: 8 }), async (cut) => {
      expect(await rowsOf(GOOD, cut)).toEqual(ROWS);
    }),
  );
});

test("reads back whatever text is written", async () => {
  const text = fc.string({ unit: fc.constantFrom("<", "&", ">", '"', "'", "]]>", "я", "漢", "🚗", "a") });
  const escaped = (value: string) =>
    value.replaceAll(/[<&>"']/gu, (sign) => `&#x${(sign.codePointAt(0) ?? 0).toString(16)};`);
  await fc.assert(
    fc.asyncProperty(text, text, async (note, nr) => {
      const [row] = await rowsOf(around(`<person nr="${escaped(nr)}"><note>${escaped(note)}</note></person>`));

      expect([row?.cells["nr"] ?? "", row?.cells["note"] ?? ""]).toEqual([nr, note]);
    }),
  );
});

const FAULTS: readonly (readonly [name: string, text: string, code: DropFaultCode, at: readonly (number | null)[]])[] =
  [
    ["an element that nobody has closed", around("<person><note>SECRET</person>"), "DROP_MALFORMED", [2, 38]],
    ["a file that is cut short", around("<person>").slice(0, 60), "DROP_MALFORMED", [2, 24]],
    ["a prefix that stands for nothing", around("\n<p:SECRET/>"), "DROP_MALFORMED", [3, 11]],
    ["an attribute that stands twice", around('<person nr="SECRET" nr="SECRET"/>'), "DROP_MALFORMED", [2, 42]],
    ["a character that XML has no place for", around("<person>\u0001</person>"), "DROP_MALFORMED", [2, 18]],
    ["an entity that is not XML's own", around("<person>&SECRET;</person>"), "DROP_MALFORMED", [2, 25]],
    ["an entity by the name of a method", around("<person>&constructor;</person>"), "DROP_MALFORMED", [2, 30]],
    ["nothing at all", "", "DROP_MALFORMED", [1, 1]],
    ["a document type", `<!DOCTYPE export>${around("")}`, "DROP_DOCUMENT_TYPE", [1, 17]],
    [
      "a file elsewhere to be put in",
      `<!DOCTYPE export [<!ENTITY x SYSTEM "file:///etc/passwd">]>${around("<person nr='&x;'/>")}`,
      "DROP_DOCUMENT_TYPE",
      [1, 59],
    ],
    [
      "a billion laughs",
      `<!DOCTYPE l [<!ENTITY a "ha">${"bcdefghi".replaceAll(/./g, (x) => `<!ENTITY ${x} "${`&${String.fromCodePoint((x.codePointAt(0) ?? 0) - 1)};`.repeat(10)}">`)}]>${around("&i;")}`,
      "DROP_DOCUMENT_TYPE",
      [1, 383],
    ],
    ["another encoding than it was read in", `<?xml version="1.0" encoding="latin1"?><x/>`, "DROP_ENCODING", [1, null]],
    ["a value that stands twice", around("<person><note>a</note><note>b</note></person>"), "DROP_REPEATED", [2, null]],
    ["another root", "<exports/>", "DROP_ELEMENTS", [null, null]],
    ["no element for the records", '<export xmlns="urn:example:export"/>', "DROP_ELEMENTS", [null, null]],
    ["records in another namespace", around("<person xmlns=''/>"), "DROP_ELEMENTS", [null, null]],
    ["elements without end within one another", around("<person>".repeat(101)), "DROP_TOO_LARGE", [2, 801]],
  ];

test.each(FAULTS)("refuses %s, says where, and repeats nothing of it", async (_name, text, code, [line, column]) => {
  const fault = await rowsOf(text).catch((error: unknown) => error);

  expect(fault).toMatchObject({ code, line, column });
  expect(fault).not.toHaveProperty("cause");
  expect(String(fault)).not.toMatch(/SECRET|constructor/);
});

test.each([
  ["a text", around("<person><note>").slice(0, -20)],
  ["a comment", "<!--"],
  ["a document type", "<!DOCTYPE a ["],
  ["a name", "<"],
  ["an attribute", '<export a="'],
  ["blanks before the root", " "],
])("refuses %s without end before it fills the memory", async (_name, start) => {
  async function* endless(): AsyncGenerator<string> {
    yield start;
    for (;;) yield (start === " " ? " " : "a").repeat(64 * 1024);
  }

  await expect(Array.fromAsync(readXml(endless(), LAYOUT, "UTF-8"))).rejects.toMatchObject({
    code: "DROP_TOO_LARGE",
  });
});

test("an empty list of records is a drop without records", async () => {
  expect(await rowsOf(around(""))).toEqual([]);
});

const UTF16 = GOOD.replace("UTF-8", "UTF-16");

test.each([
  ["UTF-8 with a byte order mark", Buffer.from(`\uFEFF${GOOD}`), null],
  ["UTF-16 with a byte order mark, the low byte first", Buffer.from(`\uFEFF${UTF16}`, "utf16le"), null],
  ["UTF-16 with a byte order mark, the high byte first", Buffer.from(`\uFEFF${UTF16}`, "utf16le").swap16(), null],
  ["UTF-16 without one", Buffer.from(UTF16, "utf16le"), null],
  ["UTF-8 that says it is UTF-16", Buffer.from(UTF16), "DROP_ENCODING"],
  ["UTF-16 that says it is UTF-8", Buffer.from(`\uFEFF${GOOD}`, "utf16le"), "DROP_ENCODING"],
  ["Latin letters of one byte", Buffer.from(GOOD.replace("&#246;", "ö"), "latin1"), "DROP_ENCODING"],
  ["half a character at the end", Buffer.from(`\uFEFF${UTF16}`, "utf16le").subarray(0, -1), "DROP_ENCODING"],
])("a file in %s", async (_name, bytes, code) => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "drop.xml");
  await writeFile(path, bytes);
  const kept = ["nr", "born"];

  const outcome = await Array.fromAsync(readDrop(path, { format: "xml", elements: LAYOUT }, kept)).catch(
    (error: { readonly code?: string }) => error.code,
  );

  const rows = [
    { line: 5, cells: { nr: "1", born: "1971" } },
    { line: 15, cells: { nr: "2", born: null } },
  ];
  expect(outcome).toEqual(code ?? rows);
});

test("changed files are read or refused by a code, never otherwise", async () => {
  const inputs = [GOOD, around("<person nr='1'/>"), ...FAULTS.map(([, text]) => text)].map((text) =>
    Buffer.from(text.slice(0, 4_000)),
  );
  const outcomes = new Set<string>();

  for (let seed = 0; seed < FUZZ_RUNS; seed += 1) {
    const text = Buffer.from(mutant(inputs, seed)).toString();
    outcomes.add(await rowsOf(text).then(() => "READ", codeOf));
  }

  expect(outcomes).toContain("READ");
  expect([...outcomes].filter((outcome) => outcome !== "READ" && !Object.hasOwn(DROP_FAULTS, outcome))).toEqual([]);
});

test("a large file is read in a small heap, whose size the file does not change", { timeout: 60_000 }, async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "vehicles.xml");
  const records = await writeLargeDrop(path, 48_000_000);

  expect(await readLargeDrop(path, 24)).toBe(records);
});

test.each([
  [{ record: "a/b[1]" }, "record"],
  [{ record: "a/@b" }, "record"],
  [{ columns: { nr: "@id/name" } }, "nr"],
  [{ columns: { nr: "v:id" } }, "The prefix v has no namespace."],
  [{ columns: { vin: "vin" } }, "It lacks nr."],
])("a layout with %j is refused, and why is said", (change, word) => {
  const result = fileConnectorSchema.safeParse({
    kind: "file",
    format: "xml",
    path: "/drops/vehicles.xml",
    database: "own",
    schema: "vehicles",
    elements: { record: "vehicles/vehicle", columns: { nr: "@id" }, ...change },
    mapping: { id: "nr", fields: {} },
  });

  expect(JSON.stringify(result.error?.issues)).toContain(word);
});

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
