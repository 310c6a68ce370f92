import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { found } from "../../../schema/checks/finding.js";
import { applyWaivers, readWaiver } from "../../../schema/checks/waivers.js";
import type { Waiver } from "../../../schema/checks/waivers.js";
import { packageFile } from "../../../subgraphs/kit/package-file.js";

const WAIVER: Waiver = {
  file: "family-name.json",
  subgraph: "swe",
  code: "DATA_WIDENED",
  coordinate: "SubjectName.family",
  owner: "Data protection officer",
  reason: "Searched by family name, by agreement of 2026-10-01.",
  until: "2026-12-31",
};
const WIDENED = found("DATA_WIDENED", "swe will be sent SubjectName.family.", { coordinate: "SubjectName.family" });

function judged(waivers: readonly Waiver[], today: string, findings = [WIDENED]): readonly (readonly unknown[])[] {
  return applyWaivers(findings, { waivers, subgraph: "swe", today }).map((finding) => [
    finding.code,
    finding.severity,
    finding.waivedBy,
  ]);
}

test("a waiver lets through the finding of its code and coordinate, up to its last day", () => {
  const through = [["DATA_WIDENED", "error", "family-name.json"]];

  expect(judged([WAIVER], "2026-11-24")).toEqual(through);
  expect(judged([WAIVER], "2026-12-31")).toEqual(through);
});

test("one that has ended lets nothing through, and is a failure itself", () => {
  expect(judged([WAIVER], "2027-01-01")).toEqual([
    ["DATA_WIDENED", "error", undefined],
    ["WAIVER_EXPIRED", "error", undefined],
  ]);
});

test("one that fits nothing is a warning: another coordinate, another code, nothing found", () => {
  const unused = ["WAIVER_UNUSED", "warning", undefined];

  expect(judged([{ ...WAIVER, coordinate: "SubjectName.given" }], "2026-11-24")).toEqual([
    ["DATA_WIDENED", "error", undefined],
    unused,
  ]);
  expect(judged([{ ...WAIVER, code: "ACCESS_WIDENED" }], "2026-11-24")).toEqual([
    ["DATA_WIDENED", "error", undefined],
    unused,
  ]);
  expect(judged([WAIVER], "2026-11-24", [])).toEqual([unused]);
});

test("no waiver lets through what is never to be: another's field, an address, a graph that does not compose", () => {
  const never = [
    found("FIELD_REDEFINED", "Person.names has another owner.", { coordinate: "Person.names" }),
    found("URL_PRIVATE", "127.0.0.1 is no public address."),
    found("COMPOSITION_FAILED", "It does not compose."),
  ];
  const waivers = never.map(({ code, coordinate }, index) => ({ ...WAIVER, file: `${index}.json`, code, coordinate }));

  const told = judged(waivers as readonly Waiver[], "2026-11-24", never);

  expect(told.slice(0, 3)).toEqual(never.map(({ code }) => [code, "error", undefined]));
  expect(told.slice(3).map(([code]) => code)).toEqual(["WAIVER_UNUSED", "WAIVER_UNUSED", "WAIVER_UNUSED"]);
});

test("another subgraph's waiver is none of this one's business", () => {
  expect(judged([{ ...WAIVER, subgraph: "nor", until: "2020-01-01" }], "2026-11-24", [])).toEqual([]);
});

const { file: _file, ...TEXT } = WAIVER;

test.each([
  ["no JSON", "{", /This is no JSON/],
  ["no owner", JSON.stringify({ ...TEXT, owner: "" }), /owner/],
  ["no reason to speak of", JSON.stringify({ ...TEXT, reason: "needed" }), /reason/],
  ["a day that is in no calendar", JSON.stringify({ ...TEXT, until: "2026-02-30" }), /until/],
  ["no last day", JSON.stringify({ ...TEXT, until: undefined }), /until/],
  ["a word that a waiver does not have", JSON.stringify({ ...TEXT, coordinates: "*" }), /coordinates/],
])("a waiver with %s is refused by its file's name", (_title, text, message) => {
  expect(() => readWaiver("a.json", text)).toThrow(
    expect.objectContaining({ code: "INVALID_CONFIGURATION", message: expect.stringMatching(message) }),
  );
  expect(() => readWaiver("a.json", text)).toThrow(/^a\.json: /);
});

test("the README's waiver is one", async () => {
  const readme = await readFile(packageFile("schema/checks/README.md"), "utf8");
  const [, text = ""] = /```json\n([^]*?)```/.exec(readme) ?? [];

  expect(readWaiver("a.json", text)).toMatchObject({ subgraph: "swe", code: "DATA_WIDENED" });
});
