import type { Disclosures } from "../policy/disclosures.js";
import type { RequestPolicies } from "../policy/request-policies.js";
import { writeRef } from "../sources/record-ref.js";
import type { RecordRef } from "../sources/record-ref.js";
import type { Find, RestrictedRecord } from "../sources/search-sources.js";
import { InvalidQuery, NothingToSearchBy, SourceFailure, TooManyMatches } from "../sources/source.js";
import type { Domain } from "../sources/source.js";
import type { ContractPort, DomainContract } from "./domain-contract.js";
import { hiddenDigest, MOST_HIDDEN } from "./hidden-records.js";
import type { AnswerState } from "./read-answer.js";

export type ContractOperation = "SEARCH" | "BY_REF";

/** One domain as a country offers it, with the type of its question left behind. */
export interface ContractOffer extends Omit<ContractPort<unknown, RestrictedRecord>, "search"> {
  readonly domain: Domain;
  readonly operations: readonly ContractOperation[];
  /** @throws InvalidQuery for an argument that is no question of the domain */
  search(argument: unknown, disclosures: Disclosures, signal: AbortSignal): Promise<readonly Find<RestrictedRecord>[]>;
}

/** Offers a domain over its port; both operations where nothing else is said. */
export function offer<Question>(
  contract: DomainContract<Question, unknown>,
  port: ContractPort<Question, RestrictedRecord>,
  operations: readonly ContractOperation[] = ["SEARCH", "BY_REF"],
): ContractOffer {
  return {
    domain: contract.domain,
    operations,
    search: async (argument, disclosures, signal) => {
      const question = contract.question.safeParse(argument);
      if (!question.success) throw new InvalidQuery("it is no question of the domain");
      return port.search(question.data, disclosures, signal);
    },
    findByRefs: (refs, disclosures, signal) => port.findByRefs(refs, disclosures, signal),
    warm: async (signal) => port.warm?.(signal),
  };
}

/** An answer of the contract but for its stamp; the parts that it has depend on the question. */
export interface ContractAnswer {
  readonly state: AnswerState;
  readonly finds: readonly Find<RestrictedRecord>[];
  readonly records: readonly RestrictedRecord[];
  readonly withheld: readonly (RecordRef & { readonly score: number })[];
  readonly hidden: readonly string[];
  readonly next: string | null;
}

const NOTHING: Omit<ContractAnswer, "state"> = { finds: [], records: [], withheld: [], hidden: [], next: null };

export const NOT_OFFERED: ContractAnswer = { ...NOTHING, state: "NOT_OFFERED" };

interface QuestionTerms {
  readonly asked: string;
  readonly signal: AbortSignal;
  readonly policies: Pick<RequestPolicies, "maySearch" | "disclosures">;
}

const LARGEST_PAGE = 500;
const MOST_REFS = 500;
/** `asked` goes into every digest and back into the stamp. */
const LONGEST_ID = 64;

/** Answers a search with one page of what the officer may be told. */
export async function answerSearch(
  { domain, search }: ContractOffer,
  argument: unknown,
  terms: QuestionTerms & { readonly first: number; readonly after: string | null },
): Promise<ContractAnswer> {
  const { asked, first, after, signal, policies } = terms;
  const start = after === null ? 0 : offsetOf(after);
  if (first < 1 || first > LARGEST_PAGE || start === null || asked.length > LONGEST_ID) return refused("INVALID_QUERY");
  if (!policies.maySearch(domain)) return refused("NOT_PERMITTED");
  const disclosures = policies.disclosures();
  try {
    const finds = await search(argument, disclosures, signal);
    const levels = Map.groupBy(finds, ({ record }) => disclosures.of(record, record.restriction));
    const full = (levels.get("FULL") ?? []).toSorted(surestFirst);
    const withheld = (levels.get("HIT_ONLY") ?? []).map(({ score, record: { owner, localId } }) => ({
      owner,
      localId,
      score,
    }));
    const end = start + first;
    return {
      ...NOTHING,
      state: full.length + withheld.length > 0 ? "HIT" : "NO_HIT",
      finds: full.slice(start, end),
      ...(start > 0 ? {} : { withheld, hidden: hiddenFrom(asked, disclosures.refsAt("NONE")) }),
      next: end < full.length ? cursorOf(end) : null,
    };
  } catch (error) {
    return refused(stateOf(error));
  }
}

/** Answers references. What may not be told in full is as absent, and hidden wherever there is a copy. */
export async function answerByRefs(
  { findByRefs }: ContractOffer,
  refs: readonly RecordRef[],
  { asked, signal, policies }: QuestionTerms,
): Promise<ContractAnswer> {
  if (refs.length > MOST_REFS || asked.length > LONGEST_ID) return refused("INVALID_QUERY");
  const disclosures = policies.disclosures();
  const found = await findByRefs(refs, disclosures, signal);
  const records = found.filter((record) => disclosures.of(record, record.restriction) === "FULL");
  return {
    ...NOTHING,
    state: records.length > 0 ? "HIT" : "NO_HIT",
    records,
    hidden: hiddenFrom(asked, disclosures.refsAt("NONE", "HIT_ONLY")),
  };
}

function hiddenFrom(asked: string, references: readonly string[]): readonly string[] {
  if (references.length > MOST_HIDDEN) throw new SourceFailure("FAILED", "more records are hidden than can be said");
  return references.map((reference) => hiddenDigest(asked, reference)).toSorted();
}

function refused(state: AnswerState): ContractAnswer {
  return { ...NOTHING, state };
}

function stateOf(error: unknown): AnswerState {
  if (error instanceof TooManyMatches) return "TOO_MANY";
  if (error instanceof InvalidQuery) return "INVALID_QUERY";
  if (error instanceof NothingToSearchBy) return "NOTHING_TO_SEARCH_BY";
  throw error;
}

/** The same order for every page. */
function surestFirst(one: Find<RecordRef>, other: Find<RecordRef>): number {
  return other.score - one.score || (writeRef(one.record) < writeRef(other.record) ? -1 : 1);
}

function cursorOf(offset: number): string {
  return Buffer.from(`after ${offset}`).toString("base64url");
}

function offsetOf(cursor: string): number | null {
  const [, offset] = /^after (\d{1,6})$/.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  return offset === undefined ? null : Number(offset);
}
