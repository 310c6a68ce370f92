import type { Authority } from "../authority/authority.js";
import type { Domain } from "../sources/source.js";
import { Disclosures } from "./disclosures.js";
import type { Policies } from "./policies.js";

/** What the policies allow one request. Without an authority that is nothing. */
export class Rights {
  readonly #policies: Policies;
  readonly #authority: Authority | undefined;

  constructor(policies: Policies, authority: Authority | undefined) {
    this.#policies = policies;
    this.#authority = authority;
  }

  maySearch(domain: Domain): boolean {
    return this.#authority !== undefined && this.#policies.maySearch(this.#authority, domain);
  }

  /** For one question: what it may be told of each record that a source names. */
  disclosures(): Disclosures {
    const now = new Date();
    const policies = this.#policies;
    const authority = this.#authority;
    return new Disclosures((owner, restriction) =>
      authority === undefined ? "NONE" : policies.disclosureOf(authority, owner, restriction, now),
    );
  }
}
