import fc from "fast-check";
import { expect, test } from "vitest";
import { readCsv } from "../../../../subgraphs/kit/file/read-csv.js";

async function rowsOf(text: string, delimiter = ",", cut: readonly number[] = []) {
  const rows: (readonly string[])[] = [];
  const lines: number[] = [];
  for await (const { cells, line } of readCsv(piecesOf(text, cut), delimiter)) {
    rows.push(cells);
    lines.push(line);
  }
  return { rows, lines };
}

/** A text in pieces that end where it says, within characters of two units too. */
async function* piecesOf(text: string, cut: readonly number[]): AsyncGenerator<string> {
  const characters = [...text];
  const ends = [...cut.map((end) => end % (characters.length + 1)), characters.length].toSorted((a, b) => a - b);
  let start = 0;
  for (const end of ends) {
    yield characters.slice(start, end).join("");
    start = end;
  }
}

function write(rows: readonly (readonly string[])[], delimiter: string, end: string): string {
  const cell = (text: string) => (/["\r\n,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => `${row.map(cell).join(delimiter)}${end}`).join("");
}

test.each([
  [
    "rows that end with CRLF",
    "a,b\r\n1,2\r\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "a last row without an end",
    "a,b\n1,2",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  ["a delimiter, a quote and a line break within a cell", '"a,""b""\r\nc",d\n', [['a,"b"\r\nc', "d"]]],
  ["empty cells, quoted and not", ',"",\n', [["", "", ""]]],
  ["spaces, which belong to the cell", " a , b \n", [[" a ", " b "]]],
  ["empty lines, which are no rows", "a\n\n\r\nb\n", [["a"], ["b"]]],
  ["a quoted cell at the very end", 'a,"b"', [["a", "b"]]],
  ["nothing", "", []],
])("reads %s", async (_name, text, expected) => {
  expect((await rowsOf(text)).rows).toEqual(expected);
});

test.each([
  ["a quote that nobody has closed", 'a\n"b\nc\n', 2],
  ["a quote within a plain cell", 'a\nb\nc"d\n', 3],
  ["text after a closing quote", 'a\n"b"c\n', 2],
  ["a carriage return alone", "a\nb\rc\n", 2],
  ["a carriage return at the end", "a\nb\r", 2],
])("refuses %s, with the line on which the row begins", async (_name, text, line) => {
  await expect(rowsOf(text)).rejects.toMatchObject({ code: "DROP_MALFORMED", line });
});

test("refuses a row without end before it fills the memory", async () => {
  async function* endless(): AsyncGenerator<string> {
    yield 'id,"';
    for (;;) yield "a".repeat(64 * 1024);
  }
  const read = async (): Promise<void> => {
    for await (const _ of readCsv(endless(), ",")) continue;
  };

  await expect(read()).rejects.toMatchObject({ code: "DROP_TOO_LARGE", line: 1 });
});

test("tells on which line each row begins", async () => {
  expect((await rowsOf('a\n"b\nc"\n\nd')).lines).toEqual([1, 2, 5]);
});

test("reads back whatever is written, however the text comes in pieces", async () => {
  const cell = fc.string({ unit: fc.constantFrom('"', ",", ";", "\t", "\r", "\n", "a", "я", "漢", "🚗", " ") });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 }),
      fc.constantFrom(",", ";", "\t"),
      fc.constantFrom("\n", "\r\n"),
      fc.array(fc.nat(), { maxLength: 5 }),
      async (rows, delimiter, end, cut) => {
        expect((await rowsOf(write(rows, delimiter, end), delimiter, cut)).rows).toEqual(rows);
      },
    ),
  );
});

test("whatever the text is, it is read or refused by a code, never otherwise", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: fc.constantFrom('"', ",", "\r", "\n", "a") }), async (text) => {
      const outcome = await rowsOf(text).then(
        () => "read",
        (error: { readonly code?: string }) => error.code,
      );

      expect(["read", "DROP_MALFORMED"]).toContain(outcome);
    }),
  );
});
