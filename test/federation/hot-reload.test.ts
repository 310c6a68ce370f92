import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { GRAPH } from "../../schema/checks/schema-change.js";
import { RegistryRefused } from "../../schema/registry/refused.js";
import type { Registry } from "../../schema/registry/registry.js";
import { registryOver, SigningOwner, STORES } from "../support/registry.js";
import {
  askForVersions,
  startFollowingGateway,
  startVersionedSubgraphs,
  VERSIONED,
} from "../support/versioned-graph.js";
import type { VersionedSubgraphs, VersionsTold } from "../support/versioned-graph.js";

const isFull = process.env["CROSSCHECK_HOT_RELOAD"] === "full";
const PUBLISHES = isFull ? 100 : 15;
const BAD = isFull ? 20 : 3;
const ROLLBACKS = isFull ? 20 : 3;
const OFFICERS = isFull ? 200 : 40;

test(
  `${PUBLISHES} publishes, ${BAD} of them bad, and ${ROLLBACKS} rollbacks while ${OFFICERS} officers ask: no answer fails, is asked for twice, or is of two versions`,
  async () => {
    await using store = await STORES.files();
    await using subgraphs = await startVersionedSubgraphs();
    const registry = registryOver(store);
    const publisher = await Publisher.seed(registry, store, subgraphs);
    await using gateway = await startFollowingGateway(store);
    const officers = keepAsking(gateway.url);

    const takenAfter: number[] = [];
    for (const step of steps()) {
      const number = await publisher.take(step);
      takenAfter.push(await untilTaken(() => gateway.version === number));
    }
    const { asked, failures, told } = await officers.stop();
    const newest = await askForVersions(gateway.url, "last");

    const versions = publisher.history.map(writeVersions);
    const seen = new Set(told.map(writeVersions));
    expect(failures).toEqual([]);
    expect([...seen].filter((version) => !versions.includes(version))).toEqual([]);
    expect([...subgraphs.asked].filter(([, times]) => times !== 1)).toEqual([]);
    expect(subgraphs.asked.size).toBe(2 * (asked + 1));
    expect(writeVersions(newest)).toBe(versions.at(-1));
    expect(gateway.version).toBe(1 + PUBLISHES - BAD + ROLLBACKS);
    expect(publisher.refused).toBe(BAD);
    expect(seen.size).toBeGreaterThan(PUBLISHES / 2);
    expect(gateway.faults).toEqual([]);
    if (isFull) process.stdout.write(`${JSON.stringify(figuresOf(asked, seen.size, takenAfter))}\n`);
  },
  isFull ? 900_000 : 90_000,
);

type Step = "alpha" | "beta" | "bad" | "back" | "beta back";

/** Good ones with bad ones and rollbacks spread among them. */
function steps(): readonly Step[] {
  const good = Array.from({ length: PUBLISHES - BAD }, (_none, index): Step => (index % 2 === 0 ? "alpha" : "beta"));
  const others = Array.from({ length: BAD + ROLLBACKS }, (_none, index): Step => {
    if (index < BAD) return "bad";
    return index % 2 === 0 ? "back" : "beta back";
  });
  const every = good.length / others.length;
  return good.flatMap((step, index) => {
    const due = others.slice(Math.floor(index / every), Math.floor((index + 1) / every));
    return [step, ...due];
  });
}

/** Publishes and keeps book of what each version of the graph is made of. */
class Publisher {
  readonly history: VersionsTold[] = [];
  refused = 0;
  readonly #registry: Registry;
  readonly #subgraphs: VersionedSubgraphs;
  readonly #graph: SigningOwner;
  readonly #sweden: SigningOwner;
  #count = 1;

