import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command, Option } from "commander";
import { z } from "zod";
import { InvalidConfiguration } from "../../subgraphs/kit/errors.js";
import { TOKEN_KEYS } from "../../subgraphs/kit/hop/key-folder.js";
import { messageOf } from "../../subgraphs/kit/process.js";
import { createKeyRing, readKeyRing, retireKeys, rotateKeyRing, SETTLED_AFTER_S, writeKeyRing } from "./key-ring.js";

const optionsSchema = z.object({
  out: z.string(),
  rotate: z.boolean().default(false),
  retire: z.boolean().default(false),
  after: z.coerce.number().int().min(0).max(86_400),
});
type Options = z.output<typeof optionsSchema>;

const command = new Command("keys")
  .description("Makes the keys by which a gateway and its subgraphs know each other, or changes them while they run.")
  .addOption(new Option("--out <folder>", "where the keys are kept").env("KEYS_FOLDER").default(".crosscheck/keys"))
  .addOption(new Option("--rotate", "add a new key to each set").conflicts("retire"))
  .option("--retire", "drop the keys that nobody signs with any more")
  .option(
    "--after <seconds>",
    "with --rotate: when the new keys begin to sign; every part must have them by then",
    "60",
  );

command.action(async (given: unknown) => {
  try {
    process.stdout.write(`${await run(readOptions(given))}\n`);
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 1;
  }
});
await command.parseAsync();

function readOptions(given: unknown): Options {
  const options = optionsSchema.safeParse(given);
  if (options.success) return options.data;
  throw new InvalidConfiguration(z.prettifyError(options.error));
}

/** What was done, in words. */
async function run({ out, rotate, retire, after }: Options): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  if (rotate) {
    await writeKeyRing(out, rotateKeyRing(await readKeyRing(out), now + after));
    return `New keys are in ${out} and sign in ${after} s. Give each part its file by then; from ${after + SETTLED_AFTER_S} s on, --retire drops the old ones.`;
  }
  if (retire) {
    const ring = await readKeyRing(out);
    const rest = retireKeys(ring, now);
    await writeKeyRing(out, rest);
    return `Keys of the gateway dropped from ${out}: ${ring.token.length - rest.token.length}; left: ${rest.token.length}.`;
  }
  if (existsSync(join(out, TOKEN_KEYS))) {
    throw new InvalidConfiguration(`${out} holds keys already: add new ones with --rotate.`);
  }
  await writeKeyRing(out, createKeyRing(now));
  return `Keys are in ${out}: gateway.jwks.json for the gateway alone, gateway.public.jwks.json for every subgraph, <subgraph>.jwks.json for the gateway and that subgraph, sources.jwks.json for every part that asks sources, sources.public.jwks.json for servers of other owners.`;
}
