import { randomBytes } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { SUBGRAPH_NAMES } from "../../subgraphs/all.js";
import { InvalidConfiguration } from "../../subgraphs/kit/errors.js";
import {
  GATEWAY,
  GRAPH,
  PUBLIC_SOURCE_KEYS,
  PUBLIC_TOKEN_KEYS,
  sharedKeys,
  SOURCE_KEYS,
  TOKEN_KEYS,
} from "../../subgraphs/kit/hop/key-folder.js";
import { newKeyId, newSigningKey, publicHalf, writeKeys } from "../../subgraphs/kit/hop/new-key.js";
import type { PrivateJwk } from "../../subgraphs/kit/hop/new-key.js";
import { privateKeysSchema, secretKeysSchema } from "../../subgraphs/kit/hop/keys.js";

type SecretJwk = z.output<typeof secretKeysSchema>["keys"][number];

/** All keys of a gateway and its subgraphs, as JWK. */
export interface KeyRing {
  readonly token: readonly PrivateJwk[];
  /** With which servers of other owners are asked, by whatever part asks them. */
  readonly sources: readonly PrivateJwk[];
  /** What the gateway shares with each subgraph. */
  readonly shared: ReadonlyMap<string, readonly SecretJwk[]>;
}

/**
 * How long the newest key must have signed before those before it may go, seconds: longer than a token lives, than a
 * request waits, and than a part takes to look at its files.
 */
export const SETTLED_AFTER_S = 60;

/** @param from when the keys begin to sign, seconds since 1970 */
export function createKeyRing(from: number): KeyRing {
  return {
    token: [newSigningKey(GATEWAY, from)],
    sources: [newSigningKey(GRAPH, from)],
    shared: new Map(SUBGRAPH_NAMES.map((name) => [name, [createSharedKey(name, from)]])),
  };
}

/** Adds a new key to each set. @param from when the new keys begin to sign, seconds since 1970 */
export function rotateKeyRing({ token, sources, shared }: KeyRing, from: number): KeyRing {
  return {
    token: [...token, newSigningKey(GATEWAY, from)],
    sources: [...sources, newSigningKey(GRAPH, from)],
    shared: new Map([...shared].map(([name, keys]) => [name, [...keys, createSharedKey(name, from)]])),
  };
}

/** Drops what nobody signs with any more. @param now seconds since 1970 */
export function retireKeys({ token, sources, shared }: KeyRing, now: number): KeyRing {
  return {
    token: stillNeeded(token, now),
    sources: stillNeeded(sources, now),
    shared: new Map([...shared].map(([name, keys]) => [name, stillNeeded(keys, now)])),
  };
}

function stillNeeded<Jwk extends { readonly nbf: number }>(keys: readonly Jwk[], now: number): readonly Jwk[] {
  const settled = keys.map(({ nbf }) => nbf).filter((nbf) => nbf + SETTLED_AFTER_S <= now);
  const newest = Math.max(0, ...settled);
  return keys.filter(({ nbf }) => nbf >= newest);
}

function createSharedKey(subgraph: string, from: number): SecretJwk {
  const k = randomBytes(32).toString("base64url");
  return { kty: "oct", alg: "HS256", use: "sig", kid: newKeyId(subgraph), nbf: from, k };
}

/** @throws InvalidConfiguration where a file is missing or is none of ours */
export async function readKeyRing(folder: string): Promise<KeyRing> {
  const { keys: token } = await readJwks(join(folder, TOKEN_KEYS), privateKeysSchema);
  const { keys: sources } = await readJwks(join(folder, SOURCE_KEYS), privateKeysSchema);
  const shared = new Map<string, readonly SecretJwk[]>();
  for (const name of SUBGRAPH_NAMES) {
    shared.set(name, (await readJwks(join(folder, sharedKeys(name)), secretKeysSchema)).keys);
  }
  return { token, sources, shared };
}

/** Writes one file for each part and secret, each replaced in one step: a part that reads meanwhile reads the old or the new. */
export async function writeKeyRing(folder: string, { token, sources, shared }: KeyRing): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const [name, keys] of shared) await writeKeys(join(folder, sharedKeys(name)), { keys }, 0o600);
  await writeKeys(join(folder, PUBLIC_TOKEN_KEYS), { keys: token.map(publicHalf) }, 0o644);
  await writeKeys(join(folder, TOKEN_KEYS), { keys: token }, 0o600);
  await writeKeys(join(folder, PUBLIC_SOURCE_KEYS), { keys: sources.map(publicHalf) }, 0o644);
  await writeKeys(join(folder, SOURCE_KEYS), { keys: sources }, 0o600);
}

async function readJwks<Jwks>(path: string, schema: z.ZodType<Jwks>): Promise<Jwks> {
  try {
    return schema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    // Neither reason is passed on: it may quote a secret.
    throw new InvalidConfiguration(`${path} holds no keys. Make new ones with npm run keys, in an empty folder.`);
  }
}
