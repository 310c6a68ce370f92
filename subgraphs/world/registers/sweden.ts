import { personKeys } from "../../persons/index.js";
import type { PersonRecord } from "../../persons/index.js";
import { vehicleKeys } from "../../vehicles/index.js";
import type { VehicleRecord } from "../../vehicles/index.js";
import { codeOf, joined, keyRows, keyTables, writeDate } from "./register.js";
import type { Register } from "./register.js";

/** Sweden writes dates and codes as numbers. Its registers are in MariaDB where one is configured. */

const NAME_KINDS = { "1": "PRIMARY", "2": "BIRTH", "3": "PREVIOUS", "4": "ALIAS" };
const SEXES = { "1": "M", "2": "F", "9": "U", "0": "X" };
const CAUTIONS = {
  "1": "ARMED",
  "2": "VIOLENT",
  "3": "ESCAPED",
  "4": "SUICIDE_RISK",
  "5": "HEALTH_THREAT",
  "6": "TERRORISM",
};
const MEASURES = {
  "10": "ARREST",
  "20": "LOCATE",
  "30": "PROTECT",
  "40": "COMMUNICATE_RESIDENCE",
  "50": "DISCREET_CHECK",
  "60": "INQUIRY_CHECK",
  "70": "SPECIFIC_CHECK",
  "80": "SEIZE",
  "90": "IDENTIFY",
  "0": "NONE",
};

function numberOf(text: string | null): number | null {
  return text === null ? null : Number(text);
}

function dateNumber(date: string | null | undefined): number | null {
  return numberOf(writeDate(date, "YYYYMMDD"));
}

export const swedishPersons: Register<PersonRecord> = {
  source: "swe-persons",
  tables: [
    {
      name: "efterlyst",
      columns: {
        lopnr: "code",
        fodelsedatum: "integer",
        kon: "integer",
        fodelseort: "text",
        fodelseland: "code",
        medborgarskap: "text",
        langd: "integer",
        vikt: "integer",
        ogon: "code",
        har: "code",
        kannetecken: "text",
        sprak: "text",
        varning: "text",
        atgard: "integer",
        brott: "code",
        legitimation: "text",
        legitimation_land: "code",
        lank_efterlysning: "text",
        lank_handling: "text",
        lank_fordon: "text",
        lank_registrering: "text",
      },
      indexes: [["lopnr"]],
    },
    {
      name: "namn",
      columns: {
        lopnr: "code",
        ordning: "integer",
        typ: "integer",
        efternamn: "text",
        fornamn: "text",
        originalnamn: "text",
      },
      indexes: [["lopnr"]],
    },
    ...keyTables(["name", "name_born", "name_pair", "document"]),
  ],
  rowsOf: (record) => {
    const lopnr = record.localId;
    const [document] = record.identityDocuments;
    return [
      {
        table: "efterlyst",
        row: {
          lopnr,
          fodelsedatum: dateNumber(record.datesOfBirth[0]),
          kon: numberOf(codeOf(SEXES, record.sex)),
          fodelseort: record.birthPlace,
          fodelseland: record.birthCountry,
          medborgarskap: joined(record.nationalities, ","),
          langd: record.heightCm,
          vikt: record.weightKg,
          ogon: record.eyes,
          har: record.hair,
          kannetecken: joined(record.distinguishingMarks, "|"),
          sprak: joined(record.languages, ","),
          varning: joined(
            record.cautions.flatMap((caution) => codeOf(CAUTIONS, caution) ?? []),
            ",",
          ),
          atgard: numberOf(codeOf(MEASURES, record.actionToTake)),
          brott: record.offence,
          legitimation: document?.number ?? null,
          legitimation_land: document?.issuingCountry ?? null,
          lank_efterlysning: joined(record.notices, ","),
          lank_handling: joined(record.travelDocuments, ","),
          lank_fordon: joined(record.vehicles, ","),
          lank_registrering: joined(record.encounters, ","),
        },
      },
      ...record.names.map((name, ordning) => ({
        table: "namn",
        row: {
          lopnr,
          ordning,
          typ: numberOf(codeOf(NAME_KINDS, name.kind)),
          efternamn: name.family,
          fornamn: name.given,
          originalnamn: name.original,
        },
      })),
      ...keyRows(lopnr, personKeys(record)),
    ];
  },
};

const REASONS = { "1": "STOLEN", "2": "MISAPPROPRIATED", "3": "WANTED", "4": "RECOVERED" };

export const swedishVehicles: Register<VehicleRecord> = {
  source: "swe-vehicles",
  tables: [
    {
      name: "fordon",
      columns: {
        lopnr: "code",
        orsak: "integer",
        chassinummer: "code",
        registreringsnummer: "text",
        registreringsland: "code",
        motornummer: "text",
        fabrikat: "text",
        modell: "text",
        farg: "text",
        arsmodell: "integer",
        stoldland: "code",
        stolddatum: "integer",
        delar: "text",
      },
      indexes: [["lopnr"]],
    },
    ...keyTables(["vin", "plate", "engine"]),
  ],
  rowsOf: (record) => [
    {
      table: "fordon",
      row: {
        lopnr: record.localId,
        orsak: numberOf(codeOf(REASONS, record.status)),
        chassinummer: record.vin,
        registreringsnummer: record.plate,
        registreringsland: record.plateCountry,
        motornummer: record.engineNumber,
        fabrikat: record.make,
        modell: record.model,
        farg: record.colour,
        arsmodell: record.year,
        stoldland: record.countryOfTheft,
        stolddatum: dateNumber(record.dateOfTheft),
        delar: joined(record.partNumbers, ","),
      },
    },
    ...keyRows(record.localId, vehicleKeys([record])),
  ],
};
