import type { SubjectInput } from "../checks/index.js";
import { writeMrz } from "../kit/identifiers/mrz-write.js";
import { writeRef } from "../kit/sources/record-ref.js";
import type { NoticeRecord } from "../notices/index.js";
import type { PersonRecord } from "../persons/index.js";
import type { TravelDocumentRecord } from "../travel-documents/index.js";
import type { VehicleRecord } from "../vehicles/index.js";
import { writeFaceTemplate, writeFingerprintTemplate } from "../biometrics/index.js";
import type { HeldRecord } from "./held-records.js";
import { faceImageOf, faceOf, fingerprintOf, impressionOf, templateOf } from "./prints.js";
import { hash } from "./random.js";
import type { DomainRecords } from "./registers/index.js";
import type { WorldPlan } from "./seeded.js";
import { faceTemplate, fingerTemplate } from "./things.js";

/**
 * The invented suspect of the first demonstration: a name out of a fairy tale, spelled by each register in its own way,
 * on record with six owners in all five domains.
 */
const DATE_OF_BIRTH = "1979-03-17";
const ORIGINAL = "Кощеев Радомир";
const PASSPORT = "FX4471902";
const VIN = "WVWZZZ1KZAW518264";
const PLATE = "AA 1479 KX";

/** How each owner's register spells the name. */
const SPELLINGS = {
  FRA: { family: "Kochtcheïev", given: "Radomir" },
  DEU: { family: "Koschtschejew", given: "Radomir" },
  SWE: { family: "Kosjtjejev", given: "Radomir" },
  BRA: { family: "Koshcheyev", given: "Radomir" },
  JPN: { family: "Koshcheev", given: "Radomiru" },
  UKR: { family: "Koshcheiev", given: "Radomyr" },
} as const;
type Owner = keyof typeof SPELLINGS;

const NOTICE = { owner: "XPO", localId: "N9000000" };
const DIFFUSION = { owner: "BRA", localId: "N9000001" };
const DOCUMENT = { owner: "UKR", localId: "D9000000" };
const FRENCH_CAR = { owner: "FRA", localId: "V9000000" };
const SWEDISH_CAR = { owner: "SWE", localId: "V9000001" };
const FINGER = { owner: "DEU", localId: "B9000000" };
const FACE = { owner: "UKR", localId: "B9000001" };
const ENCOUNTERS = [FINGER, FACE];

/** The suspect's records, and who holds them. */
export function suspectRecords(plan: WorldPlan): {
  readonly [D in keyof DomainRecords]: readonly HeldRecord<DomainRecords[D]>[];
} {
  const owners = Object.keys(SPELLINGS).filter(isOwner);
  return {
    persons: owners.map((owner, index) => ({
      record: personOf(owner, index),
      sources: [owner === "UKR" ? "xpo-persons" : `${owner.toLowerCase()}-persons`],
    })),
    notices: [
      { record: noticeOf(NOTICE, "RED"), sources: ["xpo-notices"] },
      { record: noticeOf(DIFFUSION, "BLUE"), sources: ["bra-notices"] },
    ],
    "travel-documents": [{ record: stolenPassport, sources: ["xpo-travel-documents"] }],
    vehicles: [
      { record: carOf(FRENCH_CAR, "STOLEN"), sources: ["xpo-vehicles", "fra-vehicles"] },
      { record: carOf(SWEDISH_CAR, "WANTED"), sources: ["swe-vehicles"] },
    ],
    biometrics: [
      {
        record: {
          ...FINGER,
          restriction: null,
          kind: "FINGERPRINT",
          finger: 2,
          takenOn: "2019-06-02",
          reason: "Custody record",
          person: referenceOf("DEU"),
          template: fingerTemplate(fingerSeed(plan), 2),
        },
        sources: ["deu-biometrics"],
      },
      {
        record: {
          ...FACE,
          restriction: null,
          kind: "FACE",
          finger: null,
          takenOn: "2021-10-11",
          reason: "Passport application",
          person: referenceOf("UKR"),
          template: faceTemplate(faceSeed(plan)),
        },
        sources: ["xpo-biometrics"],
      },
    ],
  };
}

/** What an officer at a border has of the suspect: the passport, a plate, a finger on a scanner, a camera's picture. */
export function suspect(seed: number): SubjectInput {
  const plan = { seed, size: 0 };
  const finger = impressionOf(fingerprintOf(fingerSeed(plan)), hash(seed, "scan"), "EASY");
  const face = faceImageOf(faceOf(faceSeed(plan)), hash(seed, "picture"), 0.5);
  return {
    mrz: passportZone(),
    names: [{ family: "Кощеев", given: "Радомир", original: ORIGINAL }],
    dateOfBirth: null,
    sex: null,
    nationalities: [],
    documents: [],
    vehicles: [{ vin: VIN, plate: PLATE, plateCountry: "UKR", engineNumber: null }],
    samples: [
      { kind: "FINGERPRINT", template: base64(writeFingerprintTemplate(templateOf({ ...finger, position: 2 }))) },
      { kind: "FACE", template: base64(writeFaceTemplate({ vector: face })) },
    ],
    asRead: false,
  };
}

