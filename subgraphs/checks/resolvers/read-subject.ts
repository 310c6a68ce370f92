import type { FieldError } from "../../kit/errors.js";
import { parseCountry } from "../../kit/identifiers/country.js";
import { parseMrz } from "../../kit/identifiers/mrz.js";
import type { Mrz } from "../../kit/identifiers/mrz.js";
import { parsePlate } from "../../kit/identifiers/plate.js";
import { parseChassisNumber, parseVin } from "../../kit/identifiers/vin.js";
import type { DocumentType } from "../../kit/lists.js";
import { birthPlaceFaults, nameFaults } from "../../kit/names/name-faults.js";
import { fault, parsed } from "../../kit/parsed.js";
import type { Parsed } from "../../kit/parsed.js";
import type {
  Subject,
  SubjectDocument,
  SubjectInput,
  SubjectName,
  SubjectVehicle,
  SubjectVehicleInput,
} from "../types/subject.js";

const MOST_NAMES = 10;
const MOST_SAMPLES = 12;
const MOST_ENGINE_CHARACTERS = 40;

/** A subject that can be searched, or every field that keeps it from being. */
export type SubjectReading =
  | { readonly ok: true; readonly subject: Subject }
  | { readonly ok: false; readonly faults: readonly FieldError[] };

/** Reads what an officer gave. Pure, so that a client can refuse a bad subject before anything is sent. */
export function readSubject(input: SubjectInput): SubjectReading {
  const faults: FieldError[] = [];
  const mrz = read(faults, ["subject", "mrz"], input.mrz, (text) => parseMrz(text, { asRead: input.asRead }));
  const vehicles = input.vehicles.map((vehicle, index) => readVehicle(faults, vehicle, index, input.asRead));
  faults.push(...input.names.flatMap((name, index) => nameFaults(name, ["subject", "names", index])));
  faults.push(...birthPlaceFaults(input.birthPlace, ["subject", "birthPlace"]));
  checkSizes(faults, input);
  const subject: Subject = {
    names: [...input.names.map(readName), ...namesOf(mrz)],
    dateOfBirth: input.dateOfBirth ?? mrz?.dateOfBirth ?? null,
    sex: input.sex ?? mrz?.sex ?? null,
    nationalities: input.nationalities.length > 0 ? input.nationalities : nationalitiesOf(mrz),
    birthPlace: input.birthPlace || null,
    documents: [...input.documents.map(readDocument), ...documentsOf(mrz)],
    vehicles,
    samples: input.samples,
    asRead: input.asRead,
  };
  if (faults.length === 0 && !isSearchable(subject)) {
    faults.push({
      code: "EMPTY_SUBJECT",
      path: ["subject"],
      message: "Give at least a name, a document, a machine-readable zone, a vehicle or a biometric sample.",
    });
  }
  return faults.length === 0 ? { ok: true, subject } : { ok: false, faults };
}

/** The value, or null; a fault is noted with its path. */
function read<T>(
  faults: FieldError[],
  path: FieldError["path"],
  text: string | null | undefined,
  parse: (text: string) => Parsed<T>,
): T | null {
  if (text === null || text === undefined || text === "") return null;
  const result = parse(text);
  if (result.ok) return result.value;
  faults.push({ ...result.fault, path });
  return null;
}

function readVehicle(
  faults: FieldError[],
  vehicle: SubjectVehicleInput,
  index: number,
  asRead: boolean,
): SubjectVehicle {
  const path = ["subject", "vehicles", index];
  if (!vehicle.vin && !vehicle.plate && !vehicle.engineNumber) {
    faults.push({ code: "EMPTY_VEHICLE", path, message: "Give a VIN, a plate or an engine number." });
  }
  return {
    vin: read(faults, [...path, "vin"], vehicle.vin, (text) => readVin(text, asRead)),
    plate: read(faults, [...path, "plate"], vehicle.plate, parsePlate),
    plateCountry: vehicle.plateCountry ?? null,
    engineNumber: read(faults, [...path, "engineNumber"], vehicle.engineNumber, parseEngineNumber),
  };
}

/** Seventeen characters are a VIN; fewer may be a chassis number from before 1981. */
function readVin(text: string, asRead: boolean): Parsed<string> {
  const chassis = parseChassisNumber(text);
  if (chassis.ok) return chassis;
  const vin = parseVin(text, { asRead });
  return vin.ok ? { ok: true, value: vin.value.text } : vin;
}

/** Kept as stamped; without a letter or a digit there is nothing to search by. */
function parseEngineNumber(text: string): Parsed<string> {
  const canBeSearched = text.length <= MOST_ENGINE_CHARACTERS && /[\p{L}\p{Nd}]/u.test(text);
  return canBeSearched
    ? parsed(text)
    : fault(
        "INVALID_ENGINE_NUMBER",
        `Give an engine number of at most ${MOST_ENGINE_CHARACTERS} characters, with a letter or a digit.`,
      );
}

function readName({ family, given, original }: SubjectInput["names"][number]): SubjectName {
  return { family, given, original: original ?? null };
}

function readDocument({ number, issuingCountry, type }: SubjectInput["documents"][number]): SubjectDocument {
  return { number, issuingCountry: issuingCountry ?? null, type: type ?? null };
}

function checkSizes(faults: FieldError[], input: SubjectInput): void {
  const lists = [
    ["names", MOST_NAMES],
    ["nationalities", MOST_NAMES],
    ["documents", MOST_NAMES],
    ["vehicles", MOST_NAMES],
    ["samples", MOST_SAMPLES],
  ] as const;
  for (const [list, most] of lists) {
    if (input[list].length <= most) continue;
    faults.push({ code: "TOO_MANY_VALUES", path: ["subject", list], message: `Give at most ${most}.` });
  }
}

function namesOf(mrz: Mrz | null): readonly SubjectName[] {
  return mrz === null || `${mrz.family}${mrz.given}` === ""
    ? []
    : [{ family: mrz.family, given: mrz.given, original: null }];
}

function nationalitiesOf(mrz: Mrz | null): readonly string[] {
  return mrz !== null && parseCountry(mrz.nationality).ok ? [mrz.nationality] : [];
}

function documentsOf(mrz: Mrz | null): readonly SubjectDocument[] {
  if (mrz === null || mrz.documentNumber === "") return [];
  const issuer = parseCountry(mrz.issuingCountry);
  return [
    { number: mrz.documentNumber, issuingCountry: issuer.ok ? issuer.value : null, type: TYPES[mrz.documentType] },
  ];
}

const TYPES: Readonly<Record<Mrz["documentType"], DocumentType>> = {
  PASSPORT: "PASSPORT",
  ID_CARD: "ID_CARD",
  CREW_CERTIFICATE: "OTHER",
  VISA: "VISA",
  OTHER: "OTHER",
};

function isSearchable({ names, documents, vehicles, samples }: Subject): boolean {
  return names.length + documents.length + vehicles.length + samples.length > 0;
}
