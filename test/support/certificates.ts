import { constants, createHash, generateKeyPairSync, sign } from "node:crypto";
import type { KeyObject } from "node:crypto";
import {
  bits,
  element,
  generalizedDigits,
  integer,
  namedBits,
  nothing,
  octets,
  oid,
  printable,
  sequence,
  setOf,
  text,
  time,
  yes,
} from "./der.js";
import type { Der } from "./der.js";

export type Digest = "sha1" | "sha224" | "sha256" | "sha384" | "sha512";
export type Algorithm =
  | { readonly kind: "RSA" | "RSA_PSS"; readonly modulus: number; readonly digest: Digest }
  | { readonly kind: "ECDSA"; readonly curve: string; readonly explicit?: boolean; readonly digest: Digest };

/** Someone who signs: keys, and the algorithm that they are used with. */
export interface Signer {
  readonly algorithm: Algorithm;
  readonly privateKey: KeyObject;
  readonly spki: Buffer;
}

const DIGEST_OIDS: Readonly<Record<Digest, string>> = {
  sha1: "1.3.14.3.2.26",
  sha224: "2.16.840.1.101.3.4.2.4",
  sha256: "2.16.840.1.101.3.4.2.1",
  sha384: "2.16.840.1.101.3.4.2.2",
  sha512: "2.16.840.1.101.3.4.2.3",
};
const RSA_OIDS: Readonly<Record<Digest, string>> = {
  sha1: "1.2.840.113549.1.1.5",
  sha224: "1.2.840.113549.1.1.14",
  sha256: "1.2.840.113549.1.1.11",
  sha384: "1.2.840.113549.1.1.12",
  sha512: "1.2.840.113549.1.1.13",
};
const ECDSA_OIDS: Readonly<Record<Digest, string>> = {
  sha1: "1.2.840.10045.4.1",
  sha224: "1.2.840.10045.4.3.1",
  sha256: "1.2.840.10045.4.3.2",
  sha384: "1.2.840.10045.4.3.3",
  sha512: "1.2.840.10045.4.3.4",
};

export function createSigner(algorithm: Algorithm): Signer {
  const { privateKey, publicKey } =
    algorithm.kind === "ECDSA"
      ? generateKeyPairSync("ec", {
          namedCurve: algorithm.curve,
          paramEncoding: algorithm.explicit === true ? "explicit" : "named",
        })
      : generateKeyPairSync("rsa", { modulusLength: algorithm.modulus });
  return { algorithm, privateKey, spki: publicKey.export({ type: "spki", format: "der" }) };
}

export function digestAlgorithm(digest: Digest): Der {
  return sequence(oid(DIGEST_OIDS[digest]), nothing);
}

export function signatureAlgorithm({ kind, digest }: Algorithm): Der {
  switch (kind) {
    case "RSA":
      return sequence(oid(RSA_OIDS[digest]), nothing);
    case "ECDSA":
      return sequence(oid(ECDSA_OIDS[digest]));
    case "RSA_PSS": {
      const mask = sequence(oid("1.2.840.113549.1.1.8"), digestAlgorithm(digest));
      const salt = createHash(digest).digest().length;
      const parameters = [element(0xa0, digestAlgorithm(digest)), element(0xa1, mask), element(0xa2, integer(salt))];
      return sequence(oid("1.2.840.113549.1.1.10"), sequence(...parameters));
    }
  }
}

export function signBytes({ algorithm, privateKey }: Signer, bytes: Uint8Array): Buffer {
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return sign(algorithm.digest, bytes, { key: privateKey, ...(algorithm.kind === "RSA_PSS" ? pss : {}) });
}

export interface CertificateRequest {
  readonly country: string;
  readonly name: string;
  readonly issuerCountry?: string;
  readonly issuerName: string;
  readonly serial: number;
  readonly from: string;
  readonly until: string;
  readonly subject: Signer;
  readonly issuer: Signer;
  readonly extensions: readonly Der[];
}

export function writeCertificate(request: CertificateRequest): Der {
  const { country, name, issuerName, serial, from, until, subject, issuer, extensions } = request;
  const body = sequence(
    element(0xa0, integer(2)),
    integer(serial),
    signatureAlgorithm(issuer.algorithm),
    writeName(request.issuerCountry ?? country, issuerName),
    sequence(time(from), time(until)),
    writeName(country, name),
    subject.spki,
    element(0xa3, sequence(...extensions)),
  );
  return signed(body, issuer);
}

/** What is signed, the algorithm, the signature: certificates and lists of revoked ones. */
export function signed(body: Der, by: Signer): Der {
  return sequence(body, signatureAlgorithm(by.algorithm), bits(signBytes(by, body)));
}

export function writeName(country: string, name: string): Der {
  return sequence(
    setOf(sequence(oid("2.5.4.6"), printable(country))),
    setOf(sequence(oid("2.5.4.10"), text("Invented Passports"))),
    setOf(sequence(oid("2.5.4.3"), text(name))),
  );
}

function keyIdOf({ spki }: Signer): Buffer {
  return createHash("sha1").update(spki).digest();
}

export const extension = {
  keyUsage: (...usages: readonly number[]): Der => sequence(oid("2.5.29.15"), yes, octets(namedBits(...usages))),
  authority: (): Der => sequence(oid("2.5.29.19"), yes, octets(sequence(yes, integer(0)))),
  subjectKey: (of: Signer): Der => sequence(oid("2.5.29.14"), octets(octets(keyIdOf(of)))),
  authorityKey: (of: Signer): Der => sequence(oid("2.5.29.35"), octets(sequence(element(0x80, keyIdOf(of))))),
  extendedUsage: (usage: string): Der => sequence(oid("2.5.29.37"), yes, octets(sequence(oid(usage)))),
  keyPeriod: (from: string, until: string): Der =>
    sequence(
      oid("2.5.29.16"),
      octets(sequence(element(0x80, generalizedDigits(from)), element(0x81, generalizedDigits(until)))),
    ),
  unknownCritical: (): Der => sequence(oid("2.23.136.9.9"), yes, octets(nothing)),
};
