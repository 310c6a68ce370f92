import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { TRAINING_AUTHORITY } from "../../../../gateway/officer/training.js";
import type { Authority } from "../../../../subgraphs/kit/authority/authority.js";
import type { Officer } from "../../../../subgraphs/kit/authority/officer.js";
import { openPostgres } from "../../../../subgraphs/kit/database/database.js";
import type { OwnSchemas } from "../../../../subgraphs/kit/decisions/own-schemas.js";
import type { OperationResult } from "../../../../subgraphs/kit/graph/run-subgraph.js";
import { restrictionSchema } from "../../../../subgraphs/kit/policy/restriction.js";
import type { RecordRef } from "../../../../subgraphs/kit/sources/record-ref.js";
import { SourceFailure, TooManyMatches } from "../../../../subgraphs/kit/sources/source.js";
import { createPersons } from "../../../../subgraphs/persons/index.js";
import type { PersonRecord, PersonSource } from "../../../../subgraphs/persons/index.js";
import { POLICIES } from "../../../support/authority.js";
import { answeringEngines } from "../../../support/databases.js";
import { openOwn } from "../../../support/own-schemas.js";
import { sourceLine } from "../../../support/sources.js";
import { askSubgraph } from "../../../support/subgraph.js";
import { brokenSource, FakePersonSource, NINA } from "../fake-source.js";

const REASON = "The same ten fingers, compared in Lyon.";
const HIDDEN = restrictionSchema.parse({ deniedCountries: ["FRA"] });
const HIT_ONLY = restrictionSchema.parse({ handling: ["H2"] });

const LINKS = `query ($ref: RecordReference!, $first: Int! = 10) { person(ref: $ref) { identityLinks {
  outcome complete hitCount sources { source outcome reason }
  links(first: $first) { state score features { feature how } person { ref names { family } }
    settlement { state reason purpose caseReference settledBy { country agency unit id } }
    settlements { state reason } } } } }`;
const SETTLE = `mutation ($first: RecordReference!, $second: RecordReference!, $state: IdentityLinkState! = SAME_PERSON, $reason: String! = "${REASON}") {
  settleIdentityLink(input: { first: $first, second: $second, state: $state, reason: $reason }) {
    state score person { ref } settlement { state reason settledAt settledBy { id } } settlements { state } } }`;

const UNKNOWN = {
  data: { settleIdentityLink: null },
  errors: [
    {
      message: "The officer is told of no link between two such records.",
      path: ["settleIdentityLink"],
      extensions: { code: "LINK_UNKNOWN" },
    },
  ],
};

let people = 0;

/** Nina as some owner has her. */
function nina(owner: string, differences: Partial<PersonRecord> = {}): PersonRecord {
  return { ...NINA, owner, localId: `P${people}`, ...differences };
}

const olga = (owner: string): PersonRecord =>
  nina(owner, {
    names: [{ kind: "PRIMARY", family: "Bergström", given: "Olga", original: null }],
    datesOfBirth: ["1961-07-30"],
    identityDocuments: [],
    sex: "F",
  });

function officer(differences: Partial<Officer> = {}): Authority {
  return { ...TRAINING_AUTHORITY, officer: { ...TRAINING_AUTHORITY.officer, ...differences } };
}

