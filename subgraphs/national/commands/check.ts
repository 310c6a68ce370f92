import { checkCountry } from "../check/check-country.js";
import { CHECKS } from "../check/finding.js";
import type { Finding } from "../check/finding.js";
import { readConfiguration } from "../configuration.js";
import { openCountry } from "../open-country.js";
import type { Environment } from "../open-databases.js";
import { EXIT, print } from "./exits.js";
import type { Exit, Terms } from "./exits.js";

const MOST_MS = 600_000;

/** Holds the server to the contract. */
export async function checkCommand({ config, json }: Terms, env: Environment): Promise<Exit> {
  await using country = await openCountry(await readConfiguration(config), env);
  const findings = await checkCountry(country, AbortSignal.timeout(MOST_MS));
  const isGood = findings.every((finding) => finding.isGood);
  print(json, { isGood, findings }, findings.map(lineOf));
  return isGood ? EXIT.good : EXIT.failed;
}

function lineOf({ check, domain, isGood, detail }: Finding): string {
  return `${isGood ? "ok  " : "FAIL"} ${domain ?? "server"}: ${CHECKS[check]} (${detail})`;
}
