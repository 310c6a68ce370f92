import type { DocumentType, Sex } from "../../kit/lists.js";
import type { PersonName } from "../../kit/names/person-name.js";
import type { Disclosures } from "../../kit/policy/disclosures.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";
import type { Warmable } from "../../kit/sources/warm-sources.js";
import type { PersonMatch } from "../matching/compare-persons.js";
import type { PersonRecord } from "./person-record.js";

/** A document by which a person may be found. */
export interface CarriedDocument {
  readonly number: string;
  readonly issuingCountry: string | null;
  readonly type: DocumentType | null;
}

/** What is known of one person. */
export interface PersonQuestion {
  /** Other names of the same person; empty where only a document is known. */
  readonly names: readonly PersonName[];
  readonly dateOfBirth: string | null;
  readonly sex: Sex | null;
  readonly nationalities: readonly string[];
  /** As written, in any script. */
  readonly birthPlace: string | null;
  readonly documents: readonly CarriedDocument[];
}

/** A record that matches, and why. */
export interface PersonFind extends PersonMatch {
  readonly record: PersonRecord;
}

/** The port of the domain: what a back end that holds persons can be asked. */
export interface PersonSource extends Partial<Warmable> {
  /** @throws TooManyMatches, InvalidReply, or whatever the back end throws; never an empty list in place of a failure */
  search(question: PersonQuestion, disclosures: Disclosures, signal: AbortSignal): Promise<readonly PersonFind[]>;
  /** The records with these references, in no order; those that it does not hold are left out. */
  findByRefs(
    refs: readonly RecordRef[],
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly PersonRecord[]>;
}
