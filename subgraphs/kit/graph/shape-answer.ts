import { isComplete, notAsked, outcomeOf } from "../sources/ask-sources.js";
import type { SourceAnswers, SourceLine } from "../sources/ask-sources.js";
import { writeRef } from "../sources/record-ref.js";
import type { RecordRef } from "../sources/record-ref.js";
import type { FoundRecord } from "../sources/search-sources.js";
import type { Answer, Hit } from "./answer.js";

/** The answer of a domain before the caller has said how many hits to send. */
export interface ShapedAnswer<DomainHit extends Hit> extends Answer {
  readonly allHits: readonly DomainHit[];
}

/** From what the sources said to the answer of the graph; `shape` adds what only this domain's hits have. */
export function shapeAnswer<Record extends RecordRef, DomainHit extends Hit>(
  { hits, replies }: SourceAnswers<FoundRecord<Record>>,
  shape: (hit: Hit, found: FoundRecord<Record>) => DomainHit,
): ShapedAnswer<DomainHit> {
  const allHits = hits.map((found) => shape(shapeHit(found), found));
  return {
    outcome: outcomeOf(replies),
    complete: isComplete(replies),
    sources: replies,
    hitCount: allHits.length,
    allHits,
  };
}

/** The answer where the subject has nothing that the domain is searched by. */
export function answerNotAsked<DomainHit extends Hit>(lines: readonly SourceLine<unknown>[]): ShapedAnswer<DomainHit> {
  return { outcome: "NOT_ASKED", complete: true, sources: notAsked(lines), hitCount: 0, allHits: [] };
}

/** A machine's hit is never verified: only a human's confirmation makes it so. */
function shapeHit<Record extends RecordRef>(found: FoundRecord<Record>): Hit {
  return {
    ref: writeRef(found.ref),
    owner: found.ref.owner,
    sources: found.sources,
    score: found.score,
    features: found.features,
    verified: false,
    contact: found.contact,
  };
}
