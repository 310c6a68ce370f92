import { z } from "zod";
import { SCOPES } from "../../kit/access/vocabulary.js";
import type { Authority } from "../../kit/authority/authority.js";
import { SourceUnavailable } from "../../kit/errors.js";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import { RequestPolicies } from "../../kit/policy/request-policies.js";
import { writeRef } from "../../kit/sources/record-ref.js";
import type { RestrictedRecord } from "../../kit/sources/search-sources.js";
import { InvalidReply, TooManyMatches } from "../../kit/sources/source.js";
import type { Country, OwnedRegister } from "../open-country.js";
import { subjectOf } from "../own/asked-subject.js";
import { bad, counted } from "./finding.js";
import type { Finding } from "./finding.js";
import { anotherCountry, inventedOfficer } from "./invented-officers.js";
import { questionAbout } from "./question-about.js";
import { sampleRecords } from "./sample-records.js";

/** As many hits as the graph may ask for at once. */
const MOST_HITS = 20;

/** One register of a country's own under check. */
interface Checked {
  readonly country: Country;
  readonly owned: OwnedRegister;
  readonly records: readonly RestrictedRecord[];
  readonly signal: AbortSignal;
}

/** Checks one register of the country's own with a sample of its records: what a domain is held to, as far as the graph asks for it. */
export async function checkRegister(
  country: Country,
  owned: OwnedRegister,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const { records, faults, asked } = await sampleRecords(country, owned.entry, signal);
  const checked = { country, owned, records, signal };
  return [
    faults.length === 0
      ? await readsRecords(checked)
      : bad("READS_RECORDS", owned.name, `${asked - records.length} of ${asked} records are not: ${faults.join(" ")}`),
    await findsByWhatIsKnown(checked),
    await tellsWhatIsAllowed(checked),
  ];
}

/** By what they are found by they were read already; here by what is told of them. */
async function readsRecords(checked: Checked): Promise<Finding> {
  const { country, owned, records } = checked;
  const officer = officerOf(owned, country.configuration.country);
  const opened = await Promise.all(records.map((record) => openedBy(checked, record, officer)));
  const faults = opened.filter((each) => typeof each === "string");
  return faults.length === 0
    ? counted("READS_RECORDS", owned.name, { missing: 0, of: records.length })
    : bad(
        "READS_RECORDS",
        owned.name,
        `${faults.length} of ${records.length} are not: ${[...new Set(faults)].join(" ")}`,
      );
}

async function findsByWhatIsKnown(checked: Checked): Promise<Finding> {
  const { country, owned, records } = checked;
  const officer = officerOf(owned, country.configuration.country);
  let [missing, of] = [0, 0];
  for (const record of records.filter((each) => disclosureFor(country, officer, each) !== "NONE")) {
    const found = await refsFound(checked, record, officer);
    if (found === "NOT_SEARCHED") continue;
    of += 1;
    if (found === "UNREADABLE" || (found !== "TOO_MANY" && !found.has(writeRef(record)))) missing += 1;
  }
  return counted("FINDS_BY_WHAT_IS_KNOWN", owned.name, { missing, of });
}

async function tellsWhatIsAllowed(checked: Checked): Promise<Finding> {
  const { country, owned, records } = checked;
  const stranger = officerOf(owned, anotherCountry(country.configuration.country));
  let wrong = 0;
  for (const record of records) {
    const level = disclosureFor(country, stranger, record);
    const opened = await openedBy(checked, record, stranger);
    const found = level === "NONE" ? await refsFound(checked, record, stranger) : null;
    const isFound = found instanceof Set && found.has(writeRef(record));
    // One that cannot be read was about to be opened.
    if ((opened !== false) !== (level === "FULL") || isFound) wrong += 1;
  }
  return counted("TELLS_WHAT_IS_ALLOWED", owned.name, { missing: wrong, of: records.length });
}

/** Whether an officer may open a record; or what is wrong with what it holds, in words that do not quote it. */
async function openedBy(
  { country, owned, signal }: Checked,
  record: RestrictedRecord,
  officer: Authority,
): Promise<boolean | string> {
  try {
    return (await owned.source.find(record, contextOf(country, officer, signal))) !== null;
  } catch (error) {
    if (error instanceof SourceUnavailable && error.cause instanceof InvalidReply) return error.cause.message;
    throw error;
  }
}

const answerSchema = z.object({
  outcome: z.string(),
  count: z.int(),
  hits: z.array(z.object({ ref: z.string() })),
});

/** More than may be told at once is an answer, and none that a record is missing from. */
async function refsFound(
  { country, owned, signal }: Checked,
  record: RestrictedRecord,
  officer: Authority,
): Promise<ReadonlySet<string> | "TOO_MANY" | "NOT_SEARCHED" | "UNREADABLE"> {
  const subject = subjectOf(owned.register.foundAs, questionAbout(owned.register.foundAs, record));
  try {
    const answer = await owned.source.search(subject, MOST_HITS, contextOf(country, officer, signal));
    const { outcome, count, hits } = answerSchema.parse(answer);
    if (outcome === "NOT_ASKED") return "NOT_SEARCHED";
    return count > hits.length ? "TOO_MANY" : new Set(hits.map(({ ref }) => ref));
  } catch (error) {
    if (!(error instanceof SourceUnavailable)) throw error;
    if (error.cause instanceof TooManyMatches) return "TOO_MANY";
    if (error.cause instanceof InvalidReply) return "UNREADABLE";
    throw error;
  }
}

/** With a purpose that the register allows, and every scope: what is checked is what the owner decides. */
function officerOf({ register }: OwnedRegister, country: string): Authority {
  const { officer, ...rest } = inventedOfficer(country, register.purposes[0] ?? "WANTED_SEARCH");
  return { ...rest, officer: { ...officer, scopes: Object.keys(SCOPES) } };
}

function contextOf({ policies }: Country, authority: Authority, signal: AbortSignal): SourcesContext {
  return { signal, authority, policies: new RequestPolicies(policies, authority) };
}

function disclosureFor({ policies }: Country, officer: Authority, { owner, restriction }: RestrictedRecord) {
  return policies.disclosureOf(officer, owner, restriction, new Date());
}
