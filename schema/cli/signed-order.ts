import { InvalidInput } from "../../subgraphs/kit/errors.js";
import { orderSchema, signOrder } from "../registry/envelope.js";
import type { Order } from "../registry/envelope.js";
import { nextSequence } from "../registry/order-rules.js";
import type { RegistryStore } from "../registry/registry-store.js";
import { readSigningKey } from "./registry-option.js";

/** Whose order it is, and the file of the key that signs it. */
interface Signer {
  readonly owner: string;
  readonly key: string;
}

/** An order before it is said whose it is, and which in their row. */
type Unsigned<Each> = Each extends Order ? Omit<Each, "owner" | "publishedAt" | "sequence"> : never;

/** What an owner orders of one subgraph, or of the whole graph, signed. @throws InvalidInput */
export async function signedOrder(
  store: RegistryStore,
  { owner, key }: Signer,
  order: Unsigned<Order>,
): Promise<string> {
  const sequence = nextSequence(await store.version(await store.newest()), order.name);
  const read = readOrder({ ...order, owner, publishedAt: new Date().toISOString(), sequence });
  return signOrder(read, await readSigningKey(key));
}

/** @throws InvalidInput that names every part of the order that cannot be used */
export function readOrder(order: unknown): Order {
  const read = orderSchema.safeParse(order);
  if (read.success) return read.data;
  throw new InvalidInput(
    read.error.issues.map(({ path, message }) => ({
      code: "INVALID_OPTION",
      path: path.map((step) => (typeof step === "number" ? step : String(step))),
      message,
    })),
  );
}
