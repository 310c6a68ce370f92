import { z } from "zod";

/** The five questions that a source can be asked. */
export const DOMAINS = ["persons", "notices", "travel-documents", "vehicles", "biometrics"] as const;
export type Domain = (typeof DOMAINS)[number];

/** Whom an officer calls about a hit: the owner's own bureau, never a person. */
const contactSchema = z.strictObject({
  bureau: z.string().min(1).max(120),
  telephone: z
    .string()
    .regex(/^\+?[0-9 ]{4,24}$/)
    .optional(),
  email: z.email().optional(),
});

/** One back end of one owner, as the graph knows it: all but how it is reached. */
export const sourceDescriptionSchema = z.strictObject({
  /** Unique in the registry, lower case: `fra-vehicles`. */
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(64),
  /** Who owns the source: ISO 3166-1 alpha-3, or ICAO's code of an organisation (`XPO`). */
  owner: z.string().regex(/^[A-Z]{3}$/),
  name: z.string().min(1).max(120),
  domain: z.enum(DOMAINS),
  /** Whose records it holds: its owner's alone, or those of many owners, as a central database does. */
  holds: z.enum(["OWN", "MANY"]).default("OWN"),
  /** How long the source may take for one question, milliseconds. */
  deadlineMs: z.int().min(10).max(60_000).default(1_000),
  /** How many questions may be under way at the source at once; as many again wait. */
  concurrency: z.int().min(1).max(1_000).default(16),
  /** Whether and when the owner is told that it was asked. */
  ownerNotification: z.enum(["NEVER", "ON_HIT", "ON_CONFIRMATION"]).default("NEVER"),
  legalBasis: z.string().min(1).max(200),
  contact: contactSchema,
  /** False is the kill switch: the source stays named, and is asked nothing until it is true again. */
  enabled: z.boolean().default(true),
});
export type SourceDescription = z.output<typeof sourceDescriptionSchema>;
export type Contact = SourceDescription["contact"];

/** How a source answered, or why it did not. Lists and meanings: see the README's glossary. */
export const SOURCE_OUTCOMES = [
  "HIT",
  "NO_HIT",
  "TOO_MANY",
  "INVALID_QUERY",
  "UNAVAILABLE",
  "TIMED_OUT",
  "NOT_ASKED",
] as const;
export type SourceOutcome = (typeof SOURCE_OUTCOMES)[number];

/** Why a source that was asked gave nothing: for the operator, never with a text from behind the source. */
export const FAILURE_REASONS = [
  "DEADLINE",
  "BUSY",
  "CIRCUIT_OPEN",
  "DISABLED",
  "INVALID_REPLY",
  "REPLY_TOO_LARGE",
  "REPLY_TOO_DEEP",
  "REPLY_ENCODED",
  "UNEXPECTED_FIELD",
  "WRONG_TYPE_NAME",
  "OTHER_QUESTION",
  "UNSIGNED",
  "REDIRECTED",
  "ADDRESS_REFUSED",
  "NOT_OFFERED",
  "FAILED",
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/** One source's own account of one question. */
export interface SourceReply {
  readonly source: string;
  readonly owner: string;
  readonly outcome: SourceOutcome;
  readonly reason: FailureReason | null;
  /** When the reply was in, or was given up. Null where the source was not asked. */
  readonly repliedAt: Date | null;
  readonly latencyMs: number | null;
}

/** The source was asked and gave nothing that can be used, for a reason that has a word of its own. */
export class SourceFailure extends Error {
  readonly reason: FailureReason;

  /** @param detail a clause that repeats nothing of the reply */
  constructor(reason: FailureReason, detail: string, options?: ErrorOptions) {
    super(`${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`, options);
    this.name = "SourceFailure";
    this.reason = reason;
  }
}

/** The reply broke the contract: a record without an id, a date that is none, a wrong type. */
export class InvalidReply extends SourceFailure {
  constructor(detail: string, options?: ErrorOptions) {
    super("INVALID_REPLY", `the source's reply breaks the contract: ${detail}`, options);
    this.name = "InvalidReply";
  }
}

/** The question matches more records than the source will send; the officer must narrow it. */
export class TooManyMatches extends Error {
  constructor() {
    super("The question matches too many records.");
    this.name = "TooManyMatches";
  }
}

/** The source cannot use the question, and the question is at fault: a face template of a model that it does not know. */
export class InvalidQuery extends Error {
  constructor(detail: string) {
    super(`The source cannot use the question: ${detail}.`);
    this.name = "InvalidQuery";
  }
}

/** The question has nothing that this source is searched by: it was not really asked. */
export class NothingToSearchBy extends Error {
  constructor() {
    super("The question has nothing that the source is searched by.");
    this.name = "NothingToSearchBy";
  }
}
