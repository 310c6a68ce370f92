import { z } from "zod";
import { offerSource } from "../../all.js";
import { CONTRACT_NAMES } from "../../kit/contract/contract-names.js";
import type { Disclosure } from "../../kit/policy/disclosure.js";
import { Disclosures } from "../../kit/policy/disclosures.js";
import { loadPolicies } from "../../kit/policy/policies.js";
import type { Restriction } from "../../kit/policy/restriction.js";
import { PURPOSES } from "../../kit/authority/justification.js";
import { parseCountry } from "../../kit/identifiers/country.js";
import { columnsOf, tablesBeside } from "../../kit/sources/mapping.js";
import type { FieldMapping } from "../../kit/sources/mapping.js";
import { parseRef } from "../../kit/sources/record-ref.js";
import { anotherCountry, inventedOfficer } from "../check/invented-officers.js";
import { readConfiguration } from "../configuration.js";
import type { CountryConfiguration, DomainConfiguration, NationalDomain } from "../configuration.js";
import { kindsOf } from "../index/domain-keys.js";
import { sqlSourceOf } from "../national-sources.js";
import { openPlace } from "../open-databases.js";
import type { OwnRegister } from "../own/own-configuration.js";
import type { Environment } from "../open-databases.js";
import { badOption, EXIT, print, readOptions } from "./exits.js";
import type { Exit, Terms } from "./exits.js";

const optionsSchema = z.object({
  as: z.string().optional(),
  purpose: z.enum(PURPOSES, { error: `One of ${PURPOSES.join(", ")}.` }).default("WANTED_SEARCH"),
  ref: z.string().optional(),
});

/** One domain as the graph sees it, or a register of the country's own. */
interface DomainView<Name extends string = string> {
  readonly domain: Name;
  /** The questions that the graph asks. */
  readonly questions: readonly string[];
  /** The kinds of search key that records are found by. */
  readonly foundBy: readonly string[];
  /** Each field that the graph asks for, and the columns that it is answered from. */
  readonly fields: readonly { readonly field: string; readonly from: readonly string[] }[];
  /** What an officer of the other country is told of a record of which nothing more is laid down. */
  readonly told: Disclosure;
}

/** What one record of the country is to an officer of the other. Fields are named, what they hold is not. */
interface RecordView {
  readonly ref: string;
  readonly domain: NationalDomain;
  readonly told: Disclosure;
  readonly restriction: Restriction | null;
  readonly filled: readonly string[];
}

/** Shows what the graph will ask this country for, and what another country would see of it. */
export async function viewCommand({ config, json }: Terms, given: unknown, env: Environment): Promise<Exit> {
  const options = readOptions(optionsSchema, given);
  const configuration = await readConfiguration(config);
  const policies = await loadPolicies();
  const other = options.as === undefined ? anotherCountry(configuration.country) : countryFrom(options.as);
  const officer = inventedOfficer(other, options.purpose);
  const toldOf = (restriction: Restriction | null): Disclosure =>
    policies.disclosureOf(officer, configuration.country, restriction, new Date());
  const domains = configuration.domains.map((entry) => viewOf(entry, toldOf));
  const registers = (configuration.ownSubgraph?.registers ?? []).map((register) => viewOfOwn(register, toldOf));
  if (options.ref === undefined) {
    print(json, { country: configuration.country, as: other, purpose: options.purpose, domains, registers }, [
      `As an officer of ${other} without clearance sees ${configuration.country}, for ${options.purpose}:`,
      ...[...domains, ...registers].flatMap(linesOf),
    ]);
    return EXIT.good;
  }
  const records = await recordsAt(configuration, options.ref, env, toldOf);
  print(json, { country: configuration.country, as: other, purpose: options.purpose, records }, records.map(lineOf));
  return records.length > 0 ? EXIT.good : EXIT.failed;
}

function countryFrom(text: string): string {
  const country = parseCountry(text);
  if (country.ok) return country.value;
  throw badOption("--as", country.fault.message);
}

function viewOf(
  { domain, mapping }: DomainConfiguration,
  toldOf: (restriction: Restriction | null) => Disclosure,
): DomainView<NationalDomain> {
  const { search, byRef } = CONTRACT_NAMES[domain];
  return {
    domain,
    questions: [search, byRef],
    foundBy: [...kindsOf(domain, mapping), ...Object.keys(mapping.keys)],
    fields: Object.entries(mapping.fields).map(([field, each]) => ({ field, from: columnsIn(mapping.table, each) })),
    told: toldOf(mapping.defaultRestriction ?? null),
  };
}

function viewOfOwn(
  { field, record, mapping }: OwnRegister,
  toldOf: (restriction: Restriction | null) => Disclosure,
): DomainView {
  return {
    domain: field,
    questions: [`the field ${field} of a check`],
    foundBy: Object.keys(mapping.found),
    fields: Object.entries({ ...mapping.found, ...ownFieldsOf(record) }).map(([name, each]) => ({
      field: name,
      from: columnsIn(mapping.table, each),
    })),
    told: toldOf(mapping.defaultRestriction ?? null),
  };
}

function ownFieldsOf({ fields }: OwnRegister["record"]): Readonly<Record<string, FieldMapping>> {
  return Object.fromEntries(Object.entries(fields).map(([name, { from }]) => [name, from]));
}

function columnsIn(own: string, field: FieldMapping): readonly string[] {
  const beside = tablesBeside({ field }).flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`));
  return [...columnsOf({ field }).map((column) => `${own}.${column}`), ...beside];
}

async function recordsAt(
  configuration: CountryConfiguration,
  text: string,
  env: Environment,
  toldOf: (restriction: Restriction | null) => Disclosure,
): Promise<readonly RecordView[]> {
  const ref = parseRef(text);
  if (!ref.ok) throw badOption("--ref", ref.fault.message);
  await using resources = new AsyncDisposableStack();
  const database = await openPlace(configuration.database, env, resources);
  const views = await Promise.all(
    configuration.domains.map(async (entry): Promise<readonly RecordView[]> => {
      const offer = offerSource(sqlSourceOf(configuration, entry), { databases: () => database });
      const everything = new Disclosures(() => "FULL");
      const found = await offer.findByRefs([ref.value], everything, AbortSignal.timeout(60_000));
      return found.map((record) => ({
        ref: text,
        domain: entry.domain,
        told: toldOf(record.restriction),
        restriction: record.restriction,
        filled: Object.entries(record)
          .filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
          .map(([name]) => name),
      }));
    }),
  );
  return views.flat();
}

function linesOf({ domain, questions, foundBy, fields, told }: DomainView): readonly string[] {
  return [
    `${domain}: asked by ${questions.join(" and ")}; found by ${foundBy.join(", ")}; told ${told} where a record says nothing else`,
    ...fields.map(({ field, from }) => `  ${field}: ${from.length === 0 ? "a constant" : from.join(", ")}`),
  ];
}

function lineOf({ ref, domain, told, filled }: RecordView): string {
  const what = told === "FULL" ? `: ${filled.join(", ")}` : "";
  return `${ref} (${domain}): ${told}${what}`;
}
