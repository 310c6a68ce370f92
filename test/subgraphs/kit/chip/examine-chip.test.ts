import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readCertificate } from "../../../../subgraphs/kit/chip/certificate.js";
import { examineChip } from "../../../../subgraphs/kit/chip/examine-chip.js";
import { readRevocationList } from "../../../../subgraphs/kit/chip/revocation-list.js";
import { TrustStore } from "../../../../subgraphs/kit/chip/trust-store.js";
import { createSigner, extension, signatureAlgorithm } from "../../../support/certificates.js";
import { createChains } from "../../../support/chains.js";
import { createChain, makeChip, NOW, ZONE } from "../../../support/chip.js";
import type { Chain, Chip, Deviation } from "../../../support/chip.js";

const chains = createChains();
/** Signs with the same algorithm as the chain's signer, and is not it. */
const otherSigners = new Map(chains.map((chain) => [chain, createSigner(chain.documentSigner.algorithm)]));

function storeOf({ authority, revocationList }: Pick<Chip, "authority" | "revocationList">): TrustStore {
  return new TrustStore([readCertificate(authority)], [readRevocationList(revocationList)]);
}

function examine(chip: Chip, store = storeOf(chip), now = NOW) {
  return examineChip(chip.files, { store, now });
}

/** The verdict, and the reasons of what did not pass. */
function outcomeOf(chip: Chip, store?: TrustStore, now?: Date) {
  const { verdict, checks } = examine(chip, store, now);
  const others = checks.filter(({ outcome }) => outcome !== "PASSED");
  return { verdict, reasons: others.map(({ reason }) => reason) };
}

const GENUINE = { verdict: "SIGNED", reasons: ["COPY_NOT_EXCLUDED"] };
const failedFor = (...reasons: readonly string[]) => ({
  verdict: "FAILED",
  reasons: [...reasons, "COPY_NOT_EXCLUDED"],
});

test("a chip as a state makes it: every check with its reason, and what the files say", () => {
  const [chain = createNone()] = chains;

  const { checks, contents, ...examination } = examine(makeChip(chain));

  expect(checks.map(({ check, outcome, reason, file }) => [check, outcome, reason, file])).toEqual([
    ["FILE", "PASSED", "FILE_READ", "EF_COM"],
    ["FILE", "PASSED", "FILE_READ", "DG1"],
    ["FILE", "PASSED", "FILE_READ", "DG2"],
    ["FILE", "PASSED", "FILE_READ", "DG11"],
    ["FILE", "PASSED", "FILE_READ", "DG14"],
    ["FILE", "PASSED", "FILE_READ", "DG15"],
    ["SECURITY_OBJECT", "PASSED", "SECURITY_OBJECT_READ", "EF_SOD"],
    ["FILE_LIST", "PASSED", "LISTS_AGREE", "EF_COM"],
    ["SIGNER", "PASSED", "SIGNER_FOUND", "EF_SOD"],
    ["SIGNATURE", "PASSED", "SIGNATURE_VALID", "EF_SOD"],
    ["ALGORITHMS", "PASSED", "ALGORITHMS_STRONG", "EF_SOD"],
    ["SIGNER_KEY_USAGE", "PASSED", "SIGNER_MAY_SIGN", "EF_SOD"],
    ["SIGNER_VALIDITY", "PASSED", "SIGNER_VALID", "EF_SOD"],
    ["ISSUER", "PASSED", "ISSUER_TRUSTED", "EF_SOD"],
    ["ISSUER_KEY_USAGE", "PASSED", "ISSUER_MAY_CERTIFY", "EF_SOD"],
    ["ISSUER_VALIDITY", "PASSED", "ISSUER_VALID", "EF_SOD"],
    ["REVOCATION", "PASSED", "NOT_REVOKED", "EF_SOD"],
    ["COUNTRY", "PASSED", "COUNTRY_AGREES", "EF_SOD"],
    ["DATA_GROUP", "PASSED", "DATA_GROUP_SIGNED", "DG1"],
    ["DATA_GROUP", "PASSED", "DATA_GROUP_SIGNED", "DG2"],
    ["DATA_GROUP", "PASSED", "DATA_GROUP_SIGNED", "DG11"],
    ["DATA_GROUP", "PASSED", "DATA_GROUP_SIGNED", "DG14"],
    ["DATA_GROUP", "PASSED", "DATA_GROUP_SIGNED", "DG15"],
    ["COPY", "UNDECIDED", "COPY_NOT_EXCLUDED", null],
  ]);
  expect(contents).toEqual({
    common: { ldsVersion: "0107", dataGroups: [1, 2, 11, 14, 15] },
    zoneText: ZONE,
    faces: [{ format: "JPEG", bytes: "a face that nobody has".length }],
    details: {
      fullName: "MUSTERMANN<<ERIKA",
      personalNumber: "640812-7",
      dateOfBirth: "19640812",
      placeOfBirth: "BERLIN",
    },
    protocols: { protocols: ["0.4.0.127.0.7.2.2.3.2.2"], offersChipAuthentication: true },
    activeKey: { kind: "RSA", bits: 2048 },
  });
  expect(examination).toEqual({
    verdict: "SIGNED",
    isZoneSigned: true,
    zone: expect.objectContaining({ issuingCountry: "DEU", documentNumber: "C01X00T47", family: "MUSTERMANN" }),
  });
});

