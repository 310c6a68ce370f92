import { join } from "node:path";
import { HopGate } from "./hop-gate.js";
import { KeyFile } from "./key-file.js";

/** Who signs what the graph asks its subgraphs. */
export const GATEWAY = "gateway";

/** The gateway's own keys: it alone has them. */
export const TOKEN_KEYS = "gateway.jwks.json";
/** What everybody else knows of them. */
export const PUBLIC_TOKEN_KEYS = "gateway.public.jwks.json";

/** What the gateway and one subgraph share, and nobody else has. */
export function sharedKeys(subgraph: string): string {
  return `${subgraph}.jwks.json`;
}

/** Who signs what the graph asks of servers of other owners. */
export const GRAPH = "graph";

/** The keys with which it does: every part that asks such servers has them. */
export const SOURCE_KEYS = "sources.jwks.json";

/** What such servers know of them. */
export const PUBLIC_SOURCE_KEYS = "sources.public.jwks.json";

/** What such a server signs its answers with: its owner gives the public half. */
export function serverKeys(server: string): string {
  return `source-${server}.public.jwks.json`;
}

/** What a server of another owner, or its interface, asks for as `Authorization: Bearer`. */
export function secretFile(name: string): string {
  return `${name}.secret`;
}

/** What is told when a file of keys has changed and cannot be used. */
export interface KeyFaultLog {
  error(fault: object, message: string): void;
}

/** What is told beside that when the gateway decides by other policies than the part behind the gate. */
export interface GateLog extends KeyFaultLog {
  warn(facts: object, message: string): void;
}

/** Opens a file of keys; when it changes it is read again, and when it then cannot be used, the log is told. */
export function openKeys(path: string, kind: "private" | "public" | "secret", log: KeyFaultLog): Promise<KeyFile> {
  return KeyFile.open(path, kind, ({ message }) => log.error({ fault: message }, "keys not changed"));
}

/** As `openKeys`, at once. */
export function openKeysNow(path: string, kind: "private" | "public", log: KeyFaultLog): KeyFile {
  return KeyFile.openNow(path, kind, ({ message }) => log.error({ fault: message }, "keys not changed"));
}

/**
 * The gate of one subgraph, by the keys in a folder: the gateway's public ones and those that the two share. Where the
 * gateway's policies are not this process's, as while new ones are rolled out, both decide: the log says so, once.
 * @throws InvalidConfiguration where they are missing
 */
export async function openHopGate(
  folder: string,
  subgraph: string,
  policyVersion: string,
  log: GateLog,
): Promise<{ readonly gate: HopGate } & Disposable> {
  const resources = new DisposableStack();
  const tokenKeys = resources.use(await openKeys(join(folder, PUBLIC_TOKEN_KEYS), "public", log));
  const signatureKeys = resources.use(await openKeys(join(folder, sharedKeys(subgraph)), "secret", log));
  let last = policyVersion;
  const onPolicies = (gateway: string): void => {
    if (gateway !== policyVersion && gateway !== last) {
      log.warn({ gateway, subgraph: policyVersion }, "the gateway decides by another version of the policies");
    }
    last = gateway;
  };
  return {
    gate: new HopGate({ issuer: GATEWAY, audience: subgraph, tokenKeys, signatureKeys, onPolicies }),
    [Symbol.dispose]: () => resources.dispose(),
  };
}
