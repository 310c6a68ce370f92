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
import { noticeRecordSchema } from "./backends/notice-record.js";
import type { NoticeSource } from "./backends/notice-source.js";
import { noticeDrop } from "./backends/file.js";
import { noticeContract } from "./backends/remote.js";
import { noticesOverRest } from "./backends/rest.js";
import { SqlNoticeSource } from "./backends/sql.js";
import { createNoticeByRef } from "./loaders/notice-by-ref.js";
import type { NoticeByRef } from "./loaders/notice-by-ref.js";
import { CheckResolver } from "./resolvers/check.js";
import { NoticeResolver } from "./resolvers/notice.js";
import { shapeNotice } from "./resolvers/shape-notice.js";
import { Check } from "./types/check.js";

export { noticeRecordSchema } from "./backends/notice-record.js";
export type { NoticeRecord } from "./backends/notice-record.js";
export type { NoticeFind, NoticeQuestion, NoticeSource } from "./backends/notice-source.js";
export { noticeMigrations } from "./backends/migrations/index.js";
export { noticeContract } from "./backends/remote.js";
export { noticeKeys } from "./matching/notice-keys.js";

interface NoticesContext extends SourcesContext {
  readonly noticeByRef: NoticeByRef;
}

/** Reaches one source of the registry. @throws InvalidConfiguration where it cannot be reached in that way */
export function connectNotices(source: SourceConfiguration, connections: Connections): SourceLine<NoticeSource> {
  return new SourceLine(source, backEndOf(source, connections));
}

function backEndOf({ connector, ...source }: SourceConfiguration, connections: Connections): NoticeSource {
  switch (connector.kind) {
    case "sql":
      return new SqlNoticeSource(sqlRecords({ ...source, connector }, connections, noticeRecordSchema));
    case "graphql":
      return connectContract(noticeContract, { ...source, connector }, connections);
    case "rest":
      return connectRest(noticesOverRest, { ...source, connector }, connections);
    case "file":
      return new SqlNoticeSource(
        openDrop(noticeDrop, { ...source, connector }, connections).records(noticeRecordSchema),
      );
    case "osia":
      throw new InvalidConfiguration(`The source ${source.id} cannot be reached by osia: an ABIS holds samples alone.`);
  }
}

/** The notices part of the graph over these sources. */
export function createNotices(
  given: readonly SourceLine<NoticeSource>[] | SourceLines<NoticeSource>,
  policies: Policies,
): Promise<Subgraph> {
  const lines = asSourceLines(given);
  return buildSubgraph<NoticesContext>({
    name: "notices",
    resolvers: [new CheckResolver(lines), new NoticeResolver(lines)],
    entryTypes: [Check],
    references: {
      Check: (check) => check,
      Notice: async (reference, { noticeByRef }) => {
        const record = await noticeByRef.load(refOf(reference));
        return record && shapeNotice(record);
      },
    },
    createContext: (request) => {
      const context = { ...request, policies: new RequestPolicies(policies, request.authority, request.auditId) };
      return { ...context, noticeByRef: createNoticeByRef(lines.current, context) };
    },
    warm: (signal) => warmSources(lines.current, signal),
  });
}
