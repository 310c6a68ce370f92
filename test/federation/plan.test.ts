import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, suspect } from "../../subgraphs/world/index.js";
import type { World } from "../../subgraphs/world/index.js";
import { checkOperation, startFederation } from "../support/federation.js";
import type { Federation } from "../support/federation.js";

let world: World;
let federation: Federation;

beforeAll(async () => {
  world = await openWorld({ seed: 1, size: 1_000 });
  federation = await startFederation(world);
  await federation.ask(await checkOperation(), { subject: suspect(1) });
});

afterAll(async () => {
  await federation[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

interface PlanNode {
  readonly kind: string;
  readonly node?: PlanNode;
  readonly nodes?: readonly PlanNode[];
  readonly serviceName?: string;
}

/** A plan as nested lists: `["Sequence", "checks", ["Parallel", …]]`. */
function outline(node: PlanNode): unknown {
  if (node.kind === "Fetch") return node.serviceName;
  if (node.node !== undefined) return outline(node.node);
  const nodes = (node.nodes ?? []).map(outline);
  return [
    node.kind,
    ...(node.kind === "Parallel" ? nodes.toSorted((a, b) => (String(a) < String(b) ? -1 : 1)) : nodes),
  ];
}

test("a check asks `checks` once, then all domains at the same time, each followed by what its records refer to, and sums up last", () => {
  expect(federation.plans.map((plan) => outline(plan as PlanNode))).toEqual([
    [
      "Sequence",
      "checks",
      ["Parallel", ["Sequence", "travel-documents", "notices"], "biometrics", "notices", "persons", "vehicles"],
      "checks",
    ],
  ]);
});

test("each part of the graph receives only what its question needs", () => {
  const received = federation.fetches
    .filter(({ query }) => query.includes("_entities"))
    .map(({ subgraph, variables }) => [subgraph, shapeOf(variables?.["representations"])])
    .toSorted((a, b) => (String(a[0]) + JSON.stringify(a[1]) < String(b[0]) + JSON.stringify(b[1]) ? -1 : 1));

  const check = { __typename: true, id: true };
  const name = { family: true, given: true, original: true };
  const answer = {
    outcome: true,
    complete: true,
    sources: [{ source: true, owner: true, outcome: true, reason: true, repliedAt: true, latencyMs: true }],
  };
  expect(received).toEqual([
    ["biometrics", [{ ...check, subject: { samples: [{ kind: true, template: true }] } }]],
    [
      "checks",
      [{ ...check, persons: answer, notices: answer, travelDocuments: answer, vehicles: answer, biometrics: answer }],
    ],
    ["notices", [{ ...check, subject: { names: [name], dateOfBirth: true, sex: true, nationalities: [true] } }]],
    ["notices", [{ __typename: true, owner: true, localId: true }]],
    [
      "persons",
      [
        {
          ...check,
          subject: {
            names: [name],
            dateOfBirth: true,
            sex: true,
            nationalities: [true],
            birthPlace: true,
            documents: [{ number: true, issuingCountry: true, type: true }],
          },
        },
      ],
    ],
    ["travel-documents", [{ ...check, subject: { documents: [{ number: true, issuingCountry: true, type: true }] } }]],
    [
      "vehicles",
      [{ ...check, subject: { vehicles: [{ vin: true, plate: true, plateCountry: true, engineNumber: true }] } }],
    ],
  ]);
});

/** The fields of a value, whatever they hold; of a list its first entry. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== "object" || value === null) return true;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, shapeOf(field)]));
}
