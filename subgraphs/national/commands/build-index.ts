import { readConfiguration } from "../configuration.js";
import { openCountry } from "../open-country.js";
import type { IndexReport } from "../open-country.js";
import type { Environment } from "../open-databases.js";
import { EXIT, print } from "./exits.js";
import type { Exit, Terms } from "./exits.js";

/** Builds the search keys anew. */
export async function indexCommand({ config, json }: Terms, env: Environment): Promise<Exit> {
  await using country = await openCountry(await readConfiguration(config), env);
  const report = await country.rebuildIndex(new AbortController().signal);
  print(json, report, report.map(lineOf));
  return report.every(({ outcome }) => outcome.kind === "BUILT") ? EXIT.good : EXIT.failed;
}

function lineOf({ domain, outcome }: IndexReport[number]): string {
  if (outcome.kind === "BUILT") return `${domain}: the keys of ${outcome.generation.records} records are in use.`;
  const { records, reasons } = outcome.faults;
  return `${domain}: not changed, ${records} records give no keys. ${reasons.join(" ")}`;
}
