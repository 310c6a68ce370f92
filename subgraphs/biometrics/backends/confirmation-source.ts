import type { Decision, DecidingRequest } from "../../kit/decisions/decision.js";

/** What a human says of a candidate. */
export const CANDIDATE_VERDICTS = ["CONFIRMED", "NOT_A_MATCH", "INCONCLUSIVE"] as const;
export type CandidateVerdict = (typeof CANDIDATE_VERDICTS)[number];

/** What was said of one candidate, for the samples of one search, in one case. */
export type Confirmation = Decision<CandidateVerdict>;

/** A search by samples, as far as it is remembered. */
export interface SampleSearch {
  /** A digest: the same samples have the same. */
  readonly samples: string;
  /** The check that it was part of, else its entry of the audit log; null where there is neither. */
  readonly origin: string | null;
}

/** That an officer was told of a candidate. */
export interface Telling {
  /** Of the case, the candidate and the samples, which cannot be read from it. */
  readonly about: string;
  /** That of the search. */
  readonly origin: string | null;
}

/** What is said of a candidate, and why. */
export interface CandidateStatement {
  readonly verdict: CandidateVerdict;
  /** In the officer's words. */
  readonly reason: string;
}

/** What officers were told of candidates and have said of them: the graph's own, whatever sources it asks. */
export interface ConfirmationSource {
  /** Remembers that the officer was told of these candidates for this case. @throws DecisionsUnavailable */
  remember(refs: readonly string[], search: SampleSearch, request: DecidingRequest): Promise<void>;
  /** The last telling of the candidate to the officer for this case; null where there was none. @throws DecisionsUnavailable */
  lastTelling(ref: string, origin: string | null, request: DecidingRequest): Promise<Telling | null>;
  /** Keeps what the officer says of the candidate, once however often it is said. @throws DecisionsUnavailable */
  confirm(
    ref: string,
    telling: Telling,
    statement: CandidateStatement,
    request: DecidingRequest,
  ): Promise<Confirmation>;
  /** All that was said of each candidate in the case of the request, the oldest first. @throws DecisionsUnavailable */
  saidOf(refs: readonly string[], request: DecidingRequest): Promise<readonly (readonly Confirmation[])[]>;
  /** What a telling or a confirmation of the candidate for these samples is about. */
  aboutOf(ref: string, samples: string, request: DecidingRequest): string;
  /** Makes its tables ready before an officer waits. */
  warm(): Promise<void>;
}
