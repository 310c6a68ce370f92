import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { TRAINING_AUTHORITY } from "../../../../gateway/officer/training.js";
import { createBiometrics } from "../../../../subgraphs/biometrics/index.js";
import type { BiometricSource, EncounterRecord } from "../../../../subgraphs/biometrics/index.js";
import type { Authority } from "../../../../subgraphs/kit/authority/authority.js";
import type { Justification } from "../../../../subgraphs/kit/authority/justification.js";
import type { Officer } from "../../../../subgraphs/kit/authority/officer.js";
import { openPostgres } from "../../../../subgraphs/kit/database/database.js";
import type { OwnSchemas } from "../../../../subgraphs/kit/decisions/own-schemas.js";
import type { OperationResult } from "../../../../subgraphs/kit/graph/run-subgraph.js";
import { restrictionSchema } from "../../../../subgraphs/kit/policy/restriction.js";
import type { SourceLine } from "../../../../subgraphs/kit/sources/ask-sources.js";
import { SourceFailure } from "../../../../subgraphs/kit/sources/source.js";
import { POLICIES } from "../../../support/authority.js";
import { answeringEngines } from "../../../support/databases.js";
import { openOwn } from "../../../support/own-schemas.js";
import { askSubgraph } from "../../../support/subgraph.js";
import { failingSource, FakeBiometricSource, lineOf } from "../fake-source.js";
import { encounterOf, fingerprintText, printOf, RIGHT_INDEX } from "../samples.js";

const SAMPLE = { kind: "FINGERPRINT", template: fingerprintText(printOf(1, RIGHT_INDEX)) };
const OTHER_SAMPLE = { kind: "FINGERPRINT", template: fingerprintText(printOf(2, RIGHT_INDEX)) };
const REASON = "Fourteen minutiae, compared by two examiners.";

const SEARCH = `query ($samples: [SampleInput!]!, $first: Int! = 10) {
  identify(samples: $samples) { hits(first: $first) {
    ref verified confirmation { verdict reason decidedBy { id } } encounter { person { localId } } } }
}`;
const CONFIRM = `mutation ($candidate: RecordReference!, $verdict: CandidateVerdict! = CONFIRMED, $reason: String! = "${REASON}", $checkId: ID) {
  confirmCandidate(input: { candidate: $candidate, verdict: $verdict, reason: $reason, checkId: $checkId }) {
    ref owner verdict reason decidedAt caseReference purpose origin
    decidedBy { country agency unit id } encounter { person { localId } }
  }
}`;
const OPEN = `query ($ref: RecordReference!) { encounter(ref: $ref) { kind person { localId } } }`;
const CHECK = `query ($checks: [_Any!]!) { _entities(representations: $checks) { ... on Check { biometrics { hits { ref } } } } }`;

const UNKNOWN = {
  data: { confirmCandidate: null },
  errors: [
    {
      message: "The officer was told of no such candidate for this case.",
      path: ["confirmCandidate"],
      extensions: { code: "CANDIDATE_UNKNOWN" },
    },
  ],
};

const HIDDEN = restrictionSchema.parse({ deniedCountries: ["FRA"] });
const HIT_ONLY = restrictionSchema.parse({ handling: ["H2"] });

function whoAsks(officer: Partial<Officer> = {}, why: Partial<Justification> = {}): Authority {
  const { officer: training, justification } = TRAINING_AUTHORITY;
  if (justification === null) throw new Error("The training officer has a reason.");
  return { officer: { ...training, ...officer }, justification: { ...justification, ...why } };
}

/** One owner's gallery, whose records may be others from one question to the next. */
class ChangingSource implements BiometricSource {
  records: readonly EncounterRecord[];

  constructor(...records: readonly EncounterRecord[]) {
    this.records = records;
  }

  identify(): ReturnType<BiometricSource["identify"]> {
    return new FakeBiometricSource(...this.records).identify([]);
  }

  findByRefs(...[refs]: Parameters<BiometricSource["findByRefs"]>): ReturnType<BiometricSource["findByRefs"]> {
    return new FakeBiometricSource(...this.records).findByRefs(refs);
  }
}

let cases = 0;

