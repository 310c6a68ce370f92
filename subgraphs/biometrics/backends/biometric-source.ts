import type { Disclosures } from "../../kit/policy/disclosures.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";
import type { Warmable } from "../../kit/sources/warm-sources.js";
import type { BiometricMatch } from "../matching/identify.js";
import type { Sample } from "../matching/sample.js";
import type { EncounterRecord } from "./encounter-record.js";

/** A record whose samples match, and why. */
export interface EncounterFind extends BiometricMatch {
  readonly record: EncounterRecord;
}

/** The port of the domain: what a back end that holds samples can be asked. */
export interface BiometricSource extends Partial<Warmable> {
  /**
   * Whom the samples of one person may belong to.
   * @throws InvalidQuery, TooManyMatches, InvalidReply, or whatever the back end throws; never an empty list in place
   * of a failure
   */
  identify(
    samples: readonly Sample[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly EncounterFind[]>;
  /** The records with these references, in no order; those that it does not hold are left out. */
  findByRefs(
    refs: readonly RecordRef[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly EncounterRecord[]>;
}