  private constructor(
    registry: Registry,
    subgraphs: VersionedSubgraphs,
    owners: readonly [SigningOwner, SigningOwner],
  ) {
    this.#registry = registry;
    this.#subgraphs = subgraphs;
    [this.#graph, this.#sweden] = owners;
  }

  static async seed(
    registry: Registry,
    store: Awaited<ReturnType<(typeof STORES)["files"]>>,
    subgraphs: VersionedSubgraphs,
  ): Promise<Publisher> {
    const owners = [new SigningOwner(GRAPH), new SigningOwner("SWE")] as const;
    for (const owner of owners) await store.putOwner(owner.entry);
    const publisher = new Publisher(registry, subgraphs, owners);
    await registry.seed([await publisher.#alpha(1), await publisher.#beta(1)]);
    publisher.history.push({ alpha: ["alpha 1", 1], beta: ["beta 1", 1] });
    return publisher;
  }

  /** The number of the version that is in force afterwards. */
  async take(step: Step): Promise<number> {
    const newest = this.history.at(-1);
    if (newest === undefined) throw new Error("There is no graph.");
    this.#count += 1;
    const count = this.#count;
    switch (step) {
      case "alpha":
        await this.#registry.publish(await this.#alpha(count));
        this.history.push({ ...newest, alpha: [`alpha ${count}`, count] });
        break;
      case "beta":
        await this.#registry.publish(await this.#beta(count));
        this.history.push({ ...newest, beta: [`beta ${count}`, count] });
        break;
      case "bad":
        await this.#publishBad(count);
        break;
      case "back":
        await this.#goBack(Math.max(1, this.history.length - 3));
        break;
      case "beta back":
        await this.#betaBack(Math.max(1, this.history.length - 4));
        break;
    }
    return this.history.length;
  }

  async #goBack(to: number): Promise<void> {
    await this.#registry.rollback(await this.#graph.rollback(to));
    this.history.push(...this.history.slice(to - 1, to));
  }

  async #betaBack(to: number): Promise<void> {
    await this.#registry.rollback(await this.#sweden.rollback(to, "swe-beta"));
    const [newest, old] = [this.history.at(-1), this.history[to - 1]];
    if (newest !== undefined && old !== undefined) this.history.push({ ...newest, beta: old.beta });
  }

  /** One that does not compose, one that is no SDL, one of another's subgraph. */
  async #publishBad(count: number): Promise<void> {
    const bad = [
      this.#graph.publish("alpha", VERSIONED.alpha(count).replace("alphaVersion: Int", "alphaVersion: Nothing")),
      this.#sweden.publish("swe-beta", "type {"),
      this.#sweden.publish("alpha", VERSIONED.alpha(count)),
    ];
    const signed = (await Promise.all(bad))[this.refused % bad.length] ?? "";
    await this.#registry.publish(signed).catch((error: unknown) => {
      if (!(error instanceof RegistryRefused)) throw error;
      this.refused += 1;
    });
  }

  #alpha(version: number): Promise<string> {
    return this.#graph.publish("alpha", VERSIONED.alpha(version), { url: this.#subgraphs.url("alpha", version) });
  }

  #beta(version: number): Promise<string> {
    return this.#sweden.publish("swe-beta", VERSIONED.beta(version), { url: this.#subgraphs.url("swe-beta", version) });
  }
}

function writeVersions(versions: VersionsTold): string {
  return JSON.stringify(versions);
}

/** Asks without a pause until it is stopped, for all officers at once. */
function keepAsking(url: string) {
  const state = { isStopped: false, asked: 0, failures: new Array<unknown>(), told: new Array<VersionsTold>() };
  const askOn = async (officer: number): Promise<void> => {
    for (let count = 0; !state.isStopped; count += 1) {
      state.asked += 1;
      await askForVersions(url, `${officer}-${count}`).then(
        (told) => state.told.push(told),
        (error: unknown) => state.failures.push(error),
      );
    }
  };
  const asking = Array.from({ length: OFFICERS }, (_none, index) => askOn(index));
  return {
    stop: async () => {
      state.isStopped = true;
      await Promise.all(asking);
      return { asked: state.asked, failures: state.failures, told: state.told };
    },
  };
}

/** How long it took, milliseconds. */
async function untilTaken(isTaken: () => boolean): Promise<number> {
  const startedAt = performance.now();
  while (!isTaken()) {
    if (performance.now() - startedAt > 30_000) throw new Error("The version was not taken within 30 seconds.");
    await wait(5);
  }
  return performance.now() - startedAt;
}

function figuresOf(asked: number, versionsSeen: number, takenAfter: readonly number[]) {
  const sorted = takenAfter.toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  return { asked, versionsSeen, takenAfterMs: { median: at(0.5), p95: at(0.95), most: at(1) } };
}