function passportZone(): string {
  return writeMrz({
    format: "TD3",
    documentCode: "P",
    issuingCountry: "UKR",
    family: "KOSHCHEIEV",
    given: "RADOMYR",
    documentNumber: PASSPORT,
    nationality: "UKR",
    dateOfBirth: DATE_OF_BIRTH,
    sex: "M",
    expiry: "2029-05-20",
  });
}

function personOf(owner: Owner, index: number): PersonRecord {
  return {
    owner,
    localId: `P900000${index}`,
    restriction: null,
    names: [
      { kind: "PRIMARY", ...SPELLINGS[owner], original: owner === "FRA" ? null : ORIGINAL },
      { kind: "ALIAS", family: "Bessmertny", given: "Radomir", original: null },
    ],
    datesOfBirth: [owner === "SWE" ? "1979" : DATE_OF_BIRTH],
    sex: "M",
    birthPlace: "Lukomorye",
    birthCountry: "UKR",
    nationalities: ["UKR"],
    fatherName: null,
    motherName: null,
    heightCm: 187,
    weightKg: 71,
    eyes: "GRN",
    hair: "BAL",
    distinguishingMarks: ["tattoo of a needle and an egg on the left forearm"],
    languages: ["ukr", "rus"],
    cautions: ["ARMED", "ESCAPED"],
    actionToTake: owner === "SWE" ? "DISCREET_CHECK" : "ARREST",
    offence: "IKK",
    identityDocuments: owner === "UKR" ? [{ type: "PASSPORT", number: PASSPORT, issuingCountry: "UKR" }] : [],
    notices: owner === "BRA" ? [writeRef(NOTICE), writeRef(DIFFUSION)] : [writeRef(NOTICE)],
    travelDocuments: [writeRef(DOCUMENT)],
    vehicles: [writeRef(owner === "SWE" ? SWEDISH_CAR : FRENCH_CAR)],
    encounters: ENCOUNTERS.filter((encounter) => encounter.owner === owner).map(writeRef),
  };
}

function noticeOf(key: { readonly owner: string; readonly localId: string }, colour: "RED" | "BLUE"): NoticeRecord {
  const isRed = colour === "RED";
  return {
    ...key,
    restriction: null,
    entityId: isRed ? "2024/90210" : null,
    colour,
    kind: isRed ? "NOTICE" : "DIFFUSION",
    state: "PUBLISHED",
    issuingCountry: isRed ? "FRA" : "BRA",
    issuedOn: "2024-02-09",
    expiresOn: "2029-02-08",
    names: [{ ...SPELLINGS[isRed ? "FRA" : "BRA"], original: ORIGINAL }],
    datesOfBirth: [DATE_OF_BIRTH],
    sex: "M",
    nationalities: ["UKR"],
    warrants: isRed ? [{ issuingCountry: "FRA", charge: "enlèvement", chargeTranslation: "kidnapping" }] : [],
    recipients: [],
    publicExtract: null,
    person: referenceOf(isRed ? "UKR" : "BRA"),
  };
}

const stolenPassport: TravelDocumentRecord = {
  ...DOCUMENT,
  restriction: null,
  number: "FX 4471902",
  type: "PASSPORT",
  issuingCountry: "UKR",
  status: "STOLEN",
  countryOfTheft: "POL",
  dateOfTheft: "2023-11-30",
  issuedOn: "2019-05-21",
  expiresOn: "2029-05-20",
  batch: null,
  note: null,
  notice: writeRef(NOTICE),
};

function carOf(
  key: { readonly owner: string; readonly localId: string },
  status: VehicleRecord["status"],
): VehicleRecord {
  return {
    ...key,
    restriction: null,
    status,
    vin: VIN,
    plate: PLATE,
    plateCountry: "UKR",
    engineNumber: null,
    make: "Volkswagen",
    model: "Golf",
    colour: "black",
    category: "CAR",
    year: 2010,
    countryOfTheft: "FRA",
    dateOfTheft: "2024-01-15",
    partNumbers: [],
  };
}

function referenceOf(owner: Owner): string {
  return writeRef({ owner, localId: `P900000${Object.keys(SPELLINGS).indexOf(owner)}` });
}

function isOwner(text: string): text is Owner {
  return Object.hasOwn(SPELLINGS, text);
}

function fingerSeed({ seed }: WorldPlan): number {
  return hash(seed, "suspect's finger");
}

function faceSeed({ seed }: WorldPlan): number {
  return hash(seed, "suspect's face");
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
