import type { Authority } from "../../kit/authority/authority.js";
import { shapeDecider } from "../../kit/graph/deciding-officer.js";
import { refFrom } from "../../kit/sources/record-ref.js";
import type { Confirmation } from "../backends/confirmation-source.js";
import type { CandidateConfirmation } from "../types/candidate-confirmation.js";

export function shapeConfirmation(
  { matter, verdict, reason, decidedAt, decider, justification, origin }: Confirmation,
  reader: Authority | null | undefined,
): CandidateConfirmation {
  const { caseReference, purpose } = justification;
  const { owner } = refFrom(matter.ref);
  const decidedBy = shapeDecider(decider, reader);
  return { ref: matter.ref, owner, verdict, reason, decidedAt, decidedBy, caseReference, purpose, origin };
}
