import { Writable } from "node:stream";
import { buildClientSchema, getIntrospectionQuery, parse } from "graphql";
import type { GraphQLSchema, IntrospectionQuery } from "graphql";
import { pino } from "pino";
import type { Logger } from "pino";
import { fieldRightsBy } from "../../../gateway/access/field-rights-by.js";
import type { AuditEntry } from "../../../gateway/audit/entry/sealed-entry.js";
import { accessLogSubgraph } from "../../../gateway/graph/access-log-subgraph.js";
import { createGraph } from "../../../gateway/graph/create-graph.js";
import { GraphInUse } from "../../../gateway/graph/graph-in-use.js";
import { httpSubgraph } from "../../../gateway/graph/http-subgraph.js";
import type { SubgraphClient } from "../../../gateway/graph/subgraph-client.js";
import { serveGraph } from "../../../gateway/http/serve-graph.js";
import { TRAINING_AUTHORITY } from "../../../gateway/officer/training.js";
import { readSupergraph } from "../../../gateway/schema-files.js";
import { ACCESS_LOG, createSubgraph, SUBGRAPH_NAMES } from "../../../subgraphs/all.js";
import { compileAccessIndex } from "../../../subgraphs/kit/access/access-index.js";
import type { AccessIndex } from "../../../subgraphs/kit/access/access-index.js";
import type { Authority } from "../../../subgraphs/kit/authority/authority.js";
import { openPglite } from "../../../subgraphs/kit/database/database.js";
import type { Database } from "../../../subgraphs/kit/database/database.js";
import type { OwnSchemas } from "../../../subgraphs/kit/decisions/own-schemas.js";
import { runSubgraph } from "../../../subgraphs/kit/graph/run-subgraph.js";
import { serveSubgraph } from "../../../subgraphs/kit/graph/serve-subgraph.js";
import { HopGate } from "../../../subgraphs/kit/hop/hop-gate.js";
import { HopSender } from "../../../subgraphs/kit/hop/hop-sender.js";
import type { Policies } from "../../../subgraphs/kit/policy/policies.js";
import type { SourceOver } from "../../../subgraphs/kit/sources/registry.js";
import { DOMAINS } from "../../../subgraphs/kit/sources/source.js";
import { SqlSettlements } from "../../../subgraphs/persons/backends/sql-settlements.js";
import { heldRecords } from "../../../subgraphs/world/held-records.js";
import { loadDomain } from "../../../subgraphs/world/load-world.js";
import type { WorldPlan } from "../../../subgraphs/world/seeded.js";
import { REGISTRY } from "../../contract/loaded-world.js";
import { RememberedTrail } from "../audit.js";
import { policiesWith } from "../authority.js";
import { hopEnds } from "../hop.js";
import { withoutMoments } from "./questions.js";
import { settledPairs } from "./settled-pairs.js";
import type { CopiedRecords } from "./world-copies.js";
import { refill } from "./world-tables.js";

export const SIDES = ["one", "other"] as const;
export type Side = (typeof SIDES)[number];

/** Everything that the graph says to one question, and what it puts down of whom it told. */
export interface Told {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: string;
  /** What the log says of it: of whose records the officer was told. */
  readonly entries: readonly unknown[];
  /** How many records those are. */
  readonly records: number;
}

/** What is the case at the moment: who asks, which world is asked, and who decides. */
interface Moment {
  side: Side;
  authority: Authority;
  /** In place of what the committed policies say. */
  policies: Partial<Policies>;
}

/** One gateway over the same subgraphs twice, each over database schemas of its own. */
export class TwoWorlds implements AsyncDisposable {
  readonly schema: GraphQLSchema;
  readonly index: AccessIndex;
  readonly #opened: Opened;

  private constructor(opened: Opened, schema: GraphQLSchema, index: AccessIndex) {
    this.#opened = opened;
    this.schema = schema;
    this.index = index;
  }

  static async open(plan: WorldPlan): Promise<TwoWorlds> {
    const resources = new AsyncDisposableStack();
    const moment: Moment = { side: "one", authority: TRAINING_AUTHORITY, policies: {} };
    const policies = policiesWith(() => moment.policies);
    const log: string[] = [];
    const audit = new RememberedTrail();
    const logger = pino({ level: "trace" }, streamTo(log));
    const database = resources.use(openPglite());
    const clients = new Map<Side, ReadonlyMap<string, SubgraphClient>>();
    for (const side of SIDES) {
      const sources = SOURCES[side];
      for (const domain of DOMAINS)
        await loadDomain(plan, domain, { sources, databases: () => database, onRecords: () => {} });
      clients.set(side, await openSubgraphs(sources, ownOf(side, database), { policies, logger, resources }));
      await settleLinks(ownOf(side, database), plan);
    }
    const supergraphSdl = await readSupergraph();
    const graph = await createGraph({
      supergraphSdl,
      subgraphs: new Map([
        ...SUBGRAPH_NAMES.map((name) => [name, switchedClient(clients, name, moment)] as const),
        [ACCESS_LOG, await accessLogSubgraph(undefined, policies)] as const,
      ]),
      audit,
      introspection: true,
      fieldRightsOf: fieldRightsBy(policies),
    });
    const authorityOf = async (): Promise<Authority> => moment.authority;
    const settings = { host: "127.0.0.1", port: 0, deadlineMs: 30_000, authorityOf, explorer: false, logger };
    const { url } = resources.use(await serveGraph(new GraphInUse({ server: graph, version: null }), settings));
    const schema = await readSchema(await send(url, getIntrospectionQuery()));
    return new TwoWorlds(
      { url, plan, database, audit, log, moment, resources },
      schema,
      compileAccessIndex(parse(supergraphSdl)),
    );
  }

