import { z } from "zod";
import { OFFENCES } from "./offence-table.js";

/** What a search is for: INTERPOL's Rules on the Processing of Data, article 10(2). */
export const PURPOSES = [
  "WANTED_SEARCH",
  "LOCATE_PERSON_OR_OBJECT",
  "CRIMINAL_INFORMATION",
  "WARN",
  "IDENTIFY",
  "FORENSIC",
  "SECURITY_CHECK",
  "THREAT_ANALYSIS",
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What the person asked about is to the case. */
export const SUBJECT_ROLES = [
  "SUSPECT",
  "CONVICTED",
  "VICTIM",
  "WITNESS",
  "MISSING",
  "UNIDENTIFIED_REMAINS",
  "POSSIBLE_THREAT",
  "DECEASED",
] as const;
export type SubjectRole = (typeof SUBJECT_ROLES)[number];

/** Whether the officer wants to know who somebody is, or more of somebody known. */
export const AIMS = ["IDENTIFY", "KNOWN_PERSON"] as const;

const reference = z.string().regex(/^[\x21-\x7e]{1,64}$/);

/** Why this officer asks about this person. */
export const justificationSchema = z.strictObject({
  purpose: z.enum(PURPOSES),
  /** The case file's own number: no name of a person. */
  caseReference: reference,
  /** A code of INT-I's list of offences (OTY). */
  offence: z.string().refine((code) => Object.hasOwn(OFFENCES, code)),
  role: z.enum(SUBJECT_ROLES),
  aim: z.enum(AIMS),
  /** Who ordered the search, by the agency's own id. */
  orderedBy: reference,
});
export type Justification = z.output<typeof justificationSchema>;
