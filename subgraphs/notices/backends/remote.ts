import { z } from "zod";
import type { DomainContract } from "../../kit/contract/domain-contract.js";
import { optionalText, subjectFields } from "../../kit/contract/domain-contract.js";
import { noticeRecordSchema } from "./notice-record.js";
import type { NoticeRecord } from "./notice-record.js";
import type { NoticeQuestion } from "./notice-source.js";

/** The domain's part of the source contract: notices behind a server of another owner. */
export const noticeContract: DomainContract<NoticeQuestion, NoticeRecord> = {
  domain: "notices",
  record: noticeRecordSchema,
  question: z.object({ ...subjectFields, entityId: optionalText }),
  write: ({ names, dateOfBirth, sex, nationalities, entityId }) => ({
    names: names.map(({ family, given, original }) => ({ family, given, original: original ?? null })),
    dateOfBirth,
    sex,
    nationalities,
    entityId,
  }),
};
