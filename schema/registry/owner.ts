import { createPublicKey } from "node:crypto";
import { z } from "zod";
import { isSubgraphOf } from "../checks/checked-change.js";
import { GRAPH } from "../checks/schema-change.js";
import { KeySet, publicKeysSchema } from "../../subgraphs/kit/hop/keys.js";

/** `GRAPH`, or the three letters of a country or an organisation. */
export const ownerCodeSchema = z.string().regex(/^(?:GRAPH|[A-Z]{3})$/);

/** Who publishes subgraphs, and the keys by which that is known. */
export const ownerSchema = z.strictObject({
  owner: ownerCodeSchema,
  keys: publicKeysSchema.shape.keys,
  /** Whether the operator lets its subgraphs be in the graph's own network. */
  allowPrivateAddress: z.boolean().default(false),
});
export type Owner = z.output<typeof ownerSchema>;

/** Whether an owner's subgraphs may be on loopback or a private network: the graph's own always may. */
export function mayBePrivate({ owner, allowPrivateAddress }: Pick<Owner, "owner" | "allowPrivateAddress">): boolean {
  return owner === GRAPH || allowPrivateAddress;
}

/** The same, as a registry has it. */
export async function mayOwnerBePrivate(
  store: { owners(): Promise<readonly Owner[]> },
  code: string,
): Promise<boolean> {
  const known = (await store.owners()).find(({ owner }) => owner === code);
  return mayBePrivate(known ?? { owner: code, allowPrivateAddress: false });
}

/** The keys of an owner, to verify with. */
export function keysOf({ keys }: Owner): KeySet {
  return new KeySet(
    keys.map((jwk) => ({ id: jwk.kid, from: jwk.nbf, key: createPublicKey({ key: jwk, format: "jwk" }) })),
  );
}

/** Whether a name that nobody has yet is this owner's to take: a country's begins with its code, the graph's own with no country's. */
export function isInNamespace(name: string, owner: string): boolean {
  if (owner !== GRAPH) return isSubgraphOf(name, owner);
  return !/^[a-z]{3}(?:-|$)/.test(name);
}
