import { writeRef } from "./record-ref.js";
import type { RecordRef } from "./record-ref.js";

/** What merging needs to know of a hit of any domain. */
export interface MergeableHit {
  readonly ref: RecordRef;
  /** 0 to 1, 1 is certain. */
  readonly score: number;
  /** Who reported the record; the owner's own source first after merging. */
  readonly sources: readonly string[];
}

/**
 * One list of all sources' hits: a record that several sources report stands once, with its best score and all who
 * reported it; the surest first. The order depends on the hits alone, never on who answered first.
 */
export function mergeHits<Hit extends MergeableHit>(
  hits: readonly Hit[],
  ownerOf: (source: string) => string | undefined,
): readonly Hit[] {
  const byRef = Map.groupBy(hits, (hit) => writeRef(hit.ref));
  return [...byRef.values()]
    .flatMap((same) => {
      const ordered = same.toSorted(
        (a, b) => rankOfSource(a, ownerOf) - rankOfSource(b, ownerOf) || compareText(a.sources[0], b.sources[0]),
      );
      const [first] = ordered;
      if (first === undefined) return [];
      const best = ordered.reduce((winner, hit) => (hit.score > winner.score ? hit : winner), first);
      return [{ ...best, sources: [...new Set(ordered.flatMap((hit) => hit.sources))] }];
    })
    .toSorted((a, b) => b.score - a.score || compareText(writeRef(a.ref), writeRef(b.ref)));
}

function rankOfSource(hit: MergeableHit, ownerOf: (source: string) => string | undefined): number {
  return hit.sources.some((source) => ownerOf(source) === hit.ref.owner) ? 0 : 1;
}

function compareText(a: string | undefined, b: string | undefined): number {
  return (a ?? "") < (b ?? "") ? -1 : (a ?? "") > (b ?? "") ? 1 : 0;
}