describe.each(chains.map((chain) => [chain.name, chain] as const))("signed by %s", (_name, chain) => {
  const other = otherSigners.get(chain) ?? chain.documentSigner;
  const chip = (deviation: Deviation = {}): Chip => makeChip(chain, deviation);

  test("a chip as its state made it verifies", () => {
    expect(outcomeOf(chip())).toEqual(GENUINE);
  });

  test.each<[string, (made: Chip) => Chip, readonly string[]]>([
    [
      "another number in DG1",
      (made) => withFile(made, "DG1", flipAt(made.files.DG1, made.files.DG1.indexOf("01X00T47"))),
      ["DATA_GROUP_CHANGED"],
    ],
    ["another face", (made) => withFile(made, "DG2", flipAt(made.files.DG2, -3)), ["DATA_GROUP_CHANGED"]],
    [
      "a truncated security object",
      (made) => withFile(made, "EF_SOD", made.files.EF_SOD.subarray(0, -40)),
      ["SECURITY_OBJECT_UNREADABLE"],
    ],
    [
      "a truncated zone",
      (made) => withFile(made, "DG1", made.files.DG1.subarray(0, -2)),
      ["FILE_UNREADABLE", "COUNTRY_UNKNOWN", "DATA_GROUP_CHANGED"],
    ],
    ["another signature", (made) => withFile(made, "EF_SOD", flipAt(made.files.EF_SOD, -1)), ["SIGNATURE_INVALID"]],
  ])("%s is found", (_what, change, reasons) => {
    expect(outcomeOf(change(chip()))).toEqual(failedFor(...reasons));
  });

  test.each<[string, Deviation, readonly string[]]>([
    [
      "a changed digest",
      { alterContent: (content) => withChangedDigest(content, chain) },
      ["MESSAGE_DIGEST_DIFFERS", "DATA_GROUP_CHANGED"],
    ],
    [
      "a changed time of signing",
      { alterAttributes: (attributes) => attributes.with(2, flipAt(attributes[2] ?? Buffer.alloc(0), -3)) },
      ["SIGNATURE_INVALID"],
    ],
    ["another signer under the same certificate", { signedBy: other }, ["SIGNATURE_INVALID"]],
    ["a signature without what must be signed with it", { withoutAttributes: true }, ["SIGNED_ATTRIBUTES_MISSING"]],
    ["a certificate that is not there", { withoutCertificate: true }, ["SIGNER_MISSING"]],
    ["a signer that had expired", { documentSigner: { until: "2017-01-01" } }, ["SIGNER_EXPIRED"]],
    ["a signature before the signer was", { signingTime: "2015-06-01" }, ["SIGNER_EXPIRED"]],
    ["a key used after its time", { signingTime: "2018-06-01" }, ["SIGNED_OUTSIDE_KEY_PERIOD"]],
    ["a time of signing that lies ahead", { signingTime: "2027-06-01" }, ["SIGNED_IN_FUTURE"]],
    ["a signer that was withdrawn", { revoked: [0x7007] }, ["SIGNER_REVOKED"]],
    ["an authority that withdrew itself", { revoked: [1] }, ["ISSUER_REVOKED"]],
    ["an authority that had expired", { authority: { until: "2016-06-01" } }, ["ISSUER_EXPIRED"]],
    ["a signer for other uses", { documentSigner: { extensions: [extension.keyUsage(2)] } }, ["SIGNER_MAY_NOT_SIGN"]],
    [
      "a signer of master lists",
      { documentSigner: { extensions: [extension.keyUsage(0), extension.extendedUsage("2.23.136.1.1.3")] } },
      ["SIGNER_MAY_NOT_SIGN"],
    ],
    [
      "a signer with a demand that we do not know",
      { documentSigner: { extensions: [extension.keyUsage(0), extension.unknownCritical()] } },
      ["SIGNER_MAY_NOT_SIGN"],
    ],
    [
      "an authority that may not certify",
      { authority: { extensions: [extension.keyUsage(0), extension.authority()] } },
      ["ISSUER_MAY_NOT_CERTIFY"],
    ],
    [
      "a signer of another state than its authority",
      { documentSigner: { country: "FR", issuerCountry: "DE" } },
      ["COUNTRY_DIFFERS"],
    ],
    ["a zone of another state", { zone: ZONE.replace("P<D<<", "P<FRA") }, ["COUNTRY_DIFFERS"]],
    [
      "a certificate that its authority has not signed",
      { documentSigner: { issuer: other } },
      ["NOT_SIGNED_BY_ISSUER"],
    ],
    [
      "an algorithm of another kind of key",
      { signatureAlgorithm: algorithmOfAnotherKind(chain) },
      ["ALGORITHM_CONFUSION"],
    ],
    ["a data group that the chip does not list", { listed: [1, 2, 11, 14] }, ["LISTS_DIFFER"]],
  ])("%s is found", (_what, deviation, reasons) => {
    expect(outcomeOf(chip(deviation))).toEqual(failedFor(...reasons));
  });

  test("an authority that nobody trusts is no proof either way", () => {
    expect(outcomeOf(chip(), new TrustStore([], []))).toEqual({
      verdict: "NOT_ESTABLISHED",
      reasons: ["ISSUER_UNKNOWN", "COPY_NOT_EXCLUDED"],
    });
  });
});