  fill(side: Side, records: CopiedRecords): Promise<void> {
    return refill(this.#opened.database, SOURCES[side], records);
  }

  /** One question at a time: who asks is the same for all that is under way. */
  async ask(side: Side, authority: Authority, query: string): Promise<Told> {
    const { url, audit, moment } = this.#opened;
    Object.assign(moment, { side, authority });
    audit.entries.length = 0;
    const response = await send(url, query);
    return {
      status: response.status,
      headers: headersOf(response),
      body: withoutMoments(await response.text()),
      entries: audit.entries.map(loggedOf),
      records: audit.entries.reduce((count, { payload }) => count + ("refs" in payload ? payload.refs.length : 0), 0),
    };
  }

  /** From now on these decide in place of the committed policies, where they say anything, and what officers said is gone. */
  async decideBy(policies: Partial<Policies>): Promise<void> {
    const { database, moment, plan } = this.#opened;
    moment.policies = policies;
    for (const side of SIDES) {
      await database.run(`TRUNCATE ${OWN_TABLES.map((table) => `${prefixOf(side)}${table}`).join(", ")}`);
      await settleLinks(ownOf(side, database), plan);
    }
  }

  /** All that was logged since the last time. */
  takeLog(): string {
    return this.#opened.log.splice(0).join("");
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#opened.resources.disposeAsync();
  }
}

interface Opened {
  readonly url: string;
  readonly plan: WorldPlan;
  readonly database: Database;
  readonly audit: RememberedTrail;
  readonly log: string[];
  readonly moment: Moment;
  readonly resources: AsyncDisposableStack;
}

const SOURCES: Readonly<Record<Side, readonly SourceOver<"sql">[]>> = {
  one: sourcesOf("one"),
  other: sourcesOf("other"),
};

/** Each side's tables are its own, and no source is ever too busy or too slow to answer. */
function sourcesOf(side: Side): readonly SourceOver<"sql">[] {
  return REGISTRY.map((source) => {
    const { mapping } = source.connector;
    const connector = { ...source.connector, mapping: { ...mapping, schema: `${prefixOf(side)}${mapping.schema}` } };
    return { ...source, connector, concurrency: 1_000, deadlineMs: 30_000 };
  });
}

/** What officers say in one world is unknown in the other, too. */
function ownOf(side: Side, database: Database): OwnSchemas {
  return { database, prefix: prefixOf(side) };
}

function prefixOf(side: Side): string {
  return `${side}_`;
}

/** What officers said, and which candidates they were told of. */
const OWN_TABLES = ["crosscheck_persons.decision", "crosscheck_biometrics.decision", "crosscheck_biometrics.telling"];

/** Each a service of its own, as they are where a country runs one. */
async function openSubgraphs(
  sources: readonly SourceOver<"sql">[],
  own: OwnSchemas,
  settings: {
    readonly policies: Policies;
    readonly logger: Logger;
    readonly resources: AsyncDisposableStack;
  },
): Promise<ReadonlyMap<string, SubgraphClient>> {
  const { policies, logger, resources } = settings;
  const clients = new Map<string, SubgraphClient>();
  for (const name of SUBGRAPH_NAMES) {
    const connections = { databases: () => own.database, own };
    const running = await runSubgraph(await createSubgraph(name, sources, connections, policies));
    const ends = hopEnds(name);
    const gate = new HopGate(ends.gate);
    const served = resources.use(await serveSubgraph(running, { host: "127.0.0.1", port: 0, gate, logger }));
    clients.set(name, resources.use(httpSubgraph(served.url, new HopSender(ends.sender))));
  }
  return clients;
}

/** Whatever may be told of either end: what is settled is the same in both worlds. */
async function settleLinks(own: OwnSchemas, plan: WorldPlan): Promise<void> {
  const settlements = new SqlSettlements(own);
  const persons = [...heldRecords(plan, "persons")].map(({ record }) => record);
  const request = { authority: TRAINING_AUTHORITY, signal: AbortSignal.timeout(60_000) };
  const statement = { state: "SAME_PERSON", reason: "They were seen to be one person." } as const;
  for (const pair of settledPairs(persons)) await settlements.settle(pair, statement, request);
}

function streamTo(lines: string[]): Writable {
  return new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
}

/** The subgraph of the world that is asked at the moment. */
function switchedClient(
  clients: ReadonlyMap<Side, ReadonlyMap<string, SubgraphClient>>,
  name: string,
  moment: Moment,
): SubgraphClient {
  return {
    fetch: (operation, terms) => {
      const client = clients.get(moment.side)?.get(name);
      if (client === undefined) throw new Error(`There is no subgraph ${name}.`);
      return client.fetch(operation, terms);
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

function send(url: string, query: string): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
}

/** All of an entry that is not another each time: the question was the same, and so must be what was told. */
function loggedOf({ retention, payload }: AuditEntry): unknown {
  return payload.kind === "RELEASE" ? { retention, payload } : { retention, kind: payload.kind };
}

function headersOf(response: Response): readonly string[] {
  const ofTheMoment = new Set(["date", "content-length"]);
  return [...response.headers].filter(([name]) => !ofTheMoment.has(name)).map(([name, value]) => `${name}: ${value}`);
}

async function readSchema(response: Response): Promise<GraphQLSchema> {
  const { data } = (await response.json()) as { readonly data: IntrospectionQuery };
  return buildClientSchema(data);
}
