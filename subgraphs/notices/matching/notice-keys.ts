import type { PersonName } from "../../kit/names/person-name.js";
import { nameKeys } from "../../kit/names/phonetic-key.js";
import { rememberBeside } from "../../kit/remember.js";

/** What of a notice is searched by: the same of a question and of a record. */
export interface NoticeIdentity {
  readonly names: readonly PersonName[];
  readonly entityId: string | null;
}

/** The kinds of key that a mapping of this domain may offer: `name` phonetic and consonant keys, `entity` the entity id. */
export type NoticeKey = "name" | "entity";

/** The keys by which notices are kept and looked up. */
export function noticeKeys({ names, entityId }: NoticeIdentity): Readonly<Record<NoticeKey, readonly string[]>> {
  return {
    name: [...new Set(names.flatMap(nameKeys))],
    entity: entityId === null ? [] : [entityId],
  };
}

/** Those of a question, the same for every source. */
export const questionKeys = rememberBeside(noticeKeys);
