import { Command, Option } from "commander";
import { z } from "zod";
import { InvalidInput } from "../../subgraphs/kit/errors.js";
import { parseCountry } from "../../subgraphs/kit/identifiers/country.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import { checkChange } from "../checks/check-change.js";
import type { CheckReport, SchemaChange } from "../checks/check-change.js";
import { readChange } from "../checks/checked-change.js";
import { readGraph } from "../checks/composed-graph.js";
import type { CheckResult } from "../checks/formats/check-result.js";
import { writeGithub } from "../checks/formats/github.js";
import { writeJson } from "../checks/formats/json.js";
import { writeJunit } from "../checks/formats/junit.js";
import { writeSarif } from "../checks/formats/sarif.js";
import { writeText } from "../checks/formats/text.js";
import { findReceivedData } from "../checks/received-data.js";
import type { ReceivedDatum } from "../checks/received-data.js";
import { GRAPH } from "../checks/schema-change.js";
import { mayOwnerBePrivate } from "../registry/owner.js";
import { subgraphsOf } from "../registry/registry.js";
import { readOperations, readSubgraphs, readUsage, readWaivers } from "../schema-folder.js";
import { openRegistry, waiversOption } from "./registry-option.js";
import { EXIT, EXITS, readNamedFile, readOptions, runCommand } from "./run-command.js";

const FORMATS = {
  text: writeText,
  json: writeJson,
  github: writeGithub,
  junit: writeJunit,
  sarif: writeSarif,
} as const;

const optionsSchema = z.object({
  schema: z.string({ error: "Name the file with the proposed SDL." }).min(1),
  owner: z.string().refine((owner) => owner === GRAPH || readCountry(owner) === owner, {
    error: "Give GRAPH, or a country or organisation by its three letters.",
  }),
  url: z.string().optional(),
  privateAddress: z.boolean().default(false),
  format: z.enum(["text", "json", "github", "junit", "sarif"]),
  current: z.string(),
  registry: z.string().optional(),
  operations: z.string(),
  usage: z.string().optional(),
  waivers: z.string(),
  mostFetches: z.coerce.number().int().min(1),
  slowPlanMs: z.coerce.number().int().min(1),
});
type Options = z.output<typeof optionsSchema>;

const nameSchema = z.string().regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);

/** `schema check NAME --schema file.graphql`: every check of one subgraph's change, for a laptop and for CI. */
export function checkCommand(): Command {
  return new Command("check")
    .argument("<name>", "the subgraph: vehicles, swe-vehicles")
    .description("Checks a subgraph's change against the graph as published, its clients and its rules.")
    .option("--schema <file>", "the proposed SDL")
    .option("--owner <code>", "whose subgraph it is: GRAPH for the graph's own, else three letters: SWE", GRAPH)
    .option("--url <url>", "where it is served; left out, the address that it has now")
    .option("--private-address", "it may be in the graph's own network; a --registry knows by itself whose may")
    .addOption(
      new Option("--format <format>", "how the findings are told").choices(Object.keys(FORMATS)).default("text"),
    )
    .option("--current <folder>", "the published subgraphs, a file each", packageFile("schema/subgraphs"))
    .option(
      "--registry <place>",
      "a folder or a PostgreSQL database: its graph and its usage, in place of --current and --usage",
    )
    .option("--operations <folder>", "the frontends' documents", packageFile("schema/operations"))
    .option("--usage <file>", "what clients sent, as JSON")
    .addOption(waiversOption())
    .option("--most-fetches <count>", "the most fetches of one operation", "40")
    .option("--slow-plan-ms <milliseconds>", "from when on planning an operation is called slow", "500")
    .addHelpText("after", EXITS)
    .action((name: string, given: unknown) => runCommand(() => check(name, given)));
}

async function check(name: string, given: unknown): Promise<number> {
  const options = readOptions(optionsSchema, given);
  const change = await readProposal(name, options);
  const { mostFetches, slowPlanMs, format } = options;
  const report = await checkChange(change, { mostFetches, slowPlanMs });
  const { findings, passed } = report;
  const result: CheckResult = { subgraph: name, passed, findings, receives: receivesOf(change, report) };
  process.stdout.write(FORMATS[format](result));
  return passed ? EXIT.passed : EXIT.failed;
}

async function readProposal(name: string, options: Options): Promise<SchemaChange> {
  if (!nameSchema.safeParse(name).success) throw badInput("name", "INVALID_NAME", "Name a subgraph like swe-vehicles.");
  const { schema, owner } = options;
  const sdl = await readNamedFile(schema);
  const { current, usage, mayBePrivate } = await readPublished(options);
  const url = options.url ?? current.find((subgraph) => subgraph.name === name)?.url;
  if (url === undefined) throw badInput("--url", "URL_MISSING", "Say where this new subgraph is served.");
  return {
    name,
    sdl,
    url,
    file: schema,
    owner,
    mayBePrivate,
    current,
    operations: await readOperations(options.operations),
    usage,
    waivers: await readWaivers(options.waivers),
  };
}

/** The graph that the change joins, what clients were seen to ask of it, and where the subgraph may be. */
async function readPublished({
  registry,
  current,
  usage,
  owner,
  privateAddress,
}: Options): Promise<Required<Pick<SchemaChange, "current" | "usage" | "mayBePrivate">>> {
  if (registry === undefined)
    return {
      current: await readSubgraphs(current),
      usage: usage === undefined ? [] : await readUsage(usage),
      mayBePrivate: owner === GRAPH || privateAddress,
    };
  await using store = await openRegistry(registry);
  const version = await store.version(await store.newest());
  if (version === null) throw badInput("--registry", "NOT_SEEDED", "There is no graph in this registry yet: seed it.");
  return {
    current: await subgraphsOf(store, version),
    usage: await store.usage(),
    mayBePrivate: await mayOwnerBePrivate(store, owner),
  };
}

function receivesOf(change: SchemaChange, { supergraphSdl }: CheckReport): readonly ReceivedDatum[] {
  if (supergraphSdl === null) return [];
  const { proposed, others } = readChange(change);
  const received = findReceivedData([...others, proposed], readGraph(supergraphSdl).api);
  return received.filter(({ subgraph }) => subgraph === change.name);
}

function readCountry(code: string): string | null {
  const country = parseCountry(code);
  return country.ok ? country.value : null;
}

function badInput(path: string, code: string, message: string): InvalidInput {
  return new InvalidInput([{ code, path: [path], message }]);
}
