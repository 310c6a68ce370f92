import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AuditEntry } from "../../../gateway/audit/entry/sealed-entry.js";
import type { AuditTrail } from "../../../gateway/audit/audit-log.js";
import { payloadSchema } from "../../../gateway/audit/entry/payload.js";
import { NO_RIGHTS } from "../../../subgraphs/kit/access/field-rights.js";
import { openWorld, suspect } from "../../../subgraphs/world/index.js";
import type { World } from "../../../subgraphs/world/index.js";
import { RememberedTrail } from "../../support/audit.js";
import { checkOperation, startFederation } from "../../support/federation.js";
import { temporaryFolder } from "../../support/processes.js";

const resources = new AsyncDisposableStack();
let world: World;

beforeAll(async () => {
  const { path: folder } = resources.use(await temporaryFolder());
  world = resources.use(await openWorld({ folder, size: 1_000, seed: 1 }));
}, 120_000);

afterAll(() => resources.disposeAsync());

const WHO = { id: "training-officer", country: "FRA", agency: "training", unit: "training-1" };

/** A log that cannot be written from some entry on. */
class BrokenTrail implements AuditTrail {
  #left: number;

  constructor(entries: number) {
    this.#left = entries;
  }

  async append(): Promise<{ readonly index: number }> {
    this.#left -= 1;
    if (this.#left < 0) throw new Error("ENOSPC: no space left on device");
    return { index: 0 };
  }
}

/** A log that says what had been fetched when each entry came, and is as slow as it is told to be. */
class WatchingTrail extends RememberedTrail {
  readonly fetchesBefore: number[] = [];
  fetches: readonly unknown[] = [];
  disk: Promise<void> = Promise.resolve();

  override async append(entry: AuditEntry): Promise<{ readonly index: number }> {
    await this.disk;
    this.fetchesBefore.push(this.fetches.length);
    return super.append(entry);
  }
}

test("a check is logged before the first subgraph is asked, and again, with whose records it told of, before it is out", async () => {
  const trail = new WatchingTrail();
  await using graph = await startFederation(world, { audit: trail });
  trail.fetches = graph.fetches;

  const { data } = await graph.ask(await checkOperation(), { subject: suspect(1) });

  const refs = new Set(JSON.stringify(data).match(/(?<="ref":")[^"]+/g));
  expect(trail.entries.map(({ payload }) => payload.kind)).toEqual(["INTENT", "RELEASE"]);
  expect(trail.fetchesBefore).toEqual([0, graph.fetches.length]);
  expect(new Set(trail.entries.map(({ auditId }) => auditId)).size).toBe(1);
  const release = trail.entries[1]?.payload;
  expect(release).toMatchObject({ kind: "RELEASE", who: WHO, why: { purpose: "WANTED_SEARCH" } });
  expect(release?.kind === "RELEASE" && [...refs].filter((ref) => !release.refs.includes(ref))).toEqual([]);
  expect(refs.size).toBeGreaterThan(0);
});

test("records count though the client selects nothing that names them", async () => {
  const trail = new RememberedTrail();
  await using graph = await startFederation(world, { audit: trail });
  const query = "query Q($subject: SubjectInput!) { check(subject: $subject) { persons { hits { score } } } }";

  const answer = await graph.ask(query, { subject: suspect(1) });

  const release = trail.entries[1]?.payload;
  expect(release?.kind === "RELEASE" && release.refs.length).toBeGreaterThan(0);
  expect(release?.kind === "RELEASE" && Object.keys(release.sources).length).toBeGreaterThan(0);
  expect(answer.text).not.toContain("disclosed");
});

test("what was asked is in the payload as asked, but for the samples; who and why beside it", async () => {
  const trail = new RememberedTrail();
  await using graph = await startFederation(world, { audit: trail });
  const query = `query Ask($subject: SubjectInput!, $plate: String!) {
    check(subject: $subject) { outcome }
    vehicleByPlate(plate: $plate, country: "FRA") { outcome }
  }`;
  const subject = {
    names: [{ family: "Eriksson", given: "Anna" }],
    samples: [{ kind: "FACE", template: "Q0FOQVJZ" }],
  };

  await graph.ask(query, { subject, plate: "AB-123-CD" });

  const intent = payloadSchema.parse(trail.entries[0]?.payload);
  expect(intent).toMatchObject({
    kind: "INTENT",
    who: WHO,
    why: { purpose: "WANTED_SEARCH" },
    operation: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/), name: "Ask" },
    coordinates: ["Check.outcome", "Query.check", "Query.vehicleByPlate", "VehicleAnswer.outcome"],
    asked: [
      {
        coordinate: "Query.check",
        arguments: {
          subject: {
            names: [{ family: "Eriksson", given: "Anna" }],
            samples: [{ kind: "FACE", template: "[withheld]" }],
          },
        },
      },
      { coordinate: "Query.vehicleByPlate", arguments: { plate: "AB-123-CD", country: "FRA" } },
    ],
  });
  expect(JSON.stringify(trail.entries)).not.toContain("Q0FOQVJZ");
});

