import { questionAbout } from "./check/question-about.js";
import { sampleRecords } from "./check/sample-records.js";
import { startAskedServer } from "./check/ask-as-graph.js";
import { anotherCountry, inventedOfficer } from "./check/invented-officers.js";
import { Disclosures } from "../kit/policy/disclosures.js";
import type { Country } from "./open-country.js";

/** Records of each domain that are asked for. */
const RECORDS = 3;

/**
 * Asks the server all that the graph will, over HTTP and with keys of this moment, before anybody else can: connections,
 * statements, policies and the code that runs for every question are then ready, and the first officer waits no longer than
 * the next. What it answers is thrown away.
 */
export async function answerItself(country: Country, signal: AbortSignal): Promise<void> {
  await using server = await startAskedServer(country);
  const { domains, country: owner } = country.configuration;
  for (const entry of domains) {
    const offer = server.offer(entry);
    const { records } = await sampleRecords(country, entry, signal, RECORDS);
    for (const asker of [owner, anotherCountry(owner)]) {
      const authority = inventedOfficer(asker, entry.purposes[0]);
      for (const record of records) {
        const { owner: of, localId } = record;
        const disclosures = new Disclosures(() => "FULL", { authority });
        const question = questionAbout(entry.domain, record);
        // One may fail, for too many match or nothing is known of it: the next is asked all the same.
        await Promise.allSettled([
          offer.search(question, disclosures, signal),
          offer.findByRefs([{ owner: of, localId }], disclosures, signal),
        ]);
      }
    }
  }
}
