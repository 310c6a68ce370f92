import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { HopGate } from "../kit/hop/hop-gate.js";
import { GATEWAY, openKeys, PUBLIC_TOKEN_KEYS } from "../kit/hop/key-folder.js";
import type { KeyFaultLog } from "../kit/hop/key-folder.js";
import type { Keys } from "../kit/hop/keys.js";
import { newSigningKey, publicHalf, writeKeys } from "../kit/hop/new-key.js";
import type { CountryConfiguration } from "./configuration.js";

/** The server's own key, which nobody else has. */
const SERVER_KEYS = "server.jwks.json";
/** What the graph is handed of it. */
export const PUBLIC_SERVER_KEYS = "server.public.jwks.json";
/** What the graph hands over: the public half of what it signs with. */
const GRAPH_KEYS = "graph.public.jwks.json";

/** Makes the server's keys, and leaves those alone that are there. */
export async function makeServerKeys(folder: string, server: string): Promise<void> {
  if (existsSync(join(folder, SERVER_KEYS))) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const key = newSigningKey(server, Math.floor(Date.now() / 1_000));
  await writeKeys(join(folder, PUBLIC_SERVER_KEYS), { keys: [publicHalf(key)] }, 0o644);
  await writeKeys(join(folder, SERVER_KEYS), { keys: [key] }, 0o600);
}

/** What lets the gateway ask the country's own part of the graph. @throws InvalidConfiguration where keys are missing */
export async function openOwnGate(
  keys: string,
  audience: string,
  log: KeyFaultLog,
): Promise<{ readonly gate: HopGate } & Disposable> {
  const gatewayKeys = await openKeys(join(keys, PUBLIC_TOKEN_KEYS), "public", log);
  const gate = new HopGate({ issuer: GATEWAY, audience, tokenKeys: gatewayKeys, signatureKeys: gatewayKeys });
  return { gate, [Symbol.dispose]: () => gatewayKeys[Symbol.dispose]() };
}

/** What lets the graph in, and what signs answers. @throws InvalidConfiguration where keys are missing */
export async function openServerKeys(
  { keys, graph, server }: Pick<CountryConfiguration, "keys" | "graph" | "server">,
  log: KeyFaultLog,
): Promise<{ readonly gate: HopGate; readonly answerKeys: Keys } & Disposable> {
  const resources = new DisposableStack();
  const answerKeys = resources.use(await openKeys(join(keys, SERVER_KEYS), "private", log));
  const graphKeys = resources.use(await openKeys(join(keys, GRAPH_KEYS), "public", log));
  const gate = new HopGate({ issuer: graph, audience: server, tokenKeys: graphKeys, signatureKeys: graphKeys });
  return { gate, answerKeys, [Symbol.dispose]: () => resources.dispose() };
}
