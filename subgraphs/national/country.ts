import { Command, Option } from "commander";
import { endWithTheReader, everyValue } from "../kit/process.js";
import { EXIT, tellFault } from "./commands/exits.js";
import type { Exit, Terms } from "./commands/exits.js";
import { CONFIGURATION_FILE } from "./configuration.js";

const { env } = process;

/** Each is loaded once it is called: most of the program is the domains, of which help and bad input need nothing. */
const commands = {
  build: () => import("./commands/build-index.js"),
  check: () => import("./commands/check.js"),
  init: () => import("./commands/init.js"),
  register: () => import("./commands/register.js"),
  sdl: () => import("./commands/sdl.js"),
  serve: () => import("./commands/serve.js"),
  view: () => import("./commands/view.js"),
} as const;

const command = new Command("country")
  .description("A country's server over its own database: from the first look into it to its place in the graph.")
  .addHelpText("after", "\nExit: 0 as it should be, 1 a check failed, 2 could not run, 3 bad input.");

command
  .command("init")
  .argument("<country>", "two or three letters: SWE")
  .description(
    "Looks into the database, proposes the mapping, writes the configuration and keys, and checks the server.",
  )
  .option("--database <url>", "postgres://… or mysql://…; it is not written down")
  .option("--database-variable <name>", "the environment variable that will hold the URL", "COUNTRY_DATABASE_URL")
  .option("--schema <name>", "the schema that holds the tables, where there are several")
  .option("--table <domain=table>", "the table of a domain, where none is recognised: persons=osoby", everyValue)
  .option("--column <column=what>", "what a column holds, where no word for it is known: prijmeni=family", everyValue)
  .option("--out <folder>", "where the configuration goes; the country's letters where it is left out")
  .option("--bureau <name>", "whom an officer calls about a hit: the bureau, never a person")
  .option("--telephone <number>", "the bureau's telephone")
  .option("--email <address>", "the bureau's e-mail")
  .option("--legal-basis <text>", "the law that the exchange rests on")
  .option("--tell-whole", "tell other countries the whole record where nothing else is laid down")
  .option("--port <port>", "where the server will listen", "4300")
  .option("--force", "write over a configuration that is there")
  .option("--json", "print JSON alone", false)
  .action((country: string, given: unknown) =>
    run(async () => (await commands.init()).initCommand(country, given, env)),
  );

ofConfiguration("check", "Holds the server to the source contract, by its own records over real HTTP.").action(
  (given: Terms) => run(async () => (await commands.check()).checkCommand(given, env)),
);

ofConfiguration("index", "Builds the search keys anew beside those in use.").action((given: Terms) =>
  run(async () => (await commands.build()).indexCommand(given, env)),
);

ofConfiguration("serve", "Answers the graph, and keeps the search keys current.").action(async (given: Terms) =>
  (await commands.serve()).serveCommand(given, env),
);

ofConfiguration("register", "Writes the country's sources for the graph's registry, and prints the key to hand over.")
  .requiredOption("--url <url>", "where the graph reaches the server")
  .addOption(sourcesOption())
  .option(
    "--graph-keys <folder>",
    "the graph's folder of keys, where it is at hand: the key goes there and is not printed",
  )
  .option("--private-address", "the server is in the graph's own network")
  .option("--deadline <milliseconds>", "how long the server may take for one question", "1000")
  .action((given: Terms) => run(async () => (await commands.register()).registerCommand(given, given)));

ofConfiguration("sdl", "Writes the SDL of the country's own part of the graph, for the registry.")
  .option("--out <file>", "a file in place of the terminal")
  .action((given: Terms) => run(async () => (await commands.sdl()).sdlCommand(given, given)));

for (const [name, enabled, what] of [
  [
    "disable",
    false,
    "The kill switch: the graph asks the country's sources no more, and says of them that they are unavailable.",
  ],
  ["enable", true, "Takes the kill switch back."],
] as const) {
  ofConfiguration(name, what)
    .addOption(sourcesOption())
    .option("--domain <domain>", "one domain alone")
    .action((given: Terms) => run(async () => (await commands.register()).enableCommand(given, given, enabled)));
}

ofConfiguration("view", "Shows what the graph will ask for, and what another country would see.")
  .option("--as <country>", "the other country")
  .option("--purpose <purpose>", "what its officer searches for")
  .option("--ref <reference>", "one record: SWE/12345")
  .action((given: Terms) => run(async () => (await commands.view()).viewCommand(given, given, env)));

for (const each of [command, ...command.commands]) {
  each.exitOverride((error) => {
    process.exit(error.exitCode === 0 ? EXIT.good : EXIT.badInput);
  });
}
endWithTheReader();
await command.parseAsync();

/** A command over a configuration that is there. */
function ofConfiguration(name: string, description: string): Command {
  return command
    .command(name)
    .description(description)
    .addOption(
      new Option("--config <file>", "the country's one configuration file")
        .env("COUNTRY_CONFIG")
        .default(CONFIGURATION_FILE),
    )
    .option("--json", "print JSON alone", false);
}

function sourcesOption(): Option {
  return new Option("--sources <folder>", "the folder of the graph's registry of sources")
    .env("SOURCES_FOLDER")
    .default("sources");
}

async function run(perform: () => Promise<Exit>): Promise<void> {
  process.exitCode = await perform().catch(tellFault);
}
