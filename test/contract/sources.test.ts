import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TRAINING_AUTHORITY } from "../../gateway/officer/training.js";
import type { Disclosures } from "../../subgraphs/kit/policy/disclosures.js";
import { RequestPolicies } from "../../subgraphs/kit/policy/request-policies.js";
import type { RecordRef } from "../../subgraphs/kit/sources/record-ref.js";
import { writeRef } from "../../subgraphs/kit/sources/record-ref.js";
import type { SourceConfiguration } from "../../subgraphs/kit/sources/registry.js";
import type { RestrictedRecord } from "../../subgraphs/kit/sources/search-sources.js";
import { POLICIES } from "../support/authority.js";
import { answeringEngines } from "../support/databases.js";
import { SERVED } from "./as-kept-by.js";
import { contractOf } from "./contracts.js";
import type { Contract, Search } from "./contracts.js";
import { andBehindServers, asFiles, behindJsonApis, inAbis, REGISTRY } from "./loaded-world.js";
import type { LoadedWorld } from "./loaded-world.js";

const PLAN = { seed: 20, size: 1_200 };
/** So many records of each source are searched one by one: enough to meet every script and every shape of record. */
const SEARCHES = 60;
const IDS = REGISTRY.map(({ id }) => id);
const SERVED_IDS = IDS.map((id) => `${id}${SERVED}`);
const signal = AbortSignal.timeout(600_000);

const BY_ENGINE = [
  ["their own tables, and behind servers of the source contract", [...IDS, ...SERVED_IDS], andBehindServers],
  ["files of CSV", IDS, asFiles.bind(null, "csv")],
  ["files of XML", IDS, asFiles.bind(null, "xml")],
] as const;

type World = readonly [name: string, ids: readonly string[], load: () => Promise<LoadedWorld>];

const WORLDS: readonly World[] = [
  ...(await answeringEngines()).flatMap((engine) =>
    BY_ENGINE.map(([way, ids, load]) => [`${way}, over ${engine}`, ids, () => load(engine, PLAN)] as const),
  ),
  ["JSON APIs", IDS.filter((id) => !id.endsWith("-biometrics")), () => behindJsonApis(PLAN)],
  ["ABISs", ["deu-biometrics"], () => inAbis(PLAN)],
];
/** An ABIS has candidates and no records: it follows no reference, and knows of no restriction. */
const WITHOUT_RECORDS: ReadonlySet<string> = new Set(["ABISs"]);

describe.each(WORLDS)("the sources of the registry in %s", (name, ids, load) => {
  const hasRecords = !WITHOUT_RECORDS.has(name);
  let world: LoadedWorld;

  beforeAll(async () => {
    world = await load();
  }, 120_000);

  afterAll(() => world[Symbol.asyncDispose](), 120_000);

  describe.each(ids)("%s", (id) => {
    const contracts = new Map<string, Contract>();
    const source = (): SourceConfiguration => {
      const found = world.sources.find((candidate) => candidate.id === id);
      if (found === undefined) throw new Error(`The world has no source ${id}.`);
      return found;
    };
    /** One of each source: what it opens is opened once. */
    const contract = async (): Promise<Contract> => {
      const known = contracts.get(id) ?? contractOf(source(), world.connections, { plan: PLAN, asKept: world.asKept });
      contracts.set(id, known);
      await known.warm();
      return known;
    };

    test.runIf(hasRecords)("gives every one of its records whole, by reference", async () => {
      const { records, findByRefs } = await contract();

      const found = await findByRefs(records.map(keyOf), signal);

      expect(sorted(found)).toEqual(sorted(records));
    });

    test("finds each of its own records by what is known of it", async () => {
      const searches = (await contract()).searches.slice(0, SEARCHES);

      const finds = await Promise.all(searches.map(({ find }) => find(signal)));

      const missed = searches.filter(({ record }, index) => !finds[index]?.some((found) => isSame(found, record)));
      expect(missed.map(({ record }) => writeRef(record))).toEqual([]);
      expect(searches.length).toBeGreaterThan(0);
    });

    test.runIf(hasRecords)("tells of each record what its owner allows, by reference and by search", async () => {
      const { records, searches, findByRefs } = await contract();
      const restricted = searches.filter(({ record }) => record.restriction !== null).slice(0, SEARCHES);

      const told = await findByRefs(records.map(keyOf), signal, disclosures());
      const finds = await Promise.all(restricted.map((search) => refsTold(search)));

      expect(sorted(told.filter(isFull)).map(writeRef)).toEqual(sorted(records.filter(isFull)).map(writeRef));
      expect(told.filter((record) => !isTold(record))).toEqual([]);
      const notTold = new Set(records.filter((record) => !isTold(record)).map(writeRef));
      expect(finds.flat().filter((ref) => notTold.has(ref))).toEqual([]);
      const missed = restricted.filter(({ record }, index) => !finds[index]?.includes(writeRef(record)));
      expect(missed.filter(({ record }) => isTold(record))).toEqual([]);
    });

    test.runIf(hasRecords)("leaves out what it does not hold", async () => {
      const { records, findByRefs } = await contract();
      const [own] = records.map(keyOf);
      const unknown = { owner: source().owner, localId: "not-there" };
      const others = { owner: "UTO", localId: own?.localId ?? "" };

      const found = await findByRefs([unknown, others], signal);

      expect(found).toEqual([]);
    });

    test("says nothing once the question is given up: it rejects, and never reads as a no-hit", async () => {
      const { records, searches, findByRefs } = await contract();
      const givenUp = AbortSignal.abort();

      const answers = await Promise.allSettled([
        findByRefs(records.slice(0, 1).map(keyOf), givenUp),
        ...searches.slice(0, 1).map(({ find }) => find(givenUp)),
      ]);

      expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    });
  });
});

/** What the training officer may be told. */
function disclosures(): Disclosures {
  return new RequestPolicies(POLICIES, TRAINING_AUTHORITY).disclosures();
}

function isTold(record: RestrictedRecord): boolean {
  return disclosures().of(record, record.restriction) !== "NONE";
}

function isFull(record: RestrictedRecord): boolean {
  return disclosures().of(record, record.restriction) === "FULL";
}

/** Whatever a search tells there is: with the record, or without it where the source itself withholds it. */
async function refsTold({ find }: Search): Promise<readonly string[]> {
  const terms = disclosures();
  const found = await find(signal, terms);
  return [...found.map(writeRef), ...terms.withheld.map(({ ref }) => writeRef(ref))];
}

function keyOf({ owner, localId }: RecordRef): RecordRef {
  return { owner, localId };
}

function isSame(one: RecordRef, other: RecordRef): boolean {
  return writeRef(one) === writeRef(other);
}

function sorted(records: readonly RecordRef[]): readonly RecordRef[] {
  return records.toSorted((one, other) => writeRef(one).localeCompare(writeRef(other)));
}
