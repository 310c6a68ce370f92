import { writeRef } from "../kit/sources/record-ref.js";
import { countOf, pickOwner, randomOf } from "./seeded.js";
import type { WorldPlan } from "./seeded.js";

/** Which records belong to whom. Both ends compute it, so that references agree without a table of them. */

/** The number of the thing that a person has, or null: things are spread evenly over the people. */
function thingOf(person: number, people: number, things: number): number | null {
  const thing = Math.floor((person * things) / people);
  return Math.floor(((person + 1) * things) / people) > thing ? thing : null;
}

/** The person who has a thing. */
function holderOf(thing: number, people: number, things: number): number {
  return Math.ceil(((thing + 1) * people) / things) - 1;
}

/** There may be more documents than people: those beyond belong to nobody on record. */
function countWithHolder(plan: WorldPlan): number {
  return Math.min(countOf("travel-documents", plan), countOf("persons", plan));
}

const number = (index: number): string => String(index).padStart(7, "0");

export function personReference(plan: WorldPlan, index: number): string {
  return writeRef({ owner: pickOwner(randomOf(plan, "person-record", index)), localId: `P${number(index)}` });
}

function noticeReference(plan: WorldPlan, index: number): string {
  return writeRef({ owner: noticeOwner(plan, index), localId: `N${number(index)}` });
}

/** Most are INTERPOL's notices; the others are diffusions, which Brazil keeps in a register of its own. */
export function noticeOwner(plan: WorldPlan, index: number): string {
  return randomOf(plan, "notice-owner", index).chance(0.75) ? "XPO" : "BRA";
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
  return holderOf(index, countOf("persons", plan), countOf("notices", plan));
}

export function noticeOfPerson(plan: WorldPlan, person: number): string | null {
  const index = thingOf(person, countOf("persons", plan), countOf("notices", plan));
  return index === null || subjectOfNotice(plan, index) === null ? null : noticeReference(plan, index);
}

export function documentOwner(plan: WorldPlan, index: number): string {
  const random = randomOf(plan, "document-owner", index);
  return random.chance(0.15) ? "JPN" : pickOwner(random);
}

export function documentOfPerson(plan: WorldPlan, person: number): string | null {
  const index = thingOf(person, countOf("persons", plan), countWithHolder(plan));
  return index === null ? null : writeRef({ owner: documentOwner(plan, index), localId: `D${number(index)}` });
}

/** The person on record who has the document, or null. */
export function holderOfDocument(plan: WorldPlan, index: number): number | null {
  if (index >= countWithHolder(plan)) return null;
  return holderOf(index, countOf("persons", plan), countWithHolder(plan));
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
  const index = thingOf(person, countOf("persons", plan), countOf("vehicles", plan));
  return index === null ? null : writeRef({ owner: vehicleOwner(plan, index), localId: `V${number(index)}` });
}

export function encounterOwner(plan: WorldPlan, index: number): string {
  return randomOf(plan, "encounter-owner", index).chance(0.5)
    ? "DEU"
    : pickOwner(randomOf(plan, "encounter-other", index));
}

/** A finger and a face are taken together: two encounters of one person. */
export function holderOfEncounter(plan: WorldPlan, index: number): number {
  return holderOf(index >> 1, countOf("persons", plan), pairsOfEncounters(plan));
}

export function encountersOfPerson(plan: WorldPlan, person: number): readonly string[] {
  const pair = thingOf(person, countOf("persons", plan), pairsOfEncounters(plan));
  if (pair === null) return [];
  return [pair * 2, pair * 2 + 1].map((index) =>
    writeRef({ owner: encounterOwner(plan, index), localId: `B${number(index)}` }),
  );
}

function pairsOfEncounters(plan: WorldPlan): number {
  return Math.floor(countOf("biometrics", plan) / 2);
}

/** Whether INTERPOL holds a copy: of all that its owner has no register for, and of a third of the rest. */
export function isHeldCentrally(hasOwnRegister: boolean, index: number): boolean {
  return !hasOwnRegister || index % 3 === 0;
}
