import { Command, CommanderError, Option } from "commander";
import { Listr } from "listr2";
import { z } from "zod";
import { InvalidInput } from "../kit/errors.js";
import { messageOf } from "../kit/process.js";
import type { WorldProgress } from "./load-world.js";
import { openWorld } from "./open-world.js";
import type { WorldOptions } from "./open-world.js";

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
  .option("--json", "print one line of figures alone, at the end", false)
  .addHelpText("after", "\nExit: 0 the world is there, 1 failed, 2 bad input.")
  .exitOverride();

const optionsSchema = z.object({
  size: wholeNumber(1_000, 10_000_000),
  seed: wholeNumber(0, 2 ** 32 - 1),
  folder: z.string().min(1),
  databaseUrl: z.url({ protocol: /^postgres(ql)?$/, error: "Give postgres://user@host/database." }).optional(),
  mariadbUrl: z.url({ protocol: /^(mysql|mariadb)$/, error: "Give mysql://user@host/database." }).optional(),
  json: z.boolean(),
});
type Options = z.output<typeof optionsSchema>;

command.action(async (given: unknown) => build(readOptions(given)));

try {
  await command.parseAsync();
} catch (error) {
  process.exitCode = exitOf(error);
}

/** What was done, for people and for scripts alike. */
interface Figures {
  readonly seed: number;
  readonly size: number;
  /** Records that were loaded now; none where the world was there already. */
  readonly loaded: number;
  readonly seconds: number;
  /** The most memory that the process took, the embedded database included. */
  readonly peakMegabytes: number;
}

async function build({ json, ...options }: Options): Promise<void> {
  const title = `The invented world ${options.seed} of ${inWords(options.size)} records`;
  const tasks = new Listr(
    {
      title,
      task: async (_context, line) => {
        const onProgress = atEveryStep(process.stdout.isTTY ? 1 : 10, (progress) => {
          line.output = barOf(progress);
        });
        const figures = await load(options, onProgress);
        line.title = `${title} ${sentenceOf(figures)}`;
        if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
      },
    },
    // The caller says what went wrong.
    { fallbackRenderer: "simple", silentRendererCondition: json, rendererOptions: { showErrorMessage: false } },
  );
  await tasks.run();
}

async function load(options: WorldOptions, onProgress: WorldProgress): Promise<Figures> {
  const startedAt = performance.now();
  let loaded = 0;
  const world = await openWorld({
    ...options,
    onProgress: (progress) => {
      loaded = progress.done;
      onProgress(progress);
    },
  });
  await world[Symbol.asyncDispose]();
  return {
    seed: options.seed,
    size: options.size,
    loaded,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

function sentenceOf({ loaded, seconds, peakMegabytes }: Figures): string {
  if (loaded === 0) return "is there already";
  return `is built: ${inWords(loaded)} loaded in ${seconds} s, ${inWords(peakMegabytes)} MB at most`;
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

/** `███░░ 60 %, 600 of 1,000 records`. */
function barOf({ done, total }: { readonly done: number; readonly total: number }): string {
  const full = Math.floor((done / total) * BAR_WIDTH);
  const bar = `${"█".repeat(full)}${"░".repeat(BAR_WIDTH - full)}`;
  return `${bar} ${Math.floor((100 * done) / total)} %, ${inWords(done)} of ${inWords(total)} records`;
}

function inWords(count: number): string {
  return count.toLocaleString("en");
}

function wholeNumber(least: number, most: number): z.ZodType<number> {
  const error = `Give a whole number from ${inWords(least)} to ${inWords(most)}.`;
  return z
    .string()
    .regex(/^\d{1,10}$/, error)
    .transform(Number)
    .refine((number) => number >= least && number <= most, error);
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
