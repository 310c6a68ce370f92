import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { found } from "../../../../schema/checks/finding.js";
import type { Finding } from "../../../../schema/checks/finding.js";
import type { CheckResult } from "../../../../schema/checks/formats/check-result.js";
import { writeGithub } from "../../../../schema/checks/formats/github.js";
import { writeJunit } from "../../../../schema/checks/formats/junit.js";
import { writeSarif } from "../../../../schema/checks/formats/sarif.js";
import { packageFile } from "../../../../subgraphs/kit/package-file.js";

const words = fc.string({ unit: "binary", maxLength: 40 });
const finding = fc
  .record({
    message: words,
    coordinate: fc.option(words, { nil: undefined }),
    file: fc.option(fc.webPath(), { nil: undefined }),
    line: fc.option(fc.integer({ min: 1, max: 9_999 }), { nil: undefined }),
    code: fc.constantFrom("ACCESS_WIDENED" as const, "PLAN_SLOW" as const, "SDL_SYNTAX" as const),
    waivedBy: fc.option(words, { nil: undefined }),
  })
  .map(({ message, code, waivedBy, ...place }): Finding => {
    const written = found(code, message, place);
    return waivedBy === undefined ? written : { ...written, waivedBy };
  });
const result = fc
  .array(finding, { maxLength: 4 })
  .map((findings): CheckResult => ({ subgraph: "vehicles", passed: false, findings, receives: [] }));

const ANNOTATION = /^::(error|warning|notice) ((?:file|line|title)=[^\r\n]*?)::([^\r\n]*)$/;

/** As the runner reads a command's text and its properties. */
function readAnnotation(line: string) {
  const [, command, properties = "", text = ""] = ANNOTATION.exec(line) ?? [];
  const undo = (escaped: string): string =>
    escaped
      .replaceAll("%3A", ":")
      .replaceAll("%2C", ",")
      .replaceAll("%0D", "\r")
      .replaceAll("%0A", "\n")
      .replaceAll("%25", "%");
  const read = properties.split(",").map((property) => {
    const at = property.indexOf("=");
    return [property.slice(0, at), undo(property.slice(at + 1))] as const;
  });
  return {
    command,
    properties: Object.fromEntries(read),
    text: text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%"),
  };
}

test("each annotation is one line, and the runner reads out of it what was written", () => {
  fc.assert(
    fc.property(result, (given) => {
      const lines = writeGithub(given).split("\n");

      expect(lines).toHaveLength(given.findings.length + 2);
      given.findings.forEach(({ code, message, coordinate, file, line, why, todo, waivedBy, severity }, index) => {
        const { command, properties, text } = readAnnotation(lines[index] ?? "");
        expect(command).toBe(waivedBy === undefined ? severity : "notice");
        expect(properties).toEqual({
          ...(file === undefined ? {} : { file }),
          ...(line === undefined ? {} : { line: String(line) }),
          title: coordinate === undefined ? code : `${code} ${coordinate}`,
        });
        expect(text).toBe([message, why, waivedBy === undefined ? todo : `Let through by ${waivedBy}`].join("\n"));
      });
    }),
  );
});

