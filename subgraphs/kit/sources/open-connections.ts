import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { OwnSchemas } from "../decisions/own-schemas.js";
import { InvalidConfiguration } from "../errors.js";
import { HopSender } from "../hop/hop-sender.js";
import { GRAPH, openKeysNow, secretFile, serverKeys, SOURCE_KEYS } from "../hop/key-folder.js";
import type { KeyFaultLog } from "../hop/key-folder.js";
import type { KeyFile } from "../hop/key-file.js";
import type { Callbacks } from "../remote/callbacks.js";
import type { Connections, Databases } from "./connections.js";

/** Who asks, and why, is all that a server of another owner is told of an officer. */
const NO_NEEDS = { scopes: new Set<string>(), policies: new Set<string>() };

/**
 * What sources are reached with, by the files in a folder of keys: `sources.jwks.json` signs what is asked,
 * `source-<server>.public.jwks.json` verifies what is answered, `<name>.secret` is sent where the registry names it. Each is
 * read when the first source needs it, for a source may come while the process runs.
 * @throws InvalidConfiguration from whatever it gives, where a file is missing
 */
export function openConnections({
  folder,
  databases,
  own,
  log,
  callbacks,
}: {
  readonly folder: string;
  readonly databases: Databases;
  readonly own?: OwnSchemas | undefined;
  readonly log: KeyFaultLog;
  readonly callbacks?: Callbacks | undefined;
}): Connections & Disposable {
  const resources = new DisposableStack();
  const opened = new Map<string, KeyFile>();
  const keysOf = (file: string, kind: "private" | "public"): KeyFile => {
    const known = opened.get(file) ?? resources.use(openKeysNow(join(folder, file), kind, log));
    opened.set(file, known);
    return known;
  };
  return {
    databases,
    callbacks,
    own,
    senderTo: (audience) => {
      const keys = keysOf(SOURCE_KEYS, "private");
      return new HopSender({ issuer: GRAPH, audience, tokenKeys: keys, signatureKeys: keys, needs: NO_NEEDS });
    },
    answerKeysOf: (server) => keysOf(serverKeys(server), "public"),
    secrets: (name) => readSecret(join(folder, secretFile(name))),
    onDropFault: (source, { code, line, column }) => log.error({ source, code, line, column }, "a drop cannot be used"),
    [Symbol.dispose]: () => resources.dispose(),
  };
}

/** Read anew for each request: it may have been replaced. */
function readSecret(path: string): string {
  try {
    const secret = readFileSync(path, "utf8").trim();
    if (/^[\x21-\x7e]+$/.test(secret)) return secret;
  } catch (cause) {
    throw new InvalidConfiguration(`There is no secret in ${path}.`, { cause });
  }
  throw new InvalidConfiguration(`The secret in ${path} is no word of printable ASCII.`);
}
