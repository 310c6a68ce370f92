import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { InvalidConfiguration } from "../errors.js";
import { HopSender } from "../hop/hop-sender.js";
import { GRAPH, openKeys, secretFile, serverKeys, SOURCE_KEYS } from "../hop/key-folder.js";
import type { KeyFaultLog } from "../hop/key-folder.js";
import type { Keys } from "../hop/keys.js";
import type { Connections, Databases } from "./connections.js";
import type { SourceConfiguration } from "./registry.js";

/** Who asks, and why, is all that a server of another owner is told of an officer. */
const NO_NEEDS = { scopes: new Set<string>(), policies: new Set<string>() };

/**
 * What these sources are reached with, by the files in a folder of keys: `sources.jwks.json` signs what is asked,
 * `source-<server>.public.jwks.json` verifies what is answered, `<name>.secret` is sent where the registry names it.
 * @throws InvalidConfiguration where one is missing
 */
export async function openConnections(
  sources: readonly SourceConfiguration[],
  { folder, databases, log }: { readonly folder: string; readonly databases: Databases; readonly log: KeyFaultLog },
): Promise<Connections & Disposable> {
  const resources = new DisposableStack();
  try {
    const connectors = sources.map(({ connector }) => connector);
    const servers = new Set(
      connectors.flatMap((connector) => (connector.kind === "graphql" ? [connector.server] : [])),
    );
    const named = connectors.flatMap((connector) => ("bearer" in connector ? [connector.bearer] : []));
    const secrets = await readSecrets(folder, new Set(named.filter((name) => name !== undefined)));
    const hops = servers.size === 0 ? {} : await openHops(folder, servers, log, resources);
    return {
      databases,
      ...hops,
      secrets: (name) => secrets.get(name) ?? missing(name),
      onDropFault: (source, { code, line }) => log.error({ source, code, line }, "a drop cannot be used"),
      [Symbol.dispose]: () => resources.dispose(),
    };
  } catch (error) {
    resources.dispose();
    throw error;
  }
}

async function openHops(
  folder: string,
  servers: ReadonlySet<string>,
  log: KeyFaultLog,
  resources: DisposableStack,
): Promise<Required<Pick<Connections, "senderTo" | "answerKeysOf">>> {
  const own = resources.use(await openKeys(join(folder, SOURCE_KEYS), "private", log));
  const answerKeys = new Map<string, Keys>();
  for (const server of servers) {
    answerKeys.set(server, resources.use(await openKeys(join(folder, serverKeys(server)), "public", log)));
  }
  return {
    senderTo: (audience) =>
      new HopSender({ issuer: GRAPH, audience, tokenKeys: own, signatureKeys: own, needs: NO_NEEDS }),
    answerKeysOf: (server) => answerKeys.get(server) ?? missing(server),
  };
}

async function readSecrets(folder: string, names: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const secrets = new Map<string, string>();
  for (const name of names) secrets.set(name, await readSecret(folder, name));
  return secrets;
}

async function readSecret(folder: string, name: string): Promise<string> {
  try {
    const secret = (await readFile(join(folder, secretFile(name)), "utf8")).trim();
    if (/^[\x21-\x7e]+$/.test(secret)) return secret;
  } catch {
    return missing(name);
  }
  return missing(name);
}

function missing(name: string): never {
  throw new InvalidConfiguration(`There is no key or secret for ${name} in the folder of keys.`);
}
