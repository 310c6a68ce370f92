import { createHash } from "node:crypto";
import {
  createSigner,
  digestAlgorithm,
  extension,
  signatureAlgorithm,
  signBytes,
  signed,
  writeCertificate,
  writeName,
} from "./certificates.js";
import type { Algorithm, CertificateRequest, Digest, Signer } from "./certificates.js";
import { contentsOf, element, integer, octets, oid, printable, sequence, setOf, time } from "./der.js";
import type { Der } from "./der.js";

/** When the chips of the tests are examined. */
export const NOW = new Date("2026-03-01T12:00:00Z");

export const ZONE = "P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<C01X00T478D<<6408125F2702283<<<<<<<<<<<<<<<4";

/** How a state signs: its authority, its document signer, and what it digests with. */
export interface Chain {
  readonly name: string;
  readonly authority: Signer;
  readonly documentSigner: Signer;
  readonly digest: Digest;
  readonly version: 0 | 1;
}

export function createChain(name: string, algorithm: Algorithm, digest: Digest, version: 0 | 1 = 0): Chain {
  return { name, authority: createSigner(algorithm), documentSigner: createSigner(algorithm), digest, version };
}

/** What a test wants otherwise than a state would have it. */
export interface Deviation {
  readonly authority?: Partial<CertificateRequest>;
  readonly documentSigner?: Partial<CertificateRequest>;
  readonly zone?: string;
  readonly signingTime?: string | null;
  /** Who signs in truth, under the document signer's certificate. */
  readonly signedBy?: Signer;
  readonly listed?: readonly number[];
  /** Changes the digests after they have been signed. */
  readonly alterContent?: (content: Der) => Der;
  readonly alterAttributes?: (attributes: readonly Der[]) => readonly Der[];
  readonly withoutAttributes?: boolean;
  readonly signatureAlgorithm?: Der;
  readonly withoutCertificate?: boolean;
  readonly revoked?: readonly number[];
  readonly revocationUntil?: string;
}

export interface Chip {
  readonly files: Readonly<Record<"EF_COM" | "EF_SOD" | "DG1" | "DG2" | "DG11" | "DG14" | "DG15", Buffer>>;
  readonly authority: Der;
  readonly documentSigner: Der;
  readonly revocationList: Der;
}

const DATA_GROUPS = { DG1: 1, DG2: 2, DG11: 11, DG14: 14, DG15: 15 } as const;
const DATA_GROUP_TAGS = [
  0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70,
];

/** A chip as the chain's state makes it, but for the deviation. */
export function makeChip(chain: Chain, deviation: Deviation = {}): Chip {
  const authority = writeAuthority(chain, deviation.authority);
  const documentSigner = writeDocumentSigner(chain, deviation.documentSigner);
  const groups = {
    DG1: element(0x61, element(0x5f1f, Buffer.from(deviation.zone ?? ZONE))),
    DG2: writeFaceFile(Buffer.from("a face that nobody has")),
    DG11: writeDetails(),
    DG14: element(0x6e, setOf(sequence(oid("0.4.0.127.0.7.2.2.3.2.2"), integer(1)))),
    DG15: element(0x6f, chain.documentSigner.spki),
  };
  const listed = deviation.listed ?? Object.values(DATA_GROUPS);
  const tags = Buffer.from(listed.map((number) => DATA_GROUP_TAGS[number - 1] ?? 0));
  const common = element(
    0x60,
    element(0x5f01, Buffer.from("0107")),
    element(0x5f36, Buffer.from("040000")),
    element(0x5c, tags),
  );
  const content = writeSecurityContent(chain, groups);
  const signedData = writeSignedData(
    chain,
    { content, type: "2.23.136.1.1.1", certificate: documentSigner },
    deviation,
  );
  return {
    files: { EF_COM: common, EF_SOD: element(0x77, signedData), ...groups },
    authority,
    documentSigner,
    revocationList: writeRevocationList(chain, deviation),
  };
}

export function writeAuthority({ authority }: Chain, changes: Partial<CertificateRequest> = {}): Der {
  return writeCertificate({
    country: "DE",
    name: "Authority",
    issuerName: "Authority",
    serial: 1,
    from: "2014-01-01",
    until: "2034-01-01",
    subject: authority,
    issuer: authority,
    extensions: [
      extension.keyUsage(5, 6),
      extension.authority(),
      extension.subjectKey(authority),
      extension.authorityKey(authority),
    ],
    ...changes,
  });
}

export function writeDocumentSigner(
  { authority, documentSigner }: Chain,
  changes: Partial<CertificateRequest> = {},
): Der {
  return writeCertificate({
    // As states do: in small letters here, in capitals there.
    country: "de",
    name: "Document Signer 7",
    issuerName: "authority",
    serial: 0x7007,
    from: "2016-01-01",
    until: "2028-01-01",
    subject: documentSigner,
    issuer: authority,
    extensions: [
      extension.keyUsage(0),
      extension.subjectKey(documentSigner),
      extension.authorityKey(authority),
      extension.keyPeriod("2016-01-01", "2018-01-01"),
    ],
    ...changes,
  });
}

