import type { Witness } from "./witness.js";
import type { RoundAnswer } from "./witness-rounds.js";

/** Where what witnesses answer is told. */
export interface WitnessReport {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  fatal(facts: object, message: string): void;
}

/** A witness that contradicts the log is the worst that the log can hear; one that is silent is asked again. */
export function reportAnswer(report: WitnessReport, { key: { name: witness } }: Witness, answer: RoundAnswer): void {
  switch (answer.kind) {
    case "COSIGNED":
    case "UP_TO_DATE":
      return report.info({ witness, size: answer.size }, "A witness has signed the audit log.");
    case "CONTRADICTED":
      return report.fatal(
        { witness, seen: answer.seen, size: answer.size },
        "A witness has signed another audit log of this name: it was rewritten, or put back from a copy.",
      );
    case "REFUSED":
      return report.warn({ witness, status: answer.status }, "A witness refuses to sign the audit log.");
    case "UNREACHABLE":
    case "FAILED":
      return report.warn({ witness, err: answer.cause }, "The audit log could not be shown to a witness.");
  }
}
