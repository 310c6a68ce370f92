import { writeRef } from "../sources/record-ref.js";
import type { RecordRef } from "../sources/record-ref.js";
import { stricter } from "./disclosure.js";
import type { Disclosure } from "./disclosure.js";
import type { Restriction } from "./restriction.js";

/**
 * What one question may be told of each record that a source names. Several sources may hold a record, and a copy may not
 * know yet that its owner has restricted it: the strictest of what they say holds.
 */
export class Disclosures {
  readonly #decide: (owner: string, restriction: Restriction | null) => Disclosure;
  readonly #decided = new Map<string, Disclosure>();
  readonly #strictest = new Map<string, Disclosure>();

  constructor(decide: (owner: string, restriction: Restriction | null) => Disclosure) {
    this.#decide = decide;
  }

  /** What this copy's restriction allows; the record's strictest is kept. A back end drops at once what is NONE. */
  of(ref: RecordRef, restriction: Restriction | null): Disclosure {
    const disclosure = this.#decideOnce(ref.owner, restriction);
    const key = writeRef(ref);
    this.#strictest.set(key, stricter(disclosure, this.#strictest.get(key) ?? disclosure));
    return disclosure;
  }

  /** What all copies together allow, once every source has answered; NONE where no source has named the record. */
  strictestOf(ref: RecordRef): Disclosure {
    return this.#strictest.get(writeRef(ref)) ?? "NONE";
  }

  /** Records of one owner share few restrictions. */
  #decideOnce(owner: string, restriction: Restriction | null): Disclosure {
    const key = restriction === null ? owner : `${owner} ${JSON.stringify(restriction)}`;
    const known = this.#decided.get(key);
    if (known !== undefined) return known;
    const disclosure = this.#decide(owner, restriction);
    this.#decided.set(key, disclosure);
    return disclosure;
  }
}
