import type { TemplateRecord } from "../biometrics/index.js";
import { vinCheckDigit } from "../kit/identifiers/vin.js";
import type { NoticeRecord } from "../notices/index.js";
import type { TravelDocumentRecord } from "../travel-documents/index.js";
import type { VehicleRecord } from "../vehicles/index.js";
import {
  documentOwner,
  encounterOwner,
  holderOfEncounter,
  noticeColour,
  noticeOfDocument,
  noticeOwner,
  personReference,
  subjectOfNotice,
  vehicleOwner,
} from "./links.js";
import { personAt } from "./people.js";
import { faceOf, fingerprintOf, templateOf } from "./prints.js";
import { writeFaceTemplate, writeFingerprintTemplate } from "../biometrics/index.js";
import { hash } from "./random.js";
import type { Random } from "./random.js";
import { fullDate, pickOwner, randomOf } from "./seeded.js";
import type { WorldPlan } from "./seeded.js";
import { restrictionOf } from "./restrictions.js";
import { COLOURS, MAKES } from "./traits.js";

const LETTERS = [..."ABCDEFGHJKLMNPRSTVWXYZ"];
const VIN_CHARACTERS = [..."ABCDEFGHJKLMNPRSTUVWXYZ0123456789"];

/** As many letters, drawn one by one. */
function letters(random: Random, count: number, from: readonly string[] = LETTERS): string {
  return Array.from({ length: count }, () => random.pick(from)).join("");
}

function digits(random: Random, count: number): string {
  return String(random.integer(0, 10 ** count - 1)).padStart(count, "0");
}

export function travelDocumentRecord(plan: WorldPlan, index: number): TravelDocumentRecord {
  const random = randomOf(plan, "document", index);
  const owner = documentOwner(plan, index);
  const status = random.pick([
    "STOLEN",
    "STOLEN",
    "LOST",
    "LOST",
    "LOST",
    "REVOKED",
    "STOLEN_BLANK",
    "INVALID",
  ] as const);
  const issuedYear = random.integer(2012, 2022);
  const isBlank = status === "STOLEN_BLANK";
  return {
    owner,
    localId: `D${String(index).padStart(7, "0")}`,
    restriction: restrictionOf(plan, "travel-documents", { index, owner }),
    number: random.chance(0.5)
      ? `${letters(random, 2)}${digits(random, 7)}`
      : `${digits(random, 2)}${letters(random, 2)}${digits(random, 5)}`,
    type: random.pick(["PASSPORT", "PASSPORT", "PASSPORT", "ID_CARD", "VISA", "RESIDENCE_PERMIT"]),
    issuingCountry: owner,
    status,
    countryOfTheft: random.pick([owner, owner, "ITA", "ESP", "THA"]),
    dateOfTheft: fullDate(random, 2023, 2025),
    issuedOn: isBlank ? null : fullDate(random, issuedYear, issuedYear),
    expiresOn: isBlank ? null : fullDate(random, issuedYear + 10, issuedYear + 10),
    batch: isBlank ? `${letters(random, 2)}${digits(random, 4)}` : null,
    note: random.chance(0.1) ? "Taken from a vehicle" : null,
    notice: noticeOfDocument(plan, index),
  };
}

export function vehicleRecord(plan: WorldPlan, index: number): VehicleRecord {
  const random = randomOf(plan, "vehicle", index);
  const owner = vehicleOwner(plan, index);
  const { make, models, wmi, northAmerican } = random.pick(MAKES);
  return {
    owner,
    localId: `V${String(index).padStart(7, "0")}`,
    restriction: restrictionOf(plan, "vehicles", { index, owner }),
    status: random.pick(["STOLEN", "STOLEN", "STOLEN", "MISAPPROPRIATED", "WANTED"]),
    vin: vinOf(random, wmi, northAmerican),
    plate: random.chance(0.9) ? plateOf(random, owner) : null,
    plateCountry: owner,
    engineNumber: random.chance(0.3) ? `${letters(random, 2)}${digits(random, 8)}` : null,
    make,
    model: random.pick(models),
    colour: random.pick(COLOURS),
    category: "CAR",
    year: random.integer(2005, 2025),
    countryOfTheft: random.pick([owner, owner, "BEL", "POL"]),
    dateOfTheft: fullDate(random, 2021, 2025),
    partNumbers: random.chance(0.1) ? [`${letters(random, 3)}${digits(random, 6)}`] : [],
  };
}

