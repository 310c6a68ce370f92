import { expect, test } from "vitest";
import { AuditLog } from "../../gateway/audit/audit-log.js";
import type { AuditTrail } from "../../gateway/audit/audit-log.js";
import { createEmbeddedGraph } from "../../gateway/embedded-graph.js";
import { openRequestScope } from "../../gateway/graph/request-scope.js";
import { TRAINING_AUTHORITY } from "../../gateway/officer/training.js";
import { readSupergraph } from "../../gateway/schema-files.js";
import { suspect } from "../../subgraphs/world/index.js";
import { logKey, RememberedTrail } from "../support/audit.js";
import { checkOperation } from "../support/federation.js";
import { temporaryFolder } from "../support/processes.js";

const ROUNDS = 20;
const AT_ONCE = [1, 8, 32];
const PER_ROUND = 64;

/** A log that says how long each request waited for it, milliseconds: for its INTENT and its RELEASE together. */
class TimedTrail implements AuditTrail {
  readonly #trail: AuditTrail;
  readonly #waited = new Map<string, number>();

  constructor(trail: AuditTrail) {
    this.#trail = trail;
  }

  async append(entry: Parameters<AuditTrail["append"]>[0]): Promise<{ readonly index: number }> {
    const startedAt = performance.now();
    const place = await this.#trail.append(entry);
    const waited = this.#waited.get(entry.auditId) ?? 0;
    this.#waited.set(entry.auditId, waited + performance.now() - startedAt);
    return place;
  }

  take(): readonly number[] {
    const waited = [...this.#waited.values()];
    this.#waited.clear();
    return waited;
  }
}

test("what the audit log adds to the check of the suspect", async () => {
  await using resources = new AsyncDisposableStack();
  const { path } = resources.use(await temporaryFolder());
  // Every part of the graph, and no source behind it: what a source takes would hide what the log takes.
  const world = { sources: [], databases: noDatabase };
  const folder = `${path}/audit`;
  const log = resources.use(await AuditLog.open({ folder, signer: await logKey(folder) }));
  const query = await checkOperation();
  const settings = { supergraphSdl: await readSupergraph(), introspection: false, warmUp: [query] };
  const timed = new TimedTrail(log);
  const audited = await createEmbeddedGraph(world, { ...settings, audit: timed });
  const unaudited = await createEmbeddedGraph(world, { ...settings, audit: new RememberedTrail() });
  const ask = async (graph: typeof audited): Promise<number> => {
    const startedAt = performance.now();
    const clientSignal = new AbortController().signal;
    const contextValue = openRequestScope({ clientSignal, deadlineMs: 30_000, authority: TRAINING_AUTHORITY });
    await graph.executeOperation({ query, variables: { subject: suspect(1) } }, { contextValue });
    return performance.now() - startedAt;
  };
  for (const atOnce of AT_ONCE) {
    const [withLog, without]: [number[], number[]] = [[], []];
    for (let round = -2; round < ROUNDS; round += 1) {
      const [first, second] = await interleaved(round, (graph) => load(() => ask(graph), atOnce), audited, unaudited);
      // The first rounds compile.
      if (round < 0) timed.take();
      else [withLog, without].forEach((times, at) => times.push(...(at === 0 ? first : second)));
    }
    const waited = median(timed.take());
    expect(withLog).toHaveLength(ROUNDS * PER_ROUND);
    print({
      atOnce,
      requests: withLog.length,
      waitedForLogMs: waited,
      withLogMs: median(withLog),
      withoutMs: median(without),
    });
  }
  await audited.stop();
  await unaudited.stop();

  // Warm-up rounds too, and what was planned ahead has none.
  expect(log.size).toBe(2 * (ROUNDS + 2) * PER_ROUND * AT_ONCE.length);
});

/** Each goes first every other time: what the machine does beside it falls on both. */
async function interleaved<Graph>(
  round: number,
  run: (graph: Graph) => Promise<number[]>,
  a: Graph,
  b: Graph,
): Promise<readonly [number[], number[]]> {
  if (round % 2 === 0) return [await run(a), await run(b)];
  const second = await run(b);
  return [await run(a), second];
}

async function load(ask: () => Promise<number>, atOnce: number): Promise<number[]> {
  let left = PER_ROUND;
  const times: number[] = [];
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      times.push(await ask());
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return times;
}

function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.round(100 * (sorted[Math.floor(sorted.length / 2)] ?? 0)) / 100;
}

function print(figures: object): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

function noDatabase(): never {
  throw new Error("Without a source there is no database.");
}
