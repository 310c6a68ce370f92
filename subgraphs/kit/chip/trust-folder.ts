import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { InvalidConfiguration } from "../errors.js";
import { readCertificate } from "./certificate.js";
import type { Certificate } from "./certificate.js";
import { reading } from "./chip-fault.js";
import { readMasterList } from "./master-list.js";
import { readRevocationList } from "./revocation-list.js";
import { isSignedByOneOf, isSound, mayCertify, TrustStore } from "./trust-store.js";

const CERTIFICATES = [".cer", ".crt", ".der", ".pem"];
const REVOCATION_LISTS = [".crl"];
const MASTER_LISTS = [".ml", ".mls"];
const KINDS: readonly string[] = [...CERTIFICATES, ...REVOCATION_LISTS, ...MASTER_LISTS];
const PEM = /-----BEGIN [A-Z0-9 ]+-----([A-Za-z0-9+/=\s]+)-----END [A-Z0-9 ]+-----/g;

interface TrustFile {
  readonly name: string;
  readonly kind: string;
  /** What the file holds: one in DER, or several in PEM. */
  readonly parts: readonly Uint8Array[];
}

/**
 * Reads a folder of authorities (`.cer`, `.crt`, `.der`, `.pem`), lists of revoked certificates (`.crl`) and master lists
 * (`.ml`, `.mls`), each in DER or PEM. A master list counts only where its signer was certified by an authority that lies in
 * the folder by itself, a list of revoked certificates where one of all of them has signed it.
 * @throws InvalidConfiguration that names the file
 */
export async function openTrustFolder(folder: string): Promise<TrustStore> {
  const files = await readFiles(folder);
  const anchors = partsOf(files, CERTIFICATES).map(([name, bytes]) => readAuthority(name, bytes));
  const listed = partsOf(files, MASTER_LISTS).flatMap(([name, bytes]) => {
    const list = unwrap(name, () => readMasterList(bytes));
    if (!list.isSignedUnder(anchors)) throw refuse(name, "no authority of the folder has certified its signer");
    return list.authorities.filter((authority) => mayCertify(authority) && isSound(authority));
  });
  const authorities = [...anchors, ...listed];
  const lists = partsOf(files, REVOCATION_LISTS).map(([name, bytes]) => {
    const list = unwrap(name, () => readRevocationList(bytes));
    if (!isSignedByOneOf(list, authorities)) throw refuse(name, "no authority of the folder has signed it");
    return list;
  });
  return new TrustStore(authorities, lists);
}

function readAuthority(name: string, bytes: Uint8Array): Certificate {
  const authority = unwrap(name, () => readCertificate(bytes));
  if (!isSound(authority)) throw refuse(name, "its own signature does not match");
  return authority;
}

async function readFiles(folder: string): Promise<readonly TrustFile[]> {
  const names = (
    await readdir(folder).catch((cause: unknown) => {
      throw new InvalidConfiguration(`The folder ${folder} of trusted authorities cannot be read.`, { cause });
    })
  ).toSorted();
  return Promise.all(
    names.filter(isTrustFile).map(async (name) => ({
      name,
      kind: extname(name).toLowerCase(),
      parts: partsIn(await readFile(join(folder, name))),
    })),
  );
}

function isTrustFile(name: string): boolean {
  return KINDS.includes(extname(name).toLowerCase());
}

function partsIn(bytes: Buffer): readonly Uint8Array[] {
  const blocks = bytes.includes("-----BEGIN ") ? [...bytes.toString("latin1").matchAll(PEM)] : [];
  return blocks.length === 0 ? [bytes] : blocks.map(([, text = ""]) => Buffer.from(text, "base64"));
}

function partsOf(files: readonly TrustFile[], kinds: readonly string[]): readonly (readonly [string, Uint8Array])[] {
  return files
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ name, parts }) => parts.map((bytes) => [name, bytes] as const));
}

function unwrap<T>(name: string, read: () => T): T {
  const result = reading(read);
  if (result.ok) return result.value;
  throw refuse(name, `it cannot be read (${result.fault.code})`);
}

function refuse(name: string, why: string): InvalidConfiguration {
  return new InvalidConfiguration(`The trusted file ${name} is refused: ${why}.`);
}