describe.each(await answeringEngines())("candidates kept in %s", (engine) => {
  let own: OwnSchemas & AsyncDisposable;
  let officer: Authority;
  let source: ChangingSource;
  let lines: readonly SourceLine<BiometricSource>[];

  beforeAll(() => {
    own = openOwn(engine, "crosscheck_biometrics");
  });

  afterAll(() => own[Symbol.asyncDispose]());

  beforeEach(() => {
    cases += 1;
    officer = whoAsks({}, { caseReference: `2026/${cases}` });
    source = new ChangingSource(encounterOf({ owner: "DEU" }));
    lines = [lineOf("DEU", source)];
  });

  function ask(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    authority: Authority = officer,
  ): Promise<OperationResult> {
    return askSubgraph(createBiometrics(lines, POLICIES, { own }), query, variables, authority);
  }

  const search = (authority?: Authority, sample = SAMPLE) => ask(SEARCH, { samples: [sample] }, authority);
  const confirm = (variables: Readonly<Record<string, unknown>> = {}, authority?: Authority) =>
    ask(CONFIRM, { candidate: "DEU/E1", ...variables }, authority);
  const open = (authority?: Authority) => ask(OPEN, { ref: "DEU/E1" }, authority);

  /** The one candidate of a search, as it stands. */
  async function candidate(authority?: Authority, sample = SAMPLE): Promise<unknown> {
    const { data } = (await search(authority, sample)) as { data: { identify: { hits: readonly unknown[] } } };
    return data.identify.hits[0];
  }

  const MACHINES = { ref: "DEU/E1", verified: false, confirmation: null, encounter: { person: null } };
  const NAMELESS = { data: { encounter: { kind: "FINGERPRINT", person: null } } };
  const NAMED = { data: { encounter: { kind: "FINGERPRINT", person: { localId: "P1" } } } };

  test("no candidate leads on to a person until a human has confirmed it, by whatever way it is reached", async () => {
    const found = await candidate();
    const opened = await open();
    const entered = await ask(
      `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on BiometricEncounter { person { localId } } } }`,
      { refs: [{ __typename: "BiometricEncounter", owner: "DEU", localId: "E1" }] },
    );

    expect(found).toEqual(MACHINES);
    expect(opened).toEqual(NAMELESS);
    expect(entered).toEqual({ data: { _entities: [{ person: null }] } });
  });

  test("a confirmed candidate leads on to the person, and is kept with who, when and why", async () => {
    await search();

    const confirmed = await confirm();

    expect(confirmed).toEqual({
      data: {
        confirmCandidate: {
          ref: "DEU/E1",
          owner: "DEU",
          verdict: "CONFIRMED",
          reason: REASON,
          decidedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
          caseReference: officer.justification?.caseReference,
          purpose: "WANTED_SEARCH",
          origin: null,
          decidedBy: { country: "FRA", agency: "training", unit: "training-1", id: "training-officer" },
          encounter: { person: { localId: "P1" } },
        },
      },
    });
    expect(await open()).toEqual(NAMED);
    expect(await candidate()).toEqual({
      ref: "DEU/E1",
      verified: true,
      confirmation: { verdict: "CONFIRMED", reason: REASON, decidedBy: { id: "training-officer" } },
      encounter: { person: { localId: "P1" } },
    });
  });

  test.each(["NOT_A_MATCH", "INCONCLUSIVE"])("%s leads nowhere, and takes back what was confirmed", async (verdict) => {
    await search();
    await confirm();

    const said = await confirm({ verdict });

    expect(said.data).toMatchObject({ confirmCandidate: { verdict, encounter: { person: null } } });
    expect(await open()).toEqual(NAMELESS);
    expect(await candidate()).toMatchObject({
      verified: false,
      confirmation: { verdict },
      encounter: { person: null },
    });
  });

  test("said twice it is there once", async () => {
    await search();

    const [one, other] = [await confirm(), await confirm()];

    expect(other).toEqual(one);
  });

  test("what is said of one sample is not said of another, though the person of the case is known by then", async () => {
    await search();
    await confirm();

    const ofAnother = await candidate(officer, OTHER_SAMPLE);

    expect(ofAnother).toEqual({ ...MACHINES, encounter: { person: { localId: "P1" } } });
    await confirm({ verdict: "NOT_A_MATCH" });
    expect(await candidate()).toMatchObject({ verified: true });
    expect(await open()).toEqual(NAMED);
  });

  test.each<[string, Partial<Officer>, boolean]>([
    ["a colleague of the agency", { id: "colleague", unit: "elsewhere" }, true],
    ["an officer of another agency", { agency: "customs" }, false],
    ["an officer of another country", { country: "SWE" }, false],
  ])("who works on a case of the same number, %s", async (_who, differences, isLedOn) => {
    await search();
    await confirm();
    const other = { ...officer, officer: { ...officer.officer, ...differences } };

    const opened = await open(other);

    expect(opened).toEqual(isLedOn ? NAMED : NAMELESS);
    expect(await candidate(other)).toMatchObject({ verified: isLedOn });
  });

  test("in another case of the same officer the candidate is the machine's alone", async () => {
    await search();
    await confirm();
    const other = whoAsks({}, { caseReference: `${officer.justification?.caseReference}/2` });

    expect(await candidate(other)).toEqual(MACHINES);
    expect(await open(other)).toEqual(NAMELESS);
  });

  test("whatever officers may not know of is answered alike: the same bytes, and no source is asked", async () => {
    const silent = new FakeBiometricSource();
    lines = [lineOf("DEU", silent)];
    const answers = [
      await confirm(),
      await confirm({ candidate: "DEU/none" }),
      await confirm({ candidate: "SWE/E1" }),
      await confirm({ checkId: "another" }),
    ];

    expect(answers).toEqual([UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN]);
    expect(silent.askedRefs).toEqual([]);
  });

  test("a hidden candidate that the same search would have found is answered as one that is not there", async () => {
    source.records = [encounterOf({ owner: "DEU", restriction: HIDDEN }), encounterOf({ owner: "DEU", localId: "E2" })];
    await search();

    const hidden = await confirm();

    expect(hidden).toEqual(UNKNOWN);
    expect(await confirm({ candidate: "DEU/E3" })).toEqual(hidden);
    expect(await confirm({ candidate: "DEU/E2" })).toMatchObject({ data: { confirmCandidate: { ref: "DEU/E2" } } });
  });

  test("one that its owner has hidden since, and one that its owner has deleted since, are answered alike", async () => {
    await search();

    source.records = [encounterOf({ owner: "DEU", restriction: HIDDEN })];
    const hidden = await confirm();
    source.records = [];
    const deleted = await confirm();

    expect(hidden).toEqual(UNKNOWN);
    expect(deleted).toEqual(hidden);
  });

  test("a confirmed candidate that its owner hides leads nowhere any more", async () => {
    await search();
    await confirm();

    source.records = [encounterOf({ owner: "DEU", restriction: HIDDEN })];

    expect(await open()).toEqual({ data: { encounter: null } });
  });

  test("a candidate beyond the number asked for was not told of", async () => {
    source.records = [encounterOf({ owner: "DEU" }), encounterOf({ owner: "DEU", localId: "E2" })];
    await ask(SEARCH, { samples: [SAMPLE], first: 1 });

    expect(await confirm({ candidate: "DEU/E2" })).toEqual(UNKNOWN);
    expect(await confirm()).toMatchObject({ data: { confirmCandidate: { verdict: "CONFIRMED" } } });
  });

  test("another officer's search tells this officer of nothing", async () => {
    await search(whoAsks({ id: "another" }, { caseReference: officer.justification?.caseReference ?? "" }));

    expect(await confirm()).toEqual(UNKNOWN);
  });

  test("of a candidate of which the hit alone is told it can be said, and the record stays with its owner", async () => {
    source.records = [encounterOf({ owner: "DEU", restriction: HIT_ONLY })];
    await search();

    const confirmed = await confirm();

    expect(confirmed.errors).toBeUndefined();
    expect(confirmed.data).toMatchObject({ confirmCandidate: { verdict: "CONFIRMED", encounter: null } });
    expect(await candidate()).toMatchObject({ verified: true, encounter: null });
  });

  test("a check's candidate is confirmed for the samples of that check", async () => {
    const representation = { __typename: "Check", id: "check-7", subject: { samples: [SAMPLE] } };
    await ask(CHECK, { checks: [representation] });
    await search(officer, OTHER_SAMPLE);

    const confirmed = await confirm({ checkId: "check-7" });

    expect(confirmed.data).toMatchObject({ confirmCandidate: { origin: "check-7" } });
    expect(await candidate()).toMatchObject({ verified: true });
    expect(await candidate(officer, OTHER_SAMPLE)).toMatchObject({ verified: false });
  });

  test("where the source that may hold the candidate does not answer, nobody knows, and nothing is kept", async () => {
    await search();

    lines = [lineOf("DEU", failingSource(new Error("password of the owner's database")))];
    const confirmed = await confirm();

    expect(confirmed).toEqual({
      data: { confirmCandidate: null },
      errors: [
        {
          message: "The source deu-biometrics did not answer.",
          path: ["confirmCandidate"],
          extensions: { code: "SOURCE_UNAVAILABLE", source: "deu-biometrics" },
        },
      ],
    });
    lines = [lineOf("DEU", source)];
    expect(await candidate()).toEqual(MACHINES);
  });

  test("a candidate of an ABIS, which follows no references, is confirmed by what it told", async () => {
    await search();
    const notOffered = new SourceFailure("NOT_OFFERED", "an ABIS follows no references");
    lines = [lineOf("DEU", { ...failingSource(notOffered), identify: () => source.identify() })];

    const confirmed = await ask(CONFIRM.replace("encounter { person { localId } }", ""), { candidate: "DEU/E1" });

    expect(confirmed.data).toMatchObject({ confirmCandidate: { verdict: "CONFIRMED" } });
    expect(confirmed.errors).toBeUndefined();
  });

  test.each(["", "too short", "x".repeat(501)])("a reason that says nothing is refused: %s", async (reason) => {
    const refused = await confirm({ reason });

    expect(refused.errors?.map(({ extensions }) => extensions)).toEqual([
      {
        code: "INVALID_INPUT",
        fields: [
          {
            code: "INVALID_REASON",
            path: ["input", "reason"],
            message: "Say in 10 to 500 characters what the decision rests on, without the name of a person.",
          },
        ],
      },
    ]);
  });

  test("nothing in the table of what was told names an officer, a case or a record", async () => {
    await search();

    const tables = own.database.kysely.withSchema(`${own.prefix}crosscheck_biometrics`);
    const rows = await tables.selectFrom("telling").select(["told", "origin", "about"]).execute();

    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/DEU|E1|training|2026/);
  });
});

