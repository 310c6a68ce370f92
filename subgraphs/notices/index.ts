import { buildSubgraph } from "../kit/graph/build-subgraph.js";
import type { Subgraph } from "../kit/graph/build-subgraph.js";
import type { SourcesContext } from "../kit/graph/request-context.js";
import type { Policies } from "../kit/policy/policies.js";
import { RequestPolicies } from "../kit/policy/request-policies.js";
import { SourceLine } from "../kit/sources/ask-sources.js";
import { refOf } from "../kit/sources/record-ref.js";
import { sqlRecords } from "../kit/sources/registry.js";
import type { Databases, SourceConfiguration } from "../kit/sources/registry.js";
import { asSourceLines } from "../kit/sources/source-lines.js";
import type { SourceLines } from "../kit/sources/source-lines.js";
import { warmSources } from "../kit/sources/warm-sources.js";
import { noticeRecordSchema } from "./backends/notice-record.js";
import type { NoticeSource } from "./backends/notice-source.js";
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
export { noticeKeys } from "./matching/notice-keys.js";

interface NoticesContext extends SourcesContext {
  readonly noticeByRef: NoticeByRef;
}

/** Reaches one source of the registry. */
export function connectNotices(source: SourceConfiguration, databases: Databases): SourceLine<NoticeSource> {
  return new SourceLine(source, new SqlNoticeSource(sqlRecords(source, databases, noticeRecordSchema)));
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
      const context = { ...request, policies: new RequestPolicies(policies, request.authority) };
      return { ...context, noticeByRef: createNoticeByRef(lines.current, context) };
    },
    warm: (signal) => warmSources(lines.current, signal),
  });
}
