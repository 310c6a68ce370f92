import type { Authority } from "../authority/authority.js";
import { CLEARANCES } from "../authority/officer.js";
import type { Clearance, Officer } from "../authority/officer.js";
import type { CedarAttributes } from "./cedar-set.js";
import type { Restriction } from "./restriction.js";

// How the graph's words become the entities of crosscheck.cedarschema. The clock is read here, so that what a policy sees,
// and a decision is kept under, changes with it.

export function officerAttributes({ country, agency, unit, roles, scopes }: Officer): CedarAttributes {
  return {
    country,
    agency,
    unit,
    roles: [...roles].toSorted(),
    scopes: [...scopes].toSorted(),
  };
}

export function readerAttributes({ country, clearance, jointInvestigations }: Officer): CedarAttributes {
  return { country, clearance: levelOf(clearance), jointInvestigations: [...jointInvestigations].toSorted() };
}

export function questionContext({ justification }: Authority): CedarAttributes {
  if (justification === null) return {};
  const { purpose, offence, role, aim } = justification;
  return { justification: { purpose, offence, role, aim } };
}

export function readingContext({ justification, breakGlass }: Authority, now: Date): CedarAttributes {
  return {
    ...(justification !== null && { purpose: justification.purpose }),
    ...(breakGlass !== undefined && {
      breakGlass: {
        isRunning: isAhead(breakGlass.endsAt, now),
        isForThisCase: breakGlass.caseReference === justification?.caseReference,
      },
    }),
  };
}

export function recordAttributes(isOwn: boolean, restriction: Restriction, now: Date): CedarAttributes {
  const { allowedCountries, deniedCountries, purposes, handling, confidentiality } = restriction;
  const { jointInvestigation, hiddenUntil } = restriction;
  return {
    isOwn,
    allowedCountries,
    deniedCountries,
    purposes,
    handling,
    confidentiality: levelOf(confidentiality),
    ...(jointInvestigation !== null && { jointInvestigation }),
    isHidden: hiddenUntil !== null && isAhead(hiddenUntil, now),
  };
}

/** 1 to 3. */
function levelOf(clearance: Clearance): number {
  return CLEARANCES.indexOf(clearance) + 1;
}

function isAhead(moment: string, now: Date): boolean {
  return now.getTime() < Date.parse(moment);
}
