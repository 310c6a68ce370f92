import { ACTIONS, CAUTIONS_AND_NONE, EYES, HAIR, MARKS, OFFENCES } from "./traits.js";
import { CULTURES } from "./names/index.js";
import type { Culture, NamePair } from "./names/culture.js";
import type { PersonRecord } from "../persons/index.js";
import { partialDate, pickOwner, randomOf } from "./seeded.js";
import type { WorldPlan } from "./seeded.js";
import { restrictionOf } from "./restrictions.js";
import type { Random } from "./random.js";
import { documentOfPerson, encountersOfPerson, noticeOfPerson, vehicleOfPerson } from "./links.js";

type Name = PersonRecord["names"][number];

/** What every record about one invented person agrees on. */
export interface Person {
  readonly culture: Culture;
  readonly sex: "M" | "F";
  /** The primary name first. */
  readonly names: readonly Name[];
  readonly dateOfBirth: string;
  readonly nationality: string;
  readonly birthPlace: string;
}

export function personAt(plan: WorldPlan, index: number): Person {
  const random = randomOf(plan, "person", index);
  const culture = random.pick(CULTURES);
  const sex = random.chance(0.25) ? "F" : "M";
  const primary = nameIn(culture, sex, random);
  return {
    culture,
    sex,
    names: [primary, ...otherNames(culture, sex, primary, random)],
    dateOfBirth: partialDate(random, 1940, 2006),
    nationality: random.pick(culture.nationalities),
    birthPlace: random.pick(culture.places)[1],
  };
}

/** The record that the owner's register holds on a person. */
export function personRecord(plan: WorldPlan, index: number): PersonRecord {
  const { culture, sex, names, dateOfBirth, nationality, birthPlace } = personAt(plan, index);
  const random = randomOf(plan, "person-record", index);
  const owner = pickOwner(random);
  const notice = noticeOfPerson(plan, index);
  const document = documentOfPerson(plan, index);
  const vehicle = vehicleOfPerson(plan, index);
  return {
    owner,
    localId: `P${String(index).padStart(7, "0")}`,
    restriction: restrictionOf(plan, "persons", { index, owner }),
    names: [...names],
    datesOfBirth: [dateOfBirth],
    sex,
    birthPlace,
    birthCountry: nationality,
    nationalities: [nationality],
    fatherName: random.chance(0.2) ? random.pick(culture.givenMale)[1] : null,
    motherName: random.chance(0.2) ? random.pick(culture.givenFemale)[1] : null,
    heightCm: random.chance(0.7) ? random.integer(152, 201) : null,
    weightKg: random.chance(0.5) ? random.integer(48, 118) : null,
    eyes: random.chance(0.7) ? random.pick(EYES) : null,
    hair: random.chance(0.7) ? random.pick(HAIR) : null,
    distinguishingMarks: random.chance(0.15) ? [random.pick(MARKS)] : [],
    languages: [culture.language],
    cautions: random.pick(CAUTIONS_AND_NONE),
    actionToTake: random.pick(ACTIONS),
    offence: random.pick(OFFENCES),
    identityDocuments: random.chance(0.4)
      ? [
          {
            type: "ID_CARD",
            number: `${random.pick(["A", "C", "K", "X"])}${random.integer(10_000_000, 99_999_999)}`,
            issuingCountry: nationality,
          },
        ]
      : [],
    notices: notice === null ? [] : [notice],
    travelDocuments: document === null ? [] : [document],
    vehicles: vehicle === null ? [] : [vehicle],
    encounters: [...encountersOfPerson(plan, index)],
  };
}

function nameIn(culture: Culture, sex: "M" | "F", random: Random): Name {
  const family = familyIn(culture, sex, random);
  const given = random.pick(sex === "F" ? culture.givenFemale : culture.givenMale);
  return nameOf("PRIMARY", culture, family, given);
}

function familyIn(culture: Culture, sex: "M" | "F", random: Random): NamePair {
  const family = random.pick(culture.family);
  return sex === "F" && culture.feminine !== undefined ? culture.feminine(family) : family;
}

/** Latin forms as a passport prints them; the original beside them where it says more. */
function nameOf(kind: Name["kind"], culture: Culture, family: NamePair, given: NamePair): Name {
  const glue = culture.script === "Han" || culture.script === "Hangul" ? "" : " ";
  const original = `${family[0]}${glue}${given[0]}`;
  const latin = `${family[1]} ${given[1]}`;
  return { kind, family: family[1], given: given[1], original: original === latin ? null : original };
}

function otherNames(culture: Culture, sex: "M" | "F", primary: Name, random: Random): readonly Name[] {
  const alias = random.chance(0.3)
    ? [nameOf("ALIAS", culture, familyIn(culture, sex, random), [primary.given, primary.given])]
    : [];
  const birth =
    sex === "F" && random.chance(0.3)
      ? [nameOf("BIRTH", culture, familyIn(culture, sex, random), [primary.given, primary.given])]
      : [];
  return [...birth, ...alias];
}
