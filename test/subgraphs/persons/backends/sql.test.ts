import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Cell, Database } from "../../../../subgraphs/kit/database/database.js";
import { tableMappingSchema } from "../../../../subgraphs/kit/sources/mapping.js";
import { InvalidReply, NothingToSearchBy, TooManyMatches } from "../../../../subgraphs/kit/sources/source.js";
import { connectPersons, createPersons, personKeys } from "../../../../subgraphs/persons/index.js";
import type { PersonRecord, PersonSource } from "../../../../subgraphs/persons/index.js";
import type { PersonFind, PersonQuestion } from "../../../../subgraphs/persons/backends/person-source.js";
import { comparePersons } from "../../../../subgraphs/persons/matching/compare-persons.js";
import { everything, POLICIES } from "../../../support/authority.js";
import { answeringEngines, openEngine } from "../../../support/databases.js";
import { describeSource, sourceLine } from "../../../support/sources.js";
import { askSubgraph } from "../../../support/subgraph.js";
import { NOBODY } from "../fake-source.js";

const SCHEMA = "crosscheck_test_person_register";
const signal = AbortSignal.timeout(60_000);

/** A national register: one table of people, names and papers beside it, keys in a table of their own. */
const MAPPING = {
  schema: SCHEMA,
  table: "people",
  id: "number",
  fields: {
    names: {
      rows: { table: "people_names", parent: "number", order: "place" },
      each: {
        object: {
          kind: { column: "kind", codes: { H: "PRIMARY", F: "BIRTH" } },
          family: { column: "surname" },
          given: { column: "forenames" },
          original: { column: "native" },
        },
      },
    },
    datesOfBirth: { list: [{ column: "born", date: "YYYYMMDD" }] },
    sex: { column: "sex", codes: { "1": "M", "2": "F" } },
    birthPlace: { column: "birth_place" },
    birthCountry: { value: null },
    nationalities: { column: "citizen_of", split: "," },
    fatherName: { value: null },
    motherName: { value: null },
    heightCm: { column: "height_m", factor: 100 },
    weightKg: { value: null },
    eyes: { column: "eyes" },
    hair: { value: null },
    distinguishingMarks: { list: [] },
    languages: { list: [] },
    cautions: { list: [] },
    actionToTake: { column: "action", codes: { A: "ARREST", L: "LOCATE" } },
    offence: { value: null },
    identityDocuments: {
      rows: { table: "people_papers", parent: "number" },
      each: {
        object: {
          type: { value: "PASSPORT" },
          number: { column: "paper" },
          issuingCountry: { column: "issuer" },
        },
      },
    },
    notices: { list: [{ column: "notice" }] },
    travelDocuments: { list: [] },
    vehicles: { list: [] },
    encounters: { list: [] },
  },
};

const KEYS = Object.fromEntries(
  ["name", "name_born", "document"].map((kind) => [
    kind,
    { table: `people_${kind}`, column: "search_key", id: "number" },
  ]),
);

const NINA: PersonRecord = {
  owner: "SWE",
  localId: "1",
  restriction: null,
  names: [
    { kind: "PRIMARY", family: "Orlova", given: "Nina", original: "Орлова Нина" },
    { kind: "BIRTH", family: "Petrenko", given: "Nina", original: null },
  ],
  datesOfBirth: ["1984-03"],
  sex: "F",
  birthPlace: "Lviv",
  birthCountry: null,
  nationalities: ["UKR", "POL"],
  fatherName: null,
  motherName: null,
  heightCm: 171,
  weightKg: null,
  eyes: "GRN",
  hair: null,
  distinguishingMarks: [],
  languages: [],
  cautions: [],
  actionToTake: "ARREST",
  offence: null,
  identityDocuments: [{ type: "PASSPORT", number: "FE 123456", issuingCountry: "UKR" }],
  notices: ["XPO/N1"],
  travelDocuments: [],
  vehicles: [],
  encounters: [],
};

/** More of one name than are compared, a year apart each but for those of 1984. */
const FREQUENT = { family: "Andersson", given: "Karl" };
const NAMESAKES = Array.from({ length: 240 }, (_, index) => ({
  localId: String(1_000 + index),
  names: [FREQUENT],
  datesOfBirth: [`${1_900 + (index % 80)}-0${1 + (index % 9)}-15`],
  identityDocuments: [{ number: `SE${10_000 + index}` }],
}));
const MANY_OF_ONE_DAY = Array.from({ length: 151 }, (_, index) => ({
  localId: String(2_000 + index),
  names: [{ family: "Nguyen", given: "Anh" }],
  datesOfBirth: ["1990-05-20"],
  identityDocuments: [],
}));
const FAULTY = {
  localId: "9",
  names: [{ family: "Xanthopoulos", given: "Xenia" }],
  datesOfBirth: [],
  identityDocuments: [],
};

/** Their names and keys are still there; they themselves are not. */
const GONE = {
  localId: "8",
  names: [{ family: "Zabludowski", given: "Zelda" }],
  datesOfBirth: ["1970-01-01"],
  identityDocuments: [],
};

