import { TrustStore } from "../kit/chip/trust-store.js";
import { connectContract } from "../kit/contract/connect-contract.js";
import { InvalidConfiguration } from "../kit/errors.js";
import { openDrop } from "../kit/file/connect-file.js";
import { buildSubgraph } from "../kit/graph/build-subgraph.js";
import type { Subgraph } from "../kit/graph/build-subgraph.js";
import type { SourcesContext } from "../kit/graph/request-context.js";
import type { Policies } from "../kit/policy/policies.js";
import { RequestPolicies } from "../kit/policy/request-policies.js";
import { connectRest } from "../kit/rest/connect-rest.js";
import { SourceLine } from "../kit/sources/ask-sources.js";
import { refOf } from "../kit/sources/record-ref.js";
import { sqlRecords } from "../kit/sources/connections.js";
import type { Connections } from "../kit/sources/connections.js";
import type { SourceConfiguration } from "../kit/sources/registry.js";
import { asSourceLines } from "../kit/sources/source-lines.js";
import type { SourceLines } from "../kit/sources/source-lines.js";
import { warmSources } from "../kit/sources/warm-sources.js";
import { travelDocumentDrop } from "./backends/file.js";
import { travelDocumentContract } from "./backends/remote.js";
import { travelDocumentsOverRest } from "./backends/rest.js";
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
export { travelDocumentContract } from "./backends/remote.js";
export { documentKeys } from "./matching/document-keys.js";

interface TravelDocumentsContext extends SourcesContext {
  readonly travelDocumentByRef: TravelDocumentByRef;
}

/** Reaches one source of the registry. @throws InvalidConfiguration where it cannot be reached in that way */
export function connectTravelDocuments(
  source: SourceConfiguration,
  connections: Connections,
): SourceLine<TravelDocumentSource> {
  return new SourceLine(source, backEndOf(source, connections));
}

function backEndOf({ connector, ...source }: SourceConfiguration, connections: Connections): TravelDocumentSource {
  switch (connector.kind) {
    case "sql":
      return new SqlTravelDocumentSource(sqlRecords({ ...source, connector }, connections, travelDocumentRecordSchema));
    case "graphql":
      return connectContract(travelDocumentContract, { ...source, connector }, connections);
    case "rest":
      return connectRest(travelDocumentsOverRest, { ...source, connector }, connections);
    case "file":
      return new SqlTravelDocumentSource(
        openDrop(travelDocumentDrop, { ...source, connector }, connections).records(travelDocumentRecordSchema),
      );
    case "osia":
      throw new InvalidConfiguration(`The source ${source.id} cannot be reached by osia: an ABIS holds samples alone.`);
  }
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
  given: readonly SourceLine<TravelDocumentSource>[] | SourceLines<TravelDocumentSource>,
  policies: Policies,
  { trust = new TrustStore([], []), now = () => new Date() }: Examining = {},
): Promise<Subgraph> {
  const lines = asSourceLines(given);
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
      const context = { ...request, policies: new RequestPolicies(policies, request.authority, request.auditId) };
      return { ...context, travelDocumentByRef: createTravelDocumentByRef(lines.current, context) };
    },
    warm: (signal) => warmSources(lines.current, signal),
  });
}
