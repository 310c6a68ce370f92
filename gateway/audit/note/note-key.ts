import { createPrivateKey, createPublicKey, hash } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { InvalidConfiguration } from "../../../subgraphs/kit/errors.js";

/** What a key signs: the log its own checkpoints, a witness those of others (C2SP signed-note, "Signature types"). */
export const SIGNATURE_TYPES = { log: 0x01, witness: 0x04 } as const;
export type Signatory = keyof typeof SIGNATURE_TYPES;

/** Who may have signed a note: a name, a role and an Ed25519 key, bound together by a short id. */
export interface NoteVerifier {
  readonly name: string;
  readonly signatory: Signatory;
  /** The first four bytes of the hash over name, type and key. */
  readonly keyId: Buffer;
  readonly publicKey: KeyObject;
}

export interface NoteSigner extends NoteVerifier {
  readonly privateKey: KeyObject;
}

const PUBLIC_KEY_BYTES = 32;
/** What stands before the 32 bytes of an Ed25519 key in SPKI (RFC 8410). */
const SPKI_HEAD = Buffer.from("302a300506032b6570032100", "hex");

const NAME = /^[^\s+]+$/u;

/** @throws InvalidConfiguration when the key is no Ed25519 private key in PEM, or the name has a space or a plus */
export function readSigner(name: string, signatory: Signatory, pem: string): NoteSigner {
  try {
    const privateKey = createPrivateKey(pem);
    if (privateKey.asymmetricKeyType !== "ed25519") throw new Error("not Ed25519");
    const publicKey = createPublicKey(pem);
    return { ...verifierOf(name, signatory, rawKey(publicKey)), publicKey, privateKey };
  } catch (cause) {
    throw new InvalidConfiguration(`The signing key of ${name} is no Ed25519 private key in PEM.`, { cause });
  }
}

/** `name+1a2b3c4d+AWhlbGxv…`: a public key as C2SP writes it ("Verifier keys"). */
export function writeVerifierKey({ name, signatory, keyId, publicKey }: NoteVerifier): string {
  const typed = Buffer.concat([Buffer.of(SIGNATURE_TYPES[signatory]), rawKey(publicKey)]);
  return `${name}+${keyId.toString("hex")}+${typed.toString("base64")}`;
}

/** @throws InvalidConfiguration when the text is no verifier key of ours */
export function readVerifierKey(text: string): NoteVerifier {
  const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text.trim()) ?? [];
  const typed = Buffer.from(base64 ?? "", "base64");
  const signatory = typed[0] === SIGNATURE_TYPES.log ? "log" : typed[0] === SIGNATURE_TYPES.witness ? "witness" : null;
  if (name === undefined || signatory === null || typed.length !== PUBLIC_KEY_BYTES + 1) {
    throw new InvalidConfiguration("A verifier key is a name, its id and an Ed25519 key: name+1a2b3c4d+AWhl…");
  }
  const verifier = verifierOf(name, signatory, typed.subarray(1));
  if (verifier.keyId.toString("hex") === id) return verifier;
  throw new InvalidConfiguration(`The id in the verifier key of ${name} is not that of its key.`);
}

function verifierOf(name: string, signatory: Signatory, raw: Buffer): NoteVerifier {
  if (!NAME.test(name)) throw new InvalidConfiguration("The name of a key has neither space nor plus.");
  const typed = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(SIGNATURE_TYPES[signatory]), raw]);
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: "der", type: "spki" });
  return { name, signatory, keyId: hash("sha256", typed, "buffer").subarray(0, 4), publicKey };
}

function rawKey(publicKey: KeyObject): Buffer {
  return publicKey.export({ format: "der", type: "spki" }).subarray(SPKI_HEAD.length);
}
