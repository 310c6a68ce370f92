import type { Authority } from "../../../../subgraphs/kit/authority/authority.js";
import { CLEARANCES } from "../../../../subgraphs/kit/authority/officer.js";
import type { Disclosure } from "../../../../subgraphs/kit/policy/disclosure.js";
import type { Restriction } from "../../../../subgraphs/kit/policy/restriction.js";

/** The rules of records.cedar once more, in other words. */
export function restatedDisclosure(
  { officer, justification, breakGlass }: Authority,
  owner: string,
  given: Restriction | null,
  now: Date,
): Disclosure {
  if (justification === null) return "NONE";
  if (given === null) return "FULL";
  const { jointInvestigation } = given;
  if (jointInvestigation !== null && !officer.jointInvestigations.includes(jointInvestigation)) return "NONE";
  if (owner === officer.country) return "FULL";
  const isAllowed = given.allowedCountries.includes(officer.country);
  if (given.deniedCountries.includes(officer.country) || (given.allowedCountries.length > 0 && !isAllowed))
    return "NONE";
  if (given.hiddenUntil !== null && now < new Date(given.hiddenUntil)) return "NONE";
  const isEmergency = breakGlass?.caseReference === justification.caseReference && now < new Date(breakGlass.endsAt);
  if (isEmergency) return "FULL";
  if (given.purposes.length > 0 && !given.purposes.includes(justification.purpose)) return "NONE";
  const mustAsk = given.handling.some((code) => code === "H2" || code === "H3") && !isAllowed;
  const isTooSecret = CLEARANCES.indexOf(given.confidentiality) > CLEARANCES.indexOf(officer.clearance);
  return mustAsk || isTooSecret ? "HIT_ONLY" : "FULL";
}
