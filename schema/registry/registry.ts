import { GRAPH } from "../checks/schema-change.js";
import type { CheckReport, SchemaChange } from "../checks/schema-change.js";
import type { Finding } from "../checks/finding.js";
import { goneAfter } from "../checks/gone-rules.js";
import type { SubgraphSdl } from "../compose.js";
import { readUnverified, verifyOrder } from "./envelope.js";
import type { Order, PublishOrder, RollbackOrder, SwitchOrder, WithdrawOrder } from "./envelope.js";
import { digestOf, textsOf } from "./graph-version.js";
import type { GraphVersion, PublishedSubgraph, Texts } from "./graph-version.js";
import { disabledAfter, ownSubgraph, refuseForeignName, refuseReplay, WHOLE_GRAPH } from "./order-rules.js";
import { isInNamespace, keysOf, mayOwnerBePrivate } from "./owner.js";
import { refused, RegistryRefused } from "./refused.js";
import type { RegistryStore } from "./registry-store.js";

export interface RegistrySettings {
  readonly store: RegistryStore;
  /** Looks at a change before it is served. */
  readonly checkChange: (change: SchemaChange) => Promise<CheckReport>;
  /** @throws CrosscheckError where the subgraphs do not compose */
  readonly compose: (subgraphs: readonly SubgraphSdl[]) => string;
  /** What a change is checked against, beside the graph and its usage. */
  readonly operations: () => Promise<SchemaChange["operations"]>;
  readonly waivers: () => Promise<SchemaChange["waivers"]>;
  readonly now?: () => Date;
}

/** What came of an order that was followed. */
export interface Published {
  readonly version: GraphVersion;
  /** Warnings, and what was waived. */
  readonly findings: readonly Finding[];
}

/** As often an order is tried again when another was faster. Each try that fails is another's success. */
const MOST_TRIES = 50;
/** What is to become the next version. */
interface Draft {
  readonly change: GraphVersion["change"];
  readonly by: string;
  readonly orders: readonly string[];
  readonly sequences: readonly (readonly [string, number])[];
  readonly subgraphs: readonly PublishedSubgraph[];
  readonly supergraph: string;
  readonly texts: Texts;
  readonly gone: GraphVersion["gone"];
  /** Left out where the same are disabled as before. */
  readonly disabled?: GraphVersion["disabled"];
  readonly findings: readonly Finding[];
}

/**
 * Keeps every version of the graph and lets nothing in that its owner has not signed or that does not pass the checks.
 * Orders that come at once are followed one after the other, each checked against the graph that it joins; one that is
 * refused changes nothing.
 */
