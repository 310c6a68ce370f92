import { expect, test } from "vitest";
import { readCertificate } from "../../../../subgraphs/kit/chip/certificate.js";
import { readRevocationList } from "../../../../subgraphs/kit/chip/revocation-list.js";
import { TrustStore } from "../../../../subgraphs/kit/chip/trust-store.js";
import { writeMrz } from "../../../../subgraphs/kit/identifiers/mrz-write.js";
import { createTravelDocuments } from "../../../../subgraphs/travel-documents/index.js";
import { createChain, makeChip, NOW, ZONE } from "../../../support/chip.js";
import type { Chip } from "../../../support/chip.js";
import { POLICIES } from "../../../support/authority.js";
import { askSubgraph } from "../../../support/subgraph.js";

const chain = createChain("state", { kind: "ECDSA", curve: "brainpoolP256r1", digest: "sha256" }, "sha256");
const chip = makeChip(chain);

const QUERY = `query ($mrz: String, $chip: ChipInput) {
  examineDocument(mrz: $mrz, chip: $chip) {
    verdict
    zone { documentNumber fields { field check } }
    chip { verdict isZoneSigned checks { check outcome reason file fault } zone { documentNumber } details { fullName } faces { format bytes } }
    comparison { field printed onChip isSame }
    remarks { code plausibility }
    canBeSaid { code }
    cannotBeSaid { code }
  }
}`;

interface Report {
  readonly verdict: string;
  readonly chip: {
    readonly verdict: string;
    readonly checks: readonly { readonly outcome: string; readonly reason: string }[];
  } | null;
  readonly comparison: readonly { readonly field: string; readonly isSame: boolean }[] | null;
  readonly remarks: readonly { readonly code: string }[];
  readonly canBeSaid: readonly { readonly code: string }[];
  readonly cannotBeSaid: readonly { readonly code: string }[];
}

function examine(variables: Readonly<Record<string, unknown>>, query = QUERY) {
  const trust = new TrustStore([readCertificate(chip.authority)], [readRevocationList(chip.revocationList)]);
  return askSubgraph(createTravelDocuments([], POLICIES, { trust, now: () => NOW }), query, variables);
}

async function reportOn(variables: Readonly<Record<string, unknown>>): Promise<Report> {
  const { data, errors } = await examine(variables);
  expect(errors).toBeUndefined();
  return (data as { readonly examineDocument: Report }).examineDocument;
}

function inputOf(files: Partial<Chip["files"]>): Readonly<Record<string, string>> {
  const fieldOf = (name: string): string =>
    name.replace("EF_COM", "efCom").replace("EF_SOD", "efSod").replace("DG", "dg");
  return Object.fromEntries(Object.entries(files).map(([name, file]) => [fieldOf(name), file.toString("base64")]));
}

const NOT_EXAMINED = ["PAPER_NOT_EXAMINED", "BEARER_NOT_COMPARED", "REGISTERS_NOT_ASKED"];
const codesOf = (entries: readonly { readonly code: string }[]) => entries.map(({ code }) => code);

test("a passport whose chip its state signed: what can be said, and what cannot", async () => {
  const report = await reportOn({ mrz: ZONE, chip: inputOf(chip.files) });

  expect(report).toEqual({
    verdict: "SIGNED",
    zone: {
      documentNumber: "C01X00T47",
      fields: expect.arrayContaining([{ field: "documentNumber", check: "VALID" }]),
    },
    chip: {
      verdict: "SIGNED",
      isZoneSigned: true,
      checks: expect.arrayContaining([
        { check: "SIGNATURE", outcome: "PASSED", reason: "SIGNATURE_VALID", file: "EF_SOD", fault: null },
      ]),
      zone: { documentNumber: "C01X00T47" },
      details: { fullName: "MUSTERMANN<<ERIKA" },
      faces: [{ format: "JPEG", bytes: 22 }],
    },
    comparison: expect.arrayContaining([
      { field: "documentNumber", printed: "C01X00T47", onChip: "C01X00T47", isSame: true },
    ]),
    remarks: [],
    canBeSaid: [{ code: "DATA_SIGNED_BY_STATE" }, { code: "PRINT_AGREES_WITH_CHIP" }],
    cannotBeSaid: ["CHIP_MAY_BE_A_COPY", ...NOT_EXAMINED].map((code) => ({ code })),
  });
});

