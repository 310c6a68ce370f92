import type { Order, PublishOrder } from "./envelope.js";
import type { GraphVersion } from "./graph-version.js";
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

/** @throws RegistryRefused NOT_THE_OWNER, OUTSIDE_NAMESPACE */
export function refuseForeignName({ names }: GraphVersion, { name, owner }: PublishOrder): void {
  const known = Object.hasOwn(names, name) ? names[name] : undefined;
  if (known !== undefined && known !== owner) throw refused("NOT_THE_OWNER");
  if (known === undefined && !isInNamespace(name, owner)) throw refused("OUTSIDE_NAMESPACE");
}