export class Registry {
  readonly #settings: RegistrySettings;
  readonly #store: RegistryStore;
  /** The end of the order that was given last. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(settings: RegistrySettings) {
    this.#settings = settings;
    this.#store = settings.store;
  }

  /** The first version, of several subgraphs at once: none of them would compose alone. @throws RegistryRefused */
  async seed(signed: readonly string[]): Promise<Published> {
    const orders = await Promise.all(signed.map((jws) => this.#openPublish(jws)));
    if (!orders.every(({ name, owner }) => isInNamespace(name, owner))) throw refused("OUTSIDE_NAMESPACE");
    const subgraphs = orders.map((order) => publishedSubgraph(order, 1));
    const supergraph = this.#settings.compose(orders);
    const draft: Draft = {
      change: { kind: "seed" },
      by: GRAPH,
      orders: signed.map(digestOf),
      sequences: orders.map(({ name, sequence }) => [name, sequence]),
      gone: {},
      subgraphs,
      supergraph: digestOf(supergraph),
      texts: textsOf([...signed, ...orders.map(({ sdl }) => sdl), supergraph]),
      findings: [],
    };
    if ((await this.#store.newest()) > 0) throw refused("ALREADY_SEEDED");
    const version = await this.#append(null, draft);
    if (version === null) throw refused("ALREADY_SEEDED");
    return { version, findings: [] };
  }

  /** Takes one subgraph's new version into the graph. @throws RegistryRefused */
  async publish(signed: string): Promise<Published> {
    const order = await this.#openPublish(signed);
    return this.#follow(order, (current) => this.#draftPublish(current, order, signed));
  }

  /** Goes back to an older version, of the whole graph or of one subgraph: as a new version. @throws RegistryRefused */
  async rollback(signed: string): Promise<Published> {
    const order = await this.#open(signed);
    if (order.kind !== "rollback") throw refused("ENVELOPE_UNREADABLE");
    if (order.name === null && order.owner !== GRAPH) throw refused("NOT_THE_OPERATOR");
    const old = await this.#store.version(order.to);
    if (old === null) throw refused("UNKNOWN_VERSION");
    return this.#follow(order, (current) => this.#draftRollback(current, order, old, signed));
  }

  /** Takes one subgraph out of the graph, where nothing that clients ask is lost by it. @throws RegistryRefused */
  async withdraw(signed: string): Promise<Published> {
    const order = await this.#open(signed);
    if (order.kind !== "withdraw") throw refused("ENVELOPE_UNREADABLE");
    return this.#follow(order, (current) => this.#draftWithdrawal(current, order, signed));
  }

  /** Has one subgraph asked no more, or again; the graph's schema stays as it is. @throws RegistryRefused */
  async switchTo(signed: string): Promise<Published> {
    const order = await this.#open(signed);
    if (order.kind !== "disable" && order.kind !== "enable") throw refused("ENVELOPE_UNREADABLE");
    return this.#follow(order, async (current) => this.#draftSwitch(current, order, signed));
  }

  /** Behind those given here before; of those given elsewhere it is seen afterwards whether one was faster. */
  #follow(order: Order, draftOf: (current: GraphVersion) => Promise<Draft>): Promise<Published> {
    const following = this.#last.then(() => this.#tryToFollow(order, draftOf));
    this.#last = following.catch(() => {});
    return following;
  }

  async #tryToFollow(order: Order, draftOf: (current: GraphVersion) => Promise<Draft>): Promise<Published> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const current = await this.#store.version(await this.#store.newest());
      if (current === null) throw refused("NOT_SEEDED");
      if (order.kind === "publish") refuseForeignName(current, order);
      refuseReplay(current, order);
      const draft = await draftOf(current);
      const version = await this.#append(current, draft);
      if (version !== null) return { version, findings: draft.findings };
    }
    throw refused("OVERTAKEN");
  }

  async #draftPublish(current: GraphVersion, order: PublishOrder, signed: string): Promise<Draft> {
    const { name, owner, sdl, url, sequence } = order;
    const subgraph = publishedSubgraph(order, current.number + 1);
    const { supergraphSdl, findings } = await this.#check(current, { name, owner, sdl, url });
    return {
      change: { kind: "publish", name },
      by: owner,
      orders: [digestOf(signed)],
      sequences: [[name, sequence]],
      subgraphs: withSubgraph(current.subgraphs, subgraph),
      supergraph: digestOf(supergraphSdl),
      texts: textsOf([signed, sdl, supergraphSdl]),
      gone: await this.#goneAfter(current, supergraphSdl),
      findings,
    };
  }

