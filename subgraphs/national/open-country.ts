import type { ContractOffer } from "../kit/contract/answer-question.js";
import { createContractServer } from "../kit/contract/contract-server.js";
import type { Database } from "../kit/database/database.js";
import type { RunningSubgraph } from "../kit/graph/run-subgraph.js";
import { loadPolicies } from "../kit/policy/policies.js";
import type { Policies } from "../kit/policy/policies.js";
import { anotherCountry, inventedOfficer } from "./check/invented-officers.js";
import type { CountryConfiguration, DomainConfiguration, NationalDomain } from "./configuration.js";
import { buildIndex, markOf } from "./index/build-index.js";
import type { IndexOutcome } from "./index/build-index.js";
import { kindsOf } from "./index/domain-keys.js";
import { DomainIndex } from "./index/index-store.js";
import type { IndexStore } from "./index/index-store.js";
import { offersOf, policiesBy } from "./national-sources.js";
import { openIndexStore, openPlace } from "./open-databases.js";
import type { Environment } from "./open-databases.js";

/** What an index came to, domain by domain. */
export type IndexReport = readonly { readonly domain: NationalDomain; readonly outcome: IndexOutcome }[];

/** A country's server with all it needs, open but not yet listening. */
export class Country implements AsyncDisposable {
  readonly configuration: CountryConfiguration;
  readonly database: Database;
  readonly policies: Policies;
  readonly server: RunningSubgraph;
  readonly #offers: readonly ContractOffer[];
  readonly #store: IndexStore;
  readonly #indexes: ReadonlyMap<NationalDomain, DomainIndex>;
  readonly #resources: AsyncDisposableStack;

  constructor(parts: {
    readonly configuration: CountryConfiguration;
    readonly database: Database;
    readonly policies: Policies;
    readonly server: RunningSubgraph;
    readonly offers: readonly ContractOffer[];
    readonly store: IndexStore;
    readonly indexes: ReadonlyMap<NationalDomain, DomainIndex>;
    readonly resources: AsyncDisposableStack;
  }) {
    this.configuration = parts.configuration;
    this.database = parts.database;
    this.policies = parts.policies;
    this.server = parts.server;
    this.#offers = parts.offers;
    this.#store = parts.store;
    this.#indexes = parts.indexes;
    this.#resources = parts.resources;
  }

  /** Builds the search keys of every domain anew. Domain by domain, so that one with faults does not keep back the others. */
  async rebuildIndex(signal: AbortSignal): Promise<IndexReport> {
    const report: { domain: NationalDomain; outcome: IndexOutcome }[] = [];
    for (const entry of this.configuration.domains) {
      const outcome = await buildIndex(this.#store, this.database, entry, signal);
      await this.#indexes.get(entry.domain)?.renew();
      report.push({ domain: entry.domain, outcome });
    }
    return report;
  }

  /** Does once what the first question would wait for: statements, name tables, policies. Without keys in use it fails. */
  async warm(signal: AbortSignal): Promise<void> {
    const { country } = this.configuration;
    const officer = inventedOfficer(anotherCountry(country));
    for (const { mapping } of this.configuration.domains) {
      this.policies.disclosureOf(officer, country, mapping.defaultRestriction ?? null, new Date());
    }
    await Promise.all(this.#offers.map((offer) => offer.warm?.(signal)));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#resources.disposeAsync();
  }
}

/** Opens the country's database and the store of its keys. @throws InvalidConfiguration */
export async function openCountry(configuration: CountryConfiguration, env: Environment): Promise<Country> {
  const resources = new AsyncDisposableStack();
  try {
    const database = await openPlace(configuration.database, env, resources);
    const store = await openIndexStore(configuration.index.place, env, resources);
    const indexes = new Map(
      configuration.domains.map((entry) => [entry.domain, indexOf(store, entry, configuration.index.staleAfterS)]),
    );
    await Promise.all([...indexes.values()].map((index) => index.renew()));
    const policies = await loadPolicies();
    const offers = offersOf(configuration, database, indexes);
    const server = await createContractServer({
      name: configuration.server,
      owner: configuration.country,
      offers,
      policiesFor: policiesBy(configuration, policies),
    });
    return new Country({ configuration, database, policies, server, offers, store, indexes, resources });
  } catch (error) {
    await resources.disposeAsync();
    throw error;
  }
}

function indexOf(store: IndexStore, entry: DomainConfiguration, staleAfterS: number): DomainIndex {
  return new DomainIndex(store, {
    domain: entry.domain,
    kinds: kindsOf(entry.domain, entry.mapping),
    mark: markOf(entry),
    staleAfterS,
  });
}
