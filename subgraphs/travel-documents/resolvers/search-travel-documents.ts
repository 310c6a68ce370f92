import type { SourcesContext } from "../../kit/graph/request-context.js";
import { answerNotAsked, shapeAnswer } from "../../kit/graph/shape-answer.js";
import { cleanDocumentNumber } from "../../kit/identifiers/document-number.js";
import type { SourceLine } from "../../kit/sources/ask-sources.js";
import { parseRef, writeRef } from "../../kit/sources/record-ref.js";
import { searchSources } from "../../kit/sources/search-sources.js";
import type { TravelDocumentRecord } from "../backends/travel-document-record.js";
import type { DocumentDescription, TravelDocumentSource } from "../backends/travel-document-source.js";
import type { Notice } from "../types/notice.js";
import type { TravelDocumentAnswer } from "../types/travel-document-answer.js";
import type { TravelDocument } from "../types/travel-document.js";

/** Asks every source for the documents; without a number to search by no source is asked. */
export async function searchTravelDocuments(
  lines: readonly SourceLine<TravelDocumentSource>[],
  documents: readonly DocumentDescription[],
  context: SourcesContext,
): Promise<TravelDocumentAnswer> {
  const searchable = documents.filter(({ number }) => cleanDocumentNumber(number) !== "");
  if (searchable.length === 0) return answerNotAsked(lines);
  const answers = await searchSources(
    lines,
    (port, disclosures, signal) => port.search(searchable, disclosures, signal),
    context,
  );
  return shapeAnswer(answers, (hit, { record }) => ({ ...hit, travelDocument: record && shapeTravelDocument(record) }));
}

export function shapeTravelDocument(record: TravelDocumentRecord): TravelDocument {
  return {
    ...record,
    ref: writeRef(record),
    cleanedNumber: cleanDocumentNumber(record.number),
    notice: linkedNotice(record),
  };
}

function linkedNotice({ notice }: TravelDocumentRecord): Notice | null {
  const ref = parseRef(notice ?? "");
  return ref.ok ? ref.value : null;
}
