import { z } from "zod";
import { SEXES } from "../lists.js";
import type { Disclosures } from "../policy/disclosures.js";
import type { RecordRef } from "../sources/record-ref.js";
import type { Find, RestrictedRecord } from "../sources/search-sources.js";
import type { Domain } from "../sources/source.js";
import type { Warmable } from "../sources/warm-sources.js";

/** What a domain brings to the source contract: its record and its question. All else is the same for all five. */
export interface DomainContract<Question, Record> {
  readonly domain: Domain;
  /** What every connector gives: the selection that the graph sends is written from it. */
  readonly record: z.ZodType<Record>;
  /** The question as the contract's argument has it. */
  write(question: Question): unknown;
  /** Reads the argument: the other end of `write`. */
  readonly question: z.ZodType<Question>;
}

/** A domain's port as the contract has it: the same for all five. */
export interface ContractPort<Question, Record extends RestrictedRecord> extends Partial<Warmable> {
  search(question: Question, disclosures: Disclosures, signal: AbortSignal): Promise<readonly Find<Record>[]>;
  findByRefs(refs: readonly RecordRef[], disclosures: Disclosures, signal: AbortSignal): Promise<readonly Record[]>;
}

/** More than an officer gives: what a source reads at most. */
const MOST_VALUES = 50;

const shortText = z.string().max(256);

/** A list of the question. */
export function listOf<Entry extends z.ZodType>(entry: Entry) {
  return z.array(entry).max(MOST_VALUES);
}

/** An input that may be left out: GraphQL has two words for it, a question has one. */
export function optional<Field extends z.ZodType>(field: Field) {
  return field.nullish().transform((value) => value ?? null);
}

export const requiredText = shortText.min(1);
export const optionalText = optional(shortText);

/** What the questions about a person and about the subject of a notice have in common. */
export const subjectFields = {
  names: listOf(z.object({ family: shortText, given: shortText, original: optionalText })),
  dateOfBirth: optionalText,
  sex: optional(z.enum(SEXES)),
  nationalities: listOf(shortText),
};
