import { existsSync } from "node:fs";
import { join } from "node:path";
import { Option } from "commander";
import type { z } from "zod";
import { GRAPH } from "../checks/schema-change.js";
import { InvalidInput } from "../../subgraphs/kit/errors.js";
import { isPostgres } from "../../subgraphs/kit/database/is-postgres.js";
import { KeyFile } from "../../subgraphs/kit/hop/key-file.js";
import type { Key } from "../../subgraphs/kit/hop/keys.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import { checkChange } from "../checks/check-change.js";
import { paragraph } from "../checks/formats/text.js";
import { composeSupergraph } from "../compose.js";
import { openStore } from "../registry/open-store.js";
import { RegistryRefused } from "../registry/refused.js";
import { Registry } from "../registry/registry.js";
import type { RegistryStore } from "../registry/registry-store.js";
import { OWN_WAIVERS, readOperations, readWaivers } from "../schema-folder.js";
import { EXIT, readOptions, runCommand } from "./run-command.js";

/** Where a registry is that no setting and no option names. */
const DEFAULT_REGISTRY = ".crosscheck/registry";

/** What a check and a publication go by. */
export function waiversOption(): Option {
  return new Option("--waivers <folder>", "what is let through for a time").default(OWN_WAIVERS);
}

export function registryOption(): Option {
  return new Option("--registry <place>", "a folder, or a PostgreSQL database")
    .env("REGISTRY")
    .default(DEFAULT_REGISTRY);
}

export function keyOption(): Option {
  return new Option("--key <file>", "the owner's private Ed25519 keys, as a JWK set").makeOptionMandatory();
}

export function ownerOption(): Option {
  return new Option("--owner <code>", "whose subgraph it is: GRAPH, or three letters").default(GRAPH);
}

export function jsonOption(): Option {
  return new Option("--json", "print JSON").default(false);
}

/** The registry at a place where there is one: a place that is mistyped is not begun. @throws InvalidInput, RegistryUnavailable */
export function openRegistry(place: string): Promise<RegistryStore> {
  if (isPostgres(place) || existsSync(join(place, "owners"))) return openStore(place);
  const message = `There is no registry in ${place}: npm run schema -- seed begins one.`;
  throw new InvalidInput([{ code: "NO_REGISTRY", path: ["--registry"], message }]);
}

/**
 * Runs a command over the registry that its options name. What the registry refuses is told with every finding, and
 * fails.
 * @param open how it is opened: `openStore` begins one where there is none
 */
export function runOverRegistry<Options extends { readonly registry: string; readonly json: boolean }>(
  optionsSchema: z.ZodType<Options>,
  given: unknown,
  action: (store: RegistryStore, options: Options) => Promise<number>,
  open: (place: string) => Promise<RegistryStore> = openRegistry,
): Promise<void> {
  return runCommand(async () => {
    const options = readOptions(optionsSchema, given);
    await using store = await open(options.registry);
    try {
      return await action(store, options);
    } catch (error) {
      if (!(error instanceof RegistryRefused)) throw error;
      const { reason, message, findings } = error;
      if (options.json) printJson({ reason, message, findings });
      else process.stderr.write(`${[`${reason}: ${message}`, ...findings.flatMap(paragraph)].join("\n")}\n`);
      return EXIT.failed;
    }
  });
}

/** What is published is checked as `npm run schema -- check` checks it, and against what clients were seen to ask. */
export function registryOf(store: RegistryStore, waivers: string = OWN_WAIVERS): Registry {
  return new Registry({
    store,
    checkChange,
    compose: composeSupergraph,
    operations: () => readOperations(packageFile("schema/operations")),
    waivers: () => readWaivers(waivers),
  });
}

/** The newest key of a file that is in force. @throws InvalidInput */
export async function readSigningKey(file: string): Promise<Key> {
  try {
    using keys = await KeyFile.open(file, "private");
    return keys.current.signing(Math.floor(Date.now() / 1_000));
  } catch {
    // The reason may quote the file.
    throw new InvalidInput([
      {
        code: "FILE_NOT_READ",
        path: ["--key"],
        message: "Name a JWK set with a private Ed25519 key that is in force.",
      },
    ]);
  }
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
