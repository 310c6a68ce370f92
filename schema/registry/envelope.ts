import { CompactSign, compactVerify, decodeProtectedHeader } from "jose";
import { z } from "zod";
import type { Key, KeySet } from "../../subgraphs/kit/hop/keys.js";
import { ownerCodeSchema } from "./owner.js";
import { refused } from "./refused.js";

/** Marks what is signed here, so that nothing else that the same key signed passes for it (RFC 8725 §3.11). */
const TYPE = "crosscheck-registry+jws";
/** The largest signed text that is read: an SDL of 2 MiB in base64. */
const MOST_CHARACTERS = 3_000_000;

export const subgraphNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "Lower-case words with hyphens between: swe-wanted.")
  .max(64);

const ofEveryOrder = {
  owner: ownerCodeSchema,
  publishedAt: z.iso.datetime(),
  /** Greater with each order about the same subgraph, so that an older one cannot be played back. */
  sequence: z.int().min(1),
};

const publishSchema = z.strictObject({
  kind: z.literal("publish"),
  name: subgraphNameSchema,
  sdl: z.string().min(1),
  url: z.url({ protocol: /^https?$/ }),
  ...ofEveryOrder,
});

const rollbackSchema = z.strictObject({
  kind: z.literal("rollback"),
  /** The version of the graph to go back to. */
  to: z.int().min(1),
  /** The one subgraph that goes back; null where the whole graph does. */
  name: subgraphNameSchema.nullable(),
  ...ofEveryOrder,
});

const withdrawSchema = z.strictObject({
  kind: z.literal("withdraw"),
  /** The subgraph that leaves the graph. Its name stays its owner's. */
  name: subgraphNameSchema,
  ...ofEveryOrder,
});

/** The kill switch: the schema stays as it is, and the subgraph is not asked. */
const switchSchema = z.strictObject({
  kind: z.enum(["disable", "enable"]),
  name: subgraphNameSchema,
  ...ofEveryOrder,
});

/** What an owner orders the registry to do. */
export const orderSchema = z.discriminatedUnion("kind", [publishSchema, rollbackSchema, withdrawSchema, switchSchema]);
export type Order = z.output<typeof orderSchema>;
export type PublishOrder = z.output<typeof publishSchema>;
export type RollbackOrder = z.output<typeof rollbackSchema>;
export type WithdrawOrder = z.output<typeof withdrawSchema>;
export type SwitchOrder = z.output<typeof switchSchema>;

/** A JWS in its compact form (RFC 7515), signed with Ed25519. */
export function signOrder(order: Order, { id, key }: Key): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(order)))
    .setProtectedHeader({ alg: "EdDSA", kid: id, typ: TYPE })
    .sign(key);
}

/** Reads what a JWS says, without believing it. @throws RegistryRefused ENVELOPE_UNREADABLE */
export function readUnverified(jws: string): Order {
  if (jws.length > MOST_CHARACTERS) throw refused("ENVELOPE_UNREADABLE");
  try {
    const { alg, typ } = decodeProtectedHeader(jws);
    if (alg !== "EdDSA" || typ !== TYPE) throw refused("ENVELOPE_UNREADABLE");
    const [, payload = ""] = jws.split(".");
    return orderSchema.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  } catch (cause) {
    throw refused("ENVELOPE_UNREADABLE", { cause });
  }
}

/** @throws RegistryRefused SIGNATURE_WRONG where none of the keys has signed it */
export async function verifyOrder(jws: string, keys: KeySet): Promise<Order> {
  try {
    const { payload } = await compactVerify(
      jws,
      ({ kid = "" }) => {
        const key = keys.find(kid);
        if (key === undefined) throw refused("SIGNATURE_WRONG");
        return key.key;
      },
      { algorithms: ["EdDSA"] },
    );
    return orderSchema.parse(JSON.parse(Buffer.from(payload).toString()));
  } catch (cause) {
    throw refused("SIGNATURE_WRONG", { cause });
  }
}
