import { askSources } from "./ask-sources.js";
import type { ReplyObserver, SourceAnswers, SourceLine } from "./ask-sources.js";
import type { MatchFeature } from "./match-feature.js";
import { mergeHits } from "./merge-hits.js";
import type { RecordRef } from "./record-ref.js";
import type { Contact } from "./source.js";

/** A record that a source reports as a match, and why. */
export interface Find<Record extends RecordRef> {
  /** 0 to 1. */
  readonly score: number;
  /** The weightiest reason first. */
  readonly features: readonly MatchFeature[];
  readonly record: Record;
}

/** A find, once it is known who reports it and whom to call. */
export interface FoundRecord<Record extends RecordRef> extends Find<Record> {
  readonly ref: RecordRef;
  readonly sources: readonly string[];
  readonly contact: Contact;
}

/** Searches all sources at once, and gives one ranked list without doubles beside the account of every source. */
export async function searchSources<Port, Record extends RecordRef>(
  lines: readonly SourceLine<Port>[],
  search: (port: Port, signal: AbortSignal) => Promise<readonly Find<Record>[]>,
  options: { readonly signal: AbortSignal; readonly onReply?: ReplyObserver | undefined },
): Promise<SourceAnswers<FoundRecord<Record>>> {
  const descriptions = lines.map((line) => line.description);
  const { hits, replies } = await askSources(
    lines,
    async (port, { description }, signal) => {
      const finds = await search(port, signal);
      return finds.map((find) => ({
        ...find,
        score: rounded(find.score),
        features: find.features.map((feature) => ({ ...feature, weight: rounded(feature.weight) })),
        ref: { owner: find.record.owner, localId: find.record.localId },
        sources: [description.id],
        contact: descriptions.find(({ owner }) => owner === find.record.owner)?.contact ?? description.contact,
      }));
    },
    options,
  );
  const owners = new Map(descriptions.map(({ id, owner }) => [id, owner]));
  return { hits: mergeHits(hits, (source) => owners.get(source)), replies };
}

/** Three decimals: what lies beyond says nothing, and an officer reads it. */
function rounded(score: number): number {
  return Math.round(score * 1_000) / 1_000;
}
