import type { Disclosures } from "../../kit/policy/disclosures.js";
import { MappedSource } from "../../kit/sources/mapped-source.js";
import { matchDocuments } from "../matching/compare-documents.js";
import { documentKeys, nearDocumentKeys } from "../matching/document-keys.js";
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
    const finds = await this.#findBy(documentKeys(documents), documents, disclosures, signal);
    const near = documents.filter(({ isNearEnough }) => isNearEnough === true);
    if (finds.length > 0 || near.length === 0) return finds;
    return this.#findBy(this.#nearKeys(near), near, disclosures, signal);
  }

  async #findBy(
    keys: Readonly<Record<string, readonly string[]>>,
    documents: readonly DocumentDescription[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly TravelDocumentFind[]> {
    const records = await this.records.findByKeys(keys, { limit: MOST_CANDIDATES, disclosures }, signal);
    return matchDocuments(documents, records);
  }

  /** One kind of key is enough, the narrower where the owner has it: each near number is looked up by it. */
  #nearKeys(documents: readonly DocumentDescription[]): Readonly<Record<string, readonly string[]>> {
    const keys = nearDocumentKeys(documents);
    return this.records.canFindBy("number") ? { number: keys.number } : { class: keys.class };
  }
}
