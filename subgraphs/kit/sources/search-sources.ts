import type { Disclosures } from "../policy/disclosures.js";
import type { Restriction } from "../policy/restriction.js";
import type { RequestPolicies } from "../policy/request-policies.js";
import { askSources, notAsked } from "./ask-sources.js";
import type { ReplyObserver, SourceAnswers, SourceLine } from "./ask-sources.js";
import type { MatchFeature } from "./match-feature.js";
import { mergeHits } from "./merge-hits.js";
import type { RecordRef } from "./record-ref.js";
import type { Contact, SourceDescription, SourceReply } from "./source.js";

/** What every domain's record has: its key, and what its owner lays down for it. */
export interface RestrictedRecord extends RecordRef {
  readonly restriction: Restriction | null;
}

/** A record that a source reports as a match, and why. */
export interface Find<Record extends RecordRef> {
  /** 0 to 1. */
  readonly score: number;
  /** The weightiest reason first. */
  readonly features: readonly MatchFeature[];
  readonly record: Record;
}

/** A find, once it is known who reports it, whom to call, and how much of it may be told. */
export interface FoundRecord<Record extends RecordRef> {
  readonly score: number;
  /** Empty where the record may not be told: they repeat what it says. */
  readonly features: readonly MatchFeature[];
  /** Null where no more than the hit may be told. */
  readonly record: Record | null;
  readonly ref: RecordRef;
  readonly sources: readonly string[];
  readonly contact: Contact;
}

/**
 * Searches all sources at once, and gives one ranked list without doubles beside the account of every source. What may
 * not be told leaves no trace in either. Where the domain may not be asked no source is.
 */
export async function searchSources<Port, Record extends RestrictedRecord>(
  lines: readonly SourceLine<Port>[],
  search: (
    port: Port,
    disclosures: Disclosures,
    signal: AbortSignal,
    source: SourceDescription,
  ) => Promise<readonly Find<Record>[]>,
  { signal, onReply, policies }: SearchTerms,
): Promise<SourceAnswers<FoundRecord<Record>>> {
  const descriptions = lines.map((line) => line.description);
  if (!descriptions.every(({ domain }) => policies.maySearch(domain))) return { hits: [], replies: notAsked(lines) };
  const disclosures = policies.disclosures();
  const { hits, replies } = await askSources(
    lines,
    async (port, { description }, deadline) => {
      const own = disclosures.forSource();
      const finds = await search(port, own, deadline, description);
      return foundBy(description, finds, own, descriptions);
    },
    { signal, onReply: (reply) => (reply.outcome === "HIT" ? undefined : onReply?.(reply)) },
  );
  const owners = new Map(descriptions.map(({ id, owner }) => [id, owner]));
  const told = hits.filter(({ ref }) => disclosures.strictestOf(ref) !== "NONE");
  const merged = mergeHits(told, (source) => owners.get(source));
  // A hit is not told of before every holder has spoken: one of them may hide the record.
  const accounts = replies.map((reply) => {
    if (reply.outcome !== "HIT") return reply;
    const account = withoutHidden(reply, told);
    onReply?.(account);
    return account;
  });
  return {
    hits: merged.map((hit) => (disclosures.strictestOf(hit.ref) === "FULL" ? hit : hitAlone(hit))),
    replies: accounts,
  };
}

/** What one source has found, with who reports it and whom to call. */
function foundBy<Record extends RestrictedRecord>(
  source: SourceDescription,
  finds: readonly Find<Record>[],
  disclosures: Disclosures,
  all: readonly SourceDescription[],
): readonly FoundRecord<Record>[] {
  const from = (ref: RecordRef, score: number) => ({
    score: rounded(score),
    ref,
    sources: [source.id],
    contact: all.find(({ owner }) => owner === ref.owner)?.contact ?? source.contact,
  });
  // Whatever a back end gives: what it should have left out is left out here.
  const told = finds.filter(({ record }) => disclosures.of(record, record.restriction) !== "NONE");
  return [
    ...told.map(({ record, features, score }) => ({
      ...from({ owner: record.owner, localId: record.localId }, score),
      features: features.map((feature) => ({ ...feature, weight: rounded(feature.weight) })),
      record,
    })),
    ...disclosures.withheld.map(({ ref, score }) => ({ ...from(ref, score), features: [], record: null })),
  ];
}

/** What goes with a search beside the question. */
export interface SearchTerms {
  readonly signal: AbortSignal;
  readonly policies: RequestPolicies;
  readonly onReply?: ReplyObserver | undefined;
}

/** That there is a record, and whom to call about it. */
function hitAlone<Hit extends { readonly features: readonly MatchFeature[]; readonly record: RecordRef | null }>(
  hit: Hit,
): Omit<Hit, "record" | "features"> & { readonly features: readonly never[]; readonly record: null } {
  return { ...hit, features: [], record: null };
}

/** A source whose only hits were copies of records that their owner hides has no hit. */
function withoutHidden(reply: SourceReply, told: readonly { readonly sources: readonly string[] }[]): SourceReply {
  return told.some(({ sources }) => sources.includes(reply.source)) ? reply : { ...reply, outcome: "NO_HIT" };
}

/** Three decimals: what lies beyond says nothing, and an officer reads it. */
function rounded(score: number): number {
  return Math.round(score * 1_000) / 1_000;
}
