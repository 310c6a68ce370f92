import { z } from "zod";
import { CONTRACT_NAMES, CONTRACT_VERSION, DESCRIBE_SOURCE } from "../../kit/contract/contract-names.js";
import type { Country, IndexReport } from "../open-country.js";
import { startAskedServer } from "./ask-as-graph.js";
import type { AskedServer } from "./ask-as-graph.js";
import { checkDomain } from "./check-domain.js";
import { checkRegister } from "./check-register.js";
import { bad, good } from "./finding.js";
import type { Finding } from "./finding.js";
import { inventedOfficer } from "./invented-officers.js";

/**
 * Holds a country's server to the contract, over real HTTP and by its own records: what the contract suite of the graph
 * does to every connector, but for what needs invented records.
 */
export async function checkCountry(country: Country, signal: AbortSignal): Promise<readonly Finding[]> {
  const keys = keysBuilt(await country.rebuildIndex(signal));
  await using asked = await startAskedServer(country);
  const findings = [await describesItself(country, asked), await refusesStrangers(asked), ...keys];
  for (const entry of country.configuration.domains) {
    findings.push(...(await checkDomain(country, entry, asked.offer(entry), signal)));
  }
  for (const owned of country.registers) findings.push(...(await checkRegister(country, owned, signal)));
  return findings;
}

function keysBuilt(report: IndexReport): readonly Finding[] {
  return report.map(({ domain, outcome }) => {
    if (outcome.kind === "BUILT") return good("KEYS_BUILT", domain, `${outcome.generation.records} records`);
    const { records, reasons } = outcome.faults;
    return bad("KEYS_BUILT", domain, `${records} records give none: ${reasons.join(" ")}`);
  });
}

const describedSchema = z.object({
  data: z.object({
    source: z.object({
      contractVersion: z.string(),
      name: z.string(),
      owner: z.string(),
      capabilities: z.array(z.object({ domain: z.string(), operations: z.array(z.string()) })),
    }),
  }),
});

async function describesItself({ configuration }: Country, asked: AskedServer): Promise<Finding> {
  const officer = inventedOfficer(configuration.country);
  const text = await asked.send(JSON.stringify({ query: DESCRIBE_SOURCE }), officer);
  const described = describedSchema.safeParse(JSON.parse(text));
  if (!described.success) return bad("DESCRIBES_ITSELF", null, "the answer is none of the contract");
  const { contractVersion, name, owner, capabilities } = described.data.data.source;
  const offered = capabilities.map(({ domain }) => domain).toSorted();
  const configured = configuration.domains.map(({ domain }) => CONTRACT_NAMES[domain].domain).toSorted();
  const isTrue =
    contractVersion === CONTRACT_VERSION &&
    name === configuration.server &&
    owner === configuration.country &&
    offered.join() === configured.join();
  const detail = `${name} of ${owner}, contract ${contractVersion}: ${offered.join(", ")}`;
  return isTrue ? good("DESCRIBES_ITSELF", null, detail) : bad("DESCRIBES_ITSELF", null, detail);
}

async function refusesStrangers({ url }: AskedServer): Promise<Finding> {
  const body = JSON.stringify({ query: DESCRIBE_SOURCE });
  const { status } = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  const detail = `an unsigned request gets status ${status}`;
  return status === 401 ? good("REFUSES_STRANGERS", null, detail) : bad("REFUSES_STRANGERS", null, detail);
}