test("a document that is examined is logged by its zone, never by what was read off its chip", async () => {
  const trail = new RememberedTrail();
  await using graph = await startFederation(world, { audit: trail });
  const query =
    "query Examine($mrz: String!, $chip: ChipInput!) { examineDocument(mrz: $mrz, chip: $chip) { verdict } }";
  const mrz = "I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<";

  const { data } = await graph.ask(query, { mrz, chip: { dg2: "Q0FOQVJZ" } });

  expect(data).toEqual({ examineDocument: { verdict: "CONTRADICTED" } });
  expect(payloadSchema.parse(trail.entries[0]?.payload)).toMatchObject({
    asked: [{ coordinate: "Query.examineDocument", arguments: { mrz, chip: { dg2: "[withheld]" } } }],
  });
  expect(JSON.stringify(trail.entries)).not.toContain("Q0FOQVJZ");
});

test("while the log takes the question down it is planned, and no subgraph is asked", async () => {
  const trail = new WatchingTrail();
  await using graph = await startFederation(world, { audit: trail });
  trail.fetches = graph.fetches;
  const { promise: disk, resolve: write } = Promise.withResolvers<void>();
  trail.disk = disk;

  const answering = graph.ask(await checkOperation(), { subject: suspect(1) });
  await expect.poll(() => graph.plans.length).toBe(1);
  await setTimeout(100);
  const before = graph.fetches.length;
  write();
  const { status } = await answering;

  expect([before, trail.fetchesBefore, status]).toEqual([0, [0, graph.fetches.length], 200]);
});

test.each([
  ["INTENT", 0],
  ["RELEASE", 1],
])("where the %s cannot be written, nothing is told of what was cut from the answer either", async (_kind, entries) => {
  await using graph = await startFederation(world, {
    audit: new BrokenTrail(entries),
    fieldRightsOf: () => NO_RIGHTS,
    access: { errors: { response: "extensions" } },
  });

  const { status, text } = await graph.ask(await checkOperation(), { subject: suspect(1) });

  expect([status, JSON.parse(text)]).toEqual([
    503,
    { errors: [{ message: expect.any(String), extensions: { code: "AUDIT_UNAVAILABLE" } }] },
  ]);
});

test("where the INTENT cannot be written, no subgraph is asked and nobody is answered", async () => {
  await using graph = await startFederation(world, { audit: new BrokenTrail(0) });

  const { status, text } = await graph.ask(await checkOperation(), { subject: suspect(1) });

  expect(status).toBe(503);
  expect(JSON.parse(text)).toEqual({
    errors: [
      {
        message: "The audit log cannot be written, so nobody is answered. Tell the operator, then ask again.",
        extensions: { code: "AUDIT_UNAVAILABLE" },
      },
    ],
  });
  expect(graph.fetches).toEqual([]);
});

test("where the RELEASE cannot be written, nothing of the answer leaves", async () => {
  await using graph = await startFederation(world, { audit: new BrokenTrail(1) });

  const { text } = await graph.ask(await checkOperation(), { subject: suspect(1) });

  expect(JSON.parse(text)).toEqual({
    errors: [
      {
        message: "The audit log cannot be written, so nobody is answered. Tell the operator, then ask again.",
        extensions: { code: "AUDIT_UNAVAILABLE" },
      },
    ],
  });
  expect(graph.fetches.length).toBeGreaterThan(0);
});

test("a question about the schema alone is logged for a shorter time; what is refused before it runs is not", async () => {
  const trail = new RememberedTrail();
  await using graph = await startFederation(world, { audit: trail });

  await graph.ask("{ __schema { queryType { name } } }");
  await graph.ask("{ nothingOfThisName }");

  expect(trail.entries.map(({ retention, payload }) => [retention, payload.kind])).toEqual([
    ["technical", "INTENT"],
    ["technical", "RELEASE"],
  ]);
});