/** ISO 3779; where North America's rule binds, with its check digit at the ninth place. */
function vinOf(random: Random, wmi: string, northAmerican: boolean): string {
  const vin = `${wmi}${letters(random, 5, VIN_CHARACTERS)}0${letters(random, 4, VIN_CHARACTERS)}${digits(random, 4)}`;
  if (!northAmerican) return vin;
  return `${vin.slice(0, 8)}${vinCheckDigit(vin) ?? "0"}${vin.slice(9)}`;
}

function plateOf(random: Random, country: string): string {
  switch (country) {
    case "FRA":
      return `${letters(random, 2)}-${digits(random, 3)}-${letters(random, 2)}`;
    case "DEU":
      return `${letters(random, random.integer(1, 3))}-${letters(random, 2)} ${random.integer(10, 9_999)}`;
    case "SWE":
      return `${letters(random, 3)} ${digits(random, 3)}`;
    case "UKR":
      return `${letters(random, 2, [..."АВЕІКМНОРСТХ"])}${digits(random, 4)}${letters(random, 2, [..."АВЕІКМНОРСТХ"])}`;
    default:
      return `${letters(random, 3)} ${digits(random, 4)}`;
  }
}

const CHARGES = [
  "murder",
  "kidnapping",
  "trafficking in human beings",
  "participation in a criminal organisation",
  "fraud",
  "armed robbery",
];

export function noticeRecord(plan: WorldPlan, index: number): NoticeRecord {
  const random = randomOf(plan, "notice", index);
  const owner = noticeOwner(plan, index);
  const colour = noticeColour(plan, index);
  const subject = subjectOfNotice(plan, index);
  const person = subject === null ? null : personAt(plan, subject);
  const issuingCountry = owner === "BRA" ? "BRA" : (person?.nationality ?? pickOwner(random));
  return {
    owner,
    localId: `N${String(index).padStart(7, "0")}`,
    restriction: restrictionOf(plan, "notices", { index, owner }),
    entityId: owner === "XPO" ? `${random.integer(2015, 2025)}/${index + 1}` : null,
    colour,
    kind: owner === "XPO" ? "NOTICE" : "DIFFUSION",
    state: random.pick([
      "PUBLISHED",
      "PUBLISHED",
      "PUBLISHED",
      "PUBLISHED",
      "AMENDED",
      "CANCELLED",
      "SUSPENDED",
      "EXPIRED",
    ]),
    issuingCountry,
    issuedOn: fullDate(random, 2015, 2025),
    expiresOn: fullDate(random, 2026, 2030),
    names: person?.names.map(({ family, given, original }) => ({ family, given, original })) ?? [],
    datesOfBirth: person === null ? [] : [person.dateOfBirth],
    sex: person?.sex ?? null,
    nationalities: person === null ? [] : [person.nationality],
    warrants: colour === "RED" ? [{ issuingCountry, charge: random.pick(CHARGES), chargeTranslation: null }] : [],
    recipients: owner === "BRA" && random.chance(0.3) ? ["FRA", "DEU"] : [],
    publicExtract: colour === "UN_SPECIAL" ? "Subject to measures of the United Nations Security Council." : null,
    person: subject === null ? null : personReference(plan, subject),
  };
}

/** An encounter and its template, which stays with its owner. */
export function encounterRecord(plan: WorldPlan, index: number): TemplateRecord {
  const random = randomOf(plan, "encounter", index);
  const holder = holderOfEncounter(plan, index);
  const finger = index % 2 === 0 ? random.integer(1, 10) : null;
  return {
    owner: encounterOwner(plan, index),
    localId: `B${String(index).padStart(7, "0")}`,
    restriction: restrictionOf(plan, "biometrics", { index, owner: encounterOwner(plan, index) }),
    kind: finger === null ? "FACE" : "FINGERPRINT",
    finger,
    takenOn: fullDate(random, 2015, 2025),
    reason: random.pick(["Custody record", "Visa application", "Asylum application", "Scene of crime"]),
    person: holder === null ? null : personReference(plan, holder),
    template:
      finger === null
        ? faceTemplate(hash(plan.seed, "face", index))
        : fingerTemplate(hash(plan.seed, "finger", index), finger),
  };
}

export function fingerTemplate(seed: number, position: number): string {
  const bytes = writeFingerprintTemplate(templateOf({ ...fingerprintOf(seed), position }));
  return Buffer.from(bytes).toString("base64");
}

export function faceTemplate(seed: number): string {
  return Buffer.from(writeFaceTemplate({ vector: faceOf(seed) })).toString("base64");
}
