import type { Authority } from "../../kit/authority/authority.js";
import type { ContractOffer } from "../../kit/contract/answer-question.js";
import type { Disclosure } from "../../kit/policy/disclosure.js";
import { Disclosures } from "../../kit/policy/disclosures.js";
import { writeRef } from "../../kit/sources/record-ref.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";
import type { RestrictedRecord } from "../../kit/sources/search-sources.js";
import { TooManyMatches } from "../../kit/sources/source.js";
import type { DomainConfiguration } from "../configuration.js";
import { KEYED_DOMAINS, kindsOf } from "../index/domain-keys.js";
import type { Country } from "../open-country.js";
import { bad, counted, good } from "./finding.js";
import type { Finding } from "./finding.js";
import { anotherCountry, inventedOfficer } from "./invented-officers.js";
import { questionAbout } from "./question-about.js";
import { sampleRecords } from "./sample-records.js";

/** One domain under check: its own records beside the server that is asked for them. */
interface Checked {
  readonly country: Country;
  readonly entry: DomainConfiguration;
  readonly offer: ContractOffer;
  readonly records: readonly RestrictedRecord[];
  readonly signal: AbortSignal;
}

/** Checks one domain with a sample of its own records. */
export async function checkDomain(
  country: Country,
  entry: DomainConfiguration,
  offer: ContractOffer,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const { records, faults, asked } = await sampleRecords(country, entry, signal);
  const { domain } = entry;
  const read =
    faults.length === 0
      ? counted("READS_RECORDS", domain, { missing: 0, of: asked })
      : bad("READS_RECORDS", domain, `${asked - records.length} of ${asked} records are not: ${faults.join(" ")}`);
  const checked = { country, entry, offer, records, signal };
  return [
    read,
    await givesByReference(checked),
    await findsByWhatIsKnown(checked),
    await tellsWhatIsAllowed(checked),
    await leavesOut(checked),
    await rejectsOnceGivenUp(checked),
  ];
}

async function givesByReference({ country, entry, offer, records, signal }: Checked): Promise<Finding> {
  const officer = officerFor(entry, country.configuration.country);
  const owed = records.filter((record) => disclosureFor(country, officer, record) === "FULL");
  const found = await offer.findByRefs(owed.map(refOf), fullFor(officer), signal);
  const given = new Map(found.map((record) => [writeRef(record), JSON.stringify(record)]));
  const missing = owed.filter((record) => given.get(writeRef(record)) !== JSON.stringify(record)).length;
  return counted("GIVES_BY_REFERENCE", entry.domain, { missing, of: owed.length });
}

async function findsByWhatIsKnown({ country, entry, offer, records, signal }: Checked): Promise<Finding> {
  const { domain, mapping } = entry;
  const kinds = new Set([...kindsOf(domain, mapping), ...Object.keys(mapping.keys)]);
  const officer = officerFor(entry, country.configuration.country);
  const owed = records.filter(
    (record) =>
      disclosureFor(country, officer, record) === "FULL" &&
      Object.entries(KEYED_DOMAINS[domain].keysOf({ ...record })).some(
        ([kind, keys]) => kinds.has(kind) && keys.length > 0,
      ),
  );
  let missing = 0;
  for (const record of owed) {
    const found = await refsFound(offer, questionAbout(domain, record), officer, signal);
    if (found !== null && !found.has(writeRef(record))) missing += 1;
  }
  return counted("FINDS_BY_WHAT_IS_KNOWN", domain, { missing, of: owed.length });
}

/** Null where more match than the source will send: that is an answer, and none that a record is missing from. */
async function refsFound(
  offer: ContractOffer,
  question: unknown,
  officer: Authority,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | null> {
  const disclosures = fullFor(officer);
  try {
    const finds = await offer.search(question, disclosures, signal);
    return new Set([
      ...finds.map(({ record }) => writeRef(record)),
      ...disclosures.withheld.map(({ ref }) => writeRef(ref)),
    ]);
  } catch (error) {
    if (error instanceof TooManyMatches) return null;
    throw error;
  }
}

async function tellsWhatIsAllowed({ country, entry, offer, records, signal }: Checked): Promise<Finding> {
  const { domain } = entry;
  const stranger = officerFor(entry, anotherCountry(country.configuration.country));
  const told = new Set((await offer.findByRefs(records.map(refOf), fullFor(stranger), signal)).map(writeRef));
  const levelOf = (record: RestrictedRecord): Disclosure => disclosureFor(country, stranger, record);
  let wrong = records.filter((record) => (levelOf(record) === "FULL") !== told.has(writeRef(record))).length;
  for (const record of records.filter((each) => levelOf(each) === "NONE")) {
    const found = await refsFound(offer, questionAbout(domain, record), stranger, signal);
    if (found?.has(writeRef(record)) === true) wrong += 1;
  }
  return counted("TELLS_WHAT_IS_ALLOWED", domain, { missing: wrong, of: records.length });
}

async function leavesOut({ country, entry, offer, records, signal }: Checked): Promise<Finding> {
  const { country: owner } = country.configuration;
  const [own] = records;
  const refs = [
    { owner, localId: "not-there" },
    { owner, localId: "-1" },
    { owner: anotherCountry(owner), localId: own?.localId ?? "1" },
  ];
  const found = await offer.findByRefs(refs, fullFor(officerFor(entry, owner)), signal);
  return found.length === 0
    ? good("LEAVES_OUT_WHAT_IT_HAS_NOT", entry.domain, `${refs.length} references`)
    : bad("LEAVES_OUT_WHAT_IT_HAS_NOT", entry.domain, `${found.length} records came for references to nothing`);
}

async function rejectsOnceGivenUp({ country, entry, offer, records }: Checked): Promise<Finding> {
  const [record] = records;
  const { domain } = entry;
  if (record === undefined) return counted("NEVER_A_FALSE_NO_HIT", domain, { missing: 0, of: 0 });
  const disclosures = fullFor(officerFor(entry, country.configuration.country));
  const [outcome] = await Promise.allSettled([
    offer.search(questionAbout(domain, record), disclosures, AbortSignal.abort()),
  ]);
  return outcome?.status === "rejected"
    ? good("NEVER_A_FALSE_NO_HIT", domain, "rejected")
    : bad("NEVER_A_FALSE_NO_HIT", domain, "answered though nobody waits");
}

/** With a purpose that the owner allows. */
function officerFor({ purposes }: DomainConfiguration, country: string): Authority {
  return inventedOfficer(country, purposes[0] ?? "WANTED_SEARCH");
}

/** The graph believes here whatever the source tells: what the source decides is what is checked. */
function fullFor(authority: Authority): Disclosures {
  return new Disclosures(() => "FULL", { authority });
}

function disclosureFor(
  { policies }: Country,
  officer: Authority,
  { owner, restriction }: RestrictedRecord,
): Disclosure {
  return policies.disclosureOf(officer, owner, restriction, new Date());
}

function refOf({ owner, localId }: RecordRef): RecordRef {
  return { owner, localId };
}
