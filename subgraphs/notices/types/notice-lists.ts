import { registerEnumType } from "type-graphql";
import { enumOf } from "../../kit/graph/enum-of.js";
import { NOTICE_COLOURS, NOTICE_KINDS, NOTICE_STATES } from "../backends/notice-record.js";

export const NoticeColour = enumOf(NOTICE_COLOURS);
registerEnumType(NoticeColour, {
  name: "NoticeColour",
  description: "What a notice or diffusion asks for.",
  valuesConfig: {
    RED: { description: "Locate and arrest, pending extradition. A request, not a warrant." },
    BLUE: { description: "Find out identity, location or activities." },
    GREEN: { description: "Warning about a person." },
    YELLOW: { description: "Find a missing person, or identify one who cannot say who they are." },
    BLACK: { description: "Identify a body." },
    PURPLE: { description: "Tell of a method, an object, a device or a hiding place." },
    ORANGE: { description: "Warning of an imminent threat by an event, a person, an object or a method." },
    SILVER: { description: "Find criminal assets (pilot)." },
    UN_SPECIAL: { description: "Subject to sanctions of the UN Security Council; always public." },
  },
});

export const NoticeKind = enumOf(NOTICE_KINDS);
registerEnumType(NoticeKind, {
  name: "NoticeKind",
  description: "How it was sent out.",
  valuesConfig: {
    NOTICE: { description: "Published by the secretariat to all countries." },
    DIFFUSION: { description: "Sent straight from a bureau to all countries or to those it chose." },
  },
});

export const NoticeState = enumOf(NOTICE_STATES);
registerEnumType(NoticeState, {
  name: "NoticeState",
  description: "Where a notice stands. An answer shows PUBLISHED and AMENDED only: any other looks absent.",
  valuesConfig: {
    DRAFT: { description: "Being written by the bureau that requests it." },
    SUBMITTED: { description: "Sent to the secretariat." },
    COMPLIANCE_REVIEW: { description: "Under review, by someone other than the requester." },
    RETURNED: { description: "Sent back to the requester to be completed." },
    REFUSED: { description: "Not to be published." },
    PUBLISHED: { description: "In force." },
    AMENDED: { description: "In force, with changes." },
    SUSPENDED: { description: "Out of force for at most six months, with a reason." },
    WITHDRAWN: { description: "Taken back by the requester." },
    CANCELLED: { description: "Ended by the secretariat." },
    DELETED: { description: "Erased." },
    EXPIRED: { description: "Past its time." },
  },
});
