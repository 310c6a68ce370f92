import type { Domain } from "../kit/sources/source.js";
import { writeRef } from "../kit/sources/record-ref.js";
import { countOf, pickOwner, randomOf } from "./seeded.js";
import type { WorldPlan } from "./seeded.js";

/**
 * Which records belong to whom. Both ends compute it, so that references agree without a table of them. The shares are
 * fixed, so that a larger world begins with the records of a smaller one.
 */

/** Of so many things and so many people, one after the other, each of the first has one of the second. */
interface Share {
  readonly things: number;
  readonly people: number;
}

/** As in SHARES: seven documents for five people, of which two belong to nobody on record. */
const DOCUMENTS: Share = { things: 7, people: 5 };
const VEHICLES: Share = { things: 2, people: 3 };
const NOTICES: Share = { things: 1, people: 5 };
/** A finger and a face, taken together. */
const ENCOUNTERS: Share = { things: 1, people: 30 };

/** The number of the thing that a person has, or null. */
function thingOf(person: number, { things, people }: Share): number | null {
  const place = person % people;
  return place < things ? Math.floor(person / people) * things + place : null;
}

/** The person who has a thing, or null. */
function holderOf(thing: number, { things, people }: Share): number | null {
  const place = thing % things;
  return place < people ? Math.floor(thing / things) * people + place : null;
}

/** Null where the world ends before the record's number. */
function within(domain: Domain, plan: WorldPlan, index: number | null): number | null {
  return index !== null && index < countOf(domain, plan) ? index : null;
}

const number = (index: number): string => String(index).padStart(7, "0");

export function personReference(plan: WorldPlan, index: number): string {
  return writeRef({ owner: pickOwner(randomOf(plan, "person-record", index)), localId: `P${number(index)}` });
}

function noticeReference(plan: WorldPlan, index: number): string {
  return writeRef({ owner: noticeOwner(plan, index), localId: `N${number(index)}` });
}

/**
 * Most are INTERPOL's notices; the others are diffusions, which Brazil keeps in a register of its own. What the Security
 * Council orders is a notice always.
 */
export function noticeOwner(plan: WorldPlan, index: number): string {
  const isNotice = noticeColour(plan, index) === "UN_SPECIAL" || randomOf(plan, "notice-owner", index).chance(0.75);
  return isNotice ? "XPO" : "BRA";
}

const COLOURS = [
  "RED",
  "RED",
  "RED",
  "RED",
  "BLUE",
  "GREEN",
  "YELLOW",
  "BLACK",
  "PURPLE",
  "ORANGE",
  "SILVER",
  "UN_SPECIAL",
] as const;
/** These are about an unidentified body, a method or a threat. */
const ABOUT_NOBODY: ReadonlySet<string> = new Set(["BLACK", "PURPLE", "ORANGE"]);

export function noticeColour(plan: WorldPlan, index: number): (typeof COLOURS)[number] {
  return randomOf(plan, "notice-colour", index).pick(COLOURS);
}

/** Whom a notice is about, or null where its colour is about nobody on record. */
export function subjectOfNotice(plan: WorldPlan, index: number): number | null {
  if (ABOUT_NOBODY.has(noticeColour(plan, index))) return null;
  return within("persons", plan, holderOf(index, NOTICES));
}

export function noticeOfPerson(plan: WorldPlan, person: number): string | null {
  const index = within("notices", plan, thingOf(person, NOTICES));
  return index === null || subjectOfNotice(plan, index) === null ? null : noticeReference(plan, index);
}

export function documentOwner(plan: WorldPlan, index: number): string {
  const random = randomOf(plan, "document-owner", index);
  return random.chance(0.15) ? "JPN" : pickOwner(random);
}

export function documentOfPerson(plan: WorldPlan, person: number): string | null {
  const index = within("travel-documents", plan, thingOf(person, DOCUMENTS));
  return index === null ? null : writeRef({ owner: documentOwner(plan, index), localId: `D${number(index)}` });
}

/** The person on record who has the document, or null. */
export function holderOfDocument(plan: WorldPlan, index: number): number | null {
  return within("persons", plan, holderOf(index, DOCUMENTS));
}

/** The notice that a document is linked to: its holder's, if there is one. */
export function noticeOfDocument(plan: WorldPlan, index: number): string | null {
  const holder = holderOfDocument(plan, index);
  return holder === null ? null : noticeOfPerson(plan, holder);
}

export function vehicleOwner(plan: WorldPlan, index: number): string {
  return pickOwner(randomOf(plan, "vehicle-owner", index));
}

export function vehicleOfPerson(plan: WorldPlan, person: number): string | null {
  const index = within("vehicles", plan, thingOf(person, VEHICLES));
  return index === null ? null : writeRef({ owner: vehicleOwner(plan, index), localId: `V${number(index)}` });
}

export function encounterOwner(plan: WorldPlan, index: number): string {
  return randomOf(plan, "encounter-owner", index).chance(0.5)
    ? "DEU"
    : pickOwner(randomOf(plan, "encounter-other", index));
}

export function holderOfEncounter(plan: WorldPlan, index: number): number | null {
  return within("persons", plan, holderOf(index >> 1, ENCOUNTERS));
}

export function encountersOfPerson(plan: WorldPlan, person: number): readonly string[] {
  const pair = thingOf(person, ENCOUNTERS);
  if (pair === null) return [];
  return [pair * 2, pair * 2 + 1]
    .filter((index) => within("biometrics", plan, index) !== null)
    .map((index) => writeRef({ owner: encounterOwner(plan, index), localId: `B${number(index)}` }));
}

/** Whether INTERPOL holds a copy: of all that its owner has no register for, and of a third of the rest. */
export function isHeldCentrally(hasOwnRegister: boolean, index: number): boolean {
  return !hasOwnRegister || index % 3 === 0;
}
