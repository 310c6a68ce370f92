import type { Authority } from "../authority/authority.js";
import type { Justification } from "../authority/justification.js";
import type { Officer } from "../authority/officer.js";
import { CrosscheckError } from "../errors.js";

/** Who decided: as the issuer vouched for it then. */
export type Decider = Pick<Officer, "id" | "country" | "agency" | "unit">;

/** What is decided on: newest decision of one matter counts, those before it are kept. */
export interface Matter {
  /** A digest of all that makes it this matter and no other: 64 hexadecimal digits. */
  readonly key: string;
  /** The record that it is about, as references are written; of two the one that sorts first. */
  readonly ref: string;
  /** The other record, where it is about two. */
  readonly otherRef: string | null;
}

/** What an officer decides, and why. */
export interface Verdict<Word extends string> {
  readonly verdict: Word;
  /** Tells decisions of one matter apart of which each counts by itself: a digest, or empty. */
  readonly about: string;
  /** In the officer's words. */
  readonly reason: string;
  /** The check, or the entry of the audit log, that it goes back to. */
  readonly origin: string | null;
}

/** A decision of a human, with who, when and why. */
export interface Decision<Word extends string> extends Verdict<Word> {
  readonly matter: Matter;
  /** 1 is the first of its matter. */
  readonly number: number;
  readonly decider: Decider;
  readonly justification: Justification;
  /** The entry of the audit log under which it was decided. */
  readonly auditId: string | null;
  readonly decidedAt: Date;
}

/** Who decides, under which entry of the audit log, and until when that is waited for. */
export interface DecidingRequest {
  readonly authority?: Authority | null | undefined;
  readonly auditId?: string | undefined;
  readonly signal: AbortSignal;
}

/** What officers decide is kept here, and never changed: the graph's own, whatever sources it asks. */
export interface Decisions<Word extends string> {
  /**
   * Keeps a decision. One that repeats the newest of its matter, by the same officer and for the same case, is that one:
   * asked twice it is there once. @throws DecisionsUnavailable
   */
  decide(matter: Matter, verdict: Verdict<Word>, request: DecidingRequest): Promise<Decision<Word>>;
  /** All decisions of these matters, the oldest first. @throws DecisionsUnavailable */
  ofMatters(keys: readonly string[], signal: AbortSignal): Promise<readonly Decision<Word>[]>;
  /** All decisions about this record, alone or with another, the oldest first. @throws DecisionsUnavailable */
  aboutRecord(ref: string, signal: AbortSignal): Promise<readonly Decision<Word>[]>;
}

/** What was decided can neither be read nor added to, so nobody knows what was decided. */
export class DecisionsUnavailable extends CrosscheckError {
  constructor(options?: ErrorOptions) {
    super("DECISIONS_UNAVAILABLE", "What officers have decided can neither be read nor added to.", {}, options);
    this.name = "DecisionsUnavailable";
  }
}

/** Of a process that keeps none: nothing was ever decided, and nothing can be. */
export const NO_DECISIONS: Decisions<never> = {
  decide: async () => {
    throw new DecisionsUnavailable();
  },
  ofMatters: async () => [],
  aboutRecord: async () => [],
};

/** The newest of one matter, or of one thing within it; null where nothing is decided. @param decisions the oldest first */
export function newestOf<Word extends string>(decisions: readonly Decision<Word>[], about = ""): Decision<Word> | null {
  return decisions.findLast((decision) => decision.about === about) ?? null;
}