  async #draftWithdrawal(current: GraphVersion, order: WithdrawOrder, signed: string): Promise<Draft> {
    const { name, owner, sequence } = order;
    const subgraph = ownSubgraph(current, order);
    const sdl = await this.#store.text(subgraph.sdl);
    const { supergraphSdl, findings } = await this.#check(current, { ...subgraph, sdl, isWithdrawn: true });
    return {
      change: { kind: "withdraw", name },
      by: owner,
      orders: [digestOf(signed)],
      sequences: [[name, sequence]],
      subgraphs: current.subgraphs.filter((other) => other.name !== name),
      supergraph: digestOf(supergraphSdl),
      texts: textsOf([signed, supergraphSdl]),
      gone: await this.#goneAfter(current, supergraphSdl),
      findings,
    };
  }

  #draftSwitch(current: GraphVersion, order: SwitchOrder, signed: string): Draft {
    const { kind, name, owner, sequence } = order;
    ownSubgraph(current, order);
    return {
      change: { kind, name },
      by: owner,
      orders: [digestOf(signed)],
      sequences: [[name, sequence]],
      subgraphs: current.subgraphs,
      supergraph: current.supergraph,
      texts: textsOf([signed]),
      gone: current.gone,
      disabled: disabledAfter(current, order),
      findings: [],
    };
  }

  async #draftRollback(
    current: GraphVersion,
    { owner, to, name, sequence }: RollbackOrder,
    old: GraphVersion,
    signed: string,
  ): Promise<Draft> {
    const rest = {
      change: { kind: "rollback", to, name },
      by: owner,
      orders: [digestOf(signed)],
      sequences: [[name ?? WHOLE_GRAPH, sequence]],
    } as const;
    // What was served as a whole is served again as it was: in an emergency nothing may stand in the way.
    if (name === null)
      return {
        ...rest,
        subgraphs: old.subgraphs,
        supergraph: old.supergraph,
        texts: textsOf([signed]),
        gone: await this.#goneAfter(current, await this.#store.text(old.supergraph)),
        findings: [],
      };
    const subgraph = old.subgraphs.find((candidate) => candidate.name === name);
    if (subgraph === undefined) throw refused("UNKNOWN_VERSION");
    if (owner !== GRAPH && owner !== subgraph.owner) throw refused("NOT_THE_OWNER");
    const sdl = await this.#store.text(subgraph.sdl);
    const { supergraphSdl, findings } = await this.#check(current, { ...subgraph, sdl });
    return {
      ...rest,
      subgraphs: withSubgraph(current.subgraphs, subgraph),
      supergraph: digestOf(supergraphSdl),
      texts: textsOf([signed, supergraphSdl]),
      gone: await this.#goneAfter(current, supergraphSdl),
      findings,
    };
  }

  /** @throws RegistryRefused CHECKS_FAILED with every finding */
  async #check(
    current: GraphVersion,
    {
      name,
      owner,
      sdl,
      url,
      isWithdrawn = false,
    }: Pick<SchemaChange, "name" | "owner" | "sdl" | "url" | "isWithdrawn">,
  ): Promise<{ readonly supergraphSdl: string; readonly findings: readonly Finding[] }> {
    const { store, checkChange, operations, waivers } = this.#settings;
    const { supergraphSdl, findings, passed } = await checkChange({
      name,
      owner,
      sdl,
      url,
      isWithdrawn,
      mayBePrivate: await mayOwnerBePrivate(store, owner),
      current: await subgraphsOf(store, current),
      operations: await operations(),
      usage: await store.usage(),
      waivers: await waivers(),
      gone: current.gone,
    });
    if (!passed || supergraphSdl === null) throw new RegistryRefused("CHECKS_FAILED", findings);
    return { supergraphSdl, findings };
  }

  async #goneAfter({ supergraph, gone }: GraphVersion, next: string): Promise<GraphVersion["gone"]> {
    const rules = goneAfter(await this.#store.text(supergraph), next, gone);
    return Object.fromEntries(
      Object.entries(rules).map(([coordinate, rule]) => [coordinate, rule.map((term) => [...term])]),
    );
  }

  /** Null where another was faster. */
  async #append(current: GraphVersion | null, draft: Draft): Promise<GraphVersion | null> {
    const { change, by, orders, subgraphs, supergraph, sequences, texts, gone } = draft;
    const { disabled = current?.disabled ?? {} } = draft;
    const owners = subgraphs.map(({ name, owner }) => [name, owner] as const);
    const version: GraphVersion = {
      number: (current?.number ?? 0) + 1,
      madeAt: (this.#settings.now?.() ?? new Date()).toISOString(),
      by,
      change,
      orders: [...orders],
      subgraphs: subgraphs.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      supergraph,
      names: { ...current?.names, ...Object.fromEntries(owners) },
      sequences: { ...current?.sequences, ...Object.fromEntries(sequences) },
      gone,
      disabled,
    };
    return (await this.#store.append(version, texts)) ? version : null;
  }

  async #openPublish(signed: string): Promise<PublishOrder> {
    const order = await this.#open(signed);
    if (order.kind !== "publish") throw refused("ENVELOPE_UNREADABLE");
    return order;
  }

  /** The order, once it is known who gave it. @throws RegistryRefused */
  async #open(signed: string): Promise<Order> {
    const claimed = readUnverified(signed);
    const owner = (await this.#store.owners()).find((known) => known.owner === claimed.owner);
    if (owner === undefined) throw refused("UNKNOWN_OWNER");
    return verifyOrder(signed, keysOf(owner));
  }
}

/** The subgraphs of a version as composition reads them. */
export async function subgraphsOf(
  store: Pick<RegistryStore, "text">,
  { subgraphs }: GraphVersion,
): Promise<readonly SubgraphSdl[]> {
  return Promise.all(subgraphs.map(async ({ name, url, sdl }) => ({ name, url, sdl: await store.text(sdl) })));
}

function publishedSubgraph({ name, owner, url, sdl }: PublishOrder, since: number): PublishedSubgraph {
  return { name, owner, url, sdl: digestOf(sdl), since };
}

function withSubgraph(
  subgraphs: readonly PublishedSubgraph[],
  subgraph: PublishedSubgraph,
): readonly PublishedSubgraph[] {
  return [...subgraphs.filter(({ name }) => name !== subgraph.name), subgraph];
}
