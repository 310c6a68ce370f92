import type { Authority } from "../authority/authority.js";
import { LeastRecentlyUsed } from "../least-recently-used.js";
import { officerAttributes, questionContext, readerAttributes } from "./cedar-request.js";
import type { Disclosure } from "./disclosure.js";

/** Officers with their justifications whose decisions are at hand; those of all others are found by what Cedar is given. */
const MOST_ASKING = 2_000;
/** For each of them: restrictions that differ. */
const MOST_RESTRICTIONS = 500;

/** What was decided for all who ask as one officer for one reason. */
export interface Asking {
  /** Classes of fields and domains: they depend on nothing else. */
  readonly permitted: Map<string, boolean>;
  /** Records, by whose they are, what their owner lays down, and the clock. */
  readonly disclosures: LeastRecentlyUsed<Disclosure>;
}

/** Finds what was decided for an authority without writing down for each question all that the policies see of it. */
export class Askings {
  readonly #byClaims = new LeastRecentlyUsed<Asking>(MOST_ASKING);
  /** An authority is made for a request, or for the life of a token, and nobody changes it. */
  readonly #byAuthority = new WeakMap<Authority, Asking>();

  of(authority: Authority): Asking {
    const known = this.#byAuthority.get(authority);
    if (known !== undefined) return known;
    const { officer } = authority;
    const claims = [officerAttributes(officer), readerAttributes(officer), questionContext(authority)];
    const asking = this.#byClaims.getOr(JSON.stringify(claims), () => ({
      permitted: new Map(),
      disclosures: new LeastRecentlyUsed(MOST_RESTRICTIONS),
    }));
    this.#byAuthority.set(authority, asking);
    return asking;
  }
}