const [rsaChain = createNone()] = chains;

test("SHA-1 and short keys are reported as weak and do not fail the chip", () => {
  const weak = createChain("weak", { kind: "RSA", modulus: 1024, digest: "sha1" }, "sha1");

  expect(outcomeOf(makeChip(weak))).toEqual({ verdict: "SIGNED", reasons: ["ALGORITHMS_WEAK", "COPY_NOT_EXCLUDED"] });
});

test("digests that differ between signer and signature are no way to sign", () => {
  const signatureOf = signatureAlgorithm({ kind: "RSA", modulus: 2048, digest: "sha512" });

  expect(outcomeOf(makeChip(rsaChain, { signatureAlgorithm: signatureOf }))).toEqual(failedFor("ALGORITHM_CONFUSION"));
});

test("a curve whose base point somebody chose is none, though its key stands in the store under the authority's name", () => {
  const chain = createChain(
    "chosen",
    { kind: "ECDSA", curve: "prime256v1", explicit: true, digest: "sha256" },
    "sha256",
  );
  const chip = makeChip(chain);
  const chosen = { ...chain.documentSigner, spki: withChosenBasePoint(chain.documentSigner.spki) };

  const { verdict, reasons } = outcomeOf(makeChip({ ...chain, documentSigner: chosen }), storeOf(chip));

  expect([verdict, reasons]).toEqual(["FAILED", ["FILE_UNREADABLE", "ALGORITHM_CONFUSION", "COPY_NOT_EXCLUDED"]]);
});

