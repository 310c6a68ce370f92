import type { Order, PublishOrder, SwitchOrder, WithdrawOrder } from "./envelope.js";
import { GRAPH } from "../checks/schema-change.js";
import type { GraphVersion, PublishedSubgraph } from "./graph-version.js";
import { isInNamespace } from "./owner.js";
import { refused } from "./refused.js";

/** Where the sequence of orders about the whole graph is kept. */
export const WHOLE_GRAPH = "*";

/** The number that the next order about a subgraph, or about the whole graph, has to have. */
export function nextSequence(current: GraphVersion | null, name: string | null): number {
  return lastSequence(current, name) + 1;
}

function lastSequence(current: GraphVersion | null, name: string | null): number {
  const key = name ?? WHOLE_GRAPH;
  return current !== null && Object.hasOwn(current.sequences, key) ? (current.sequences[key] ?? 0) : 0;
}

/** @throws RegistryRefused REPLAYED */
export function refuseReplay(current: GraphVersion, order: Order): void {
  if (order.sequence <= lastSequence(current, order.name)) throw refused("REPLAYED");
}

/** The subgraph that an order is about. The operator may order what an owner may. @throws RegistryRefused NOT_IN_GRAPH, NOT_THE_OWNER */
export function ownSubgraph(
  { subgraphs }: GraphVersion,
  { name, owner }: WithdrawOrder | SwitchOrder,
): PublishedSubgraph {
  const subgraph = subgraphs.find((published) => published.name === name);
  if (subgraph === undefined) throw refused("NOT_IN_GRAPH");
  if (owner !== GRAPH && owner !== subgraph.owner) throw refused("NOT_THE_OWNER");
  return subgraph;
}

/** Who holds which subgraph disabled after an order. @throws RegistryRefused NOT_DISABLED */
export function disabledAfter(
  { disabled }: GraphVersion,
  { kind, name, owner }: SwitchOrder,
): GraphVersion["disabled"] {
  const before = Object.hasOwn(disabled, name) ? (disabled[name] ?? []) : [];
  if (kind === "enable" && !before.includes(owner)) throw refused("NOT_DISABLED");
  const others = before.filter((by) => by !== owner);
  const after = kind === "disable" ? [...others, owner] : others;
  const rest = Object.entries(disabled).filter(([known]) => known !== name);
  return Object.fromEntries(after.length === 0 ? rest : [...rest, [name, after]]);
}

/** @throws RegistryRefused NOT_THE_OWNER, OUTSIDE_NAMESPACE */
export function refuseForeignName({ names }: GraphVersion, { name, owner }: PublishOrder): void {
  const known = Object.hasOwn(names, name) ? names[name] : undefined;
  if (known !== undefined && known !== owner) throw refused("NOT_THE_OWNER");
  if (known === undefined && !isInNamespace(name, owner)) throw refused("OUTSIDE_NAMESPACE");
}
