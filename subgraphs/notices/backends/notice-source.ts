import type { Sex } from "../../kit/lists.js";
import type { PersonName } from "../../kit/names/person-name.js";
import type { Disclosures } from "../../kit/policy/disclosures.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";
import type { Warmable } from "../../kit/sources/warm-sources.js";
import type { NoticeMatch } from "../matching/compare-notices.js";
import type { NoticeRecord } from "./notice-record.js";

/** Whom a notice may be about, or which notice it is. */
export interface NoticeQuestion {
  /** Other names of the same person; empty where only the entity id is known. */
  readonly names: readonly PersonName[];
  readonly dateOfBirth: string | null;
  readonly sex: Sex | null;
  readonly nationalities: readonly string[];
  /** `YYYY/NNNNN`. */
  readonly entityId: string | null;
}

/** A record that matches, and why. */
export interface NoticeFind extends NoticeMatch {
  readonly record: NoticeRecord;
}

/**
 * The port of the domain: what a back end that holds notices can be asked. It gives records in any state; the domain
 * shows none that is not in force, whatever a back end gives.
 */
export interface NoticeSource extends Partial<Warmable> {
  /** @throws TooManyMatches, InvalidReply, or whatever the back end throws; never an empty list in place of a failure */
  search(question: NoticeQuestion, disclosures: Disclosures, signal: AbortSignal): Promise<readonly NoticeFind[]>;
  /** The records with these references, in no order; those that it does not hold are left out. */
  findByRefs(
    refs: readonly RecordRef[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly NoticeRecord[]>;
}
