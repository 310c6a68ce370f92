import { afterAll, beforeAll, expect, test } from "vitest";
import { TRAINING_AUTHORITY } from "../../gateway/officer/training.js";
import type { Authority } from "../../subgraphs/kit/authority/authority.js";
import type { Officer } from "../../subgraphs/kit/authority/officer.js";
import { openWorld, suspect } from "../../subgraphs/world/index.js";
import type { World } from "../../subgraphs/world/index.js";
import { checkOperation } from "../support/federation.js";
import { startLoggedGraph } from "../support/logged-graph.js";
import type { LoggedGraph } from "../support/logged-graph.js";
import { runProgram, temporaryFolder } from "../support/processes.js";

const resources = new AsyncDisposableStack();
let world: World;
let folder: string;
let graph: LoggedGraph;

const CASE = "TRAINING/1";

function officer(differences: Partial<Officer>): Authority {
  return { ...TRAINING_AUTHORITY, officer: { ...TRAINING_AUTHORITY.officer, ...differences } };
}

const ASKING = officer({ id: "officer-9", country: "BRA", agency: "federal", unit: "rio-1", scopes: ["check:run"] });

const OWN_LOG = `query Log($query: AccessLogSearchInput! = {}, $first: Int! = 20, $after: String) {
  accessLog(query: $query, first: $first, after: $after) {
    edges {
      cursor
      node {
        index kind auditId at content purpose caseReference offence domains
        officer { country agency unit id }
        records { ref level }
        breakGlass { reason endsAt }
      }
    }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    treeSize complete
  }
}`;
const UNIT_LOG = `query Log($query: UnitAccessLogSearchInput! = {}) {
  unitAccessLog(query: $query) { edges { node { kind officer { id } domains records { ref } } } }
}`;

beforeAll(async () => {
  world = resources.use(await openWorld({ seed: 1, size: 1_000 }));
  folder = resources.use(await temporaryFolder()).path;
  graph = resources.use(await startLoggedGraph(world, folder));
  await graph.ask(ASKING, await checkOperation(), { subject: suspect(1) });
  await graph.settled();
}, 120_000);

afterAll(() => resources.disposeAsync());

/** The entries of an answer to OWN_LOG. */
// eslint-disable-next-line typescript/no-explicit-any
function nodesOf(answer: unknown): readonly Readonly<Record<string, any>>[] {
  const { data } = answer as { data: { accessLog: { edges: readonly { node: object }[] } } };
  return data.accessLog.edges.map(({ node }) => node);
}

test("an owner reads who was told of its records, why, and of which, and nothing of other owners' records", async () => {
  const swedish = officer({ country: "SWE", scopes: ["log:own"] });

  const answer = await graph.ask(swedish, OWN_LOG);

  expect(answer).toEqual({
    data: {
      accessLog: {
        edges: [
          {
            cursor: expect.any(String),
            node: {
              index: "1",
              kind: "RELEASE",
              auditId: expect.stringMatching(/^[0-9a-f-]{36}$/),
              at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
              content: "KEPT",
              purpose: "WANTED_SEARCH",
              caseReference: CASE,
              offence: "ILM",
              domains: ["biometrics", "checks", "notices", "persons", "travel-documents", "vehicles"],
              officer: { country: "BRA", agency: "federal", unit: "rio-1", id: null },
              records: expect.any(Array),
              breakGlass: null,
            },
          },
        ],
        pageInfo: {
          hasNextPage: false,
          hasPreviousPage: false,
          startCursor: expect.any(String),
          endCursor: expect.any(String),
        },
        treeSize: expect.stringMatching(/^[1-9]\d*$/),
        complete: true,
      },
    },
  });
  const records: readonly { ref: string; level: string }[] = nodesOf(answer)[0]?.["records"];
  expect(records.length).toBeGreaterThan(0);
  expect(records.filter(({ ref }) => !ref.startsWith("SWE/"))).toEqual([]);
});

test("a hit is told apart from a record that was opened", async () => {
  const { ref } = nodesOf(await graph.ask(officer({ country: "SWE" }), OWN_LOG)).flatMap(({ records }) => records)[0];
  const query = "query Q($subject: SubjectInput!) { check(subject: $subject) { persons { hits { score } } } }";
  const open = "query Q($subject: SubjectInput!) { check(subject: $subject) { persons { hits { person { ref } } } } }";
  const reader = officer({ country: "SWE", scopes: ["log:own"] });
  const levels = async (asked: string): Promise<readonly unknown[]> => {
    await graph.ask(officer({ country: "BRA" }), asked, { subject: suspect(1) });
    await graph.settled();
    const [newest] = nodesOf(await graph.ask(reader, OWN_LOG, { query: { unit: TRAINING_UNIT }, first: 1 }));
    return newest?.["records"];
  };

  const hit = await levels(query);
  const opened = await levels(open);

  expect(hit).toContainEqual({ ref, level: "HIT" });
  expect(opened).toContainEqual({ ref, level: "RECORD" });
});

const TRAINING_UNIT = { country: "BRA", agency: "training", unit: "training-1" };

