import type { BreakGlass } from "../../kit/authority/break-glass.js";
import type { Justification } from "../../kit/authority/justification.js";
import type { Officer } from "../../kit/authority/officer.js";

/** Where officers serve: a country, an agency, a unit of it. */
export type UnitName = Pick<Officer, "country" | "agency" | "unit">;

/** Whose log is read: an owner's, of what was told of its records; or a unit's, of what its officers asked and were told. */
export type LogOf = { readonly kind: "OWNER"; readonly country: string } | ({ readonly kind: "UNIT" } & UnitName);

/** Where an entry stands: the newest first, by its time (milliseconds since 1970) and then by its number. */
export interface LogPlace {
  readonly at: number;
  readonly index: number;
}

/** What is looked for; whatever is given must fit. */
export interface AccessLogQuestion {
  readonly of: LogOf;
  /** Entries at that moment or later. */
  readonly from: Date | null;
  /** Entries before that moment. */
  readonly until: Date | null;
  readonly caseReference: string | null;
  /** A record that the answer told of: `FRA/12345`. */
  readonly record: string | null;
  /** Whose officers asked. */
  readonly unit: UnitName | null;
  /** The officer who asked, by the issuer's id. */
  readonly officer: string | null;
  /** Only what was asked with a grant for an emergency. */
  readonly isBreakGlass: boolean;
  /** Entries after this one; null from the newest on. */
  readonly after: LogPlace | null;
  readonly first: number;
}

/** How much was told of a record: that there is one, or the record itself. */
export const DISCLOSURE_LEVELS = ["HIT", "RECORD"] as const;
export type DisclosureLevel = (typeof DISCLOSURE_LEVELS)[number];

/** What an entry says, as far as it is kept. */
export interface LoggedContent {
  readonly officer: Pick<Officer, "id"> & UnitName;
  readonly justification: Justification | null;
  readonly breakGlass: BreakGlass | null;
  /** The subgraphs that were asked; of a question that has no answer yet none. */
  readonly domains: readonly string[];
  /** Every record that was told of, whoever owns it. */
  readonly disclosed: readonly { readonly ref: string; readonly level: DisclosureLevel }[];
  /** The codes of the errors that the officer was shown. */
  readonly errors: readonly string[];
}

export const ENTRY_KINDS = ["INTENT", "RELEASE"] as const;
/** ERASED: its time is over. DAMAGED: it is missing before that, or is not what was logged. */
export const CONTENT_STATES = ["KEPT", "ERASED", "DAMAGED"] as const;

/** One entry of the log, found for the owner or the unit that was asked for. */
export interface LoggedEntry extends LogPlace {
  readonly kind: (typeof ENTRY_KINDS)[number];
  readonly auditId: string;
  readonly content: { readonly state: "KEPT"; readonly is: LoggedContent } | { readonly state: "ERASED" | "DAMAGED" };
}

export interface AccessLogFind {
  /** The newest first. */
  readonly entries: readonly LoggedEntry[];
  /** Where looking ended; null where nothing was looked at. */
  readonly end: LogPlace | null;
  /** Whether there may be more after `end`. */
  readonly hasMore: boolean;
  /** Entries of the log that were there to be found: those numbered below it. */
  readonly treeSize: number;
  /** Whether these are all that the log had published. */
  readonly isComplete: boolean;
}

/** The way to the log that the gateway keeps. */
export interface AccessLogSource {
  find(question: AccessLogQuestion, signal: AbortSignal): Promise<AccessLogFind>;
}
