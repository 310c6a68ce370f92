import { explain } from "../../kit/names/explain.js";
import { PersonMatcher } from "../../kit/names/score-person.js";
import type { MatchFeature } from "../../kit/sources/match-feature.js";
import type { NoticeRecord } from "../backends/notice-record.js";
import type { NoticeFind, NoticeQuestion } from "../backends/notice-source.js";

export interface NoticeMatch {
  /** 0 to 1. */
  readonly score: number;
  readonly features: readonly MatchFeature[];
}

/** From here on two names may be one person's (kit/names). */
const LOWEST_SCORE = 0.7;

/** The records that match the question, and why; those that do not are left out. The question is prepared once. */
export function compareNotices(question: NoticeQuestion, records: readonly NoticeRecord[]): readonly NoticeFind[] {
  const { names, dateOfBirth, sex, nationalities, entityId } = question;
  const asked = new PersonMatcher({
    names,
    datesOfBirth: dateOfBirth === null ? [] : [dateOfBirth],
    sex,
    nationalities,
  });
  return records.flatMap((record) => {
    if (entityId !== null && entityId === record.entityId) return [{ ...SAME_ENTITY_ID, record }];
    const match = asked.scoreFrom(LOWEST_SCORE, record);
    if (match === null) return [];
    const reasons = match.features.map((feature) => ({
      feature: feature.feature,
      how: feature.how,
      weight: feature.weight,
      explanation: explain(feature),
    }));
    return [{ score: match.score, features: reasons.toSorted((a, b) => b.weight - a.weight), record }];
  });
}

/** The secretariat gives every notice its own id, so nothing else need be compared. */
const SAME_ENTITY_ID: NoticeMatch = {
  score: 1,
  features: [{ feature: "ENTITY_ID", how: "EXACT", weight: 1, explanation: "The notice's entity id is the same." }],
};
