import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { TRAINING_AUTHORITY } from "../../../../gateway/officer/training.js";
import type { Authority } from "../../../../subgraphs/kit/authority/authority.js";
import { decisionMigration } from "../../../../subgraphs/kit/decisions/decision-migration.js";
import { newestOf } from "../../../../subgraphs/kit/decisions/decision.js";
import type { Matter } from "../../../../subgraphs/kit/decisions/decision.js";
import { digestOf } from "../../../../subgraphs/kit/decisions/digest.js";
import { OwnSchema } from "../../../../subgraphs/kit/decisions/own-schemas.js";
import type { OwnSchemas } from "../../../../subgraphs/kit/decisions/own-schemas.js";
import { SqlDecisions } from "../../../../subgraphs/kit/decisions/sql-decisions.js";
import { openPostgres } from "../../../../subgraphs/kit/database/database.js";
import { answeringEngines } from "../../../support/databases.js";
import { openOwn } from "../../../support/own-schemas.js";

const WORDS = ["YES", "NO"] as const;
const SCHEMA = "decisions";
const signal = AbortSignal.timeout(600_000);
const REQUEST = { authority: TRAINING_AUTHORITY, auditId: "0190-audit", signal };
const YES = { verdict: "YES", about: "", reason: "They are the same hand.", origin: "check-1" } as const;

function officer(id: string): Authority {
  return { ...TRAINING_AUTHORITY, officer: { ...TRAINING_AUTHORITY.officer, id } };
}

function matterOf(ref: string, otherRef: string | null = null): Matter {
  return { key: digestOf(ref, otherRef ?? ""), ref, otherRef };
}

let number = 0;

describe.each(await answeringEngines())("decisions over %s", (engine) => {
  let own: OwnSchemas & AsyncDisposable;
  let decisions: SqlDecisions<(typeof WORDS)[number]>;
  let matter: Matter;

  beforeAll(() => {
    own = openOwn(engine, SCHEMA);
    decisions = new SqlDecisions(new OwnSchema(own, SCHEMA, [decisionMigration]), WORDS);
  });

  afterAll(() => own[Symbol.asyncDispose]());

  beforeEach(() => {
    number += 1;
    matter = matterOf(`FRA/${number}`, `DEU/${number}`);
  });

  test("a decision is kept with who, when and why, and read back as it was made", async () => {
    const before = Date.now();

    const made = await decisions.decide(matter, YES, REQUEST);

    expect(await decisions.ofMatters([matter.key], signal)).toEqual([made]);
    expect(made).toEqual({
      ...YES,
      matter,
      number: 1,
      decider: { id: "training-officer", country: "FRA", agency: "training", unit: "training-1" },
      justification: TRAINING_AUTHORITY.justification,
      auditId: "0190-audit",
      decidedAt: expect.any(Date),
    });
    expect(made.decidedAt.getTime()).toBeGreaterThanOrEqual(before);
  });

  test("the newest counts, and those before it stay", async () => {
    await decisions.decide(matter, YES, REQUEST);
    await decisions.decide(matter, { ...YES, verdict: "NO" }, REQUEST);
    await decisions.decide(matter, YES, REQUEST);

    const all = await decisions.ofMatters([matter.key], signal);

    expect(all.map(({ number: at, verdict }) => [at, verdict])).toEqual([
      [1, "YES"],
      [2, "NO"],
      [3, "YES"],
    ]);
    expect(newestOf(all)).toEqual(all[2]);
  });

  test("the same said again is there once, also by many at once", async () => {
    const made = await Promise.all(Array.from({ length: 6 }, () => decisions.decide(matter, YES, REQUEST)));

    const all = await decisions.ofMatters([matter.key], signal);
    expect(all).toHaveLength(1);
    expect(made).toEqual(Array.from({ length: 6 }, () => all[0]));
  });

  test("of several officers who decide at once none is lost, and one is the newest", async () => {
    const officers = ["a", "b", "c", "d", "e"];

    await Promise.all(officers.map((id) => decisions.decide(matter, YES, { ...REQUEST, authority: officer(id) })));

    const all = await decisions.ofMatters([matter.key], signal);
    expect(all.map(({ number: at }) => at)).toEqual([1, 2, 3, 4, 5]);
    expect(all.map(({ decider }) => decider.id).toSorted()).toEqual(officers);
  });

  test.each([
    ["another word", { ...YES, verdict: "NO" } as const],
    ["another reason", { ...YES, reason: "A second look at the ridges." }],
    ["another origin", { ...YES, origin: null }],
  ])("%s is another decision", async (_what, other) => {
    await decisions.decide(matter, YES, REQUEST);
    await decisions.decide(matter, other, REQUEST);

    expect(await decisions.ofMatters([matter.key], signal)).toHaveLength(2);
  });

  test("the same of another thing within the matter is a decision of its own, and each has its newest", async () => {
    await decisions.decide(matter, { ...YES, about: "one" }, REQUEST);
    await decisions.decide(matter, { ...YES, about: "other", verdict: "NO" }, REQUEST);
    await decisions.decide(matter, { ...YES, about: "one" }, REQUEST);

    const all = await decisions.ofMatters([matter.key], signal);

    expect(all).toHaveLength(2);
    expect(newestOf(all, "one")?.verdict).toBe("YES");
    expect(newestOf(all, "other")?.verdict).toBe("NO");
    expect(newestOf(all, "third")).toBeNull();
  });

  test("decisions are found by either record, and by no other", async () => {
    const third = matterOf(`SWE/${number}`);
    await decisions.decide(matter, YES, REQUEST);
    await decisions.decide(third, YES, REQUEST);

    const about = async (ref: string) => (await decisions.aboutRecord(ref, signal)).map((one) => one.matter);

    expect(await about(`FRA/${number}`)).toEqual([matter]);
    expect(await about(`DEU/${number}`)).toEqual([matter]);
    expect(await about(`SWE/${number}`)).toEqual([third]);
    expect(await about(`fra/${number}`)).toEqual([]);
    expect(await decisions.ofMatters([], signal)).toEqual([]);
  });

  test("words of any script come back as they were said", async () => {
    const reason = `Кощеев's "ridges" \\ 指紋 \t 😀`;

    await decisions.decide(matter, { ...YES, reason }, REQUEST);

    expect((await decisions.ofMatters([matter.key], signal)).map((one) => one.reason)).toEqual([reason]);
  });

  test("nobody decides without a justification", async () => {
    const authority = { ...TRAINING_AUTHORITY, justification: null };

    const decided = decisions.decide(matter, YES, { ...REQUEST, authority });

    await expect(decided).rejects.toMatchObject({ code: "JUSTIFICATION_REQUIRED" });
    expect(await decisions.ofMatters([matter.key], signal)).toEqual([]);
  });
});

test("a database that does not answer is said to be one, never that nothing is decided", async () => {
  await using database = openPostgres("postgres://postgres@127.0.0.1:1/none");
  const decisions = new SqlDecisions(new OwnSchema({ database, prefix: "" }, SCHEMA, [decisionMigration]), WORDS);

  await expect(decisions.ofMatters(["key"], signal)).rejects.toMatchObject({ code: "DECISIONS_UNAVAILABLE" });
  await expect(decisions.aboutRecord("FRA/1", signal)).rejects.toMatchObject({ code: "DECISIONS_UNAVAILABLE" });
  await expect(decisions.decide(matterOf("FRA/1"), YES, REQUEST)).rejects.toMatchObject({
    code: "DECISIONS_UNAVAILABLE",
    message: "What officers have decided can neither be read nor added to.",
  });
});
