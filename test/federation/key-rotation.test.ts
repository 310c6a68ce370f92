import { cp } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { createKeyRing, readKeyRing, retireKeys, rotateKeyRing, writeKeyRing } from "../../gateway/cli/key-ring.js";
import { httpSubgraph } from "../../gateway/graph/http-subgraph.js";
import type { SubgraphClient } from "../../gateway/graph/subgraph-client.js";
import { openHopSenders } from "../../gateway/hop-senders.js";
import { serveSubgraph } from "../../subgraphs/kit/graph/serve-subgraph.js";
import type { RunningSubgraph } from "../../subgraphs/kit/graph/run-subgraph.js";
import { openHopGate } from "../../subgraphs/kit/hop/key-folder.js";
import { createPolicies } from "../../subgraphs/kit/policy/policies.js";
import { readPolicyTexts } from "../../subgraphs/kit/policy/policy-texts.js";
import { POLICIES } from "../support/authority.js";
import { AUTHORITY, RIGHTS } from "../support/hop.js";
import { temporaryFolder } from "../support/processes.js";

const NO_LOG = { error: () => {}, warn: () => {} };
/** As many officers ask at any moment. */
const OFFICERS = 8;
/** The policies that are committed, and the same with a comment more. */
const TEXTS = await readPolicyTexts();
const NEWER = TEXTS.policies.map((file, index) =>
  index === 0 ? { ...file, text: `${file.text}\n// Newer.\n` } : file,
);
const NO_NEEDS = { scopes: new Set<string>(), policies: new Set<string>() };
const PATIENCE = { timeout: 20_000, interval: 100 };

/** A subgraph that answers with the officer whom the hop vouched for. */
const ECHO: RunningSubgraph = {
  name: "vehicles",
  execute: async (_operation, { authority }) => ({ data: { officer: authority?.officer.id } }),
  [Symbol.asyncDispose]: async () => {},
};

test("keys are changed and retired while requests are under way, and none of them fails", async () => {
  await using folder = await temporaryFolder();
  const [keys, oldKeys] = [join(folder.path, "keys"), join(folder.path, "old")];
  await writeKeyRing(keys, createKeyRing(nowInSeconds()));
  await cp(keys, oldKeys, { recursive: true });
  using senders = await openHopSenders(keys, POLICIES, NO_LOG);
  using oldSenders = await openHopSenders(oldKeys, POLICIES, NO_LOG);
  using opened = await openHopGate(keys, "vehicles", POLICIES.version, NO_LOG);
  await using served = await serveSubgraph(ECHO, { host: "127.0.0.1", port: 0, gate: opened.gate });
  await using subgraph = httpSubgraph(served.url, senders.to("vehicles", NO_NEEDS));
  await using withOldKeys = httpSubgraph(served.url, oldSenders.to("vehicles", NO_NEEDS));
  const load = keepAsking((officer) => ask(subgraph, officer));

  const ring = rotateKeyRing(await readKeyRing(keys), nowInSeconds() + 3);
  await writeKeyRing(keys, ring);
  await expect(ask(withOldKeys, "officer-old")).resolves.toBe("officer-old");
  const newKeyId = ring.shared.get("vehicles")?.[1]?.kid ?? "none";
  const signs = () => senders.to("vehicles", NO_NEEDS).headersFor({ ...REQUEST })["signature-input"];
  await vi.waitFor(() => expect(signs()).toContain(newKeyId), PATIENCE);
  // As though the new keys had signed for long enough: whatever is sent now was signed by them already.
  await writeKeyRing(keys, retireKeys(ring, nowInSeconds() + 100));
  await vi.waitFor(() => expect(ask(withOldKeys, "officer-old")).rejects.toThrow("401"), PATIENCE);
  const { asked, failures } = await load.stop();

  expect(failures).toEqual([]);
  expect(asked).toBeGreaterThan(500);
}, 60_000);

test("a gateway that decides by another version of the policies is answered, and the log says so once", async () => {
  await using folder = await temporaryFolder();
  await writeKeyRing(folder.path, createKeyRing(nowInSeconds()));
  const told: object[] = [];
  const log = { ...NO_LOG, warn: (facts: object) => told.push(facts) };
  using alike = await openHopSenders(folder.path, POLICIES, NO_LOG);
  using newer = await openHopSenders(folder.path, createPolicies({ ...TEXTS, policies: NEWER }), NO_LOG);
  using opened = await openHopGate(folder.path, "vehicles", POLICIES.version, log);
  await using served = await serveSubgraph(ECHO, { host: "127.0.0.1", port: 0, gate: opened.gate });
  await using asAlways = httpSubgraph(served.url, alike.to("vehicles", NO_NEEDS));
  await using otherwise = httpSubgraph(served.url, newer.to("vehicles", NO_NEEDS));

  const officers = [
    await ask(asAlways, "officer-1"),
    await ask(otherwise, "officer-2"),
    await ask(otherwise, "officer-3"),
  ];

  expect(officers).toEqual(["officer-1", "officer-2", "officer-3"]);
  expect(told).toEqual([{ gateway: expect.stringMatching(/^[0-9a-f]{64}$/), subgraph: POLICIES.version }]);
});

const REQUEST = {
  method: "POST",
  path: "/graphql",
  body: "{}",
  sourcesMs: 1_000,
  auditId: "none",
  authority: AUTHORITY,
  fieldRights: RIGHTS,
};

function nowInSeconds(): number {
  return Math.floor(Date.now() / 1_000);
}

/** The officer whom the subgraph heard of. */
async function ask(subgraph: SubgraphClient, id: string): Promise<unknown> {
  const authority = { ...AUTHORITY, officer: { ...AUTHORITY.officer, id } };
  const { data } = await subgraph.fetch(
    { query: "{ officer }" },
    { signal: AbortSignal.timeout(10_000), sourcesMs: 1_000, authority },
  );
  return Object(data).officer;
}

/** Asks without a pause until it is stopped, for several officers at once. */
function keepAsking(askFor: (officer: string) => Promise<unknown>) {
  const state = { isStopped: false, asked: 0, failures: new Array<unknown>() };
  const askOn = async (officer: string): Promise<void> => {
    while (!state.isStopped) {
      state.asked += 1;
      const heard = await askFor(officer).catch((error: unknown) => error);
      if (heard !== officer) state.failures.push(heard);
    }
  };
  const asking = Array.from({ length: OFFICERS }, (_none, index) => askOn(`officer-${index}`));
  return {
    stop: async () => {
      state.isStopped = true;
      await Promise.all(asking);
      return { asked: state.asked, failures: state.failures };
    },
  };
}
