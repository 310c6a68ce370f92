import type { SourcesContext } from "../../kit/graph/request-context.js";
import { answerNotAsked, shapeAnswer } from "../../kit/graph/shape-answer.js";
import type { SourceLine } from "../../kit/sources/ask-sources.js";
import { searchSources } from "../../kit/sources/search-sources.js";
import { STATES_IN_FORCE } from "../backends/notice-record.js";
import type { NoticeRecord } from "../backends/notice-record.js";
import type { NoticeQuestion, NoticeSource } from "../backends/notice-source.js";
import { questionKeys } from "../matching/notice-keys.js";
import type { NoticeAnswer } from "../types/notice-answer.js";
import { shapeNotice } from "./shape-notice.js";

/**
 * Asks every source for notices in force; without a name that can be searched by no source is asked. What is not shown is
 * left out before a source's reply is counted, so that a source with cancelled notices alone reads NO_HIT.
 */
export async function searchNotices(
  lines: readonly SourceLine<NoticeSource>[],
  { question, isWanted }: { readonly question: NoticeQuestion; readonly isWanted: (record: NoticeRecord) => boolean },
  context: SourcesContext,
): Promise<NoticeAnswer> {
  if (questionKeys(question).name.length === 0) return answerNotAsked(lines);
  const answers = await searchSources(
    lines,
    async (port, disclosures, signal) => {
      const finds = await port.search(question, disclosures, signal);
      return finds.filter(({ record }) => STATES_IN_FORCE.has(record.state) && isWanted(record));
    },
    context,
  );
  return shapeAnswer(answers, (hit, { record }) => ({ ...hit, notice: record && shapeNotice(record) }));
}
