import { TrustStore } from "../kit/chip/trust-store.js";
import { buildSubgraph } from "../kit/graph/build-subgraph.js";
import type { Subgraph } from "../kit/graph/build-subgraph.js";
import type { SourcesContext } from "../kit/graph/request-context.js";
import type { Policies } from "../kit/policy/policies.js";
import { RequestPolicies } from "../kit/policy/request-policies.js";
import { SourceLine } from "../kit/sources/ask-sources.js";
import { refOf } from "../kit/sources/record-ref.js";
import { sqlRecords } from "../kit/sources/registry.js";
import type { Databases, SourceConfiguration } from "../kit/sources/registry.js";
import { warmSources } from "../kit/sources/warm-sources.js";
import { SqlTravelDocumentSource } from "./backends/sql.js";
import { travelDocumentRecordSchema } from "./backends/travel-document-record.js";
import type { TravelDocumentSource } from "./backends/travel-document-source.js";
import { createTravelDocumentByRef } from "./loaders/travel-document-by-ref.js";
import type { TravelDocumentByRef } from "./loaders/travel-document-by-ref.js";
import { CheckResolver } from "./resolvers/check.js";
import { DocumentExaminationResolver } from "./resolvers/document-examination.js";
import { MrzReadingResolver } from "./resolvers/mrz-reading.js";
import { shapeTravelDocument } from "./resolvers/search-travel-documents.js";
import { TravelDocumentResolver } from "./resolvers/travel-document.js";
import { Check } from "./types/check.js";

export { travelDocumentRecordSchema } from "./backends/travel-document-record.js";
export type { TravelDocumentRecord } from "./backends/travel-document-record.js";
export type {
  DocumentDescription,
  TravelDocumentFind,
  TravelDocumentSource,
} from "./backends/travel-document-source.js";
export { travelDocumentMigrations } from "./backends/migrations/index.js";
export { documentKeys } from "./matching/document-keys.js";

interface TravelDocumentsContext extends SourcesContext {
  readonly travelDocumentByRef: TravelDocumentByRef;
}

/** Reaches one source of the registry. */
export function connectTravelDocuments(
  source: SourceConfiguration,
  databases: Databases,
): SourceLine<TravelDocumentSource> {
  return new SourceLine(source, new SqlTravelDocumentSource(sqlRecords(source, databases, travelDocumentRecordSchema)));
}

/** By what chips are examined. */
export interface Examining {
  /** Whose signatures count; nobody's where it is left out. */
  readonly trust?: TrustStore | undefined;
  /** The moment at which certificates must be valid. */
  readonly now?: (() => Date) | undefined;
}

/** The travel documents part of the graph over these sources. */
export function createTravelDocuments(
  lines: readonly SourceLine<TravelDocumentSource>[],
  policies: Policies,
  { trust = new TrustStore([], []), now = () => new Date() }: Examining = {},
): Promise<Subgraph> {
  return buildSubgraph<TravelDocumentsContext>({
    name: "travel-documents",
    resolvers: [
      new CheckResolver(lines),
      new TravelDocumentResolver(lines),
      new MrzReadingResolver(),
      new DocumentExaminationResolver(trust, now),
    ],
    entryTypes: [Check],
    references: {
      Check: (check) => check,
      TravelDocument: async (reference, { travelDocumentByRef }) => {
        const record = await travelDocumentByRef.load(refOf(reference));
        return record && shapeTravelDocument(record);
      },
    },
    createContext: (request) => {
      const context = { ...request, policies: new RequestPolicies(policies, request.authority) };
      return { ...context, travelDocumentByRef: createTravelDocumentByRef(lines, context) };
    },
    warm: (signal) => warmSources(lines, signal),
  });
}
