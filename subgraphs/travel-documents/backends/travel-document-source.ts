import type { DocumentType } from "../../kit/lists.js";
import type { Disclosures } from "../../kit/policy/disclosures.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";
import type { Warmable } from "../../kit/sources/warm-sources.js";
import type { TravelDocumentMatch } from "../matching/compare-documents.js";
import type { TravelDocumentRecord } from "./travel-document-record.js";

/** One document of which the number is known. */
export interface DocumentDescription {
  readonly number: string;
  readonly issuingCountry: string | null;
  readonly type: DocumentType | null;
  /** Whether a number that one typing error parts from this one matches too, within the same country. */
  readonly isNearEnough?: boolean;
}

/** A record that matches, and why. */
export interface TravelDocumentFind extends TravelDocumentMatch {
  readonly record: TravelDocumentRecord;
}

/** The port of the domain: what a back end that holds documents can be asked. */
export interface TravelDocumentSource extends Partial<Warmable> {
  /** @throws TooManyMatches, InvalidReply, or whatever the back end throws; never an empty list in place of a failure */
  search(
    documents: readonly DocumentDescription[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly TravelDocumentFind[]>;
  /** The records with these references, in no order; those that it does not hold are left out. */
  findByRefs(
    refs: readonly RecordRef[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly TravelDocumentRecord[]>;
}