/** A well-formed document's elements in order, with their attributes; null for a text that is no XML (XML 1.0 §2.1). */
function readXml(
  text: string,
): readonly { readonly name: string; readonly attributes: Readonly<Record<string, string>> }[] | null {
  const body = text.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, "");
  const open: string[] = [];
  const elements: { name: string; attributes: Record<string, string> }[] = [];
  const token = /<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  for (let at = 0; at < body.length; at = token.lastIndex) {
    token.lastIndex = at;
    const match = token.exec(body);
    if (match === null) return null;
    const [, closes, name = "", attributes = "", isEmpty, between = ""] = match;
    if (/&(?!(?:amp|lt|gt|quot|#\d+);)/.test(between + attributes)) return null;
    if (/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(between + attributes)) return null;
    if (between !== "") continue;
    if (closes === "/") {
      if (open.pop() !== name) return null;
      continue;
    }
    const pairs = [...attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(
      ([, key = "", value = ""]) => [key, value] as const,
    );
    if (new Set(pairs.map(([key]) => key)).size < pairs.length) return null;
    elements.push({ name, attributes: Object.fromEntries(pairs) });
    if (isEmpty !== "/") open.push(name);
  }
  return open.length === 0 ? elements : null;
}

test("JUnit's XML is well formed whatever the findings say, and its counts are those of its cases", () => {
  fc.assert(
    fc.property(result, (given) => {
      const elements = readXml(writeJunit(given)) ?? [];

      const count = (name: string): number => elements.filter((element) => element.name === name).length;
      expect(elements[1]?.attributes).toEqual({
        name: "schema check vehicles",
        tests: String(Math.max(1, given.findings.length)),
        failures: String(count("failure")),
        errors: "0",
        skipped: String(count("skipped")),
      });
      expect(count("testcase")).toBe(Math.max(1, given.findings.length));
    }),
  );
});

test("the reader above knows what is no XML", () => {
  const cases = ["<a>", "<a></b>", "<a>&</a>", '<a b="1" b="2"/>', "<a>\u0001</a>", '<a b="<"/>', "<a/>"];

  expect(cases.map((text) => readXml(text) === null)).toEqual([true, true, true, true, true, true, false]);
});

/** What SARIF 2.1.0 asks of the members that are written here (OASIS, sections 3.13 to 3.34). */
const message = z.strictObject({ text: z.string().min(1) });
const sarif = z.strictObject({
  $schema: z.url(),
  version: z.literal("2.1.0"),
  runs: z
    .array(
      z.strictObject({
        tool: z.strictObject({
          driver: z.strictObject({
            name: z.string().min(1),
            rules: z.array(
              z.strictObject({
                id: z.string(),
                shortDescription: message,
                fullDescription: message,
                help: message,
                defaultConfiguration: z.strictObject({ level: z.enum(["none", "note", "warning", "error"]) }),
              }),
            ),
          }),
        }),
        columnKind: z.enum(["utf16CodeUnits", "unicodeCodePoints"]),
        results: z.array(
          z.strictObject({
            ruleId: z.string(),
            ruleIndex: z.int().min(0),
            level: z.enum(["none", "note", "warning", "error"]),
            message,
            locations: z
              .array(
                z.strictObject({
                  physicalLocation: z
                    .strictObject({
                      artifactLocation: z.strictObject({ uri: z.string().regex(/^[\w.~:/?#[\]@!$&'()*+,;=%-]*$/) }),
                      region: z.strictObject({ startLine: z.int().min(1) }).optional(),
                    })
                    .optional(),
                  logicalLocations: z.array(z.strictObject({ fullyQualifiedName: z.string() })).optional(),
                }),
              )
              .optional(),
            suppressions: z
              .array(z.strictObject({ kind: z.enum(["inSource", "external"]), justification: z.string() }))
              .optional(),
          }),
        ),
      }),
    )
    .length(1),
});

test("SARIF has every member that its version asks for, and each result points at its own rule", () => {
  fc.assert(
    fc.property(result, (given) => {
      const { runs } = sarif.parse(JSON.parse(writeSarif(given)));

      const rules = runs[0]?.tool.driver.rules ?? [];
      expect(runs[0]?.results.map(({ ruleId, ruleIndex }) => [ruleId, rules[ruleIndex]?.id])).toEqual(
        given.findings.map(({ code }) => [code, code]),
      );
    }),
  );
});

test("the golden SARIF and JUnit files are valid, too", async () => {
  const [log, xml] = await Promise.all(
    ["sarif", "junit"].map((format) => readFile(packageFile(`test/schema/golden/check.${format}`), "utf8")),
  );

  expect(sarif.safeParse(JSON.parse(log ?? "")).error).toBeUndefined();
  expect(readXml(xml ?? "")).not.toBeNull();
});
