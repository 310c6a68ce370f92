import { readFile } from "node:fs/promises";
import type { AccessOptions } from "../../gateway/access/access-options.js";
import type { AuditTrail } from "../../gateway/audit/audit-log.js";
import { accessLogSubgraph } from "../../gateway/graph/access-log-subgraph.js";
import { createGraph } from "../../gateway/graph/create-graph.js";
import type { GraphSettings } from "../../gateway/graph/create-graph.js";
import { httpSubgraph } from "../../gateway/graph/http-subgraph.js";
import type { SubgraphClient } from "../../gateway/graph/subgraph-client.js";
import { GraphInUse } from "../../gateway/graph/graph-in-use.js";
import { hopNeeds } from "../../gateway/hop-needs.js";
import { serveGraph } from "../../gateway/http/serve-graph.js";
import type { AuthorityOf } from "../../gateway/officer/authority-of.js";
import { TRAINING_AUTHORITY } from "../../gateway/officer/training.js";
import { readSupergraph } from "../../gateway/schema-files.js";
import type { AccessLogSource } from "../../subgraphs/access-log/index.js";
import { ACCESS_LOG, createSubgraph, SUBGRAPH_NAMES } from "../../subgraphs/all.js";
import type { SubgraphName } from "../../subgraphs/all.js";
import { EVERY_RIGHT } from "../../subgraphs/kit/access/field-rights.js";
import type { Subgraph } from "../../subgraphs/kit/graph/build-subgraph.js";
import { HopGate } from "../../subgraphs/kit/hop/hop-gate.js";
import { HopSender } from "../../subgraphs/kit/hop/hop-sender.js";
import { runSubgraph } from "../../subgraphs/kit/graph/run-subgraph.js";
import type { Operation } from "../../subgraphs/kit/graph/run-subgraph.js";
import { serveSubgraph } from "../../subgraphs/kit/graph/serve-subgraph.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import { createLogger } from "../../subgraphs/kit/process.js";
import type { World } from "../../subgraphs/world/index.js";
import { RememberedTrail } from "./audit.js";
import { POLICIES } from "./authority.js";
import { hopEnds, signingKey } from "./hop.js";

/** A fetch that the gateway made. */
export interface RecordedFetch extends Operation {
  readonly subgraph: string;
}

export interface Federation extends AsyncDisposable {
  readonly url: string;
  /** Where each subgraph listens. */
  readonly services: ReadonlyMap<string, string>;
  /** Signs what each subgraph is asked: for another gateway. */
  readonly senders: ReadonlyMap<string, HopSender>;
  /** Every fetch since the start, in order. */
  readonly fetches: readonly RecordedFetch[];
  /** Plans as the gateway made them. */
  readonly plans: readonly unknown[];
  ask(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly Record<string, unknown>[];
}

/**
 * The gateway and every subgraph as a service of its own, over real HTTP. In place of one of the world's stands another
 * subgraph, or whatever listens at an address.
 */
export async function startFederation(
  world: Pick<World, "sources" | "databases">,
  settings: {
    readonly deadlineMs?: number;
    /** One that nobody reads, where none is given. */
    readonly audit?: AuditTrail;
    /** The log that owners and superiors read; none, where none is given. */
    readonly accessLog?: AccessLogSource;
    /** The training officer, where nobody else asks. */
    readonly authorityOf?: AuthorityOf;
    /** Every right, where none are given. */
    readonly fieldRightsOf?: GraphSettings["fieldRightsOf"];
    readonly access?: AccessOptions;
    readonly instead?: Partial<Record<SubgraphName, Subgraph | string>>;
  } = {},
): Promise<Federation> {
  const resources = new AsyncDisposableStack();
  const services = new Map<string, string>();
  const senders = new Map<string, HopSender>();
  const tokenKey = signingKey("gateway-1");
  for (const name of SUBGRAPH_NAMES) {
    const ends = hopEnds(name, tokenKey);
    senders.set(name, new HopSender({ ...ends.sender, needs: await hopNeeds(name, POLICIES) }));
    const given = settings.instead?.[name];
    if (typeof given === "string") {
      services.set(name, given);
      continue;
    }
    const subgraph = given ?? (await createSubgraph(name, world.sources, world, POLICIES));
    const gate = new HopGate(ends.gate);
    const served = resources.use(
      await serveSubgraph(await runSubgraph(subgraph), { host: "127.0.0.1", port: 0, gate }),
    );
    services.set(name, served.url);
  }
  const fetches: RecordedFetch[] = [];
  const plans: unknown[] = [];
  const clients = [...senders].map(([name, sender]) => {
    const client = resources.use(httpSubgraph(services.get(name) ?? "", sender));
    return [name, recording(name, client, fetches)] as const;
  });
  const log = [ACCESS_LOG, resources.use(await accessLogSubgraph(settings.accessLog, POLICIES))] as const;
  const graph = await createGraph({
    supergraphSdl: await readSupergraph(),
    subgraphs: new Map([...clients, log]),
    introspection: true,
    audit: settings.audit ?? new RememberedTrail(),
    fieldRightsOf: settings.fieldRightsOf ?? (() => EVERY_RIGHT),
    access: settings.access ?? {},
    onPlan: (plan) => plans.push(plan),
  });
  const served = resources.use(
    await serveGraph(new GraphInUse({ server: graph, version: null }), {
      host: "127.0.0.1",
      port: 0,
      deadlineMs: settings.deadlineMs ?? 10_000,
      authorityOf: settings.authorityOf ?? (async () => TRAINING_AUTHORITY),
      explorer: false,
      logger: createLogger("silent"),
    }),
  );
  const url = `${served.url}/graphql`;
  return {
    url,
    services,
    senders,
    fetches,
    plans,
    ask: (query, variables, headers) => askOverHttp(url, query, variables, headers),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

export async function askOverHttp(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const { data = null, errors = [] } = JSON.parse(text);
  return { status: response.status, text, data, errors };
}

/** What the command line asks. */
export function checkOperation(): Promise<string> {
  return readFile(packageFile("schema/operations/check.graphql"), "utf8");
}

/** An answer without what differs from one asking to the next: ids and times. */
export function withoutTimes(text: string): string {
  return text
    .replace(/"id":"[0-9a-f-]{36}"/g, '"id":"…"')
    .replace(/"(askedAt|repliedAt)":"[^"]*"/g, '"$1":"…"')
    .replace(/"latencyMs":\d+/g, '"latencyMs":0');
}

function recording(subgraph: string, client: SubgraphClient, fetches: RecordedFetch[]): SubgraphClient {
  return {
    fetch: (operation, terms) => {
      fetches.push({ subgraph, ...operation });
      return client.fetch(operation, terms);
    },
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  };
}
