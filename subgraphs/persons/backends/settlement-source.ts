import type { Decision, DecidingRequest } from "../../kit/decisions/decision.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";

/** Whether two records are of one person. UNVERIFIED is the matcher's alone, or taken back by a human. */
export const IDENTITY_LINK_STATES = ["SAME_PERSON", "DIFFERENT_PERSON", "UNVERIFIED"] as const;
export type IdentityLinkState = (typeof IDENTITY_LINK_STATES)[number];

/** What an officer has settled about two records of different owners. */
export type Settlement = Decision<IdentityLinkState>;

/** Two records, in either order. */
export type RecordPair = readonly [RecordRef, RecordRef];

/** What is settled, and why. */
export interface SettlingStatement {
  readonly state: IdentityLinkState;
  /** In the officer's words. */
  readonly reason: string;
}

/** What officers have settled about who is who: the graph's own, whatever sources it asks. */
export interface SettlementSource {
  /** All that is settled about links of this record, the oldest first. @throws DecisionsUnavailable */
  aboutRecord(ref: RecordRef, request: DecidingRequest): Promise<readonly Settlement[]>;
  /** All that is settled about the link between these two, the oldest first. @throws DecisionsUnavailable */
  ofPair(pair: RecordPair, request: DecidingRequest): Promise<readonly Settlement[]>;
  /** Keeps what an officer settles, once however often it is said. @throws DecisionsUnavailable */
  settle(pair: RecordPair, statement: SettlingStatement, request: DecidingRequest): Promise<Settlement>;
  /** Makes its tables ready before an officer waits. */
  warm(): Promise<void>;
}