const HELD = [NINA, ...NAMESAKES, ...MANY_OF_ONE_DAY, FAULTY, GONE];

describe.each(await answeringEngines())("persons over %s", (engine) => {
  let database: Database;
  const register = (...kinds: readonly string[]): PersonSource => {
    const keys = Object.fromEntries(Object.entries(KEYS).filter(([kind]) => kinds.includes(kind)));
    const mapping = tableMappingSchema.parse({ ...MAPPING, keys });
    const connector = { kind: "sql" as const, database: "test", mapping };
    return connectPersons({ ...describeSource("persons", "SWE"), connector }, { databases: () => database }).port;
  };
  const whole = () => register("name", "name_born", "document");

  beforeAll(async () => {
    database = openEngine(engine);
    await createTables(database);
  });

  afterAll(async () => {
    await dropSchema(database);
    await database[Symbol.asyncDispose]();
  });

  test.each([
    [
      "a name in another script and a date of birth",
      { names: [{ family: "Петренко", given: "Нина" }], dateOfBirth: "1984-03-12" },
    ],
    ["a name alone", { names: [{ family: "Orlova", given: "Nina" }] }],
    ["a document", { documents: [{ number: "FE-123456", issuingCountry: "UKR", type: null }] }],
    ["a misread document", { documents: [{ number: "FE1Z3456", issuingCountry: "UKR", type: null }] }],
  ])("%s finds the whole record", async (_what, known) => {
    const finds = await whole().search({ ...NOBODY, ...known }, everything(), signal);

    expect(finds).toEqual([{ score: expect.any(Number), features: expect.any(Array), record: NINA }]);
  });

  test("a name that shares keys but is another person's is left out", async () => {
    const question = { ...NOBODY, names: [{ family: "Orlova", given: "Svetlana" }] };

    expect(await whole().search(question, everything(), signal)).toEqual([]);
  });

  test.each([
    ["its bearer's date of birth", "1924-07-15"],
    ["a day beside it", "1924-07-16"],
    ["a year that is mistyped in one digit", "1994-07-15"],
    ["the year alone", "1924"],
    ["a year beside it", "1923"],
  ])("a frequent name with %s finds its bearer", async (_what, dateOfBirth) => {
    const finds = await whole().search({ ...NOBODY, names: [FREQUENT], dateOfBirth }, everything(), signal);

    expect(finds.map(({ record }) => record.localId)).toContain("1024");
  });

  test.each([
    ["a frequent name alone", whole, { names: [FREQUENT] }],
    [
      "a frequent name with a date, where the source has no key of both",
      () => register("name"),
      { names: [FREQUENT], dateOfBirth: "1924-07-15" },
    ],
    [
      "a name with a date of birth that too many share",
      whole,
      { names: [{ family: "Nguyen", given: "Anh" }], dateOfBirth: "1990-05-20" },
    ],
    [
      "a frequent name with a document that nobody has",
      whole,
      { names: [FREQUENT], documents: [{ number: "SE99999", issuingCountry: null, type: null }] },
    ],
  ])("%s is too much, never a no-hit", async (_what, source, known) => {
    await expect(source().search({ ...NOBODY, ...known }, everything(), signal)).rejects.toThrow(new TooManyMatches());
  });

  test("whose the document is does not get lost among those of a frequent name", async () => {
    const documents = [{ number: "SE10024", issuingCountry: "SWE", type: null }];

    const finds = await whole().search({ ...NOBODY, names: [FREQUENT], documents }, everything(), signal);

    expect(finds.map(({ record }) => record.localId)).toEqual(["1024"]);
  });

  test.each<[string, Partial<PersonQuestion>]>([
    ["a name", { names: [{ family: "Petrenko", given: "Nina" }] }],
    ["a frequent name and a date of birth", { names: [FREQUENT], dateOfBirth: "1924-07-15" }],
    ["a frequent name and a year", { names: [FREQUENT], dateOfBirth: "1950" }],
    ["a date of birth that contradicts, and the sex", { names: [FREQUENT], dateOfBirth: "1924-11-30", sex: "M" }],
    [
      "a date of birth that contradicts, and a document",
      {
        names: [FREQUENT],
        dateOfBirth: "2001-12-24",
        documents: [{ number: "SE10024", issuingCountry: "SWE", type: null }],
      },
    ],
  ])("by %s the hits are those that comparing every record gives", async (_what, known) => {
    const question = { ...NOBODY, ...known };
    const refs = [NINA, ...NAMESAKES].map(({ localId }) => ({ owner: "SWE", localId }));
    const everybody = await whole().findByRefs(refs, everything(), signal);

    const finds = await whole().search(question, everything(), signal);

    expect(finds.toSorted(byId)).toEqual(comparePersons(question, everybody).toSorted(byId));
  });

  test("a source that keeps no name with its date is searched by the name", async () => {
    const question = { ...NOBODY, names: [{ family: "Orlova", given: "Nina" }], dateOfBirth: "1984-03-12" };

    const finds = await register("name").search(question, everything(), signal);

    expect(finds.map(({ record }) => record.localId)).toEqual(["1"]);
  });

  test("a source that keeps names with their dates only is searched by both", async () => {
    const question = { ...NOBODY, names: [{ family: "Orlova", given: "Nina" }], dateOfBirth: "1984-03-12" };

    const finds = await register("name_born").search(question, everything(), signal);

    expect(finds.map(({ record }) => record.localId)).toEqual(["1"]);
  });

  test("a source without a key for the question was not asked", async () => {
    const source = register("document");

    const answer = await askSubgraph(
      createPersons([sourceLine("persons", "SWE", source)], POLICIES),
      `{ searchPersons(query: { names: [{ family: "Andersson" }] }) { outcome complete sources { outcome } hitCount } }`,
    );

    await expect(source.search({ ...NOBODY, names: [FREQUENT] }, everything(), signal)).rejects.toThrow(
      new NothingToSearchBy(),
    );
    expect(answer).toEqual({
      data: {
        searchPersons: { outcome: "NOT_ASKED", complete: true, sources: [{ outcome: "NOT_ASKED" }], hitCount: 0 },
      },
    });
  });

  test("references give the records that the owner holds", async () => {
    const refs = [
      { owner: "SWE", localId: "1" },
      { owner: "DEU", localId: "1" },
      { owner: "SWE", localId: "77" },
    ];

    expect(await whole().findByRefs(refs, everything(), signal)).toEqual([NINA]);
  });

  test.each([
    ["a name alone", {}],
    ["a name and a date of birth", { dateOfBirth: "1970-01-01" }],
  ])("whoever has left the register while their name stays behind is no hit for %s", async (_what, known) => {
    const question = { ...NOBODY, names: GONE.names, ...known };

    expect(await whole().search(question, everything(), signal)).toEqual([]);
  });

  test("a record that is none is a fault of the source, never left out", async () => {
    const question = { ...NOBODY, names: [{ family: "Xanthopoulos", given: "Xenia" }] };

    await expect(whole().search(question, everything(), signal)).rejects.toThrow(
      new InvalidReply("a record has no valid eyes"),
    );
  });
});

