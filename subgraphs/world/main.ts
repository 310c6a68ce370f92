import { Command, CommanderError, Option } from "commander";
import { Listr } from "listr2";
import { z } from "zod";
import { InvalidInput } from "../kit/errors.js";
import { messageOf } from "../kit/process.js";
import { openWorld } from "./open-world.js";
import type { WorldProgress } from "./load-world.js";

/** What the command's exit tells a script. */
const EXIT = { done: 0, failed: 1, badInput: 2 } as const;
const BAR_WIDTH = 30;

const command = new Command("world")
  .description(
    "Builds the invented world, so that nobody waits for it later. One that is there already is left as it is.",
  )
  .addOption(new Option("--size <records>", "1,000 to 10,000,000").env("WORLD_SIZE").default("50000"))
  .addOption(
    new Option("--seed <seed>", "which invented world: the same seed gives the same one")
      .env("WORLD_SEED")
      .default("1"),
  )
  .addOption(
    new Option("--folder <folder>", "where the embedded database keeps its files")
      .env("DATA_FOLDER")
      .default(".crosscheck"),
  )
  .addOption(new Option("--database-url <url>", "PostgreSQL in place of the embedded database").env("DATABASE_URL"))
  .addOption(new Option("--mariadb-url <url>", "MariaDB for the sources that are kept in one").env("MARIADB_URL"))
  .addHelpText("after", "\nExit: 0 the world is there, 1 failed, 2 bad input.")
  .exitOverride();

const optionsSchema = z.object({
  size: z.coerce.number("Give a number.").int().min(1_000).max(10_000_000),
  seed: z.coerce
    .number("Give a number.")
    .int()
    .min(0)
    .max(2 ** 32 - 1),
  folder: z.string().min(1),
  databaseUrl: z.url({ protocol: /^postgres(ql)?$/, error: "Give postgres://user@host/database." }).optional(),
  mariadbUrl: z.url({ protocol: /^(mysql|mariadb)$/, error: "Give mysql://user@host/database." }).optional(),
});
type Options = z.output<typeof optionsSchema>;

command.action(async (given: unknown) => build(readOptions(given)));

try {
  await command.parseAsync();
} catch (error) {
  process.exitCode = exitOf(error);
}

async function build(options: Options): Promise<void> {
  const title = `The invented world ${options.seed} of ${options.size.toLocaleString("en")} records`;
  const task = new Listr(
    {
      title,
      task: async (_, task) => {
        let records = 0;
        const onProgress = atEveryStep(process.stdout.isTTY ? 1 : 10, ({ done, total }) => {
          records = total;
          task.output = barOf(done / total);
        });
        await using _world = await openWorld({ ...options, onProgress });
        task.title = records === 0 ? `${title} is there already` : `${title} is built`;
      },
    },
    { fallbackRenderer: "simple" },
  );
  await task.run();
}

/** Passes on what is at least so many per cent further than before. */
function atEveryStep(percent: number, report: WorldProgress): WorldProgress {
  let next = 0;
  return (progress) => {
    const done = (100 * progress.done) / progress.total;
    if (done < next) return;
    next = (Math.floor(done / percent) + 1) * percent;
    report(progress);
  };
}

function barOf(share: number): string {
  const full = Math.round(share * BAR_WIDTH);
  return `${"█".repeat(full)}${"░".repeat(BAR_WIDTH - full)} ${Math.round(share * 100)} %`;
}

function readOptions(given: unknown): Options {
  const result = optionsSchema.safeParse(given);
  if (result.success) return result.data;
  throw new InvalidInput(
    result.error.issues.map(({ path, message }) => ({
      code: "INVALID_OPTION",
      path: [`--${optionOf(String(path[0]))}`],
      message,
    })),
  );
}

/** `databaseUrl` as it is written: `database-url`. */
function optionOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Commander has said itself what is wrong with an argument, and help is no fault. */
function exitOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badInput;
  process.stderr.write(`${messageOf(error)}\n`);
  return error instanceof InvalidInput ? EXIT.badInput : EXIT.failed;
}
