import type { Authority } from "../authority/authority.js";
import { writeRef } from "../sources/record-ref.js";
import type { RecordRef } from "../sources/record-ref.js";
import { stricter } from "./disclosure.js";
import type { Disclosure } from "./disclosure.js";
import type { Restriction } from "./restriction.js";

/** Who asks a question, for a source that decides by itself what it tells. */
export interface Asker {
  readonly authority: Authority | null;
  /** The entry of the audit log that the question belongs to. */
  readonly auditId?: string | undefined;
}

/** A record that matches, and of which its own source tells no more than that. */
export interface WithheldRecord {
  readonly ref: RecordRef;
  /** 0 to 1. */
  readonly score: number;
}

/** What all sources of one question have said so far. */
interface Said {
  /** By owner. Records of one owner share few restrictions, and those that read alike are one object. */
  readonly decided: Map<string, Map<Restriction | null, Disclosure>>;
  readonly strictest: Map<string, Disclosure>;
  /** Each tells whether a source hides this record, which it does not name. */
  readonly hidden: ((ref: RecordRef) => boolean)[];
}

/**
 * What one question may be told of each record that a source names. Several sources may hold a record, and a copy may not
 * know yet that its owner has restricted it: the strictest of what they say holds.
 */
export class Disclosures {
  readonly asker: Asker;
  readonly #decide: (owner: string, restriction: Restriction | null) => Disclosure;
  readonly #said: Said;
  readonly #withheld: WithheldRecord[] = [];

  constructor(
    decide: (owner: string, restriction: Restriction | null) => Disclosure,
    asker: Asker = NOBODY,
    said: Said = { decided: new Map(), strictest: new Map(), hidden: [] },
  ) {
    this.#decide = decide;
    this.asker = asker;
    this.#said = said;
  }

  /** The same question as it is put to one source: what that source withholds is kept apart. */
  forSource(): Disclosures {
    return new Disclosures(this.#decide, this.asker, this.#said);
  }

  /** What this copy's restriction allows; the record's strictest is kept. A back end drops at once what is NONE. */
  of(ref: RecordRef, restriction: Restriction | null): Disclosure {
    const disclosure = this.#decideOnce(ref.owner, restriction);
    this.#keep(ref, disclosure);
    return disclosure;
  }

  /** The source itself tells no more of a match than that there is one. */
  withhold(withheld: WithheldRecord): void {
    this.#keep(withheld.ref, "HIT_ONLY");
    this.#withheld.push(withheld);
  }

  get withheld(): readonly WithheldRecord[] {
    return this.#withheld;
  }

  /** The source hides records that it does not name: a copy of one is not told of either. */
  hide(isHidden: (ref: RecordRef) => boolean): void {
    this.#said.hidden.push(isHidden);
  }

  /** What all copies together allow, once every source has answered; NONE where no source has named the record. */
  strictestOf(ref: RecordRef): Disclosure {
    if (this.#said.hidden.some((isHidden) => isHidden(ref))) return "NONE";
    return this.#said.strictest.get(writeRef(ref)) ?? "NONE";
  }

  /** Whether any source has named the record, or hides it. */
  isNamed(ref: RecordRef): boolean {
    return this.#said.hidden.some((isHidden) => isHidden(ref)) || this.#said.strictest.has(writeRef(ref));
  }

  /** The references of the records that were named so far and may be told of no further than this, as they are written. */
  refsAt(...levels: readonly Disclosure[]): readonly string[] {
    return [...this.#said.strictest].filter(([, disclosure]) => levels.includes(disclosure)).map(([ref]) => ref);
  }

  #keep(ref: RecordRef, disclosure: Disclosure): void {
    const key = writeRef(ref);
    this.#said.strictest.set(key, stricter(disclosure, this.#said.strictest.get(key) ?? disclosure));
  }

  #decideOnce(owner: string, restriction: Restriction | null): Disclosure {
    const ofOwner = this.#said.decided.get(owner) ?? new Map<Restriction | null, Disclosure>();
    this.#said.decided.set(owner, ofOwner);
    const known = ofOwner.get(restriction);
    if (known !== undefined) return known;
    const disclosure = this.#decide(owner, restriction);
    ofOwner.set(restriction, disclosure);
    return disclosure;
  }
}

const NOBODY: Asker = { authority: null };
