import { offerSource } from "../all.js";
import type { ContractOffer } from "../kit/contract/answer-question.js";
import type { Database } from "../kit/database/database.js";
import type { RequestContext } from "../kit/graph/request-context.js";
import type { Policies } from "../kit/policy/policies.js";
import { RequestPolicies } from "../kit/policy/request-policies.js";
import { IndexedTables } from "../kit/sources/indexed-tables.js";
import type { SourceOver } from "../kit/sources/registry.js";
import { sourceDescriptionSchema } from "../kit/sources/source.js";
import type { Domain } from "../kit/sources/source.js";
import { sourceIdOf } from "./configuration.js";
import type { CountryConfiguration, DomainConfiguration, NationalDomain } from "./configuration.js";
import type { DomainIndex } from "./index/index-store.js";

const OWN_DATABASE = "own";

/** One domain as the connector `sql` reads it. */
export function sqlSourceOf(
  { country, contact, legalBasis }: CountryConfiguration,
  { domain, name, mapping }: DomainConfiguration,
): SourceOver<"sql"> {
  const id = sourceIdOf(country, domain);
  const description = { id, owner: country, name, domain, deadlineMs: 10_000, legalBasis, contact };
  return {
    ...sourceDescriptionSchema.parse(description),
    connector: { kind: "sql", database: OWN_DATABASE, mapping },
  };
}

/** What the server offers: each domain over its own tables and the keys beside them. */
export function offersOf(
  configuration: CountryConfiguration,
  database: Database,
  indexes: ReadonlyMap<NationalDomain, DomainIndex>,
): readonly ContractOffer[] {
  return configuration.domains.map((entry) => {
    const index = indexes.get(entry.domain);
    return offerSource(sqlSourceOf(configuration, entry), {
      databases: () => database,
      ...(index === undefined
        ? {}
        : {
            tablesOf: () => new IndexedTables(database, entry.mapping, { index, hasNumericIds: entry.numericIds }),
          }),
    });
  });
}

/** What the country's own policies allow a request: by who asks and what for. Rights over the graph's fields are the graph's. */
export function policiesBy(
  { domains }: CountryConfiguration,
  policies: Policies,
): (request: RequestContext) => Pick<RequestPolicies, "maySearch" | "disclosures"> {
  const purposesOf = new Map<Domain, readonly string[]>(domains.map(({ domain, purposes }) => [domain, purposes]));
  return ({ authority, auditId }) => {
    const allowed = new RequestPolicies(policies, authority, auditId);
    const purpose = authority?.justification?.purpose;
    return {
      maySearch: (domain) => {
        const purposes = purposesOf.get(domain) ?? [];
        return purpose !== undefined && (purposes.length === 0 || purposes.some((each) => each === purpose));
      },
      disclosures: () => allowed.disclosures(),
    };
  };
}
