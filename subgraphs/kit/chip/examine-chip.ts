import { createHash } from "node:crypto";
import { parseMrz } from "../identifiers/mrz.js";
import type { Mrz } from "../identifiers/mrz.js";
import { reading } from "./chip-fault.js";
import { chipCheck, DATA_GROUP_FILES, numberOf } from "./chip-reason.js";
import type { ChipCheck, ChipReason } from "./chip-reason.js";
import { readContents } from "./chip-contents.js";
import type { ChipContents } from "./chip-contents.js";
import { sameBytes } from "./der.js";
import { examineSigner } from "./examine-signer.js";
import type { ChipFiles } from "./lds-file.js";
import { readSecurityObject } from "./security-object.js";
import type { SecurityObject } from "./security-object.js";
import { verifySignedData } from "./signed-data.js";
import type { TrustStore } from "./trust-store.js";

/**
 * SIGNED where every check that shows a state's signature has passed, FAILED where one has failed, NOT_ESTABLISHED where one
 * could not be made. None says that the chip is the one that the state made: that takes a question to the chip itself.
 */
export const CHIP_VERDICTS = ["SIGNED", "FAILED", "NOT_ESTABLISHED"] as const;
export type ChipVerdict = (typeof CHIP_VERDICTS)[number];

export interface ChipExamination {
  readonly verdict: ChipVerdict;
  readonly checks: readonly ChipCheck[];
  /** Whether DG1 itself is as a state signed it: only then does it show what the document said when it was made. */
  readonly isZoneSigned: boolean;
  readonly contents: ChipContents;
  /** The zone of DG1, as read; null where there is none. */
  readonly zone: Mrz | null;
}

/** Passive authentication (ICAO 9303-11 §5.1) of what was read off a chip. It never throws for what the files hold. */
export function examineChip(
  files: ChipFiles,
  { store, now }: { readonly store: TrustStore; readonly now: Date },
): ChipExamination {
  const { contents, checks: fileChecks } = readContents(files);
  const zone = readZone(contents.zoneText, now);
  const securityChecks = examineSecurity(files, contents, {
    store,
    now,
    issuingState: zone?.issuingCountry ?? null,
  });
  const checks = [...fileChecks, ...securityChecks, copyCheck(contents)];
  const verdict = verdictOf(checks);
  const isZoneSigned = checks.some(({ reason, file }) => reason === "DATA_GROUP_SIGNED" && file === "DG1");
  return { verdict, checks, isZoneSigned: isZoneSigned && verdict === "SIGNED", contents, zone };
}

interface SecurityQuestion {
  readonly store: TrustStore;
  readonly now: Date;
  readonly issuingState: string | null;
}

function examineSecurity(files: ChipFiles, contents: ChipContents, question: SecurityQuestion): readonly ChipCheck[] {
  const file = files.EF_SOD;
  if (file === undefined) return [chipCheck("SECURITY_OBJECT_MISSING", "EF_SOD")];
  const read = reading(() => readSecurityObject(file));
  if (!read.ok) return [chipCheck("SECURITY_OBJECT_UNREADABLE", "EF_SOD", read.fault.code)];
  const securityObject = read.value;
  return [
    chipCheck("SECURITY_OBJECT_READ", "EF_SOD"),
    ...listChecks(contents, securityObject),
    ...signatureChecks(securityObject, question),
    ...dataGroupChecks(files, securityObject),
  ];
}

function signatureChecks(securityObject: SecurityObject, question: SecurityQuestion): readonly ChipCheck[] {
  const { signedData } = securityObject;
  const signer = signedData.certificates.find(signedData.signer.isOf);
  if (signer === undefined) return [chipCheck("SIGNER_MISSING", "EF_SOD")];
  const reason = verifySignedData(signedData, signer) ?? "SIGNATURE_VALID";
  const others = examineSigner({ ...question, signer, securityObject });
  const reasons: readonly ChipReason[] = ["SIGNER_FOUND", reason, ...others];
  return reasons.map((one) => chipCheck(one, "EF_SOD"));
}

/** EF.COM is not signed: taken alone it can hide that a data group, and with it a protection, was taken away. */
function listChecks({ common }: ChipContents, { hashes }: SecurityObject): readonly ChipCheck[] {
  if (common === null) return [];
  const listed = common.dataGroups.toSorted((a, b) => a - b).join();
  const signed = [...hashes.keys()].toSorted((a, b) => a - b).join();
  return [chipCheck(listed === signed ? "LISTS_AGREE" : "LISTS_DIFFER", "EF_COM")];
}

function dataGroupChecks(files: ChipFiles, { digest, hashes }: SecurityObject): readonly ChipCheck[] {
  const given = new Map(DATA_GROUP_FILES.map((name) => [numberOf(name), files[name]] as const));
  const numbers = [...new Set([...hashes.keys(), ...given.keys()])].filter((number) => number !== null);
  return numbers
    .toSorted((a, b) => a - b)
    .flatMap((number) => {
      const [file, hash, name] = [given.get(number), hashes.get(number), `DG${String(number)}`];
      if (file === undefined) return hash === undefined ? [] : [chipCheck("DATA_GROUP_NOT_GIVEN", name)];
      if (hash === undefined) return [chipCheck("DATA_GROUP_NOT_SIGNED", name)];
      const isSame = sameBytes(createHash(digest).update(file).digest(), hash);
      return [chipCheck(isSame ? "DATA_GROUP_SIGNED" : "DATA_GROUP_CHANGED", name)];
    });
}

function copyCheck({ protocols, activeKey }: ChipContents): ChipCheck {
  const offers = activeKey !== null || (protocols?.offersChipAuthentication ?? false);
  return chipCheck(offers ? "COPY_NOT_EXCLUDED" : "COPY_CANNOT_BE_EXCLUDED");
}

/** What a state's signature on the chip rests on. That a list of revoked certificates is at hand is not part of it. */
const NEEDED: readonly string[] = ["SIGNATURE_VALID", "ISSUER_TRUSTED", "COUNTRY_AGREES"];

function verdictOf(checks: readonly ChipCheck[]): ChipVerdict {
  if (checks.some(({ outcome }) => outcome === "FAILED")) return "FAILED";
  const isShown = (needed: string): boolean => checks.some(({ reason }) => reason === needed);
  const isZoneShown = checks.some(({ reason, file }) => reason === "DATA_GROUP_SIGNED" && file === "DG1");
  return isZoneShown && NEEDED.every(isShown) ? "SIGNED" : "NOT_ESTABLISHED";
}

function readZone(text: string | null, now: Date): Mrz | null {
  if (text === null) return null;
  const zone = parseMrz(text, { asRead: true, today: now.toISOString().slice(0, 10) });
  return zone.ok ? zone.value : null;
}
