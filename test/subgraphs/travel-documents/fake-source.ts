import type {
  DocumentDescription,
  TravelDocumentFind,
  TravelDocumentRecord,
  TravelDocumentSource,
} from "../../../subgraphs/travel-documents/index.js";
import { createTravelDocuments } from "../../../subgraphs/travel-documents/index.js";
import type { Operation, OperationResult } from "../../../subgraphs/kit/graph/run-subgraph.js";
import { SourceLine } from "../../../subgraphs/kit/sources/ask-sources.js";
import type { RecordRef } from "../../../subgraphs/kit/sources/record-ref.js";
import { sourceDescriptionSchema } from "../../../subgraphs/kit/sources/source.js";
import type { SourceDescription } from "../../../subgraphs/kit/sources/source.js";
import { compareDocuments } from "../../../subgraphs/travel-documents/matching/compare-documents.js";
import { POLICIES } from "../../support/authority.js";
import { askSubgraph } from "../../support/subgraph.js";

export const STOLEN_PASSPORT: TravelDocumentRecord = {
  owner: "FRA",
  localId: "D1",
  restriction: null,
  number: "19-AB 12345",
  type: "PASSPORT",
  issuingCountry: "FRA",
  status: "STOLEN",
  countryOfTheft: "BEL",
  dateOfTheft: "2024-05",
  issuedOn: "2019-03-02",
  expiresOn: "2029-03-01",
  batch: null,
  note: "Taken from a car",
  notice: "XPO/N7",
};

/** The far end: holds these records and remembers what it was asked. */
export class FakeTravelDocumentSource implements TravelDocumentSource {
  readonly asked: (readonly DocumentDescription[])[] = [];
  readonly askedRefs: (readonly RecordRef[])[] = [];
  readonly #records: readonly TravelDocumentRecord[];

  constructor(...records: readonly TravelDocumentRecord[]) {
    this.#records = records;
  }

  async search(documents: readonly DocumentDescription[]): Promise<readonly TravelDocumentFind[]> {
    this.asked.push(documents);
    return this.#records.flatMap((record) =>
      documents.flatMap((document) => {
        const match = compareDocuments(document, record);
        return match === null ? [] : [{ ...match, record }];
      }),
    );
  }

  async findByRefs(refs: readonly RecordRef[]): Promise<readonly TravelDocumentRecord[]> {
    this.askedRefs.push(refs);
    return this.#records.filter((record) =>
      refs.some(({ owner, localId }) => owner === record.owner && localId === record.localId),
    );
  }
}

export const brokenSource: TravelDocumentSource = {
  search: () => Promise.reject(new Error("password of the owner's database")),
  findByRefs: () => Promise.reject(new Error("password of the owner's database")),
};

/** A source of one owner; XPO's is the central one that holds records of many. */
export function describeSource(owner: string): SourceDescription {
  return sourceDescriptionSchema.parse({
    id: `${owner.toLowerCase()}-travel-documents`,
    owner,
    name: "A source of a test",
    domain: "travel-documents",
    holds: owner === "XPO" ? "MANY" : "OWN",
    legalBasis: "None",
    contact: { bureau: `Bureau of ${owner}` },
  });
}

export function lineOf(owner: string, port: TravelDocumentSource): SourceLine<TravelDocumentSource> {
  return new SourceLine(describeSource(owner), port);
}

/** Puts one operation to the subgraph over these sources. */
export function ask(
  lines: readonly SourceLine<TravelDocumentSource>[],
  operation: Operation,
): Promise<OperationResult> {
  return askSubgraph(createTravelDocuments(lines, POLICIES), operation.query, operation.variables ?? {});
}
