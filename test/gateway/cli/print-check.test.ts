import { expect, test } from "vitest";
import { checkAnswerSchema } from "../../../gateway/cli/check-answer.js";
import { checkLines } from "../../../gateway/cli/print-check.js";

const HIT = {
  ref: "FRA/V1",
  sources: ["fra-vehicles"],
  score: 1,
  contact: { bureau: "Bureau central national de Paris", telephone: null, email: null },
  features: [{ feature: "VIN", how: "EXACT", weight: 1, explanation: null }],
  vehicle: null,
};
const ANSWER = checkAnswerSchema.parse({
  outcome: "HIT",
  complete: true,
  subject: { asRead: false },
  sources: [{ source: "fra-vehicles", owner: "FRA", outcome: "HIT", reason: null, latencyMs: 3 }],
  persons: null,
  notices: null,
  travelDocuments: null,
  vehicles: { outcome: "HIT", hitCount: 1, hits: [HIT] },
  biometrics: { outcome: "NO_HIT", hitCount: 0, hits: [] },
});

test("a record that the owner withholds is told apart from one that the officer may not read", () => {
  const withheld = checkLines(ANSWER, { refused: [], failed: new Set() }, 5);
  const refused = checkLines(ANSWER, { refused: ["vehicles.hits.vehicle"], failed: new Set() }, 5);

  expect(withheld).toContain("  1.00  On record: the owner gives no more than the hit.");
  expect(refused).toContain("  1.00  On record: you may not read what is.");
  expect(refused).toContain("Not shown, for you may not read it: vehicles.hits.vehicle.");
});

test("a part of the answer that the officer may not read is not one that did not answer", () => {
  const refused = ["persons.hits.person", "notices.hits.notice"];

  const lines = checkLines(ANSWER, { refused, failed: new Set(["notices"]) }, 5);

  expect(lines).toContain("Persons: you may not read what is held there.");
  expect(lines).toContain("Notices: no answer. What is held there is unknown.");
  expect(lines).toContain("Travel documents: no answer. What is held there is unknown.");
});