test("where the graph's own tables do not answer candidates are told of all the same, as the machine's alone; who they are is an error", async () => {
  await using database = openPostgres("postgres://postgres@127.0.0.1:1/none");
  const lines = [
    lineOf(
      "DEU",
      new FakeBiometricSource(
        encounterOf({ owner: "DEU" }),
        encounterOf({ owner: "DEU", localId: "E2", person: null }),
      ),
    ),
  ];

  const answer = await askSubgraph(createBiometrics(lines, POLICIES, { own: { database, prefix: "" } }), SEARCH, {
    samples: [SAMPLE],
  });

  const candidateOf = (ref: string) => ({ ref, verified: false, confirmation: null, encounter: { person: null } });
  expect(answer.data).toEqual({ identify: { hits: [candidateOf("DEU/E1"), candidateOf("DEU/E2")] } });
  expect(answer.errors?.map(({ path, extensions }) => [path, extensions])).toEqual(
    [0, 1].map((index) => [["identify", "hits", index, "encounter", "person"], { code: "DECISIONS_UNAVAILABLE" }]),
  );
});

test("a process that keeps nothing confirms nothing", async () => {
  const lines = [lineOf("DEU", new FakeBiometricSource(encounterOf({ owner: "DEU" })))];

  await askSubgraph(createBiometrics(lines, POLICIES), SEARCH, { samples: [SAMPLE] });

  expect(await askSubgraph(createBiometrics(lines, POLICIES), CONFIRM, { candidate: "DEU/E1" })).toEqual(UNKNOWN);
});
