import fc from "fast-check";
import { serializeDictionary } from "structured-headers";
import { expect, test } from "vitest";
import { BreakGlassRefused, readBreakGlass } from "../../../gateway/officer/read-break-glass.js";
import { AUTHORITY } from "../../support/hop.js";

const NOW = new Date("2026-11-24T10:00:00.000Z");
const OFFICER = { ...AUTHORITY.officer, scopes: ["break-glass:use"] };
const ASKING = { officer: OFFICER, justification: AUTHORITY.justification };
const GRANT = 'reason="A child is missing since noon", case="2026/118", ends-at="2026-11-24T12:00:00Z"';

function outcome(header: string, asking: typeof ASKING = ASKING): unknown {
  try {
    return readBreakGlass(header, asking, NOW);
  } catch (error) {
    return error;
  }
}

function faults(...members: readonly (readonly [string, string])[]): unknown {
  const fields = members.map(([code, name]) =>
    expect.objectContaining({ code, path: ["crosscheck-break-glass", name] }),
  );
  return expect.objectContaining({ code: "BREAK_GLASS_REFUSED", extensions: expect.objectContaining({ fields }) });
}

test("a complete grant is read", () => {
  expect(outcome(GRANT)).toEqual({
    justification: "A child is missing since noon",
    caseReference: "2026/118",
    endsAt: "2026-11-24T12:00:00Z",
  });
});

test.each([
  ["no reason", GRANT.replace(/^reason="[^"]*", /, ""), [["MISSING_MEMBER", "reason"]]],
  ["a reason that is none", GRANT.replace("A child is missing since noon", "urgent"), [["INVALID_MEMBER", "reason"]]],
  ["another case than the justification's", GRANT.replace("2026/118", "2026/119"), [["INVALID_MEMBER", "case"]]],
  ["an end that has come", GRANT.replace("T12:00:00", "T10:00:00"), [["INVALID_MEMBER", "ends-at"]]],
  ["an end in more than eight hours", GRANT.replace("T12:00:00", "T18:00:01"), [["INVALID_MEMBER", "ends-at"]]],
  ["an end in another time than UTC", GRANT.replace("00Z", "00+01:00"), [["INVALID_MEMBER", "ends-at"]]],
  ["an end that is no moment", GRANT.replace("2026-11-24T12:00:00Z", "tonight"), [["INVALID_MEMBER", "ends-at"]]],
  [
    "nothing",
    "",
    [
      ["MISSING_MEMBER", "reason"],
      ["MISSING_MEMBER", "case"],
      ["MISSING_MEMBER", "ends-at"],
    ],
  ],
] as const)("a grant with %s is refused, and the member is named", (_what, header, members) => {
  expect(outcome(header)).toEqual(faults(...members));
});

test("a grant may last eight hours to the second", () => {
  expect(outcome(GRANT.replace("T12:00:00", "T18:00:00"))).toMatchObject({ endsAt: "2026-11-24T18:00:00Z" });
});

test("what is no dictionary is refused", () => {
  expect(outcome('reason="')).toMatchObject({
    code: "BREAK_GLASS_REFUSED",
    extensions: { fields: [{ code: "INVALID_DICTIONARY", path: ["crosscheck-break-glass"] }] },
  });
});

test("an officer without the scope is refused whatever the header says", () => {
  const asking = { ...ASKING, officer: { ...OFFICER, scopes: ["check:run"] } };

  expect([outcome(GRANT, asking), outcome("", asking)]).toMatchObject([
    { code: "BREAK_GLASS_REFUSED", extensions: { fields: [{ code: "SCOPE_MISSING" }] } },
    { code: "BREAK_GLASS_REFUSED", extensions: { fields: [{ code: "SCOPE_MISSING" }] } },
  ]);
});

test("a grant without a justification beside it asks for that", () => {
  expect(outcome(GRANT, { ...ASKING, justification: null })).toMatchObject({ code: "JUSTIFICATION_REQUIRED" });
});

test("every good grant comes back as it was written", () => {
  const reason = fc.stringMatching(/^[ -~]{10,200}$/);
  const ahead = fc.integer({ min: 1, max: 8 * 3_600 });
  fc.assert(
    fc.property(reason, ahead, (justification, seconds) => {
      const endsAt = new Date(NOW.getTime() + seconds * 1_000).toISOString();
      const header = serializeDictionary({ reason: justification, case: "2026/118", "ends-at": endsAt });

      expect(outcome(header)).toEqual({ justification, caseReference: "2026/118", endsAt });
    }),
  );
});

test("whatever else is written there is refused without being repeated", () => {
  const rubbish = fc.string().map((text) => `zqxjanna${text}zqxjanna`);
  const written = fc.oneof(
    rubbish,
    rubbish.map((text) => `reason=${JSON.stringify(text)}, case=${JSON.stringify(text)}`),
    rubbish.map((text) => GRANT.replace("2026-11-24T12:00:00Z", text)),
  );
  fc.assert(
    fc.property(written, (header) => {
      const error = outcome(header);

      expect(error).toBeInstanceOf(BreakGlassRefused);
      expect(error instanceof BreakGlassRefused && JSON.stringify([error.message, error.extensions])).not.toContain(
        "zqxjanna",
      );
    }),
    { numRuns: 1_000 },
  );
});