function writeSecurityContent(
  { digest, version }: Chain,
  groups: Readonly<Record<keyof typeof DATA_GROUPS, Buffer>>,
): Der {
  const hashes = Object.entries(DATA_GROUPS).map(([name, number]) => {
    const file = groups[name as keyof typeof DATA_GROUPS];
    return sequence(integer(number), octets(createHash(digest).update(file).digest()));
  });
  const ldsVersion = version === 1 ? [sequence(printable("0108"), printable("040000"))] : [];
  return sequence(integer(version), digestAlgorithm(digest), sequence(...hashes), ...ldsVersion);
}

/** CMS signed data (RFC 5652) by the chain's document signer. */
export function writeSignedData(
  { documentSigner }: Chain,
  { content, type, certificate }: { readonly content: Der; readonly type: string; readonly certificate: Der },
  deviation: Deviation = {},
): Der {
  const by = deviation.signedBy ?? documentSigner;
  const { digest } = documentSigner.algorithm;
  const signingTime = deviation.signingTime === undefined ? "2017-02-01" : deviation.signingTime;
  const attributes = [
    attribute("1.2.840.113549.1.9.3", oid(type)),
    attribute("1.2.840.113549.1.9.4", octets(createHash(digest).update(content).digest())),
    ...(signingTime === null ? [] : [attribute("1.2.840.113549.1.9.5", time(signingTime))]),
  ];
  const isBare = deviation.withoutAttributes === true;
  const signature = signBytes(by, isBare ? content : setOf(...attributes));
  const altered = deviation.alterAttributes?.(attributes) ?? attributes;
  const shown = setOf(...altered);
  const implicit = Buffer.concat([Buffer.from([0xa0]), shown.subarray(1)]);
  const signerInfo = sequence(
    integer(1),
    issuerAndSerial(certificate),
    digestAlgorithm(digest),
    ...(isBare ? [] : [implicit]),
    deviation.signatureAlgorithm ?? signatureAlgorithm(documentSigner.algorithm),
    octets(signature),
  );
  const signedData = sequence(
    integer(3),
    setOf(digestAlgorithm(digest)),
    sequence(oid(type), element(0xa0, octets(deviation.alterContent?.(content) ?? content))),
    ...(deviation.withoutCertificate === true ? [] : [element(0xa0, certificate)]),
    setOf(signerInfo),
  );
  return sequence(oid("1.2.840.113549.1.7.2"), element(0xa0, signedData));
}

function writeRevocationList({ authority }: Chain, { revoked = [], revocationUntil = "2026-06-01" }: Deviation): Der {
  const entries = revoked.map((serial) => sequence(integer(serial), time("2025-05-01")));
  const body = sequence(
    integer(1),
    signatureAlgorithm(authority.algorithm),
    writeName("DE", "Authority"),
    time("2026-01-01"),
    time(revocationUntil),
    ...(entries.length === 0 ? [] : [sequence(...entries)]),
    element(0xa0, sequence(sequence(oid("2.5.29.20"), octets(integer(4))))),
  );
  return signed(body, authority);
}

function attribute(type: string, value: Der): Der {
  return sequence(oid(type), setOf(value));
}

/** Copied out of the certificate: the third and the first of what is signed in it. */
function issuerAndSerial(certificate: Der): Der {
  const body = contentsOf(contentsOf(certificate)[0] ?? Buffer.alloc(0));
  return sequence(body[3] ?? Buffer.alloc(0), body[1] ?? Buffer.alloc(0));
}

function writeDetails(): Der {
  return element(
    0x6b,
    element(0x5c, Buffer.from([0x5f, 0x0e, 0x5f, 0x10, 0x5f, 0x2b, 0x5f, 0x11])),
    element(0x5f0e, Buffer.from("MUSTERMANN<<ERIKA")),
    element(0x5f10, Buffer.from("640812-7")),
    element(0x5f2b, Buffer.from("19640812")),
    element(0x5f11, Buffer.from("BERLIN")),
  );
}

/** DG2 with one face (ISO/IEC 19794-5:2005), which is no picture at all. */
function writeFaceFile(picture: Buffer): Der {
  const face = Buffer.alloc(32);
  face.writeUInt32BE(32 + picture.length, 0);
  const header = Buffer.alloc(14);
  header.write("FAC\u0000010\u0000", 0, "latin1");
  header.writeUInt32BE(14 + 32 + picture.length, 8);
  header.writeUInt16BE(1, 12);
  const block = element(0x5f2e, header, face, picture);
  const template = element(0x7f60, element(0xa1, element(0x81, Buffer.from([2]))), block);
  return element(0x75, element(0x7f61, integer(1), template));
}
