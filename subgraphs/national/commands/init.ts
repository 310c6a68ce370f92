import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { z } from "zod";
import { InvalidConfiguration } from "../../kit/errors.js";
import { parseCountry } from "../../kit/identifiers/country.js";
import { CONFIGURATION_FILE, NATIONAL_DOMAINS } from "../configuration.js";
import type { NationalDomain, WrittenConfiguration } from "../configuration.js";
import { engineOf, openUrl } from "../open-databases.js";
import type { Environment } from "../open-databases.js";
import { MEANINGS } from "../propose/column-words.js";
import type { Meaning } from "../propose/column-words.js";
import { proposeCountry } from "../propose/propose-country.js";
import type { Proposal, ProposalTerms } from "../propose/propose-country.js";
import { writeProposal } from "../propose/write-proposal.js";
import { makeServerKeys } from "../server-keys.js";
import { checkCommand } from "./check.js";
import { badOption, print, readOptions } from "./exits.js";
import type { Exit } from "./exits.js";

/** What is to be read and thought about before the country is registered. */
const PROPOSAL_FILE = "country.proposal.md";

const optionsSchema = z.object({
  database: z.string().optional(),
  databaseVariable: z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/, "Name an environment variable."),
  schema: z.string().optional(),
  out: z.string().optional(),
  bureau: z.string().optional(),
  telephone: z.string().optional(),
  email: z.string().optional(),
  legalBasis: z.string().optional(),
  tellWhole: z.boolean().default(false),
  table: z.array(z.string()).default([]),
  column: z.array(z.string()).default([]),
  port: z.coerce.number().int().min(0).max(65_535).default(4_300),
  force: z.boolean().default(false),
  json: z.boolean().default(false),
});
type Options = z.output<typeof optionsSchema>;

/** Looks into the database, proposes the mapping, writes the configuration and the keys, and checks the server that this makes. */
export async function initCommand(code: string, given: unknown, env: Environment): Promise<Exit> {
  const options = readOptions(optionsSchema, given);
  const country = parseCountry(code);
  if (!country.ok) throw badOption("country", country.fault.message);
  const answers = await complete(options, country.value, env);
  const config = join(answers.out, CONFIGURATION_FILE);
  if (existsSync(config) && !options.force) {
    throw new InvalidConfiguration(`${config} is there already: --force writes it anew.`);
  }
  const proposal = await proposeFrom(answers.database, {
    country: country.value,
    schema: options.schema,
    tellsWhole: options.tellWhole,
    tables: Object.fromEntries(options.table.map((said) => readTable(said))),
    columns: Object.fromEntries(options.column.map((said) => readColumn(said))),
  });
  if (proposal.domains.length === 0) {
    throw new InvalidConfiguration(`Nothing was recognised. ${proposal.todos.join(" ")}`);
  }
  const server = `${country.value.toLowerCase()}-server`;
  await mkdir(answers.out, { recursive: true });
  await writeFile(config, `${JSON.stringify(written(country.value, server, answers, options, proposal), null, 2)}\n`);
  await writeFile(join(answers.out, PROPOSAL_FILE), writeProposal(proposal));
  await makeServerKeys(join(answers.out, "keys"), server);
  if (!options.json) tell(answers.out, proposal);
  return checkCommand({ config, json: options.json }, { ...env, [options.databaseVariable]: answers.database });
}

async function proposeFrom(url: string, terms: ProposalTerms): Promise<Proposal> {
  await using resources = new AsyncDisposableStack();
  const database = await openUrl(engineOf(url), url, resources);
  return await proposeCountry(database, terms);
}

/** `persons=osoby` */
function readTable(said: string): readonly [NationalDomain, string] {
  const [word = "", ...name] = said.split("=");
  const domain = NATIONAL_DOMAINS.find((each) => each === word);
  if (domain !== undefined && name.length > 0) return [domain, name.join("=")];
  throw badOption(
    "--table",
    `Say of which domain it is: ${NATIONAL_DOMAINS.map((each) => `${each}=NAME`).join(", ")}.`,
  );
}

/** `osoby.prijmeni=family` */
function readColumn(said: string): readonly [string, Meaning] {
  const at = said.lastIndexOf("=");
  const meaning = MEANINGS.find((each) => each === said.slice(at + 1));
  if (meaning !== undefined && at > 0) return [said.slice(0, at), meaning];
  throw badOption("--column", `Say what it holds: NAME=family, or another of ${MEANINGS.join(", ")}.`);
}

interface Answers {
  readonly database: string;
  readonly out: string;
  readonly bureau: string;
  readonly legalBasis: string;
}

/** What is not given as an option is asked where somebody sits there, and has a default where it can have one. */
async function complete(options: Options, country: string, env: Environment): Promise<Answers> {
  const { database = env[options.databaseVariable], out = country.toLowerCase() } = options;
  const bureau = options.bureau ?? `National Central Bureau of ${country}`;
  const legalBasis = options.legalBasis ?? "To be named";
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    if (database === undefined) {
      throw badOption("--database", `Give the database's URL, or set ${options.databaseVariable}.`);
    }
    return { database, out, bureau, legalBasis };
  }
  using terminal = createInterface({ input: process.stdin, output: process.stdout });
  const ask = async (question: string, known: string | undefined, otherwise: string): Promise<string> =>
    known ?? ((await terminal.question(`${question} [${otherwise}] `)).trim() || otherwise);
  return {
    database: database ?? (await terminal.question("The database's URL: ")).trim(),
    out: await ask("Folder for the configuration", options.out, out),
    bureau: await ask("The bureau that officers call", options.bureau, bureau),
    legalBasis: await ask("The law that it rests on", options.legalBasis, legalBasis),
  };
}

function written(
  country: string,
  server: string,
  { database, bureau, legalBasis }: Answers,
  { databaseVariable, telephone, email, port }: Options,
  { domains }: Proposal,
): WrittenConfiguration {
  return {
    country,
    server,
    contact: {
      bureau,
      ...(telephone === undefined ? {} : { telephone }),
      ...(email === undefined ? {} : { email }),
    },
    legalBasis,
    database: { engine: engineOf(database), urlFrom: databaseVariable },
    index: { place: { kind: "folder", folder: "index" } },
    keys: "keys",
    listen: { host: "127.0.0.1", port },
    domains: domains.map(({ entry }) => entry),
  };
}

function tell(out: string, { domains, todos }: Proposal): void {
  const open = todos.length + domains.reduce((total, each) => total + each.todos.length, 0);
  print(false, null, [
    `Written: ${join(out, CONFIGURATION_FILE)}, ${join(out, PROPOSAL_FILE)} (${open} to do), ${join(out, "keys")}.`,
    ...domains.map(({ entry, reasons }) => {
      const found = reasons.filter(({ from }) => from !== null).length;
      return `${entry.domain}: ${entry.mapping.table}, ${found} of ${reasons.length} fields recognised.`;
    }),
  ]);
}
