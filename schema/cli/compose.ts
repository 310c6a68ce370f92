import { basename } from "node:path";
import { Command } from "commander";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import { CrosscheckError } from "../../subgraphs/kit/errors.js";
import { composeSupergraph } from "../compose.js";
import { addressOf, readSubgraphs } from "../schema-folder.js";
import { EXIT, EXITS, readNamedFile, runCommand } from "./run-command.js";

/** `schema compose`: the supergraph of the committed subgraphs, with others in their place or beside them, on standard output. */
export function composeCommand(): Command {
  return new Command("compose")
    .argument("[files...]", "subgraphs that take the place of those of the same name, or join them")
    .description("Prints the supergraph of schema/subgraphs and the files given.")
    .addHelpText("after", EXITS)
    .action((files: readonly string[]) => runCommand(() => compose(files)));
}

async function compose(files: readonly string[]): Promise<number> {
  const given = await Promise.all(
    files.map(async (file) => {
      const name = basename(file, ".graphql");
      return { name, sdl: await readNamedFile(file), url: addressOf(name) };
    }),
  );
  const committed = await readSubgraphs(packageFile("schema/subgraphs"));
  const names = new Set(given.map(({ name }) => name));
  try {
    process.stdout.write(
      `${composeSupergraph([...committed.filter(({ name }) => !names.has(name)), ...given]).trim()}\n`,
    );
    return EXIT.passed;
  } catch (error) {
    if (!(error instanceof CrosscheckError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return EXIT.failed;
  }
}
