import { parseRef, writeRef } from "../../kit/sources/record-ref.js";
import type { NoticeRecord } from "../backends/notice-record.js";
import type { Notice } from "../types/notice.js";
import type { Person } from "../types/person.js";

const RED_IS_A_REQUEST =
  "A red notice or diffusion is a request to locate and arrest, not a warrant. Whether it allows an arrest is for the law of the country that reads it: ask your bureau.";

export function shapeNotice(record: NoticeRecord): Notice {
  return {
    ...record,
    ref: writeRef(record),
    legalNote: record.colour === "RED" ? RED_IS_A_REQUEST : null,
    person: linkedPerson(record),
  };
}

function linkedPerson({ person }: NoticeRecord): Person | null {
  const ref = parseRef(person ?? "");
  return ref.ok ? ref.value : null;
}