test("without a list of what was withdrawn, or with an old one, that is left open and said", () => {
  const chip = makeChip(rsaChain);
  const noList = new TrustStore([readCertificate(chip.authority)], []);

  expect(outcomeOf(chip, noList).reasons).toEqual(["NO_REVOCATION_LIST", "COPY_NOT_EXCLUDED"]);
  expect(outcomeOf(makeChip(rsaChain, { revocationUntil: "2026-02-01" })).reasons).toEqual([
    "REVOCATION_LIST_OLD",
    "COPY_NOT_EXCLUDED",
  ]);
});

test("a signer that has expired since it signed is valid; without a time of signing the present counts", () => {
  const later = new Date("2029-01-01T00:00:00Z");
  const deviation = { revocationUntil: "2030-01-01" };

  expect(outcomeOf(makeChip(rsaChain, deviation), undefined, later)).toEqual(GENUINE);
  expect(outcomeOf(makeChip(rsaChain, { ...deviation, signingTime: null }), undefined, later)).toEqual(
    failedFor("SIGNER_EXPIRED"),
  );
});

test("what was not given is left open: the verdict needs the zone and the security object", () => {
  const { files, ...chip } = makeChip(rsaChain);
  const { EF_SOD, DG1, DG2 } = files;
  const verdictOf = (given: Partial<Chip["files"]>) => {
    const { verdict, checks } = examineChip(given, { store: storeOf(chip), now: NOW });
    return [
      verdict,
      checks.flatMap(({ outcome, reason, file }) => (outcome === "UNDECIDED" ? [`${reason} ${String(file)}`] : [])),
    ];
  };

  const others = ["DATA_GROUP_NOT_GIVEN DG11", "DATA_GROUP_NOT_GIVEN DG14", "DATA_GROUP_NOT_GIVEN DG15"];
  const copy = "COPY_CANNOT_BE_EXCLUDED null";
  expect(verdictOf({ EF_SOD, DG1, DG2 })).toEqual(["SIGNED", [...others, copy]]);
  expect(verdictOf({ EF_SOD, DG2 })).toEqual([
    "NOT_ESTABLISHED",
    ["COUNTRY_UNKNOWN EF_SOD", "DATA_GROUP_NOT_GIVEN DG1", ...others, copy],
  ]);
  expect(verdictOf({ DG1, DG2 })).toEqual(["NOT_ESTABLISHED", ["SECURITY_OBJECT_MISSING EF_SOD", copy]]);
  expect(verdictOf({})).toEqual(["NOT_ESTABLISHED", ["SECURITY_OBJECT_MISSING EF_SOD", copy]]);
});

function withFile(chip: Chip, name: keyof Chip["files"], file: Buffer): Chip {
  return { ...chip, files: { ...chip.files, [name]: file } };
}

/** One bit changed, so that a digit stays a digit; a negative place counts from the end. */
function flipAt(bytes: Buffer, place: number): Buffer {
  const changed = Buffer.from(bytes);
  const at = place < 0 ? bytes.length + place : place;
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

function withChangedDigest(content: Buffer, chain: Chain): Buffer {
  const digest = createHash(chain.digest).update(makeChip(chain).files.DG2).digest();
  return flipAt(content, content.indexOf(digest));
}

function algorithmOfAnotherKind({ documentSigner: { algorithm } }: Chain): Buffer {
  const { digest } = algorithm;
  return signatureAlgorithm(
    algorithm.kind === "ECDSA"
      ? { kind: "RSA", modulus: 2048, digest }
      : { kind: "ECDSA", curve: "prime256v1", digest },
  );
}

/** The public point in place of the base point: the private key is then 1, and anybody can sign. */
function withChosenBasePoint(spki: Buffer): Buffer {
  const baseX = Buffer.from("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", "hex");
  const changed = Buffer.from(spki);
  spki.subarray(-64).copy(changed, changed.indexOf(baseX));
  return changed;
}

function createNone(): never {
  throw new Error("There is no chain.");
}
