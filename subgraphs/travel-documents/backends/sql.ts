import type { Disclosures } from "../../kit/policy/disclosures.js";
import { MappedSource } from "../../kit/sources/mapped-source.js";
import { matchDocuments } from "../matching/compare-documents.js";
import { documentKeys } from "../matching/document-keys.js";
import type { travelDocumentRecordSchema } from "./travel-document-record.js";
import type { DocumentDescription, TravelDocumentFind, TravelDocumentSource } from "./travel-document-source.js";

/** So many documents with the same number are no answer an officer can use. */
const MOST_CANDIDATES = 50;

/** Documents in an owner's own tables, read through a mapping. */
export class SqlTravelDocumentSource
  extends MappedSource<typeof travelDocumentRecordSchema>
  implements TravelDocumentSource
{
  async search(
    documents: readonly DocumentDescription[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly TravelDocumentFind[]> {
    const records = await this.records.findByKeys(
      documentKeys(documents),
      { limit: MOST_CANDIDATES, disclosures },
      signal,
    );
    return matchDocuments(documents, records);
  }
}
