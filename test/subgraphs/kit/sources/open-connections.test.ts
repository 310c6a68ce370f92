import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { serveSubgraph } from "../../../../subgraphs/kit/graph/serve-subgraph.js";
import { createContractServer } from "../../../../subgraphs/kit/contract/contract-server.js";
import { offer } from "../../../../subgraphs/kit/contract/answer-question.js";
import { connectBiometrics } from "../../../../subgraphs/biometrics/index.js";
import { InvalidConfiguration } from "../../../../subgraphs/kit/errors.js";
import { HopGate } from "../../../../subgraphs/kit/hop/hop-gate.js";
import { readKeySet } from "../../../../subgraphs/kit/hop/keys.js";
import type { KeyKind } from "../../../../subgraphs/kit/hop/keys.js";
import { openConnections } from "../../../../subgraphs/kit/sources/open-connections.js";
import type { SourceConfiguration } from "../../../../subgraphs/kit/sources/registry.js";
import { connectVehicles, vehicleContract, vehicleRecordSchema } from "../../../../subgraphs/vehicles/index.js";
import { createKeyRing } from "../../../../gateway/cli/key-ring.js";
import { everything } from "../../../support/authority.js";
import { VEHICLE } from "../../../support/hostile-country.js";
import { temporaryFolder } from "../../../support/processes.js";
import { describeSource } from "../../../support/sources.js";

const signal = AbortSignal.timeout(10_000);
const LOG = { error: () => {} };

/** A private key as a file has it, and its public half. */
function keyFiles(): { readonly own: string; readonly open: string } {
  const { token } = createKeyRing(0);
  return {
    own: JSON.stringify({ keys: token }),
    open: JSON.stringify({ keys: token.map(({ d: _private, ...key }) => key) }),
  };
}

function keysIn(kind: KeyKind, text: string) {
  return { current: readKeySet(kind, text) };
}

function noDatabase(): never {
  throw new Error("No database is needed.");
}

function sourceAt(url: string): SourceConfiguration {
  const service = { url, allowPrivateAddress: true, mostReplyBytes: 1024 * 1024 };
  return {
    ...describeSource("vehicles", "SWE"),
    connector: { kind: "graphql", server: "swe-server", service },
  };
}

test("the files of a folder are all that two ends need to know each other", async () => {
  await using folder = await temporaryFolder();
  const [graph, country] = [keyFiles(), keyFiles()];
  await writeFile(join(folder.path, "sources.jwks.json"), graph.own);
  await writeFile(join(folder.path, "source-swe-server.public.jwks.json"), country.open);
  const tokenKeys = keysIn("public", graph.open);
  const record = vehicleRecordSchema.parse(VEHICLE);
  const server = await createContractServer({
    name: "swe-server",
    owner: "SWE",
    offers: [offer(vehicleContract, { search: async () => [], findByRefs: async () => [record] })],
    policiesFor: () => ({ maySearch: () => true, disclosures: everything }),
  });
  await using served = await serveSubgraph(server, {
    host: "127.0.0.1",
    port: 0,
    gate: new HopGate({ issuer: "graph", audience: "swe-server", tokenKeys, signatureKeys: tokenKeys }),
    answerKeys: keysIn("private", country.own),
  });
  const source = sourceAt(served.url);
  using connections = openConnections({ folder: folder.path, databases: noDatabase, log: LOG });
  const line = connectVehicles(source, connections);

  expect(await line.port.findByRefs([{ owner: "SWE", localId: "1" }], everything(), signal)).toEqual([record]);

  await line[Symbol.asyncDispose]();
  await expect(line.port.findByRefs([{ owner: "SWE", localId: "1" }], everything(), signal)).rejects.toMatchObject({
    reason: "FAILED",
  });
});

test("a missing key, or a missing secret, is told of when the source is connected", async () => {
  await using folder = await temporaryFolder();
  using connections = openConnections({ folder: folder.path, databases: noDatabase, log: LOG });

  expect(() => connectVehicles(sourceAt("http://127.0.0.1:1/graphql"), connections)).toThrow(InvalidConfiguration);
  await writeFile(join(folder.path, "deu-abis.secret"), "  \n");
  const service = { url: "http://127.0.0.1:1", allowPrivateAddress: true, mostReplyBytes: 1024 };
  const abis: SourceConfiguration = {
    ...describeSource("biometrics", "DEU"),
    connector: {
      kind: "osia",
      service,
      bearer: "deu-abis",
      gallery: "wanted",
      mostCandidates: 1,
      fullScore: 1,
      verify: false,
      statusEveryMs: 10,
    },
  };
  expect(() => connectBiometrics(abis, connections)).toThrow(InvalidConfiguration);
});

test("a server whose key comes while the process runs is asked from then on", async () => {
  await using folder = await temporaryFolder();
  using connections = openConnections({ folder: folder.path, databases: noDatabase, log: LOG });
  const source = sourceAt("http://127.0.0.1:1/graphql");
  expect(() => connectVehicles(source, connections)).toThrow(InvalidConfiguration);
  await writeFile(join(folder.path, "sources.jwks.json"), keyFiles().own);
  await writeFile(join(folder.path, "source-swe-server.public.jwks.json"), keyFiles().open);

  await using line = connectVehicles(source, connections);

  expect(line.description.id).toBe(source.id);
});
