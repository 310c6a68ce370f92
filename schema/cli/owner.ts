import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Command, Option } from "commander";
import { z } from "zod";
import { InvalidInput } from "../../subgraphs/kit/errors.js";
import { writeDurably } from "../../subgraphs/kit/files/durable-files.js";
import { newSigningKey, publicHalf } from "../../subgraphs/kit/hop/new-key.js";
import { openStore } from "../registry/open-store.js";
import { ownerSchema } from "../registry/owner.js";
import { jsonOption, printJson, registryOption, runOverRegistry } from "./registry-option.js";
import { EXIT, EXITS, readNamedFile } from "./run-command.js";

const optionsSchema = z.object({
  keys: z.string().optional(),
  new: z.string().optional(),
  privateAddress: z.boolean().default(false),
  registry: z.string(),
  json: z.boolean(),
});

/** `schema owner CODE`: who may publish, and by which keys that is known. */
export function ownerCommand(): Command {
  return new Command("owner")
    .argument("<code>", "GRAPH, or the three letters of a country or an organisation")
    .description("Lets an owner publish to a registry, or gives one other keys.")
    .option("--keys <file>", "the owner's public Ed25519 keys, as a JWK set")
    .addOption(new Option("--new <folder>", "make a key there, and take its public half").conflicts("keys"))
    .option("--private-address", "its subgraphs may be in the graph's own network")
    .addOption(registryOption())
    .addOption(jsonOption())
    .addHelpText("after", EXITS)
    .action((code: string, given: unknown) =>
      runOverRegistry(
        optionsSchema,
        given,
        async (store, options) => {
          const keys =
            options.new === undefined ? await readKeys(options.keys ?? "") : await makeKeys(code, options.new);
          const owner = ownerSchema.safeParse({ owner: code, keys, allowPrivateAddress: options.privateAddress });
          if (!owner.success) throw badInput();
          await store.putOwner(owner.data);
          if (options.json) printJson(owner.data);
          else process.stdout.write(`${code} publishes by ${owner.data.keys.map(({ kid }) => kid).join(", ")}.\n`);
          return EXIT.passed;
        },
        openStore,
      ),
    );
}

async function readKeys(file: string): Promise<unknown> {
  const text = await readNamedFile(file);
  try {
    return Object(JSON.parse(text)).keys;
  } catch {
    throw badInput();
  }
}

/** `SWE.jwks.json` for the owner alone, `SWE.public.jwks.json` for whoever checks. */
async function makeKeys(code: string, folder: string): Promise<unknown> {
  const key = newSigningKey(code, Math.floor(Date.now() / 1_000));
  const keys = [publicHalf(key)];
  if (!ownerSchema.safeParse({ owner: code, keys }).success) throw badInput();
  const files = [
    [join(folder, `${code}.jwks.json`), `${JSON.stringify({ keys: [key] }, null, 2)}\n`],
    [join(folder, `${code}.public.jwks.json`), `${JSON.stringify({ keys }, null, 2)}\n`],
  ] as const;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeDurably(new Map(files), folder);
  return keys;
}

/** What the file holds is not repeated: it may be a private key. */
function badInput(): InvalidInput {
  const message = "Give three letters or GRAPH, and a JWK set of public Ed25519 keys alone.";
  return new InvalidInput([{ code: "INVALID_OPTION", path: ["owner"], message }]);
}
