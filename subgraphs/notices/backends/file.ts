import type { DropDomain } from "../../kit/file/load-drop.js";
import { noticeKeys } from "../matching/notice-keys.js";
import { noticeRecordSchema } from "./notice-record.js";
import type { NoticeRecord } from "./notice-record.js";

/** Notices that an owner drops in a file: a row is a record, and is searched by the keys that tables are searched by. */
export const noticeDrop: DropDomain<NoticeRecord> = {
  record: noticeRecordSchema,
  keysOf: noticeKeys,
  kinds: ["name", "entity"],
};
