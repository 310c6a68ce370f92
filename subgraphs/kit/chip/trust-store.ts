import { isSelfIssued, isSignedBy } from "./certificate.js";
import type { Certificate } from "./certificate.js";
import { KEY_USAGE } from "./extensions.js";
import type { RevocationList } from "./revocation-list.js";

/** What a list of an authority says of a certificate; OLD where it should have been replaced since. */
export type Revocation = "REVOKED" | "NOT_REVOKED" | "OLD" | "NO_LIST";

/**
 * The states' authorities that we trust, and what they have withdrawn. Every certificate in it is trusted by itself, for
 * whoever laid it there has checked it (ICAO 9303-12 §5).
 */
export class TrustStore {
  readonly #authorities: ReadonlyMap<string, readonly Certificate[]>;
  readonly #lists: ReadonlyMap<string, readonly RevocationList[]>;

  constructor(authorities: readonly Certificate[], lists: readonly RevocationList[]) {
    this.#authorities = Map.groupBy(authorities, ({ subject }) => subject.key);
    this.#lists = Map.groupBy(lists, ({ issuer }) => issuer.key);
  }

  get size(): number {
    return this.#authorities.size;
  }

  /** The authorities that may have issued the certificate: they have the name that it gives, and the key that it points to. */
  authoritiesOf({ issuer, extensions }: Certificate): readonly Certificate[] {
    const named = this.#authorities.get(issuer.key) ?? [];
    return named.filter(
      (authority) =>
        extensions.authorityKeyId === null ||
        authority.extensions.subjectKeyId === null ||
        authority.extensions.subjectKeyId === extensions.authorityKeyId,
    );
  }

  /** The newest list counts: an authority that has changed its key withdraws under its name all the same. */
  revocationOf({ issuer, serial }: Certificate, now: Date): Revocation {
    const lists = this.#lists.get(issuer.key) ?? [];
    if (lists.some(({ serials }) => serials.has(serial))) return "REVOKED";
    const newest = lists.toSorted((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime())[0];
    if (newest === undefined) return "NO_LIST";
    const { thisUpdate, nextUpdate } = newest;
    return thisUpdate <= now && (nextUpdate === null || nextUpdate >= now) ? "NOT_REVOKED" : "OLD";
  }
}

/** Whether the certificate is one by which a state signs others (ICAO 9303-12 §7.1.1). */
export function mayCertify({ extensions }: Certificate): boolean {
  const { isAuthority, keyUsage, hasUnknownCritical } = extensions;
  return isAuthority && keyUsage !== null && keyUsage.has(KEY_USAGE.KEY_CERT_SIGN) && !hasUnknownCritical;
}

/** Whether an authority can stand in a store: one that signs itself has signed itself. */
export function isSound(authority: Certificate): boolean {
  return !isSelfIssued(authority) || isLinked(authority) || isSignedBy(authority.signed, authority.key) === "VALID";
}

/** Whether an authority of this name, and that may do so, has signed the list. */
export function isSignedByOneOf(list: RevocationList, authorities: readonly Certificate[]): boolean {
  return authorities.some(
    ({ subject, extensions, key }) =>
      subject.key === list.issuer.key &&
      (extensions.keyUsage?.has(KEY_USAGE.CRL_SIGN) ?? false) &&
      isSignedBy(list.signed, key) === "VALID",
  );
}

/** A link certificate: the authority's old key vouches for its new one under the same name. */
function isLinked({ extensions }: Certificate): boolean {
  return extensions.authorityKeyId !== null && extensions.authorityKeyId !== extensions.subjectKeyId;
}
