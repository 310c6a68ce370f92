import { composeServices } from "@theguild/federation-composition";
import { createGatewayRuntime } from "@graphql-hive/gateway";
import { readFile } from "node:fs/promises";
import { parse } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TRAINING_AUTHORITY } from "../../gateway/officer/training.js";
import { readSupergraph } from "../../gateway/schema-files.js";
import { PART_NAMES } from "../../subgraphs/all.js";
import { EVERY_RIGHT } from "../../subgraphs/kit/access/field-rights.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import { openWorld, suspect } from "../../subgraphs/world/index.js";
import type { World } from "../../subgraphs/world/index.js";
import { checkOperation, startFederation } from "../support/federation.js";
import type { Federation } from "../support/federation.js";

let world: World;

beforeAll(async () => {
  world = await openWorld({ seed: 1, size: 1_000 });
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

test("the Guild's composer accepts the same subgraphs", async () => {
  const services = await Promise.all(
    PART_NAMES.map(async (name) => ({
      name,
      url: "http://127.0.0.1:4101/graphql",
      typeDefs: parse(await readFile(packageFile(`schema/subgraphs/${name}.graphql`), "utf8")),
    })),
  );

  const { errors, supergraphSdl } = composeServices(services);

  expect(errors).toBeUndefined();
  expect(supergraphSdl).toContain("type Check");
});

test("another gateway, Hive's, answers the same check over the same subgraphs", async () => {
  await using federation = await startFederation(world);
  const sdl = await readSupergraph();
  const supergraph = [...federation.services].reduce((text, [name, url], index) => {
    const committed = `http://127.0.0.1:${4101 + index}/graphql`;
    if (!text.includes(committed)) throw new Error(`The supergraph has no address for ${name}.`);
    return text.replaceAll(committed, url);
  }, sdl);
  await using hive = createGatewayRuntime({ supergraph, logging: false, fetchAPI: { fetch: signing(federation) } });
  const query = await checkOperation();
  const variables = { subject: suspect(1) };

  const response = await hive.fetch("http://127.0.0.1/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const theirs: unknown = await response.json();

  const ours = await federation.ask(query, variables);
  expect(comparable(theirs)).toEqual(comparable({ data: ours.data }));
  expect(ours.data).toMatchObject({ check: { outcome: "HIT", complete: true } });
});

/** Hive's own way out, with what our subgraphs ask of every gateway. */
function signing({ services, senders }: Federation): typeof fetch {
  return (url, init) => {
    const [name = ""] = [...services].find(([, service]) => service === String(url)) ?? [];
    const body = String(init?.body);
    const headers = senders.get(name)?.headersFor({
      method: "POST",
      path: new URL(String(url)).pathname,
      body,
      sourcesMs: 2_000,
      auditId: "none",
      authority: TRAINING_AUTHORITY,
      fieldRights: EVERY_RIGHT,
    });
    return fetch(url, { ...init, body, headers: { "content-type": "application/json", ...headers } });
  };
}

/** Without ids and times, which differ from one asking to the next. */
function comparable(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer), (key, value: unknown) =>
    ["id", "askedAt", "repliedAt", "latencyMs"].includes(key) ? null : value,
  );
}
