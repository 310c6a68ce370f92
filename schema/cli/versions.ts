import { Command } from "commander";
import { z } from "zod";
import { InvalidInput } from "../../subgraphs/kit/errors.js";
import { readGraph } from "../checks/composed-graph.js";
import { diffGraphs, writeDiff } from "../diff-graphs.js";
import type { GraphVersion, PublishedSubgraph } from "../registry/graph-version.js";
import type { RegistryStore } from "../registry/registry-store.js";
import { describeChange } from "./publish.js";
import { jsonOption, printJson, registryOption, runOverRegistry } from "./registry-option.js";
import { EXIT, EXITS } from "./run-command.js";

const optionsSchema = z.object({
  since: z.coerce.number().int().min(1).optional(),
  supergraph: z.boolean(),
  subgraph: z.string().optional(),
  registry: z.string(),
  json: z.boolean(),
});
type Options = z.output<typeof optionsSchema>;

/** `schema versions [NUMBER]`: lists the versions of the graph, shows one, or tells two apart. */
export function versionsCommand(): Command {
  return new Command("versions")
    .argument("[number]", "one version to show; all of them without it")
    .description("Lists the versions of a registry's graph, the newest first, or shows one.")
    .option("--since <number>", "tell what differs between that version and this one")
    .option("--supergraph", "print the composed schema of the version", false)
    .option("--subgraph <name>", "print one subgraph's schema in the version")
    .addOption(registryOption())
    .addOption(jsonOption())
    .addHelpText("after", EXITS)
    .action((number: string | undefined, given: unknown) =>
      runOverRegistry(optionsSchema, given, (store, options) =>
        number === undefined ? list(store, options) : show(store, Number(number), options),
      ),
    );
}

async function list(store: RegistryStore, { json }: Options): Promise<number> {
  const versions = await store.versions();
  if (json) printJson(versions);
  else process.stdout.write(versions.map((version) => `${line(version)}\n`).join(""));
  return EXIT.passed;
}

async function show(store: RegistryStore, number: number, options: Options): Promise<number> {
  const version = await readVersion(store, number);
  if (options.supergraph) return print(await store.text(version.supergraph));
  if (options.subgraph !== undefined) {
    const subgraph = version.subgraphs.find(({ name }) => name === options.subgraph);
    if (subgraph === undefined) throw unknown("--subgraph", "The version has no such subgraph.");
    return print(await store.text(subgraph.sdl));
  }
  if (options.since !== undefined) return tellApart(store, await readVersion(store, options.since), version, options);
  if (options.json) printJson(version);
  else {
    const subgraphs = version.subgraphs.map(
      ({ name, owner, url, since }) =>
        `  ${name} of ${owner} at ${url}, since version ${since}${writeDisabled(version.disabled[name])}`,
    );
    process.stdout.write(`${[line(version), ...subgraphs].join("\n")}\n`);
  }
  return EXIT.passed;
}

function writeDisabled(by: readonly string[] = []): string {
  return by.length === 0 ? "" : `, disabled by ${by.join(" and ")}`;
}

function print(text: string): number {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  return EXIT.passed;
}

async function tellApart(
  store: RegistryStore,
  before: GraphVersion,
  after: GraphVersion,
  { json }: Options,
): Promise<number> {
  const [graphBefore, graphAfter] = await Promise.all([store.text(before.supergraph), store.text(after.supergraph)]);
  const seenByClients = diffGraphs(readGraph(graphBefore), readGraph(graphAfter));
  const subgraphs = {
    added: onlyIn(after, before),
    removed: onlyIn(before, after),
    changed: after.subgraphs.filter((subgraph) => {
      const other = named(before, subgraph.name);
      return other !== undefined && (other.sdl !== subgraph.sdl || other.url !== subgraph.url);
    }),
  };
  const lines = [
    ...told("added", subgraphs.added),
    ...told("removed", subgraphs.removed),
    ...told("changed", subgraphs.changed),
    ...writeDiff(seenByClients),
  ];
  if (json) printJson({ subgraphs, seenByClients });
  else process.stdout.write(`${lines.length === 0 ? "Nothing differs." : lines.join("\n")}\n`);
  return EXIT.passed;
}

function told(what: string, subgraphs: readonly PublishedSubgraph[]): readonly string[] {
  return subgraphs.map(({ name, owner, since }) => `Subgraph ${what}: ${name} of ${owner}, since version ${since}`);
}

function onlyIn(one: GraphVersion, other: GraphVersion): readonly PublishedSubgraph[] {
  return one.subgraphs.filter(({ name }) => named(other, name) === undefined);
}

function named({ subgraphs }: GraphVersion, name: string): PublishedSubgraph | undefined {
  return subgraphs.find((subgraph) => subgraph.name === name);
}

async function readVersion(store: RegistryStore, number: number): Promise<GraphVersion> {
  const version = Number.isInteger(number) ? await store.version(number) : null;
  if (version === null) throw unknown("number", "The registry has no such version.");
  return version;
}

function unknown(path: string, message: string): InvalidInput {
  return new InvalidInput([{ code: "INVALID_CHOICE", path: [path], message }]);
}

function line(version: GraphVersion): string {
  return `${version.number}  ${version.madeAt}  ${describeChange(version)}`;
}
