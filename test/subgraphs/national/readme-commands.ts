import { readFile } from "node:fs/promises";
import { packageFile } from "../../../subgraphs/kit/package-file.js";

/** The same of a README's part under one heading, in their order: of one name there may be several. */
export async function commandsUnder(
  path: string,
  heading: string,
): Promise<readonly (readonly [name: string, given: readonly string[]])[]> {
  const readme = await readFile(packageFile(path), "utf8");
  const [, part = ""] = readme.split(`\n${heading}\n`);
  const [own = ""] = part.split(/^#{2,3} /m);
  return commandsIn(own);
}

/**
 * The commands of a README's blocks `sh`, with their arguments as a shell hands them on, each by its name: `country init`,
 * `schema seed`, `keys`, `check`, `cp`. Of `npm start` the arguments are its settings, `REGISTRY=…`.
 */
export async function commandsOf(path: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const commands = commandsIn(await readFile(packageFile(path), "utf8"));
  // Of two of one name the first is the one that every country needs.
  return new Map(commands.toReversed());
}

function commandsIn(text: string): readonly (readonly [name: string, given: readonly string[]])[] {
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = ""]) => block);
  return blocks.flatMap((block) => block.trim().split("\n")).map((line) => commandOf(wordsOf(line)));
}

/** Programs that are several commands, by the first word. */
const PROGRAMS: ReadonlySet<string> = new Set(["country", "schema"]);

function commandOf(words: readonly string[]): readonly [name: string, given: readonly string[]] {
  const [first = ""] = words;
  if (first === "cp" || first === "mkdir") return [first, words.slice(1)];
  const start = words.indexOf("npm");
  if (words[start + 1] === "start") return ["start", words.slice(0, start)];
  const [script = "", separator, ...given] = words.slice(start + 2);
  if (separator !== "--") throw new Error(`It is not known how to run ${words.join(" ")}.`);
  return [PROGRAMS.has(script) ? `${script} ${given[0]}` : script, given];
}

function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}
