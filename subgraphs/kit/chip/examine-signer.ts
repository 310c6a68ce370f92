import { countryName, parseCountry } from "../identifiers/country.js";
import { isSelfIssued, isSignedBy } from "./certificate.js";
import type { Certificate } from "./certificate.js";
import type { ChipReason } from "./chip-reason.js";
import { KEY_USAGE } from "./extensions.js";
import { isWeak } from "./signature.js";
import type { SecurityObject } from "./security-object.js";
import { mayCertify } from "./trust-store.js";
import type { TrustStore } from "./trust-store.js";

export interface SignerQuestion {
  readonly signer: Certificate;
  readonly securityObject: SecurityObject;
  readonly store: TrustStore;
  readonly now: Date;
  /** As the chip's own zone names it; null where it cannot be read. */
  readonly issuingState: string | null;
}

/** Who signed a chip, and whether they may (ICAO 9303-12 §7 and 9303-11 §5.1): a reason for each thing that was looked at. */
export function examineSigner(question: SignerQuestion): readonly ChipReason[] {
  const { signer, securityObject, store, now, issuingState } = question;
  const signingTime = securityObject.signedData.signer.attributes?.signingTime ?? null;
  const found = findAuthority(signer, store);
  const authority = typeof found === "string" ? null : found;
  return [
    strengthOf(securityObject, signer, authority),
    maySign(signer) ? "SIGNER_MAY_SIGN" : "SIGNER_MAY_NOT_SIGN",
    validityOf(signer, signingTime, now),
    typeof found === "string" ? found : "ISSUER_TRUSTED",
    ...(authority === null ? [] : examineAuthority(authority, { ...question, at: signingTime ?? now })),
    compareCountries(signer, authority, issuingState),
  ];
}

function examineAuthority(
  authority: Certificate,
  { signer, store, now, at }: SignerQuestion & { readonly at: Date },
): readonly ChipReason[] {
  return [
    mayCertify(authority) ? "ISSUER_MAY_CERTIFY" : "ISSUER_MAY_NOT_CERTIFY",
    isWithin(authority, at) ? "ISSUER_VALID" : "ISSUER_EXPIRED",
    revocationOf(signer, authority, store, now),
  ];
}

function findAuthority(
  signer: Certificate,
  store: TrustStore,
): Certificate | "ISSUER_UNKNOWN" | "NOT_SIGNED_BY_ISSUER" {
  const named = store.authoritiesOf(signer);
  const signing = named.filter(({ key }) => isSignedBy(signer.signed, key) === "VALID");
  // A key has several certificates where it was linked to the one before it: that which may certify counts.
  const authority = signing.find(mayCertify) ?? signing[0];
  if (authority !== undefined) return authority;
  return named.length === 0 ? "ISSUER_UNKNOWN" : "NOT_SIGNED_BY_ISSUER";
}

function strengthOf(
  { digest, signedData }: SecurityObject,
  signer: Certificate,
  authority: Certificate | null,
): ChipReason {
  const isWeakSomewhere =
    digest === "sha1" ||
    (signer.key !== null && isWeak(signer.key, signedData.signer.digest)) ||
    (authority?.key ? isWeak(authority.key, signer.signed.scheme.digest) : false);
  return isWeakSomewhere ? "ALGORITHMS_WEAK" : "ALGORITHMS_STRONG";
}

/** A document signer's key signs and does nothing else; a certificate for master lists says so (ICAO 9303-12 §7.1.1). */
function maySign(signer: Certificate): boolean {
  const { keyUsage, isAuthority, extendedKeyUsage, hasUnknownCritical } = signer.extensions;
  const isForSigning = keyUsage !== null && keyUsage.has(KEY_USAGE.DIGITAL_SIGNATURE);
  return isForSigning && !isAuthority && extendedKeyUsage === null && !hasUnknownCritical && !isSelfIssued(signer);
}

function validityOf(signer: Certificate, signingTime: Date | null, now: Date): ChipReason {
  if (signingTime !== null && signingTime > now) return "SIGNED_IN_FUTURE";
  if (!isWithin(signer, signingTime ?? now)) return "SIGNER_EXPIRED";
  const { keyPeriod } = signer.extensions;
  if (keyPeriod === null || signingTime === null) return "SIGNER_VALID";
  const isEarly = keyPeriod.from !== null && signingTime < keyPeriod.from;
  const isLate = keyPeriod.until !== null && signingTime > keyPeriod.until;
  return isEarly || isLate ? "SIGNED_OUTSIDE_KEY_PERIOD" : "SIGNER_VALID";
}

function isWithin({ notBefore, notAfter }: Certificate, moment: Date): boolean {
  return notBefore <= moment && moment <= notAfter;
}

function revocationOf(signer: Certificate, authority: Certificate, store: TrustStore, now: Date): ChipReason {
  if (isSelfIssued(authority) && store.revocationOf(authority, now) === "REVOKED") return "ISSUER_REVOKED";
  switch (store.revocationOf(signer, now)) {
    case "REVOKED":
      return "SIGNER_REVOKED";
    case "NOT_REVOKED":
      return "NOT_REVOKED";
    case "OLD":
      return "REVOCATION_LIST_OLD";
    case "NO_LIST":
      return "NO_REVOCATION_LIST";
  }
}

/** Reserved in ISO 3166-1 without being a country's: the laissez-passer of the European Union is signed under it. */
const EUROPEAN_UNION = "EU";

/** Zones whose documents another state's authority signs. */
const SIGNED_BY: ReadonlyMap<string, readonly string[]> = new Map([
  ["GBD", ["GBR"]],
  ["GBN", ["GBR"]],
  ["GBO", ["GBR"]],
  ["GBP", ["GBR"]],
  ["GBS", ["GBR"]],
  ["HKG", ["CHN"]],
  ["MAC", ["CHN"]],
  ["RKS", ["XXK"]],
  ["XXK", ["RKS"]],
  ["UNA", ["UNO"]],
]);

function compareCountries(signer: Certificate, authority: Certificate | null, issuingState: string | null): ChipReason {
  const state = countryOf(signer.subject.country);
  const issuer = countryOf((authority?.subject ?? signer.issuer).country);
  if (state === null || issuer === null || issuingState === null) return "COUNTRY_UNKNOWN";
  if (countryName(issuingState) === null) return "COUNTRY_UNKNOWN";
  const isState = state === issuingState || (SIGNED_BY.get(issuingState)?.includes(state) ?? false);
  return isState && state === issuer ? "COUNTRY_AGREES" : "COUNTRY_DIFFERS";
}

function countryOf(written: string | null): string | null {
  if (written === null) return null;
  if (written === EUROPEAN_UNION) return "EUE";
  const country = parseCountry(written);
  return country.ok ? country.value : null;
}
