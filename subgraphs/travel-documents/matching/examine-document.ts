import type { ChipExamination } from "../../kit/chip/examine-chip.js";
import type { Mrz } from "../../kit/identifiers/mrz.js";
import { compareZones } from "./compare-zones.js";
import type { ZoneComparison } from "./compare-zones.js";
import { examineZone } from "./examine-zone.js";
import type { ZoneRemark } from "./examine-zone.js";

/** CONTRADICTED where something cannot be so in a genuine document; SIGNED where a state's signature holds and nothing is. */
export const EXAMINATION_VERDICTS = ["SIGNED", "CONTRADICTED", "NOT_ESTABLISHED"] as const;
export type ExaminationVerdict = (typeof EXAMINATION_VERDICTS)[number];

/** What can be said of a document, and what cannot: in the words that an officer may repeat. */
export const STATEMENTS = {
  DATA_SIGNED_BY_STATE: "The data of the chip that were given and are signed are as the issuing state signed them.",
  PRINT_AGREES_WITH_CHIP: "The printed zone says what the state signed on the chip.",
  PRINT_DIFFERS_FROM_CHIP:
    "The printed zone and the chip do not say the same: at least one was not made for this document.",
  CHIP_FAILED: "The chip does not pass: its data were changed, or no state signed them as the norm asks.",
  ZONE_CONTRADICTS_ITSELF: "The zone holds what a genuine document of this kind cannot.",
  ZONE_PROVES_NOTHING: "A zone without fault is no proof: anybody can work out its check digits.",
  SIGNATURE_NOT_ESTABLISHED: "Whether a state signed the chip is open: something that would show it is not at hand.",
  SIGNER_MAY_BE_WITHDRAWN: "Whether the state has withdrawn the signer's certificate is not known.",
  CHIP_MAY_BE_A_COPY: "The chip may be a copy of another: it was not asked to prove that it is not.",
  PAPER_NOT_EXAMINED: "Whether paper, print and photo are genuine was not examined.",
  BEARER_NOT_COMPARED: "Whether whoever carries the document is its holder was not examined: compare the face.",
  REGISTERS_NOT_ASKED: "Whether the document is reported stolen or lost was not asked: search its number.",
} as const;

export type StatementCode = keyof typeof STATEMENTS;

export interface Statement {
  readonly code: StatementCode;
  readonly text: string;
}

export interface DocumentExamination {
  readonly verdict: ExaminationVerdict;
  readonly remarks: readonly ZoneRemark[];
  /** Null where one of the two zones is not at hand. */
  readonly comparison: readonly ZoneComparison[] | null;
  readonly canBeSaid: readonly Statement[];
  readonly cannotBeSaid: readonly Statement[];
}

/** Puts together what was printed and what was read off the chip. @param today `YYYY-MM-DD` */
export function examineDocument(printed: Mrz | null, chip: ChipExamination | null, today: string): DocumentExamination {
  const onChip = chip?.zone ?? null;
  const zone = printed ?? onChip;
  const remarks = zone === null ? [] : examineZone(zone, today);
  const comparison = printed === null || onChip === null ? null : compareZones(printed, onChip);
  const facts = { chip, printed, remarks, comparison };
  return {
    verdict: verdictOf(facts),
    remarks,
    comparison,
    canBeSaid: canBeSaid(facts).map(statement),
    cannotBeSaid: cannotBeSaid(facts).map(statement),
  };
}

interface Facts {
  readonly chip: ChipExamination | null;
  readonly printed: Mrz | null;
  readonly remarks: readonly ZoneRemark[];
  readonly comparison: readonly ZoneComparison[] | null;
}

function verdictOf({ chip, remarks, comparison }: Facts): ExaminationVerdict {
  const isContradicted = isImpossible(remarks) || differs(comparison) || chip?.verdict === "FAILED";
  if (isContradicted) return "CONTRADICTED";
  return chip?.verdict === "SIGNED" ? "SIGNED" : "NOT_ESTABLISHED";
}

function canBeSaid({ chip, remarks, comparison }: Facts): readonly StatementCode[] {
  return [
    ...only("DATA_SIGNED_BY_STATE", chip?.verdict === "SIGNED"),
    ...only("CHIP_FAILED", chip?.verdict === "FAILED"),
    ...only("PRINT_AGREES_WITH_CHIP", chip?.isZoneSigned === true && comparison !== null && !differs(comparison)),
    ...only("PRINT_DIFFERS_FROM_CHIP", differs(comparison)),
    ...only("ZONE_CONTRADICTS_ITSELF", isImpossible(remarks)),
  ];
}

function cannotBeSaid({ chip, printed, remarks, comparison }: Facts): readonly StatementCode[] {
  const isPrintShown = chip?.isZoneSigned === true && comparison !== null;
  const isRevocationKnown = chip?.checks.some(
    ({ check, outcome }) => check === "REVOCATION" && outcome !== "UNDECIDED",
  );
  return [
    ...only("SIGNATURE_NOT_ESTABLISHED", chip?.verdict === "NOT_ESTABLISHED"),
    ...only("SIGNER_MAY_BE_WITHDRAWN", chip?.verdict === "SIGNED" && isRevocationKnown === false),
    ...only("CHIP_MAY_BE_A_COPY", chip !== null),
    ...only("ZONE_PROVES_NOTHING", printed !== null && !isPrintShown && !isImpossible(remarks)),
    "PAPER_NOT_EXAMINED",
    "BEARER_NOT_COMPARED",
    "REGISTERS_NOT_ASKED",
  ];
}

function only(code: StatementCode, isSo: boolean): readonly StatementCode[] {
  return isSo ? [code] : [];
}

function differs(comparison: readonly ZoneComparison[] | null): boolean {
  return comparison?.some(({ isSame }) => !isSame) ?? false;
}

function isImpossible(remarks: readonly ZoneRemark[]): boolean {
  return remarks.some(({ plausibility }) => plausibility === "IMPOSSIBLE");
}

function statement(code: StatementCode): Statement {
  return { code, text: STATEMENTS[code] };
}
