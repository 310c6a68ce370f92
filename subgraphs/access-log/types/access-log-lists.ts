import { registerEnumType } from "type-graphql";
import { enumOf } from "../../kit/graph/enum-of.js";
import { CONTENT_STATES, DISCLOSURE_LEVELS, ENTRY_KINDS } from "../backends/access-log-source.js";

export const AccessLogEntryKind = enumOf(ENTRY_KINDS);
registerEnumType(AccessLogEntryKind, {
  name: "AccessLogEntryKind",
  description: "At what moment of a request the entry was made.",
  valuesConfig: {
    INTENT: { description: "Before the first subgraph was asked." },
    RELEASE: { description: "Before the first byte of the answer left." },
  },
});

export const AccessLogContentState = enumOf(CONTENT_STATES);
registerEnumType(AccessLogContentState, {
  name: "AccessLogContentState",
  description: "Whether what the entry says is still there. The entry itself stays in the log for ever.",
  valuesConfig: {
    KEPT: { description: "It is there, and is what was logged." },
    ERASED: { description: "Its retention is over: only when it was and its place in the log are left." },
    DAMAGED: { description: "It is missing before its time, or is not what was logged. Tell the operator." },
  },
});

export const DisclosureLevel = enumOf(DISCLOSURE_LEVELS);
registerEnumType(DisclosureLevel, {
  name: "DisclosureLevel",
  description: "How much an answer told of a record.",
  valuesConfig: {
    HIT: { description: "That there is one, that it matches, and whom to call." },
    RECORD: { description: "The record itself, in part or whole." },
  },
});
