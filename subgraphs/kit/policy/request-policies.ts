import type { Authority } from "../authority/authority.js";
import type { Domain } from "../sources/source.js";
import { Disclosures } from "./disclosures.js";
import type { LogEntryFacts, LogReading } from "./log-entry.js";
import type { Policies } from "./policies.js";

/** What the policies allow one request. Without an authority that is nothing. */
export class RequestPolicies {
  readonly #policies: Policies;
  readonly #authority: Authority | null;
  readonly #auditId: string | undefined;

  /** @param auditId the entry of the audit log that the request belongs to: a source of another owner is told it */
  constructor(policies: Policies, authority: Authority | null | undefined, auditId?: string) {
    this.#policies = policies;
    this.#authority = authority ?? null;
    this.#auditId = auditId;
  }

  maySearch(domain: Domain): boolean {
    return this.#authority !== null && this.#policies.maySearch(this.#authority, domain);
  }

  mayReadLog(reading: LogReading, entry: LogEntryFacts): boolean {
    return this.#authority !== null && this.#policies.mayReadLog(this.#authority, reading, entry);
  }

  /** For one question: what it may be told of each record that a source names. */
  disclosures(): Disclosures {
    const now = new Date();
    const policies = this.#policies;
    const authority = this.#authority;
    return new Disclosures(
      (owner, restriction) => (authority === null ? "NONE" : policies.disclosureOf(authority, owner, restriction, now)),
      { authority, auditId: this.#auditId },
    );
  }
}