test("a genuine chip in another document: the print is contradicted, field by field", async () => {
  // Another birthday, with check digits that anybody can work out.
  const print = writeMrz({
    format: "TD3",
    documentCode: "P",
    issuingCountry: "DEU",
    family: "Mustermann",
    given: "Erika",
    documentNumber: "C01X00T47",
    nationality: "DEU",
    dateOfBirth: "1974-08-12",
    sex: "F",
    expiry: "2027-02-28",
    optionalData: "",
    optionalData2: "",
  });

  const { verdict, comparison, canBeSaid, cannotBeSaid, remarks } = await reportOn({
    mrz: print,
    chip: inputOf(chip.files),
  });

  expect(verdict).toBe("CONTRADICTED");
  expect(remarks).toEqual([]);
  expect(comparison?.flatMap(({ field, isSame }) => (isSame ? [] : [field]))).toEqual(["dateOfBirth", "composite"]);
  expect(codesOf(canBeSaid)).toEqual(["DATA_SIGNED_BY_STATE", "PRINT_DIFFERS_FROM_CHIP"]);
  expect(codesOf(cannotBeSaid)).toEqual(["CHIP_MAY_BE_A_COPY", ...NOT_EXAMINED]);
});

test("a chip that its state did not sign so", async () => {
  const forged = makeChip(chain, { zone: ZONE.replace("ERIKA", "ELISA") });
  const files = { ...chip.files, DG1: forged.files.DG1 };

  const {
    verdict,
    chip: report,
    canBeSaid,
  } = await reportOn({ mrz: ZONE.replace("ERIKA", "ELISA"), chip: inputOf(files) });

  expect(verdict).toBe("CONTRADICTED");
  expect(report?.checks.filter(({ outcome }) => outcome === "FAILED").map(({ reason }) => reason)).toEqual([
    "DATA_GROUP_CHANGED",
  ]);
  expect(codesOf(canBeSaid)).toEqual(["CHIP_FAILED"]);
});

test("a zone alone proves nothing, and a chip by an unknown authority neither", async () => {
  const zoneAlone = await reportOn({ mrz: ZONE });
  const stranger = createChain("stranger", { kind: "ECDSA", curve: "prime256v1", digest: "sha256" }, "sha256");
  const names = { name: "Nobody", issuerName: "Nobody" };
  const unknown = makeChip(stranger, { authority: names, documentSigner: { issuerName: "Nobody" } });
  const chipAlone = await reportOn({ chip: inputOf(unknown.files) });

  expect([zoneAlone.verdict, zoneAlone.chip, codesOf(zoneAlone.canBeSaid)]).toEqual(["NOT_ESTABLISHED", null, []]);
  expect(codesOf(zoneAlone.cannotBeSaid)).toEqual(["ZONE_PROVES_NOTHING", ...NOT_EXAMINED]);
  expect([chipAlone.verdict, chipAlone.chip?.verdict]).toEqual(["NOT_ESTABLISHED", "NOT_ESTABLISHED"]);
  expect(codesOf(chipAlone.cannotBeSaid)).toEqual(["SIGNATURE_NOT_ESTABLISHED", "CHIP_MAY_BE_A_COPY", ...NOT_EXAMINED]);
});

test("a subgraph without a trust store trusts nobody", async () => {
  const answer = await askSubgraph(
    createTravelDocuments([], POLICIES),
    "query ($chip: ChipInput) { examineDocument(chip: $chip) { verdict } }",
    { chip: inputOf({ EF_SOD: chip.files.EF_SOD, DG1: chip.files.DG1 }) },
  );

  expect(answer).toEqual({ data: { examineDocument: { verdict: "NOT_ESTABLISHED" } } });
});

test.each<[string, Readonly<Record<string, unknown>>, string, readonly unknown[]]>([
  ["nothing at all", {}, "EMPTY_EXAMINATION", []],
  ["a chip without files", { chip: {} }, "EMPTY_EXAMINATION", []],
  ["a zone that is none", { mrz: "P<UTO" }, "INVALID_MRZ", ["mrz"]],
  ["a file that is not base64", { chip: { dg1: "a!" } }, "INVALID_BASE64", ["chip", "dg1"]],
  ["a file that is too long", { chip: { dg2: "AAAA".repeat(30_000) } }, "INVALID_BASE64", ["chip", "dg2"]],
])("%s is refused with its path", async (_what, variables, code, path) => {
  const { errors } = await examine(variables);

  expect(errors?.map(({ extensions }) => extensions)).toEqual([
    { code: "INVALID_INPUT", fields: [{ code, path, message: expect.any(String) }] },
  ]);
});