function byId(left: PersonFind, right: PersonFind): number {
  return Number(left.record.localId) - Number(right.record.localId);
}

const PEOPLE = ["number", "born", "sex", "birth_place", "citizen_of", "height_m", "eyes", "action", "notice"];

const TABLES: Readonly<Record<string, readonly string[]>> = {
  people: PEOPLE,
  people_names: ["number", "place", "kind", "surname", "forenames", "native"],
  people_papers: ["number", "paper", "issuer"],
  ...Object.fromEntries(Object.keys(KEYS).map((kind) => [`people_${kind}`, ["number", "search_key"]])),
};

const ROWS: Readonly<Record<string, readonly (readonly Cell[])[]>> = {
  people: [
    ["1", "19840300", "2", "Lviv", "UKR, POL", "1.71", "GRN", "A", "XPO/N1"],
    ["9", null, null, null, null, null, "many", "L", null],
    ...[...NAMESAKES, ...MANY_OF_ONE_DAY].map(({ localId, datesOfBirth: [born] }) => [
      localId,
      born?.replaceAll("-", "") ?? null,
      null,
      null,
      null,
      null,
      null,
      "L",
      null,
    ]),
  ],
  people_names: [
    ["1", 1, "H", "Orlova", "Nina", "Орлова Нина"],
    ["1", 2, "F", "Petrenko", "Nina", null],
    ...HELD.filter(({ localId }) => localId !== "1").flatMap(({ localId, names }) =>
      names.map(({ family, given }) => [localId, 1, "H", family, given, null]),
    ),
  ],
  people_papers: [
    ["1", "FE 123456", "UKR"],
    ...NAMESAKES.flatMap(({ localId, identityDocuments }) =>
      identityDocuments.map(({ number }) => [localId, number, "SWE"]),
    ),
  ],
  ...Object.fromEntries(Object.keys(KEYS).map((kind) => [`people_${kind}`, keyRows(kind)])),
};

function keyRows(kind: string): readonly (readonly Cell[])[] {
  return HELD.flatMap((person) =>
    Object.entries(personKeys(person))
      .filter(([other]) => other === kind)
      .flatMap(([, keys]) => keys.map((key) => [person.localId, key])),
  );
}

async function createTables(database: Database): Promise<void> {
  const text = database.engine === "mariadb" ? "varchar(200) COLLATE utf8mb4_bin" : "text";
  await dropSchema(database);
  await database.run(`CREATE SCHEMA ${SCHEMA}`);
  for (const [name, columns] of Object.entries(TABLES)) {
    await database.run(`CREATE TABLE ${SCHEMA}.${name} (${columns.map((column) => `${column} ${text}`).join(", ")})`);
    await database.load({ schema: SCHEMA, name, columns }, ROWS[name] ?? []);
  }
}

async function dropSchema(database: Database): Promise<void> {
  await database.run(`DROP SCHEMA IF EXISTS ${SCHEMA}${database.engine === "mariadb" ? "" : " CASCADE"}`);
}