describe.each(await answeringEngines())("identity links kept in %s", (engine) => {
  let own: OwnSchemas & AsyncDisposable;
  let held: Record<string, PersonSource>;

  beforeAll(() => {
    own = openOwn(engine, "crosscheck_persons");
  });

  afterAll(() => own[Symbol.asyncDispose]());

  beforeEach(() => {
    people += 1;
    held = {
      SWE: new FakePersonSource(nina("SWE")),
      DEU: new FakePersonSource(
        nina("DEU", { names: [{ kind: "PRIMARY", family: "Orlowa", given: "Nina", original: null }] }),
      ),
      BRA: new FakePersonSource(),
    };
  });

  function ask(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    authority: Authority = officer(),
  ): Promise<OperationResult> {
    const lines = Object.entries(held).map(([owner, port]) => sourceLine("persons", owner, port));
    return askSubgraph(createPersons(lines, POLICIES, { own }), query, variables, authority);
  }

  const refOf = (owner: string) => `${owner}/P${people}`;
  const links = (owner = "SWE", authority?: Authority) => ask(LINKS, { ref: refOf(owner) }, authority);
  const settle = (variables: Readonly<Record<string, unknown>> = {}, authority?: Authority) =>
    ask(SETTLE, { first: refOf("SWE"), second: refOf("DEU"), ...variables }, authority);

  // eslint-disable-next-line typescript/no-explicit-any
  async function linksOf(owner?: string, authority?: Authority): Promise<any> {
    const { data } = (await links(owner, authority)) as { data: { person: { identityLinks: { links: unknown } } } };
    return data.person.identityLinks.links;
  }

  const PROPOSED = (owner: string, family: string) => ({
    state: "UNVERIFIED",
    score: expect.any(Number),
    features: expect.arrayContaining([{ feature: "IDENTITY_DOCUMENT", how: "EXACT" }]),
    person: { ref: refOf(owner), names: [{ family }] },
    settlement: null,
    settlements: [],
  });

  test("the matcher proposes records of other owners, with its reasons and the account of every source", async () => {
    held["DEU"] = new FakePersonSource(nina("DEU"), nina("DEU", { ...olga("DEU"), localId: "P0" }));

    const answer = await links();

    expect(answer).toEqual({
      data: {
        person: {
          identityLinks: {
            outcome: "HIT",
            complete: true,
            hitCount: 1,
            sources: [
              { source: "swe-persons", outcome: "NO_HIT", reason: null },
              { source: "deu-persons", outcome: "HIT", reason: null },
              { source: "bra-persons", outcome: "NO_HIT", reason: null },
            ],
            links: [{ ...PROPOSED("DEU", "Orlova"), person: { ref: refOf("DEU"), names: expect.any(Array) } }],
          },
        },
      },
    });
  });

  test("a link has the same score and reasons from either end", async () => {
    const [[fromSweden], [fromGermany]] = [await linksOf("SWE"), await linksOf("DEU")];

    expect(fromSweden).toEqual(PROPOSED("DEU", "Orlowa"));
    expect(fromGermany).toMatchObject({ score: fromSweden.score, features: fromSweden.features });
  });

  test("what an officer settles is kept with who and why, and counts from either end and for officers of other countries", async () => {
    const settled = await settle();

    expect(settled).toEqual({
      data: {
        settleIdentityLink: {
          state: "SAME_PERSON",
          score: expect.any(Number),
          person: { ref: refOf("DEU") },
          settlement: {
            state: "SAME_PERSON",
            reason: REASON,
            settledAt: expect.stringMatching(/^\d{4}-/),
            settledBy: { id: "training-officer" },
          },
          settlements: [{ state: "SAME_PERSON" }],
        },
      },
    });
    const by = { country: "FRA", agency: "training", unit: "training-1" };
    const settlement = { state: "SAME_PERSON", reason: REASON, purpose: "WANTED_SEARCH" };
    expect(await linksOf("DEU")).toEqual([
      expect.objectContaining({
        state: "SAME_PERSON",
        settlement: { ...settlement, caseReference: "TRAINING/1", settledBy: { ...by, id: "training-officer" } },
      }),
    ]);
    expect(await linksOf("SWE", officer({ country: "BRA" }))).toEqual([
      expect.objectContaining({
        state: "SAME_PERSON",
        settlement: { ...settlement, caseReference: null, settledBy: { ...by, id: null } },
      }),
    ]);
  });

  test("the newest settlement counts, those before it stay, and said twice it is there once", async () => {
    await settle();
    await settle({ first: refOf("DEU"), second: refOf("SWE") });
    await settle({ state: "DIFFERENT_PERSON", reason: "Two women, as the twins' mother says." });
    const again = await settle({ state: "UNVERIFIED", reason: "The mother has taken it back." });

    expect(again.data).toMatchObject({
      settleIdentityLink: {
        state: "UNVERIFIED",
        settlements: [{ state: "UNVERIFIED" }, { state: "DIFFERENT_PERSON" }, { state: "SAME_PERSON" }],
      },
    });
    expect(await linksOf()).toMatchObject([
      { state: "UNVERIFIED", settlement: { state: "UNVERIFIED" }, settlements: [{}, {}, {}] },
    ]);
  });

  test("a settled link stays though the matcher would no longer propose it", async () => {
    await settle();

    held["DEU"] = new FakePersonSource(olga("DEU"));

    expect(await linksOf()).toMatchObject([
      { state: "SAME_PERSON", score: null, features: [], person: { ref: refOf("DEU") } },
    ]);
    expect(await linksOf("DEU")).toMatchObject([{ state: "SAME_PERSON", score: null, person: { ref: refOf("SWE") } }]);
    expect((await settle({ state: "DIFFERENT_PERSON" })).data).toMatchObject({
      settleIdentityLink: { state: "DIFFERENT_PERSON", score: null },
    });
  });

  test.each([
    ["hidden", HIDDEN],
    ["to be told of as a hit alone", HIT_ONLY],
  ])(
    "a link to a record that is %s is no link: the same bytes as without the record, settled or not",
    async (_how, restriction) => {
      const german = held["DEU"];
      const secret = new FakePersonSource(nina("DEU", { restriction }));
      held["DEU"] = new FakePersonSource();
      const without = [await links(), await settle()];
      held["DEU"] = secret;
      const proposed = [await links(), await settle()];
      held["DEU"] = german ?? secret;
      expect((await settle()).errors).toBeUndefined();
      held["DEU"] = secret;
      const settled = [await links(), await settle()];

      expect(without[1]).toEqual(UNKNOWN);
      expect(proposed).toEqual(without);
      expect(settled).toEqual(without);
    },
  );

  test("a central copy of a record that its owner hides is linked with nothing", async () => {
    const restricted = nina("DEU", { restriction: HIDDEN });
    const lines = (deu: PersonSource) => [
      sourceLine("persons", "SWE", held["SWE"] ?? brokenSource),
      sourceLine("persons", "DEU", deu),
      sourceLine("persons", "XPO", new FakePersonSource(nina("DEU")), { holds: "MANY" }),
    ];
    const asked = (deu: PersonSource) =>
      askSubgraph(createPersons(lines(deu), POLICIES, { own }), LINKS, { ref: refOf("SWE") });

    const shown = await asked(new FakePersonSource());
    const hidden = await asked(new FakePersonSource(restricted));

    expect(JSON.stringify(shown)).toContain(`"${refOf("DEU")}"`);
    expect(JSON.stringify(hidden)).not.toContain(refOf("DEU"));
  });

  test.each<[string, () => Readonly<Record<string, unknown>>]>([
    ["a record that is not there", () => ({ second: "DEU/none" })],
    ["an owner without a source", () => ({ second: "JPN/P1" })],
    ["two records of which nothing speaks for one person", () => ({ second: `BRA/P${people}` })],
  ])("%s cannot be settled, with one answer for all", async (_what, variables) => {
    held["BRA"] = new FakePersonSource(olga("BRA"));

    expect(await settle(variables())).toEqual(UNKNOWN);
  });

  test("two records of one owner are refused, and so is a reason that says nothing", async () => {
    const refused = await settle({ second: "SWE/P999", reason: "because" });

    expect(refused.errors?.map(({ extensions }) => extensions)).toEqual([
      {
        code: "INVALID_INPUT",
        fields: [
          {
            code: "INVALID_REASON",
            path: ["input", "reason"],
            message: "Say in 10 to 500 characters what the decision rests on, without the name of a person.",
          },
          {
            code: "SAME_OWNER",
            path: ["input", "second"],
            message: "Name records of two owners: an owner settles by itself who is who among its own.",
          },
        ],
      },
    ]);
  });

  test("a source that fails or finds too many is named, and what else is known is told", async () => {
    await settle();
    held["BRA"] = brokenSource;
    const german = held["DEU"] ?? brokenSource;
    held["DEU"] = {
      search: () => Promise.reject(new TooManyMatches()),
      findByRefs: (...question) => german.findByRefs(...question),
    };

    expect(await links()).toMatchObject({
      data: {
        person: {
          identityLinks: {
            outcome: "HIT",
            complete: false,
            sources: [
              { source: "swe-persons", outcome: "NO_HIT" },
              { source: "deu-persons", outcome: "TOO_MANY" },
              { source: "bra-persons", outcome: "UNAVAILABLE", reason: "FAILED" },
            ],
            links: [{ state: "SAME_PERSON", person: { ref: refOf("DEU") } }],
          },
        },
      },
    });
  });

  test("an API that has no way to one record proposes what it finds", async () => {
    const german = held["DEU"] ?? brokenSource;
    held["DEU"] = {
      search: (...question) => german.search(...question),
      findByRefs: () => Promise.reject(new SourceFailure("NOT_OFFERED", "no way to one record")),
    };

    expect(await linksOf()).toMatchObject([{ state: "UNVERIFIED", person: { ref: refOf("DEU") } }]);
  });

  test("a source is asked for references of its own owner alone, and for as many where nothing is settled", async () => {
    await settle();
    const asked: (readonly RecordRef[])[] = [];
    const noting = (port: PersonSource): PersonSource => ({
      search: (...question) => port.search(...question),
      findByRefs: (refs, ...terms) => {
        asked.push(refs);
        return port.findByRefs(refs, ...terms);
      },
    });
    held["DEU"] = noting(held["DEU"] ?? brokenSource);
    held["BRA"] = noting(held["BRA"] ?? brokenSource);

    await links();

    expect(asked).toEqual([
      [
        { owner: "DEU", localId: `P${people}` },
        { owner: "DEU", localId: "-" },
      ],
      [{ owner: "BRA", localId: "-" }],
    ]);
  });

  test("an officer who may not search persons is told of no link, and no source is asked", async () => {
    const scopes = TRAINING_AUTHORITY.officer.scopes.filter((scope) => !["check:run", "person:search"].includes(scope));

    expect(await links("SWE", officer({ scopes }))).toMatchObject({
      data: { person: { identityLinks: { outcome: "NOT_ASKED", hitCount: 0, links: [] } } },
    });
  });

  test("links of more than ten persons at once are refused one by one", async () => {
    const aliases = Array.from(
      { length: 11 },
      (_, index) => `p${index}: person(ref: "${refOf("SWE")}") { identityLinks { hitCount } }`,
    );

    const answer = await ask(`{ ${aliases.join(" ")} }`, {});

    expect(answer.errors).toHaveLength(1);
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: "INVALID_INPUT",
      fields: [{ code: "TOO_MANY_VALUES" }],
    });
  });
});

test("where the graph's own table does not answer nobody is told who is who", async () => {
  await using database = openPostgres("postgres://postgres@127.0.0.1:1/none");
  const lines = [
    sourceLine("persons", "SWE", new FakePersonSource(nina("SWE"))),
    sourceLine("persons", "DEU", new FakePersonSource(nina("DEU"))),
  ];

  const answer = await askSubgraph(createPersons(lines, POLICIES, { own: { database, prefix: "" } }), LINKS, {
    ref: `SWE/P${people}`,
  });

  expect(answer.data).toEqual({ person: { identityLinks: null } });
  expect(answer.errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
    [["person", "identityLinks"], { code: "DECISIONS_UNAVAILABLE" }],
  ]);
});
