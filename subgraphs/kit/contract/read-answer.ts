import { z } from "zod";
import { keyFields } from "../sources/record-fields.js";
import { InvalidQuery, InvalidReply, NothingToSearchBy, SourceFailure, TooManyMatches } from "../sources/source.js";
import { CONTRACT_NAMES } from "./contract-names.js";
import type { DomainContract } from "./domain-contract.js";
import { MOST_HIDDEN } from "./hidden-records.js";
import { refuseUnasked, selectionOf, selectionOfSchema } from "./selection.js";
import type { Selection } from "./selection.js";

/** How a source answers a question; README.md of `schema/contracts` says what each means. */
export const ANSWER_STATES = [
  "HIT",
  "NO_HIT",
  "TOO_MANY",
  "INVALID_QUERY",
  "NOTHING_TO_SEARCH_BY",
  "NOT_PERMITTED",
  "NOT_OFFERED",
] as const;
export type AnswerState = (typeof ANSWER_STATES)[number];

const stampSchema = z.object({ source: z.string(), asked: z.string(), answeredAt: z.iso.datetime() });
export type Stamp = z.output<typeof stampSchema>;

const score = z.number().min(0).max(1);
const shortText = z.string().min(1).max(64);

const featureSchema = z.object({
  feature: shortText,
  how: shortText,
  weight: z.number().min(-1).max(1),
  explanation: z.string().max(500),
});

const ofEveryAnswer = {
  state: z.enum(ANSWER_STATES),
  hidden: z.array(z.string().regex(/^[\w-]{43}$/)).max(MOST_HIDDEN),
  stamp: stampSchema,
};

const withheldSchema = z.object({ ...keyFields, score });

function findSchemaOf<Record>(record: z.ZodType<Record>) {
  return z.object({ score, features: z.array(featureSchema).max(50), record });
}

function answerSchemaOf<Record>(record: z.ZodType<Record>) {
  return z.object({
    ...ofEveryAnswer,
    finds: z.array(findSchemaOf(record)),
    withheld: z.array(withheldSchema),
    next: z.string().min(1).max(256).nullable(),
  });
}

function recordsSchemaOf<Record>(record: z.ZodType<Record>) {
  return z.object({ ...ofEveryAnswer, records: z.array(record) });
}

/** One kind of answer: what is asked for, and what it is read by. */
export interface AnswerForm<Answer extends z.ZodType> {
  readonly field: string;
  readonly selection: Selection;
  /** The selection as the whole reply has it, below its field. */
  readonly data: Selection;
  readonly schema: Answer;
}

type Recorded<Record> = Pick<DomainContract<unknown, Record>, "domain" | "record">;

/** The answer to a search of a domain. */
export function searchForm<Record>({ domain, record }: Recorded<Record>) {
  const names = CONTRACT_NAMES[domain];
  const find = selectionOf(
    { score: null, features: selectionOfSchema(featureSchema), record: selectionOfSchema(record, names.record) },
    names.find,
  );
  const selection = selectionOf(
    { ...COMMON, finds: find, withheld: selectionOfSchema(withheldSchema), next: null },
    names.answer,
  );
  return formOf(names.search, selection, answerSchemaOf(record));
}

/** The answer to references of a domain. */
export function byRefForm<Record>({ domain, record }: Recorded<Record>) {
  const names = CONTRACT_NAMES[domain];
  const selection = selectionOf({ ...COMMON, records: selectionOfSchema(record, names.record) }, names.records);
  return formOf(names.byRef, selection, recordsSchemaOf(record));
}

function formOf<Answer extends z.ZodType>(field: string, selection: Selection, schema: Answer): AnswerForm<Answer> {
  return { field, selection, data: selectionOf({ [field]: selection }), schema };
}

const COMMON = { state: null, hidden: null, stamp: selectionOfSchema(stampSchema) };

const ENVELOPE = new Set(["data", "errors", "extensions"]);

/**
 * Reads a reply to one question: it has what was asked for and nothing else, each value of its type.
 * @param reply parsed JSON
 * @throws SourceFailure: the reason says what is wrong, the message names fields and never their values
 */
export function readAnswer<Answer extends z.ZodType>(reply: unknown, form: AnswerForm<Answer>): z.output<Answer> {
  const data = dataOf(reply);
  refuseUnasked(data, form.data);
  const result = form.schema.safeParse(Object.hasOwn(data, form.field) ? data[form.field] : undefined);
  if (result.success) return result.data;
  const places = new Set(
    result.error.issues.map(({ path }) => path.filter((step) => typeof step === "string").join(".")),
  );
  throw new InvalidReply(`it has no valid ${[...places].map((place) => place || "answer").join(", ")}`);
}

function dataOf(reply: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(reply)) throw new InvalidReply("it is no GraphQL response");
  if (Object.keys(reply).some((name) => !ENVELOPE.has(name))) {
    throw new SourceFailure("UNEXPECTED_FIELD", "the response has a part that GraphQL does not know");
  }
  const { data, errors } = reply;
  if (errors !== undefined && errors !== null) throw new SourceFailure("FAILED", "the source answered with an error");
  if (!isObject(data)) throw new InvalidReply("it holds no data");
  return data;
}

/**
 * What a state other than HIT and NO_HIT means here.
 * @throws TooManyMatches, InvalidQuery, NothingToSearchBy, SourceFailure
 */
export function refuseState(state: AnswerState): void {
  switch (state) {
    case "HIT":
    case "NO_HIT":
      return;
    case "TOO_MANY":
      throw new TooManyMatches();
    case "INVALID_QUERY":
      throw new InvalidQuery("it says so");
    // What an officer may not ask is not asked, whoever decides it.
    case "NOTHING_TO_SEARCH_BY":
    case "NOT_PERMITTED":
      throw new NothingToSearchBy();
    case "NOT_OFFERED":
      throw new SourceFailure("NOT_OFFERED", "the source does not offer what was asked");
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
