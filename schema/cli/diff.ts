import { Command, Option } from "commander";
import { z } from "zod";
import { InvalidInput } from "../../subgraphs/kit/errors.js";
import { readGraph } from "../checks/composed-graph.js";
import type { ComposedGraph } from "../checks/composed-graph.js";
import { diffGraphs, isRefused, writeDiff } from "../diff-graphs.js";
import { EXIT, EXITS, readNamedFile, readOptions, runCommand } from "./run-command.js";

/** `schema diff A B`: what a client sees of the change from one supergraph to another. */
export function diffCommand(): Command {
  return new Command("diff")
    .argument("<before>", "a supergraph's file")
    .argument("<after>", "another's")
    .description(
      "Tells two supergraphs apart. Fails on what breaks clients, widens access, or is deprecated without a last day.",
    )
    .addOption(new Option("--format <format>", "how it is told").choices(["text", "json"]).default("text"))
    .addHelpText("after", EXITS)
    .action((before: string, after: string, given: unknown) => runCommand(() => diff(before, after, given)));
}

async function diff(before: string, after: string, given: unknown): Promise<number> {
  const { format } = readOptions(z.object({ format: z.enum(["text", "json"]) }), given);
  const difference = diffGraphs(await readSupergraphFile(before), await readSupergraphFile(after));
  const lines = writeDiff(difference);
  const text = lines.length === 0 ? "Clients see no difference." : lines.join("\n");
  process.stdout.write(`${format === "json" ? JSON.stringify(difference, null, 2) : text}\n`);
  return isRefused(difference) ? EXIT.failed : EXIT.passed;
}

async function readSupergraphFile(file: string): Promise<ComposedGraph> {
  const sdl = await readNamedFile(file);
  try {
    return readGraph(sdl);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    throw new InvalidInput([{ code: "NO_SUPERGRAPH", path: [file], message: `This is no supergraph. ${reason}` }]);
  }
}
