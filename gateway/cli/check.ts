import { Command, Option } from "commander";
import { z } from "zod";
import { CrosscheckError, InvalidInput } from "../../subgraphs/kit/errors.js";
import { endWithTheReader, everyValue, messageOf } from "../../subgraphs/kit/process.js";
import { suspect } from "../../subgraphs/world/index.js";
import { readConfig } from "../config.js";
import type { Config } from "../config.js";
import { JustificationRequired } from "../officer/read-justification.js";
import { embeddedGraph, remoteGraph } from "./ask-graph.js";
import type { GraphToAsk } from "./ask-graph.js";
import { checkAnswerSchema } from "./check-answer.js";
import type { CheckResponse, Gaps } from "./check-answer.js";
import { checkLines, replyLine } from "./print-check.js";
import { readArguments } from "./read-arguments.js";
import { headersOf } from "./read-authority.js";

/** Where the members of the header are given here. */
const REASON_OPTIONS = " Give them by --purpose, --case, --offence, --role-of-subject, --aim and --ordered-by.";

/** What the command's exit tells a script. */
const EXIT = { NO_HIT: 0, failed: 1, badInput: 2, HIT: 10, INCOMPLETE: 11 } as const;

const command = new Command("check")
  .description("Asks every source about one subject. Without a subject it checks an invented suspect.")
  .option("--mrz <zone>", "machine-readable zone of a travel document, its lines joined or apart")
  .option("--name <name>", '"Family, Given" or "Given Family", in any script; repeat it for other names', everyValue)
  .option("--born <date>", "1974-08-12, 1974-08 or 1974")
  .option("--sex <sex>", "M, F, U or X")
  .option("--nationality <country>", "three or two letters; repeat it for several", everyValue)
  .option("--birth-place <place>", "in any script")
  .option("--document <number>", "number of a travel or identity document")
  .option("--type <type>", "its kind: passport, id-card, visa …")
  .option("--country <country>", "who issued the document or the plate")
  .option("--vin <number>", "vehicle identification number")
  .option("--plate <plate>", "registration plate, in any script")
  .option(
    "--fingerprint <file>",
    "ISO/IEC 19794-2, ANSI 378 or ANSI/NIST file with minutiae; repeat it for several",
    everyValue,
  )
  .option("--face <file>", "face template; repeat it for several", everyValue)
  .option("--as-read", "search numbers as read though a check digit does not match", false)
  .addOption(new Option("--graph <url>", "ask a graph elsewhere instead of the embedded one").env("CROSSCHECK_GRAPH"))
  .addOption(
    new Option("--token <token>", "the officer's access token; npm run token prints one").env("CROSSCHECK_TOKEN"),
  )
  .option("--purpose <purpose>", "what the search is for: wanted-search, identify …")
  .option("--case <number>", "number of the case file")
  .option("--offence <code>", "INT-I's code: ILM")
  .option("--role-of-subject <role>", "what the subject is to the case: suspect, victim …")
  .option("--aim <aim>", "identify or known-person")
  .option("--ordered-by <id>", "who ordered the search")
  .option("--justification <header>", "the last six in one: the header Crosscheck-Justification")
  .option("--json", "print the GraphQL answer alone", false)
  .addHelpText("after", "\nExit: 0 no hit, 1 failed, 2 bad input, 10 hit, 11 no hit but not complete.");

const optionsSchema = z.object({
  mrz: z.string().optional(),
  name: z.array(z.string()).optional(),
  born: z.string().optional(),
  sex: z.string().optional(),
  nationality: z.array(z.string()).optional(),
  birthPlace: z.string().optional(),
  document: z.string().optional(),
  type: z.string().optional(),
  country: z.string().optional(),
  vin: z.string().optional(),
  plate: z.string().optional(),
  fingerprint: z.array(z.string()).optional(),
  face: z.array(z.string()).optional(),
  asRead: z.boolean(),
  graph: z.url({ protocol: /^https?$/, error: "Give an http address: http://127.0.0.1:4000/graphql" }).optional(),
  token: z
    .string()
    .regex(/^[\w.~+/-]+=*$/, "Give the token as npm run token prints it.")
    .optional(),
  purpose: z.string().optional(),
  case: z.string().optional(),
  offence: z.string().optional(),
  roleOfSubject: z.string().optional(),
  aim: z.string().optional(),
  orderedBy: z.string().optional(),
  justification: z.string().optional(),
  json: z.boolean(),
});
type Options = z.output<typeof optionsSchema>;

