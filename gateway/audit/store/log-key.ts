import { generateKeyPairSync } from "node:crypto";
import { readFile } from "node:fs/promises";
import { InvalidConfiguration } from "../../../subgraphs/kit/errors.js";
import { readSigner, readVerifierKey, writeVerifierKey } from "../note/note-key.js";
import type { NoteSigner, NoteVerifier } from "../note/note-key.js";
import { writeDurably } from "../../../subgraphs/kit/files/durable-files.js";
import { ifMissing } from "../../../subgraphs/kit/files/if-missing.js";
import type { LogFolder } from "./log-folder.js";

/**
 * The key that the log signs with, `log.key` in its folder, with its public half in `log.vkey` beside it.
 * @param origin the log's name, which stands in every checkpoint
 * @param mayMake whether a log without a key gets a new one: in production an operator gives it
 * @throws InvalidConfiguration when there is no key and none may be made, or it is not this origin's
 */
export async function openLogKey(
  folder: LogFolder,
  { origin, mayMake }: { readonly origin: string; readonly mayMake: boolean },
): Promise<NoteSigner> {
  const known = await readFile(folder.privateKey, "utf8").catch(ifMissing(null));
  if (known === null && !mayMake) {
    throw new InvalidConfiguration(
      `The audit log has no key: put an Ed25519 private key in PEM at ${folder.privateKey}.`,
    );
  }
  const pem = known ?? newPem();
  const signer = readSigner(origin, "log", pem);
  const verifierKey = `${writeVerifierKey(signer)}\n`;
  const stated = await readFile(folder.publicKey, "utf8").catch(ifMissing(null));
  if (stated === null) {
    await writeDurably(
      new Map([
        [folder.privateKey, pem],
        [folder.publicKey, verifierKey],
      ]),
      folder.path,
    );
  } else if (stated !== verifierKey) {
    throw new InvalidConfiguration(
      `${folder.publicKey} is not the public half of the log's key under the name ${origin}.`,
    );
  }
  return signer;
}

/** @throws InvalidConfiguration when the file is not there or holds no verifier key */
export async function readVerifierFile(path: string): Promise<NoteVerifier> {
  const text = await readFile(path, "utf8").catch(ifMissing(null));
  if (text === null) throw new InvalidConfiguration(`There is no key at ${path}.`);
  return readVerifierKey(text);
}

/** A new Ed25519 private key, PKCS #8 in PEM. */
export function newPem(): string {
  return generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }).toString();
}
