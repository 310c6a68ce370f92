import DataLoader from "dataloader";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import type { SourceLine } from "../../kit/sources/ask-sources.js";
import { findByRefs } from "../../kit/sources/find-by-refs.js";
import { writeRef } from "../../kit/sources/record-ref.js";
import type { RecordRef } from "../../kit/sources/record-ref.js";
import { STATES_IN_FORCE } from "../backends/notice-record.js";
import type { NoticeRecord } from "../backends/notice-record.js";
import type { NoticeSource } from "../backends/notice-source.js";

export type NoticeByRef = DataLoader<RecordRef, NoticeRecord | null, string>;

/**
 * One per request: its cache must not outlive the officer it was filled for. The states are looked at last, so that what
 * the owner has cancelled does not come back out of an older copy elsewhere.
 */
export function createNoticeByRef(lines: readonly SourceLine<NoticeSource>[], context: SourcesContext): NoticeByRef {
  return new DataLoader(
    async (refs) => {
      const records = await findByRefs(lines, refs, context);
      return records.map((found) => {
        if (found === null || found instanceof Error) return found;
        return STATES_IN_FORCE.has(found.state) ? found : null;
      });
    },
    { name: "noticeByRef", cacheKeyFn: writeRef, maxBatchSize: 500 },
  );
}
