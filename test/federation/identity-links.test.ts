import { afterAll, beforeAll, expect, test } from "vitest";
import { TRAINING_AUTHORITY } from "../../gateway/officer/training.js";
import type { Authority } from "../../subgraphs/kit/authority/authority.js";
import type { Officer } from "../../subgraphs/kit/authority/officer.js";
import { startFederation } from "../support/federation.js";
import { startLoggedWorld } from "../support/logged-graph.js";
import type { LoggedWorld } from "../support/logged-graph.js";

let graph: LoggedWorld;

beforeAll(async () => {
  graph = await startLoggedWorld();
}, 120_000);

afterAll(() => graph[Symbol.asyncDispose]());

function officer(differences: Partial<Officer> = {}): Authority {
  return { ...TRAINING_AUTHORITY, officer: { ...TRAINING_AUTHORITY.officer, ...differences } };
}

function without(scope: string): Authority {
  return officer({ scopes: TRAINING_AUTHORITY.officer.scopes.filter((one) => one !== scope) });
}

const LINKS = `query Links { person(ref: "DEU/P9000001") { ref identityLinks { outcome complete hitCount
  links { state settlement { reason settledBy { country } } settlements { state } person { ref vehicles { ref } } } } } }`;
const SETTLE = `mutation Settle($state: IdentityLinkState!) { settleIdentityLink(input: {
  first: "DEU/P9000001", second: "FRA/P9000000", state: $state, reason: "The same ten fingers, compared in Lyon." }) {
  state person { ref vehicles { ref } } settlements { state } } }`;
const OF_FRANCE = { ref: "FRA/P9000000", vehicles: expect.arrayContaining([{ ref: "FRA/V9000000" }]) };

// eslint-disable-next-line typescript/no-explicit-any
function linkToFrance(answer: any): unknown {
  // eslint-disable-next-line typescript/no-explicit-any
  return answer.data.person.identityLinks.links.find(({ person }: any) => person.ref === "FRA/P9000000");
}

test("the suspect's records at six owners are linked, settled by a human, and lead on across the graph", async () => {
  const proposed = await graph.ask(officer(), LINKS);
  const settled = await graph.ask(officer(), SETTLE, { state: "SAME_PERSON" });
  const after = await graph.ask(officer(), LINKS);

  expect(proposed).toMatchObject({
    data: { person: { identityLinks: { outcome: "HIT", complete: true, hitCount: 5 } } },
  });
  expect(linkToFrance(proposed)).toEqual({ state: "UNVERIFIED", settlement: null, settlements: [], person: OF_FRANCE });
  expect(settled).toEqual({
    data: { settleIdentityLink: { state: "SAME_PERSON", person: OF_FRANCE, settlements: [{ state: "SAME_PERSON" }] } },
  });
  expect(linkToFrance(after)).toEqual({
    state: "SAME_PERSON",
    settlement: { reason: "The same ten fingers, compared in Lyon.", settledBy: { country: "FRA" } },
    settlements: [{ state: "SAME_PERSON" }],
    person: OF_FRANCE,
  });
});

test("what is settled is on the log: both owners read that their records were told of", async () => {
  await graph.ask(officer({ agency: "settling" }), SETTLE, { state: "SAME_PERSON" });
  await graph.settled();
  const log = `query Log { accessLog(first: 1) { edges { node { kind officer { agency } records { ref level } } } } }`;
  const readBy = (country: string) => graph.ask(officer({ country, scopes: ["log:own"] }), log);

  const [german, french] = [await readBy("DEU"), await readBy("FRA")];

  const nodeOf = (...refs: readonly string[]) => ({
    data: {
      accessLog: {
        edges: [
          {
            node: {
              kind: "RELEASE",
              officer: { agency: "settling" },
              records: expect.arrayContaining(refs.map((ref) => ({ ref, level: "RECORD" }))),
            },
          },
        ],
      },
    },
  });
  expect(german).toEqual(nodeOf("DEU/P9000001"));
  expect(french).toEqual(nodeOf("FRA/P9000000"));
});

test("each right is its own: to see links, to settle them, to read what was settled before", async () => {
  const refusedAt = (answer: unknown): unknown =>
    (answer as { errors?: readonly { path: unknown; extensions: { code: string } }[] }).errors?.map(
      ({ path, extensions }) => [path, extensions.code],
    );
  const refused = "UNAUTHORIZED_FIELD_OR_TYPE";

  expect(refusedAt(await graph.ask(without("person:links"), LINKS))).toEqual([[["person", "identityLinks"], refused]]);
  expect(refusedAt(await graph.ask(without("person:identity"), LINKS))).toEqual([
    [["person", "identityLinks"], refused],
  ]);
  expect(refusedAt(await graph.ask(without("identity:settle"), SETTLE, { state: "DIFFERENT_PERSON" }))).toEqual([
    [["settleIdentityLink"], refused],
  ]);
  const withoutHistory = await graph.ask(without("identity:history"), LINKS);
  expect(linkToFrance(withoutHistory)).toMatchObject({ state: "SAME_PERSON", settlements: null });
});

test("over services a link is settled as in one process", async () => {
  await using federation = await startFederation(graph.world, {
    authorityOf: async () => officer({ id: "over-services" }),
  });

  const settled = await federation.ask(SETTLE, { state: "DIFFERENT_PERSON" });
  const links = await federation.ask(LINKS);

  expect(settled.data).toMatchObject({ settleIdentityLink: { state: "DIFFERENT_PERSON", person: OF_FRANCE } });
  expect(linkToFrance(links)).toMatchObject({ state: "DIFFERENT_PERSON", person: OF_FRANCE });
});
