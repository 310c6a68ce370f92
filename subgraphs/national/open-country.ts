import type { ContractOffer } from "../kit/contract/answer-question.js";
import { createContractServer } from "../kit/contract/contract-server.js";
import type { Database } from "../kit/database/database.js";
import { runSubgraph } from "../kit/graph/run-subgraph.js";
import type { RunningSubgraph } from "../kit/graph/run-subgraph.js";
import { loadPolicies } from "../kit/policy/policies.js";
import type { Policies } from "../kit/policy/policies.js";
import { anotherCountry, inventedOfficer } from "./check/invented-officers.js";
import type { CountryConfiguration, DomainConfiguration } from "./configuration.js";
import { buildIndex, markOf } from "./index/build-index.js";
import type { IndexOutcome } from "./index/build-index.js";
import { kindsOf } from "./index/domain-keys.js";
import { DomainIndex } from "./index/index-store.js";
import type { IndexStore } from "./index/index-store.js";
import { offersOf, policiesBy } from "./national-sources.js";
import type { OwnRegister } from "./own/own-configuration.js";
import { indexNameOf, OwnRegisterSource, searchedAs } from "./own/own-register.js";
import { createOwnSubgraph } from "./own/own-subgraph.js";
import { openIndexStore, openPlace } from "./open-databases.js";
import type { Environment } from "./open-databases.js";

/** What an index came to, domain by domain, and then for each register of the country's own. */
export type IndexReport = readonly { readonly domain: string; readonly outcome: IndexOutcome }[];

/** One set of search keys: what they are made from, and where they are. */
interface Indexed {
  readonly name: string;
  readonly entry: DomainConfiguration;
  readonly index: DomainIndex;
}

/** A register of the country's own, as it is searched, and what answers for it. */
export interface OwnedRegister {
  readonly register: OwnRegister;
  /** What its keys are kept by. */
  readonly name: string;
  readonly entry: DomainConfiguration;
  readonly source: OwnRegisterSource;
}

/** A country's server with all it needs, open but not yet listening. */
export class Country implements AsyncDisposable {
  readonly configuration: CountryConfiguration;
  readonly database: Database;
  readonly policies: Policies;
  readonly server: RunningSubgraph;
  /** Its own part of the graph, where it has one. */
  readonly own: RunningSubgraph | null;
  readonly registers: readonly OwnedRegister[];
  readonly #offers: readonly ContractOffer[];
  readonly #store: IndexStore;
  readonly #indexed: readonly Indexed[];
  readonly #resources: AsyncDisposableStack;

  constructor(parts: {
    readonly configuration: CountryConfiguration;
    readonly database: Database;
    readonly policies: Policies;
    readonly server: RunningSubgraph;
    readonly own: RunningSubgraph | null;
    readonly registers: readonly OwnedRegister[];
    readonly offers: readonly ContractOffer[];
    readonly store: IndexStore;
    readonly indexed: readonly Indexed[];
    readonly resources: AsyncDisposableStack;
  }) {
    this.configuration = parts.configuration;
    this.database = parts.database;
    this.policies = parts.policies;
    this.server = parts.server;
    this.own = parts.own;
    this.registers = parts.registers;
    this.#offers = parts.offers;
    this.#store = parts.store;
    this.#indexed = parts.indexed;
    this.#resources = parts.resources;
  }

  /** Builds the search keys of every domain anew. Domain by domain, so that one with faults does not keep back the others. */
  async rebuildIndex(signal: AbortSignal): Promise<IndexReport> {
    const report: { domain: string; outcome: IndexOutcome }[] = [];
    for (const { name, entry, index } of this.#indexed) {
      const outcome = await buildIndex(this.#store, this.database, entry, signal, name);
      await index.renew();
      report.push({ domain: name, outcome });
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
    const { staleAfterS } = configuration.index;
    const domains = configuration.domains.map((entry): Indexed & { readonly entry: DomainConfiguration } => ({
      name: entry.domain,
      entry,
      index: indexOf(store, entry.domain, entry, staleAfterS),
    }));
    const registers = (configuration.ownSubgraph?.registers ?? []).map((register) => {
      const [name, entry] = [indexNameOf(register), searchedAs(register, configuration.country)];
      const index = indexOf(store, name, entry, staleAfterS);
      return { register, name, entry, index, source: new OwnRegisterSource(register, configuration, database, index) };
    });
    const indexed = [...domains, ...registers];
    await Promise.all(indexed.map(({ index }) => index.renew()));
    const policies = await loadPolicies();
    const offers = offersOf(configuration, database, new Map(domains.map(({ entry, index }) => [entry.domain, index])));
    const own = await openOwn(
      configuration,
      new Map(registers.map(({ register, source }) => [register, source])),
      policies,
      resources,
    );
    const server = await createContractServer({
      name: configuration.server,
      owner: configuration.country,
      offers,
      policiesFor: policiesBy(configuration, policies),
    });
    return new Country({
      configuration,
      database,
      policies,
      server,
      own,
      registers,
      offers,
      store,
      indexed,
      resources,
    });
  } catch (error) {
    await resources.disposeAsync();
    throw error;
  }
}

async function openOwn(
  { country, ownSubgraph }: CountryConfiguration,
  sources: ReadonlyMap<OwnRegister, OwnRegisterSource>,
  policies: Policies,
  resources: AsyncDisposableStack,
): Promise<RunningSubgraph | null> {
  if (ownSubgraph === undefined) return null;
  return resources.use(await runSubgraph(createOwnSubgraph(country, ownSubgraph, sources, policies)));
}

function indexOf(store: IndexStore, name: string, entry: DomainConfiguration, staleAfterS: number): DomainIndex {
  return new DomainIndex(store, {
    domain: name,
    kinds: kindsOf(entry.domain, entry.mapping),
    mark: markOf(entry),
    staleAfterS,
  });
}
