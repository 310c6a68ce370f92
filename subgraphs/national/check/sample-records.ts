import { offerSource } from "../../all.js";
import type { ContractOffer } from "../../kit/contract/answer-question.js";
import { Disclosures } from "../../kit/policy/disclosures.js";
import type { RestrictedRecord } from "../../kit/sources/search-sources.js";
import { InvalidReply } from "../../kit/sources/source.js";
import type { DomainConfiguration } from "../configuration.js";
import { idsOf } from "../index/read-ids.js";
import { sqlSourceOf } from "../national-sources.js";
import type { Country } from "../open-country.js";

/** So many records of a domain are checked one by one. */
const SAMPLE = 60;

/** Some of a domain's own records, read past the server; those that cannot be read by what is wrong with them. */
export interface RecordSample {
  readonly records: readonly RestrictedRecord[];
  /** How many were to be read. */
  readonly asked: number;
  readonly faults: readonly string[];
}

export async function sampleRecords(
  country: Country,
  entry: DomainConfiguration,
  signal: AbortSignal,
  most = SAMPLE,
): Promise<RecordSample> {
  const ids = (await someIds(country, entry, signal)).slice(0, most);
  const offer = offerSource(sqlSourceOf(country.configuration, entry), { databases: () => country.database });
  const records: RestrictedRecord[] = [];
  const faults = new Set<string>();
  for (const localId of ids) {
    const record = await readOne(offer, { owner: country.configuration.country, localId }, signal);
    if (typeof record === "string") faults.add(record);
    else if (record !== null) records.push(record);
  }
  return { records, asked: ids.length, faults: [...faults] };
}

/** The record, what is wrong with it, or null where it has gone since. */
async function readOne(
  offer: ContractOffer,
  ref: { readonly owner: string; readonly localId: string },
  signal: AbortSignal,
): Promise<RestrictedRecord | string | null> {
  try {
    const [record = null] = await offer.findByRefs([ref], new Disclosures(() => "FULL"), signal);
    return record;
  } catch (error) {
    if (error instanceof InvalidReply) return error.message;
    throw error;
  }
}

/** Of each batch its first, its last and those between in equal steps, until there are enough. */
async function someIds(country: Country, entry: DomainConfiguration, signal: AbortSignal): Promise<readonly string[]> {
  const chosen: string[] = [];
  for await (const ids of idsOf(country.database, entry, signal)) {
    const step = Math.max(1, Math.floor(ids.length / SAMPLE));
    chosen.push(...ids.filter((_id, index) => index % step === 0));
    if (chosen.length >= SAMPLE) break;
  }
  return chosen.slice(0, SAMPLE);
}
