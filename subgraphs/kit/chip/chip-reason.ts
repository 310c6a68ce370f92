import { CHIP_FILES } from "./lds-file.js";
import type { ChipFileName } from "./lds-file.js";

/** WEAK holds, but on an algorithm that proves little; UNDECIDED could not be checked, which says nothing either way. */
export const CHIP_OUTCOMES = ["PASSED", "WEAK", "FAILED", "UNDECIDED"] as const;
export type ChipOutcome = (typeof CHIP_OUTCOMES)[number];

/** What is looked at, in the order in which an officer reads it. */
export const CHIP_CHECKS = [
  "FILE",
  "FILE_LIST",
  "SECURITY_OBJECT",
  "SIGNER",
  "SIGNATURE",
  "ALGORITHMS",
  "SIGNER_KEY_USAGE",
  "SIGNER_VALIDITY",
  "ISSUER",
  "ISSUER_KEY_USAGE",
  "ISSUER_VALIDITY",
  "REVOCATION",
  "COUNTRY",
  "DATA_GROUP",
  "COPY",
] as const;
export type ChipCheckName = (typeof CHIP_CHECKS)[number];

/** Every reason that a check of a chip gives: which check it is of, how that ended, and what an officer reads. */
export const CHIP_REASONS = {
  FILE_READ: ["FILE", "PASSED", "The file can be read."],
  FILE_UNREADABLE: ["FILE", "FAILED", "The file is not what the norm asks for."],
  LISTS_AGREE: ["FILE_LIST", "PASSED", "The chip lists the data groups that are signed."],
  LISTS_DIFFER: [
    "FILE_LIST",
    "FAILED",
    "The chip lists other data groups than are signed: one was added or taken away.",
  ],
  SECURITY_OBJECT_READ: ["SECURITY_OBJECT", "PASSED", "The security object can be read."],
  SECURITY_OBJECT_MISSING: ["SECURITY_OBJECT", "UNDECIDED", "No security object was given: nothing can be verified."],
  SECURITY_OBJECT_UNREADABLE: ["SECURITY_OBJECT", "FAILED", "The security object is not what the norm asks for."],
  SIGNER_FOUND: ["SIGNER", "PASSED", "The security object holds the certificate of its signer."],
  SIGNER_MISSING: ["SIGNER", "FAILED", "The security object does not hold the certificate of its signer."],
  SIGNATURE_VALID: ["SIGNATURE", "PASSED", "The signer has signed the digests of the data groups."],
  SIGNED_ATTRIBUTES_MISSING: ["SIGNATURE", "FAILED", "What must be signed with the digests is missing."],
  CONTENT_TYPE_DIFFERS: ["SIGNATURE", "FAILED", "What was signed is of another kind than a chip's digests."],
  MESSAGE_DIGEST_DIFFERS: ["SIGNATURE", "FAILED", "The digests of the data groups are not those that were signed."],
  ALGORITHM_CONFUSION: ["SIGNATURE", "FAILED", "The algorithms that are named do not belong together or to the key."],
  SIGNATURE_INVALID: ["SIGNATURE", "FAILED", "The signature is not of the certificate's key."],
  ALGORITHMS_STRONG: ["ALGORITHMS", "PASSED", "Digests and keys are of a strength in use today."],
  ALGORITHMS_WEAK: ["ALGORITHMS", "WEAK", "SHA-1 or a short RSA key is in use: the signature proves less than others."],
  SIGNER_MAY_SIGN: ["SIGNER_KEY_USAGE", "PASSED", "The signer's certificate is one for signing documents."],
  SIGNER_MAY_NOT_SIGN: ["SIGNER_KEY_USAGE", "FAILED", "The signer's certificate is not one for signing documents."],
  SIGNER_VALID: ["SIGNER_VALIDITY", "PASSED", "The signer's certificate was valid at the time of signing."],
  SIGNER_EXPIRED: ["SIGNER_VALIDITY", "FAILED", "The signer's certificate was not valid at the time of signing."],
  SIGNED_IN_FUTURE: ["SIGNER_VALIDITY", "FAILED", "The stated time of signing lies ahead."],
  SIGNED_OUTSIDE_KEY_PERIOD: [
    "SIGNER_VALIDITY",
    "FAILED",
    "The signer's key was used before or after its time for signing.",
  ],
  ISSUER_TRUSTED: ["ISSUER", "PASSED", "An authority of the trust store has issued the signer's certificate."],
  ISSUER_UNKNOWN: [
    "ISSUER",
    "UNDECIDED",
    "No authority of the trust store has issued the signer's certificate: it may be forged, or the store incomplete.",
  ],
  NOT_SIGNED_BY_ISSUER: ["ISSUER", "FAILED", "The signer's certificate names an authority that has not signed it."],
  ISSUER_MAY_CERTIFY: ["ISSUER_KEY_USAGE", "PASSED", "The authority's certificate is one for signing certificates."],
  ISSUER_MAY_NOT_CERTIFY: [
    "ISSUER_KEY_USAGE",
    "FAILED",
    "The authority's certificate is not one for signing certificates.",
  ],
  ISSUER_VALID: ["ISSUER_VALIDITY", "PASSED", "The authority's certificate was valid at the time of signing."],
  ISSUER_EXPIRED: ["ISSUER_VALIDITY", "FAILED", "The authority's certificate was not valid at the time of signing."],
  NOT_REVOKED: ["REVOCATION", "PASSED", "The authority has not withdrawn the signer's certificate."],
  SIGNER_REVOKED: ["REVOCATION", "FAILED", "The authority has withdrawn the signer's certificate."],
  ISSUER_REVOKED: ["REVOCATION", "FAILED", "The authority has withdrawn its own certificate."],
  NO_REVOCATION_LIST: ["REVOCATION", "UNDECIDED", "The trust store has no list of what this authority has withdrawn."],
  REVOCATION_LIST_OLD: ["REVOCATION", "UNDECIDED", "The list of what this authority has withdrawn is out of date."],
  COUNTRY_AGREES: ["COUNTRY", "PASSED", "The state that signed is the one that the chip names as issuer."],
  COUNTRY_DIFFERS: ["COUNTRY", "FAILED", "Another state signed than the chip names as issuer."],
  COUNTRY_UNKNOWN: ["COUNTRY", "UNDECIDED", "Which state the certificate or the chip names cannot be told."],
  DATA_GROUP_SIGNED: ["DATA_GROUP", "PASSED", "The data group is as it was signed."],
  DATA_GROUP_CHANGED: ["DATA_GROUP", "FAILED", "The data group is not as it was signed."],
  DATA_GROUP_NOT_SIGNED: ["DATA_GROUP", "FAILED", "The data group is not among those that were signed."],
  DATA_GROUP_NOT_GIVEN: ["DATA_GROUP", "UNDECIDED", "The data group is signed but was not given."],
  COPY_NOT_EXCLUDED: ["COPY", "UNDECIDED", "The chip offers to prove that it is no copy; it was not asked to."],
  COPY_CANNOT_BE_EXCLUDED: [
    "COPY",
    "UNDECIDED",
    "Nothing that was given shows a way to prove that the chip is no copy.",
  ],
} as const satisfies Record<string, readonly [ChipCheckName, ChipOutcome, string]>;

export type ChipReason = keyof typeof CHIP_REASONS;

/** One thing that was looked at. */
export interface ChipCheck {
  readonly check: ChipCheckName;
  readonly outcome: ChipOutcome;
  readonly reason: ChipReason;
  readonly explanation: string;
  /** Which file it is about: `DG1`, or `DG3` of which only the digest was given; null where it is about the chip. */
  readonly file: string | null;
  /** Why a file cannot be read: `TLV_TRUNCATED`. */
  readonly fault: string | null;
}

export function chipCheck(reason: ChipReason, file: string | null = null, fault: string | null = null): ChipCheck {
  const [check, outcome, explanation] = CHIP_REASONS[reason];
  return { check, outcome, reason, explanation, file, fault };
}

/** The number of a data group that we read; null for the two files that are none. */
export function numberOf(file: ChipFileName): number | null {
  return file.startsWith("DG") ? Number(file.slice(2)) : null;
}

/** Those that hold data, in order. */
export const DATA_GROUP_FILES = CHIP_FILES.filter((file) => numberOf(file) !== null);
