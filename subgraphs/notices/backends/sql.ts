import { warmNames } from "../../kit/names/warm-names.js";
import type { Disclosures } from "../../kit/policy/disclosures.js";
import { MappedSource } from "../../kit/sources/mapped-source.js";
import { compareNotices } from "../matching/compare-notices.js";
import { questionKeys } from "../matching/notice-keys.js";
import type { noticeRecordSchema } from "./notice-record.js";
import type { NoticeFind, NoticeQuestion, NoticeSource } from "./notice-source.js";

/** A name shares keys with many others: so many records are compared, 0.2 ms each, those that share most keys first. */
const MOST_CANDIDATES = 100;

/** Notices in an owner's own tables, read through a mapping. */
export class SqlNoticeSource extends MappedSource<typeof noticeRecordSchema> implements NoticeSource {
  async search(
    question: NoticeQuestion,
    disclosures: Disclosures,
    signal: AbortSignal,
  ): Promise<readonly NoticeFind[]> {
    const records = await this.records.findByKeys(
      questionKeys(question),
      { limit: MOST_CANDIDATES, disclosures },
      signal,
    );
    return compareNotices(question, records);
  }

  override async warm(signal: AbortSignal): Promise<void> {
    await super.warm(signal);
    warmNames();
  }
}
