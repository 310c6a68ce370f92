import { afterAll, beforeAll, expect, test } from "vitest";
import { TRAINING_AUTHORITY } from "../../gateway/officer/training.js";
import type { Authority } from "../../subgraphs/kit/authority/authority.js";
import type { Officer } from "../../subgraphs/kit/authority/officer.js";
import { suspect } from "../../subgraphs/world/index.js";
import { startFederation } from "../support/federation.js";
import { startLoggedWorld } from "../support/logged-graph.js";
import type { LoggedWorld } from "../support/logged-graph.js";

let graph: LoggedWorld;

beforeAll(async () => {
  graph = await startLoggedWorld();
}, 120_000);

afterAll(() => graph[Symbol.asyncDispose]());

function officerOf(caseReference: string, differences: Partial<Officer> = {}): Authority {
  const { officer, justification } = TRAINING_AUTHORITY;
  if (justification === null) throw new Error("The training officer has a reason.");
  return { officer: { ...officer, ...differences }, justification: { ...justification, caseReference } };
}

function without(scope: string): readonly string[] {
  return TRAINING_AUTHORITY.officer.scopes.filter((one) => one !== scope);
}

const CHECK = `query Check($subject: SubjectInput!) { check(subject: $subject) { biometrics {
  hits { ref verified encounter { kind person { ref names { family } } } } } } }`;
const CONFIRM = `mutation Confirm($input: ConfirmCandidateInput!) { confirmCandidate(input: $input) {
  ref verdict caseReference encounter { kind person { ref names { family } } } } }`;
const REASON = "Compared by two examiners, who agree.";
const INPUT = { candidate: "DEU/B9000000", verdict: "CONFIRMED", reason: REASON };
const SUBJECT = { samples: suspect(1).samples };
const LOG = `query Log { accessLog(query: { record: "DEU/B9000000" }, first: 1) {
  edges { node { kind purpose caseReference domains records { ref level } } } } }`;

test("a candidate is a reference and a score until a human confirms it; then it leads on to the person, across the graph", async () => {
  const officer = officerOf("2026/A");

  const before = await graph.ask(officer, CHECK, { subject: SUBJECT });
  const confirmed = await graph.ask(officer, CONFIRM, { input: INPUT });
  const after = await graph.ask(officer, CHECK, { subject: SUBJECT });

  const person = { ref: "DEU/P9000001", names: [{ family: "Koschtschejew" }] };
  const hitsOf = (answer: unknown) =>
    (answer as { data: { check: { biometrics: { hits: unknown } } } }).data.check.biometrics.hits;
  expect(hitsOf(before)).toContainEqual({
    ref: "DEU/B9000000",
    verified: false,
    encounter: { kind: "FINGERPRINT", person: null },
  });
  expect(JSON.stringify(before)).not.toMatch(/P9000001|Koschtschejew/);
  expect(confirmed).toEqual({
    data: {
      confirmCandidate: {
        ref: "DEU/B9000000",
        verdict: "CONFIRMED",
        caseReference: "2026/A",
        encounter: { kind: "FINGERPRINT", person: { ref: person.ref, names: expect.arrayContaining(person.names) } },
      },
    },
  });
  expect(hitsOf(after)).toContainEqual({
    ref: "DEU/B9000000",
    verified: true,
    encounter: { kind: "FINGERPRINT", person: { ref: person.ref, names: expect.arrayContaining(person.names) } },
  });
});

test("what was confirmed is on the log like any other answer: the owner reads of it, the arguments are in the INTENT", async () => {
  const officer = officerOf("2026/B");
  await graph.ask(officer, CHECK, { subject: SUBJECT });
  await graph.ask(officer, CONFIRM, { input: INPUT });
  await graph.settled();

  const log = await graph.ask(officerOf("2026/LOG", { country: "DEU", scopes: ["log:own"] }), LOG);

  expect(log).toEqual({
    data: {
      accessLog: {
        edges: [
          {
            node: {
              kind: "RELEASE",
              purpose: "WANTED_SEARCH",
              caseReference: "2026/B",
              domains: ["biometrics", "persons"],
              records: [
                { ref: "DEU/B9000000", level: "RECORD" },
                { ref: "DEU/P9000001", level: "RECORD" },
              ],
            },
          },
        ],
      },
    },
  });
});

test("an officer who may not confirm is refused, and nothing is kept", async () => {
  const officer = officerOf("2026/C", { scopes: without("biometric:confirm") });
  await graph.ask(officer, CHECK, { subject: SUBJECT });

  const refused = await graph.ask(officer, CONFIRM, { input: INPUT });

  expect(refused).toMatchObject({
    data: { confirmCandidate: null },
    errors: [{ path: ["confirmCandidate"], extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" } }],
  });
  expect(JSON.stringify(await graph.ask(officer, CHECK, { subject: SUBJECT }))).not.toMatch(/"verified":true|P9000001/);
});

test("who may confirm and may not follow links learns no name from it", async () => {
  const officer = officerOf("2026/D", { scopes: without("person:links") });
  await graph.ask(officer, CHECK, { subject: SUBJECT });

  const confirmed = await graph.ask(officer, CONFIRM, { input: INPUT });

  expect(confirmed).toMatchObject({
    data: { confirmCandidate: { verdict: "CONFIRMED", encounter: { person: null } } },
    errors: [{ path: ["confirmCandidate", "encounter", "person"], extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" } }],
  });
  expect(JSON.stringify(confirmed)).not.toMatch(/P9000001|Koschtschejew/);
});

test("a candidate that nobody told of is answered as one that nobody has", async () => {
  const officer = officerOf("2026/E");

  const answers = await Promise.all(
    ["DEU/B9000000", "DEU/none", "SWE/B1"].map((candidate) =>
      graph.ask(officer, CONFIRM, { input: { ...INPUT, candidate } }),
    ),
  );

  const unknown = {
    data: { confirmCandidate: null },
    errors: [
      {
        message: "The officer was told of no such candidate for this case.",
        path: ["confirmCandidate"],
        extensions: { code: "CANDIDATE_UNKNOWN" },
      },
    ],
  };
  expect(answers).toEqual([unknown, unknown, unknown]);
});

test("over services the same is done once, and never by GET, which a foreign page could cause", async () => {
  await using federation = await startFederation(graph.world, {
    authorityOf: async () => officerOf("2026/F"),
  });
  await federation.ask(CHECK, { subject: SUBJECT });
  const url = new URL(federation.url);
  url.searchParams.set("query", CONFIRM);
  url.searchParams.set("variables", JSON.stringify({ input: INPUT }));

  const byGet = await fetch(url, { headers: { "apollo-require-preflight": "1" } });
  const [one, other] = [
    await federation.ask(CONFIRM, { input: INPUT }),
    await federation.ask(CONFIRM, { input: INPUT }),
  ];

  expect(byGet.status).toBe(405);
  expect(one.data).toMatchObject({
    confirmCandidate: { verdict: "CONFIRMED", encounter: { person: { ref: "DEU/P9000001" } } },
  });
  expect(other.text).toBe(one.text);
  const sent = federation.fetches.filter(({ query }) => query.startsWith("mutation"));
  expect(sent.map(({ subgraph }) => subgraph)).toEqual(["biometrics", "biometrics"]);
});
