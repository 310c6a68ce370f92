import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from "jose";
import { z } from "zod";
import { InvalidConfiguration } from "../../subgraphs/kit/errors.js";

export const ISSUER_ALGORITHM = "EdDSA";

/** An Ed25519 key as RFC 8037 writes it. `d` is the secret half. */
const keySchema = z.object({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: z.string(),
  d: z.string(),
  kid: z.string(),
  use: z.literal("sig"),
  alg: z.literal(ISSUER_ALGORITHM),
});
const keysSchema = z.object({ keys: z.array(keySchema).min(1).max(2) });

export type IssuerKey = Readonly<z.output<typeof keySchema>>;

/** The keys of the local issuer, the one that signs first; after it the one before, whose tokens are still honoured. */
export type IssuerKeys = readonly IssuerKey[];

/** Reads the keys kept in the folder; the first to ask makes one. @throws InvalidConfiguration for a file of another kind */
export async function readIssuerKeys(folder: string): Promise<IssuerKeys> {
  const text = await readFile(keyFile(folder), "utf8").catch(() => null);
  if (text === null) return writeKeys(folder, [await newKey()]);
  try {
    return keysSchema.parse(JSON.parse(text)).keys;
  } catch (cause) {
    const message = `${keyFile(folder)} holds no keys of the local issuer: remove it, and a new one is made.`;
    throw new InvalidConfiguration(message, { cause });
  }
}

/** Makes a new key to sign with. The one before is kept, so that no token which is out already is refused. */
export async function rotateIssuerKeys(folder: string): Promise<IssuerKeys> {
  const [current] = await readIssuerKeys(folder);
  return writeKeys(folder, [await newKey(), ...(current === undefined ? [] : [current])]);
}

/** What the world may know of the keys. */
export function publicKeysOf(keys: IssuerKeys): { readonly keys: Omit<IssuerKey, "d">[] } {
  return { keys: keys.map(({ d: _secret, ...key }) => key) };
}

function keyFile(folder: string): string {
  return join(folder, "issuer.json");
}

async function newKey(): Promise<IssuerKey> {
  const { privateKey } = await generateKeyPair(ISSUER_ALGORITHM, { crv: "Ed25519", extractable: true });
  const key = await exportJWK(privateKey);
  return keySchema.parse({ ...key, kid: await calculateJwkThumbprint(key), use: "sig", alg: ISSUER_ALGORITHM });
}

/** Written beside and renamed, so that nobody ever reads half a file. */
async function writeKeys(folder: string, keys: IssuerKeys): Promise<IssuerKeys> {
  await mkdir(folder, { recursive: true });
  const beside = `${keyFile(folder)}.${process.pid}`;
  await writeFile(beside, JSON.stringify({ keys }, null, 2), { mode: 0o600 });
  await rename(beside, keyFile(folder));
  return keys;
}
