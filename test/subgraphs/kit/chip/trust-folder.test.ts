import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { InvalidConfiguration } from "../../../../subgraphs/kit/errors.js";
import { examineChip } from "../../../../subgraphs/kit/chip/examine-chip.js";
import { openTrustFolder } from "../../../../subgraphs/kit/chip/trust-folder.js";
import { createSigner, extension, writeCertificate } from "../../../support/certificates.js";
import {
  createChain,
  makeChip,
  NOW,
  writeAuthority,
  writeDocumentSigner,
  writeSignedData,
} from "../../../support/chip.js";
import { integer, sequence, setOf } from "../../../support/der.js";
import type { Der } from "../../../support/der.js";
import { temporaryFolder } from "../../../support/processes.js";

const ECDSA = { kind: "ECDSA", curve: "brainpoolP256r1", digest: "sha256" } as const;
const germany = createChain("germany", ECDSA, "sha256");
/** Who signs lists of other states' authorities. */
const lister = createChain("lister", ECDSA, "sha256");
const chip = makeChip(germany);

/** Opens a folder with these files, and says how the chip's verdict and its list of withdrawn certificates come out. */
async function openWith(files: Readonly<Record<string, Uint8Array | string>>) {
  await using folder = await temporaryFolder();
  await Promise.all(Object.entries(files).map(([name, bytes]) => writeFile(join(folder.path, name), bytes)));
  const store = await openTrustFolder(folder.path);
  const { verdict, checks } = examineChip(chip.files, { store, now: NOW });
  return [verdict, checks.find(({ check }) => check === "REVOCATION")?.reason];
}

test.each<[string, Readonly<Record<string, Uint8Array | string>>]>([
  ["in DER", { "de.cer": chip.authority, "de.crl": chip.revocationList }],
  ["in PEM", { "de.pem": pem("CERTIFICATE", chip.authority), "de.crl": pem("X509 CRL", chip.revocationList) }],
  [
    "beside others in one file",
    {
      "all.pem": pem("CERTIFICATE", listerAuthority()) + pem("CERTIFICATE", chip.authority),
      "de.crl": chip.revocationList,
    },
  ],
  [
    "with files of other kinds",
    { "README.txt": "where they are from", "de.der": chip.authority, "de.crl": chip.revocationList },
  ],
  [
    "in a master list",
    { "lister.cer": listerAuthority(), "all.ml": masterList([chip.authority]), "de.crl": chip.revocationList },
  ],
])("an authority %s is trusted", async (_where, files) => {
  expect(await openWith(files)).toEqual(["SIGNED", "NOT_REVOKED"]);
});

test("an empty folder trusts nobody", async () => {
  expect(await openWith({})).toEqual(["NOT_ESTABLISHED", undefined]);
});

test("of a master list those that may not certify are left out", async () => {
  const noAuthority = writeAuthority(germany, { extensions: [extension.keyUsage(0)] });

  expect(await openWith({ "lister.cer": listerAuthority(), "all.ml": masterList([noAuthority]) })).toEqual([
    "NOT_ESTABLISHED",
    undefined,
  ]);
});

test.each<[string, Readonly<Record<string, Uint8Array | string>>, string]>([
  [
    "a certificate that is cut off",
    { "de.cer": chip.authority.subarray(0, 300) },
    "The trusted file de.cer is refused: it cannot be read (TLV_TRUNCATED).",
  ],
  [
    "a certificate that has not signed itself",
    { "de.cer": writeAuthority(germany, { issuer: createSigner(ECDSA) }) },
    "The trusted file de.cer is refused: its own signature does not match.",
  ],
  [
    "a master list whose signer nobody vouches for",
    { "de.cer": chip.authority, "all.ml": masterList([chip.authority]) },
    "The trusted file all.ml is refused: no authority of the folder has certified its signer.",
  ],
  [
    "a master list by a signer of documents",
    {
      "lister.cer": listerAuthority(),
      "all.ml": masterList([chip.authority], writeDocumentSigner(lister, { issuerName: "Lister" })),
    },
    "The trusted file all.ml is refused: no authority of the folder has certified its signer.",
  ],
  [
    "a master list that was changed",
    {
      "lister.cer": listerAuthority(),
      "all.ml": masterList([chip.authority], listSigner(), (content) => flipLast(content)),
    },
    "The trusted file all.ml is refused: no authority of the folder has certified its signer.",
  ],
  [
    "a list of withdrawn certificates by somebody else",
    { "lister.cer": listerAuthority(), "de.crl": chip.revocationList },
    "The trusted file de.crl is refused: no authority of the folder has signed it.",
  ],
])("%s stops the start, by its name", async (_what, files, message) => {
  await expect(openWith(files)).rejects.toThrow(new InvalidConfiguration(message));
});

test("a folder that is not there stops the start", async () => {
  await expect(openTrustFolder("/no/such/folder")).rejects.toThrow(InvalidConfiguration);
});

function listerAuthority(): Der {
  return writeAuthority(lister, { country: "UT", name: "Lister", issuerName: "Lister" });
}

function listSigner(): Der {
  return writeCertificate({
    country: "UT",
    name: "Master List Signer",
    issuerName: "Lister",
    serial: 3,
    from: "2016-01-01",
    until: "2030-01-01",
    subject: lister.documentSigner,
    issuer: lister.authority,
    extensions: [
      extension.keyUsage(0),
      extension.extendedUsage("2.23.136.1.1.3"),
      extension.authorityKey(lister.authority),
    ],
  });
}

function masterList(
  authorities: readonly Der[],
  certificate: Der = listSigner(),
  alterContent?: (content: Der) => Der,
): Der {
  const content = sequence(integer(0), setOf(...authorities));
  return writeSignedData(
    lister,
    { content, type: "2.23.136.1.1.2", certificate },
    alterContent === undefined ? {} : { alterContent },
  );
}

function flipLast(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  changed[bytes.length - 1] = (changed[bytes.length - 1] ?? 0) ^ 1;
  return changed;
}

function pem(kind: string, der: Buffer): string {
  return `-----BEGIN ${kind}-----\n${der.toString("base64")}\n-----END ${kind}-----\n`;
}
