import type { RestDomain } from "../../kit/rest/rest-source.js";
import { wordsOfSubject } from "../../kit/rest/words-of-subject.js";
import { compareNotices } from "../matching/compare-notices.js";
import { noticeRecordSchema } from "./notice-record.js";
import type { NoticeRecord } from "./notice-record.js";
import type { NoticeQuestion } from "./notice-source.js";

/**
 * Notices behind an owner's JSON API. Its words: `entityId`, and `family`, `given`, `dateOfBirth`, `sex`, `nationality` for
 * each name.
 */
export const noticesOverRest: RestDomain<NoticeQuestion, NoticeRecord> = {
  record: noticeRecordSchema,
  wordsOf: (question) => [{ entityId: question.entityId }, ...wordsOfSubject(question)],
  compare: compareNotices,
};
