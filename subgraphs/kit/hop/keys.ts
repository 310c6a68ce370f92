import { createPrivateKey, createPublicKey, createSecretKey } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { z } from "zod";
import { InvalidConfiguration } from "../errors.js";

/** One key of a set. What it is used for follows from its kind alone, never from what a message says. */
export interface Key {
  readonly id: string;
  /** From when on it signs, seconds since 1970. It verifies from the moment it is read. */
  readonly from: number;
  readonly key: KeyObject;
}

const ofEveryKey = {
  kid: z.string().regex(/^[\w.-]{1,64}$/),
  nbf: z.int().min(0).default(0),
  use: z.literal("sig").optional(),
};
const bytes32 = z.base64url().length(43);
const ed25519 = {
  ...ofEveryKey,
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: bytes32,
  alg: z.literal("EdDSA").optional(),
};
const publicKeySchema = z.strictObject(ed25519);
const privateKeySchema = z.strictObject({ ...ed25519, d: bytes32 });
const secretKeySchema = z.strictObject({
  ...ofEveryKey,
  kty: z.literal("oct"),
  k: z.base64url().min(43),
  alg: z.literal("HS256").optional(),
});

/** How keys are kept: a JWK set (RFC 7517), with `nbf` for when a key begins to sign. */
export const publicKeysSchema = z.strictObject({ keys: z.array(publicKeySchema).min(1) });
export const privateKeysSchema = z.strictObject({ keys: z.array(privateKeySchema).min(1) });
export const secretKeysSchema = z.strictObject({ keys: z.array(secretKeySchema).min(1) });

/** Several keys of one kind, all of which verify; the newest that is in force signs. So keys change without a failed request. */
export class KeySet {
  readonly #byId: ReadonlyMap<string, Key>;
  readonly #newestFirst: readonly Key[];

  /** @throws InvalidConfiguration when two keys share an id */
  constructor(keys: readonly Key[]) {
    this.#byId = new Map(keys.map((key) => [key.id, key]));
    if (this.#byId.size < keys.length) throw new InvalidConfiguration("Two keys of one set have the same id.");
    this.#newestFirst = keys.toSorted((one, other) => other.from - one.from);
  }

  find(id: string): Key | undefined {
    return this.#byId.get(id);
  }

  /** @param now seconds since 1970 @throws InvalidConfiguration when no key is in force yet */
  signing(now: number): Key {
    const key = this.#newestFirst.find(({ from }) => from <= now);
    if (key === undefined) throw new InvalidConfiguration("No key of the set is in force yet.");
    return key;
  }
}

/** Where the keys of the moment are found; they change while the process runs. */
export interface Keys {
  readonly current: KeySet;
}

export type KeyKind = "private" | "public" | "secret";

/**
 * Reads a JWK set: Ed25519 keys, private or public, or secrets for HMAC-SHA256.
 * @throws InvalidConfiguration that says which member is at fault, and repeats nothing of the text
 */
export function readKeySet(kind: KeyKind, text: string): KeySet {
  const jwks = parseJson(text);
  switch (kind) {
    case "private":
      return new KeySet(
        read(privateKeysSchema, jwks).map((jwk) => keyOf(jwk, createPrivateKey({ key: jwk, format: "jwk" }))),
      );
    case "public":
      return new KeySet(
        read(publicKeysSchema, jwks).map((jwk) => keyOf(jwk, createPublicKey({ key: jwk, format: "jwk" }))),
      );
    case "secret":
      return new KeySet(
        read(secretKeysSchema, jwks).map((jwk) => keyOf(jwk, createSecretKey(Buffer.from(jwk.k, "base64url")))),
      );
  }
}

function keyOf({ kid, nbf }: { readonly kid: string; readonly nbf: number }, key: KeyObject): Key {
  return { id: kid, from: nbf, key };
}

/** The reader's own message would quote the text, which holds secrets. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidConfiguration("It is no JSON.");
  }
}

function read<Jwk>(schema: z.ZodType<{ keys: Jwk[] }>, jwks: unknown): readonly Jwk[] {
  const result = schema.safeParse(jwks);
  if (result.success) return result.data.keys;
  const places = result.error.issues.map(({ path, code }) => `${path.map(String).join(".") || "the set"} (${code})`);
  throw new InvalidConfiguration(`It is no set of such keys: ${places.join(", ")}.`);
}
