import { fault, parsed } from "../../kit/parsed.js";
import type { Parsed } from "../../kit/parsed.js";

/** The number that the secretariat gives a notice: a year, a slash, one to six digits. Fault: `INVALID_ENTITY_ID`. */
export function parseEntityId(text: string): Parsed<string> {
  return /^\d{4}\/\d{1,6}$/.test(text)
    ? parsed(text)
    : fault("INVALID_ENTITY_ID", "Give the notice's number as its year, a slash and its digits: 2024/12345.");
}