const NOT_OF_THE_SUBJECT: ReadonlySet<string> = new Set([
  "asRead",
  "graph",
  "token",
  "purpose",
  "case",
  "offence",
  "roleOfSubject",
  "aim",
  "orderedBy",
  "justification",
  "json",
]);

command.exitOverride((error) => {
  process.exit(error.exitCode === 0 ? 0 : EXIT.badInput);
});
command.action(async (given: unknown) => {
  process.exitCode = await run(given).catch((error: unknown) => {
    const lacksReason = error instanceof JustificationRequired;
    process.stderr.write(`${messageOf(error)}${lacksReason ? REASON_OPTIONS : ""}\n`);
    return lacksReason || error instanceof InvalidInput ? EXIT.badInput : EXIT.failed;
  });
});
endWithTheReader();
await command.parseAsync();

async function run(given: unknown): Promise<number> {
  const options = readOptions(given);
  const config = readConfig(process.env);
  const hasSubject = Object.keys(options).some((option) => !NOT_OF_THE_SUBJECT.has(option));
  const subject = hasSubject ? await readArguments(options) : suspect(config.WORLD_SEED);
  if (!hasSubject && !options.json) process.stdout.write("Checking an invented suspect; give --help for your own.\n");
  await using graph = await openGraph(options, config);
  const startedAt = performance.now();
  const response = await graph.check(subject);
  return report(response, options, performance.now() - startedAt);
}

function readOptions(given: unknown): Options {
  const result = optionsSchema.safeParse(given);
  if (result.success) return result.data;
  throw new InvalidInput(
    result.error.issues.map(({ path, message }) => ({
      code: "INVALID_OPTION",
      path: [`--${String(path[0])}`],
      message,
    })),
  );
}

function openGraph(options: Options, config: Config): Promise<GraphToAsk> {
  const { graph, json } = options;
  const headers = headersOf(options);
  if (graph !== undefined) return remoteGraph(graph, config.DEADLINE_MS, headers);
  return embeddedGraph(config, headers, {
    onReply: (reply) => {
      if (!json) process.stdout.write(`${replyLine(reply)}\n`);
    },
    onProgress: ({ done, total }) => {
      if (process.stderr.isTTY)
        process.stderr.write(
          `\rBuilding the invented world: ${Math.round((100 * done) / total)} %${done === total ? "\n" : ""}`,
        );
    },
  });
}

function report(response: CheckResponse, { json, graph }: Options, milliseconds: number): number {
  const check = checkAnswerSchema.safeParse(response.data?.check);
  if (json) process.stdout.write(`${JSON.stringify(response)}\n`);
  if (!check.success) return reportRefusal(response, json);
  if (!json) {
    const replies =
      graph === undefined
        ? []
        : check.data.sources.toSorted((a, b) => (a.latencyMs ?? 0) - (b.latencyMs ?? 0)).map(replyLine);
    process.stdout.write(`${[...replies, ...checkLines(check.data, gapsOf(response), milliseconds)].join("\n")}\n`);
  }
  return EXIT[check.data.outcome];
}

function gapsOf({ errors = [] }: CheckResponse): Gaps {
  const gaps = errors.map(({ path = [], extensions }) => ({
    isRefused: extensions?.code === "UNAUTHORIZED_FIELD_OR_TYPE",
    steps: path.filter((step) => typeof step === "string").slice(1),
  }));
  return {
    refused: [...new Set(gaps.filter(({ isRefused }) => isRefused).map(({ steps }) => steps.join(".")))],
    failed: new Set(gaps.filter(({ isRefused }) => !isRefused).flatMap(({ steps }) => steps.slice(0, 1))),
  };
}

/** The graph gave no check at all: it says why, and whether that is for the officer to correct. */
function reportRefusal({ errors }: CheckResponse, json: boolean): number {
  const [error] = errors ?? [];
  if (error === undefined) throw new CrosscheckError("SUBGRAPH_REFUSED", "The graph's answer is no check.");
  const code = error.extensions?.code ?? "";
  if (!json) process.stderr.write(`${error.message}${code === "JUSTIFICATION_REQUIRED" ? REASON_OPTIONS : ""}\n`);
  // What whoever asks has to put right.
  const toCorrect = ["INVALID_INPUT", "JUSTIFICATION_REQUIRED", "BREAK_GLASS_REFUSED"];
  return toCorrect.includes(code) ? EXIT.badInput : EXIT.failed;
}