test("a country of whose records nothing was told reads an empty log, as one reads that asks for a record it does not have", async () => {
  const polish = officer({ country: "POL", scopes: ["log:own"] });
  const swedish = officer({ country: "SWE", scopes: ["log:own"] });
  const pages = async (): Promise<readonly unknown[]> =>
    Promise.all([
      graph.ask(polish, OWN_LOG),
      graph.ask(polish, OWN_LOG, { query: { record: "SWE/1" } }),
      graph.ask(swedish, OWN_LOG, { query: { record: "FRA/1" } }),
      graph.ask(swedish, OWN_LOG, { query: { record: "SWE/nobody" } }),
    ]);

  const answers = await pages();

  const empty = {
    edges: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    treeSize: expect.any(String),
    complete: expect.any(Boolean),
  };
  expect(answers).toEqual(answers.map(() => ({ data: { accessLog: empty } })));
});

test("a superior reads what the unit's officers asked and that they were answered, and no record of others", async () => {
  const superior = officer({ country: "BRA", agency: "federal", unit: "rio-1", scopes: ["log:unit"] });

  const answer = await graph.ask(superior, UNIT_LOG, { query: { officer: "officer-9" } });

  const domains = ["biometrics", "checks", "notices", "persons", "travel-documents", "vehicles"];
  expect(answer).toMatchObject({
    data: {
      unitAccessLog: {
        edges: [
          { node: { kind: "RELEASE", officer: { id: "officer-9" }, domains } },
          { node: { kind: "INTENT", officer: { id: "officer-9" }, domains: [], records: [] } },
        ],
      },
    },
  });
  expect(JSON.stringify(answer)).not.toMatch(/"(?!BRA)[A-Z]{3}\/\d/);
});

test.each([
  ["another unit", { country: "BRA", agency: "federal", unit: "rio-2" }],
  ["a unit of that name in another country", { country: "SWE", agency: "federal", unit: "rio-1" }],
])("the superior of %s reads nothing of it", async (_name, unit) => {
  const answer = await graph.ask(officer({ ...unit, scopes: ["log:unit"] }), UNIT_LOG, {
    query: { officer: "officer-9" },
  });

  expect(answer).toEqual({ data: { unitAccessLog: { edges: [] } } });
});

test("an officer without the scope is refused both, and asks nobody", async () => {
  const without = officer({ scopes: ["check:run"] });
  const query = "{ accessLog { treeSize } unitAccessLog { treeSize } }";

  const answer = await graph.ask(without, query);

  expect(answer).toMatchObject({
    data: { accessLog: null, unitAccessLog: null },
    errors: [
      { path: ["accessLog"], extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" } },
      { path: ["unitAccessLog"], extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" } },
    ],
  });
});

test("reading the log is itself on the log, with the records that it told of", async () => {
  const reader = officer({
    id: "reader-1",
    country: "SWE",
    agency: "dpo",
    unit: "log",
    scopes: ["log:own", "log:unit"],
  });
  await graph.ask(reader, OWN_LOG, { first: 1 });
  await graph.settled();

  const answer = await graph.ask(reader, UNIT_LOG);

  expect(answer).toMatchObject({
    data: {
      unitAccessLog: {
        edges: [
          { node: { kind: "RELEASE", officer: { id: "reader-1" }, domains: ["access-log"] } },
          { node: { kind: "INTENT", officer: { id: "reader-1" } } },
        ],
      },
    },
  });
});

test("each entry can be proved from its number by the command line", async () => {
  const [entry] = nodesOf(await graph.ask(officer({ country: "SWE", scopes: ["log:own"] }), OWN_LOG, { first: 1 }));

  const { code, stdout } = await runProgram("gateway/cli/audit.js", {
    arguments: ["prove", String(entry?.["index"]), "--folder", folder],
  });

  expect(code).toBe(0);
  expect(stdout).toContain(`\nindex ${entry?.["index"]}\n`);
});

test("a moment or a cursor that cannot be read is refused with what is wrong with it", async () => {
  const reader = officer({ country: "SWE", scopes: ["log:own"] });

  const moments = await graph.ask(reader, OWN_LOG, { query: { from: "yesterday", until: "2026-13-01T00:00:00Z" } });
  const cursor = await graph.ask(reader, OWN_LOG, { after: "nowhere" });

  const faults = ["from", "until"].map((field) =>
    expect.objectContaining({ code: "INVALID_DATE", path: ["query", field] }),
  );
  expect(moments).toMatchObject({
    data: { accessLog: null },
    errors: [{ extensions: { code: "INVALID_INPUT", fields: faults } }],
  });
  expect(cursor).toMatchObject({ data: { accessLog: null }, errors: [{ extensions: { code: "INVALID_CURSOR" } }] });
});

test("a check says why it was asked", async () => {
  const query = `query Q($subject: SubjectInput!) {
    check(subject: $subject) { justification { purpose caseReference offence role aim orderedBy } }
  }`;

  const answer = await graph.ask(TRAINING_AUTHORITY, query, { subject: suspect(1) });

  expect(answer).toEqual({ data: { check: { justification: TRAINING_AUTHORITY.justification } } });
});
