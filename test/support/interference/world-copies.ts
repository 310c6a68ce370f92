import { restrictionSchema, HANDLING_CODES } from "../../../subgraphs/kit/policy/restriction.js";
import type { Restriction } from "../../../subgraphs/kit/policy/restriction.js";
import { PURPOSES } from "../../../subgraphs/kit/authority/justification.js";
import { CLEARANCES } from "../../../subgraphs/kit/authority/officer.js";

import type { Domain } from "../../../subgraphs/kit/sources/source.js";
import { heldRecords } from "../../../subgraphs/world/held-records.js";
import type { HeldRecord } from "../../../subgraphs/world/held-records.js";
import type { DomainRecords } from "../../../subgraphs/world/registers/index.js";
import type { WorldPlan } from "../../../subgraphs/world/seeded.js";
import type { Draw } from "./draw.js";
import { pick, someOf } from "./draw.js";
import { INVESTIGATIONS } from "./officers.js";
import type { Outlook } from "./outlook.js";
import { isInForce, refsOf, UNSEARCHED, withOtherCells } from "./unsearched-cells.js";

/** All records of a world, by domain. */
export type Records = { readonly [D in Domain]: readonly HeldRecord<DomainRecords[D]>[] };

/** A record as one world has it, and whether its cells hold what no record may. */
export interface CopiedRecord<Held> extends HeldRecord<Held> {
  readonly isDefaced: boolean;
}

export type CopiedRecords = { readonly [D in Domain]: readonly CopiedRecord<DomainRecords[D]>[] };

/** Begins every word that stands in forbidden cells and nowhere else. */
export const CANARY = "CANARY";

/** Registers of these owners have no place for a restriction. */
const OWNERS_WITHOUT: ReadonlySet<string> = new Set(["SWE", "BRA", "JPN"]);
const NEIGHBOURS = ["FRA", "DEU", "SWE", "BRA", "JPN", "UKR", "POL"] as const;
const MOMENTS = ["2020-01-01T00:00:00Z", "2099-12-31T00:00:00Z"] as const;

/** An invented world in which every other record of an owner who can restrict it is restricted. */
export function restrictedWorld(plan: WorldPlan, draw: Draw): Records {
  const restricted = <Held extends DomainRecords[Domain]>({ record, sources }: HeldRecord<Held>): HeldRecord<Held> => ({
    record: isRestrictable(record.owner) && draw(2) === 0 ? { ...record, restriction: anyRestriction(draw) } : record,
    sources,
  });
  return {
    persons: [...heldRecords(plan, "persons")].map(restricted),
    notices: [...heldRecords(plan, "notices")].map(restricted),
    "travel-documents": [...heldRecords(plan, "travel-documents")].map(restricted),
    vehicles: [...heldRecords(plan, "vehicles")].map(restricted),
    biometrics: [...heldRecords(plan, "biometrics")].map(restricted),
  };
}

/**
 * The world as it may just as well be, as far as one officer can know: what is forbidden to the officer is another value,
 * or gone, or there beside what was; all else is the same.
 */
export function copyFor(outlook: Outlook, records: Records, draw: Draw): CopiedRecords {
  let tokens = 0;
  const batch = draw(1_000_000_000);
  const values = {
    draw,
    token: () => {
      tokens += 1;
      return `${CANARY}${batch}N${tokens}`;
    },
    refs: (domain: Domain) => refsOf(records[domain].map(({ record }) => record)),
  };
  const copy = <D extends Domain>(domain: D): readonly CopiedRecord<DomainRecords[D]>[] => {
    const { type, cells } = UNSEARCHED[domain];
    return records[domain].flatMap(({ record, sources }): readonly CopiedRecord<DomainRecords[D]>[] => {
      const added = isRestrictable(record.owner) && draw(6) === 0 ? [secretTwin(record, outlook, draw)] : [];
      const twins = added.map((twin) => ({ record: twin, sources, isDefaced: draw(2) === 0 }));
      const disclosure = outlook.disclosureOf(record.owner, record.restriction);
      if (disclosure === "NONE") {
        const kept = { record, sources, isDefaced: draw(3) > 0 };
        return draw(3) === 0 ? twins : [kept, ...twins];
      }
      const isTold = disclosure === "FULL" && isInForce(record);
      const isForbidden = (field: string): boolean => !isTold || !outlook.mayRead(`${type}.${field}`);
      return [{ record: withOtherCells(record, cells, isForbidden, values), sources, isDefaced: false }, ...twins];
    });
  };
  return {
    persons: copy("persons"),
    notices: copy("notices"),
    "travel-documents": copy("travel-documents"),
    vehicles: copy("vehicles"),
    biometrics: copy("biometrics"),
  };
}

/** Found by whatever finds the other, and never told of. */
function secretTwin<Held extends DomainRecords[Domain]>(record: Held, outlook: Outlook, draw: Draw): Held {
  const localId = `S${draw(1_000_000_000)}`;
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const restriction = anyRestriction(draw);
    if (outlook.disclosureOf(record.owner, restriction) === "NONE") return { ...record, localId, restriction };
  }
  // For whoever may be told of everything that the generator forbids: nobody's joint investigation.
  return { ...record, localId, restriction: restrictionSchema.parse({ jointInvestigation: "JIT-of-others" }) };
}

function anyRestriction(draw: Draw): Restriction {
  const some = <T>(share: number, make: () => T): T | undefined => (draw(share) === 0 ? make() : undefined);
  return restrictionSchema.parse({
    allowedCountries: some(4, () => someOf(draw, NEIGHBOURS)),
    deniedCountries: some(4, () => someOf(draw, NEIGHBOURS)),
    purposes: some(4, () => someOf(draw, PURPOSES)),
    handling: some(3, () => someOf(draw, HANDLING_CODES)),
    confidentiality: some(3, () => pick(draw, CLEARANCES)),
    jointInvestigation: some(6, () => pick(draw, INVESTIGATIONS)),
    hiddenUntil: some(6, () => pick(draw, MOMENTS)),
  });
}

function isRestrictable(owner: string): boolean {
  return !OWNERS_WITHOUT.has(owner);
}
