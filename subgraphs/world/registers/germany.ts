import type { TemplateRecord } from "../../biometrics/index.js";
import type { Cell } from "../../kit/database/database.js";
import type { Restriction } from "../../kit/policy/restriction.js";
import { personKeys } from "../../persons/index.js";
import type { PersonRecord } from "../../persons/index.js";
import { vehicleKeys } from "../../vehicles/index.js";
import type { VehicleRecord } from "../../vehicles/index.js";
import { codeOf, joined, keyRows, keyTables, writeDate } from "./register.js";
import type { NativeRow, Register, TableShape } from "./register.js";

/** Germany normalises: a table for everything of which there may be several, codes in place of words. */

const DATE = "DD.MM.YYYY";
const NAME_KINDS = { F: "PRIMARY", G: "BIRTH", E: "PREVIOUS", A: "ALIAS" };
const SEXES = { "1": "M", "2": "F", "3": "X", "9": "U" };
const CAUTIONS = {
  BEWAFFNET: "ARMED",
  GEWALTTAETIG: "VIOLENT",
  AUSBRECHER: "ESCAPED",
  SUIZIDGEFAHR: "SUICIDE_RISK",
  ANSTECKUNGSGEFAHR: "HEALTH_THREAT",
  TERRORISMUS: "TERRORISM",
};
const MEASURES = {
  "01": "ARREST",
  "02": "LOCATE",
  "03": "PROTECT",
  "04": "COMMUNICATE_RESIDENCE",
  "05": "DISCREET_CHECK",
  "06": "INQUIRY_CHECK",
  "07": "SPECIFIC_CHECK",
  "08": "SEIZE",
  "09": "IDENTIFY",
  "00": "NONE",
};

/** A table of what one person has several of. */
function several(name: string, columns: TableShape["columns"]): TableShape {
  return { name, columns: { pid: "code", ...columns }, indexes: [["pid"]] };
}

const LEVELS = { "0": "FOR_OFFICIAL_USE_ONLY", "1": "RESTRICTED", "2": "CONFIDENTIAL" };
const RESTRICTION = {
  laender_erlaubt: "text",
  laender_gesperrt: "text",
  zwecke: "text",
  behandlung: "text",
  einstufung: "code",
  ermittlungsgruppe: "code",
  gesperrt_bis: "code",
} as const;

export const germanPersons: Register<PersonRecord> = {
  source: "deu-persons",
  tables: [
    {
      name: "person",
      columns: {
        pid: "code",
        ...RESTRICTION,
        geburtsdatum: "code",
        geschlecht: "code",
        geburtsort: "text",
        geburtsland: "code",
        vater: "text",
        mutter: "text",
        groesse_cm: "integer",
        gewicht_kg: "integer",
        augen: "code",
        haare: "code",
        massnahme: "code",
        delikt: "code",
      },
      indexes: [["pid"]],
    },
    several("personenname", {
      lfd: "integer",
      art: "code",
      familienname: "text",
      vornamen: "text",
      originalschrift: "text",
    }),
    several("staatsangehoerigkeit", { land: "code" }),
    several("merkmal", { beschreibung: "text" }),
    several("sprache", { kennung: "code" }),
    several("hinweis", { kennung: "code" }),
    several("ausweis", { nummer: "text", land: "code" }),
    several("verweis", { ausschreibung: "text", dokument: "text", fahrzeug: "text", erkennung: "text" }),
    ...keyTables(["name", "name_born", "name_pair", "document"]),
  ],
  rowsOf: (record) => {
    const pid = record.localId;
    const rows = (table: string, cells: readonly Readonly<Record<string, Cell>>[]): readonly NativeRow[] =>
      cells.map((row) => ({ table, row: { pid, ...row } }));
    return [
      ...rows("person", [
        {
          ...restrictionRow(record),
          geburtsdatum: writeDate(record.datesOfBirth[0], DATE),
          geschlecht: codeOf(SEXES, record.sex),
          geburtsort: record.birthPlace,
          geburtsland: record.birthCountry,
          vater: record.fatherName,
          mutter: record.motherName,
          groesse_cm: record.heightCm,
          gewicht_kg: record.weightKg,
          augen: record.eyes,
          haare: record.hair,
          massnahme: codeOf(MEASURES, record.actionToTake),
          delikt: record.offence,
        },
      ]),
      ...rows(
        "personenname",
        record.names.map((name, lfd) => ({
          lfd,
          art: codeOf(NAME_KINDS, name.kind),
          familienname: name.family,
          vornamen: name.given,
          originalschrift: name.original,
        })),
      ),
      ...rows(
        "staatsangehoerigkeit",
        record.nationalities.map((land) => ({ land })),
      ),
      ...rows(
        "merkmal",
        record.distinguishingMarks.map((beschreibung) => ({ beschreibung })),
      ),
      ...rows(
        "sprache",
        record.languages.map((kennung) => ({ kennung })),
      ),
      ...rows(
        "hinweis",
        record.cautions.map((caution) => ({ kennung: codeOf(CAUTIONS, caution) })),
      ),
      ...rows(
        "ausweis",
        record.identityDocuments.map(({ number, issuingCountry }) => ({ nummer: number, land: issuingCountry })),
      ),
      ...rows(
        "verweis",
        record.notices.map((ausschreibung) => ({ ausschreibung, dokument: null, fahrzeug: null, erkennung: null })),
      ),
      ...rows(
        "verweis",
        record.travelDocuments.map((dokument) => ({ ausschreibung: null, dokument, fahrzeug: null, erkennung: null })),
      ),
      ...rows(
        "verweis",
        record.vehicles.map((fahrzeug) => ({ ausschreibung: null, dokument: null, fahrzeug, erkennung: null })),
      ),
      ...rows(
        "verweis",
        record.encounters.map((erkennung) => ({ ausschreibung: null, dokument: null, fahrzeug: null, erkennung })),
      ),
      ...keyRows(pid, personKeys(record)),
    ];
  },
};

const REASONS = { D: "STOLEN", U: "MISAPPROPRIATED", F: "WANTED", E: "RECOVERED" };

export const germanVehicles: Register<VehicleRecord> = {
  source: "deu-vehicles",
  tables: [
    {
      name: "kraftfahrzeug",
      columns: {
        fid: "code",
        ...RESTRICTION,
        anlass: "code",
        fin: "code",
        kennzeichen: "text",
        zulassungsstaat: "code",
        motornummer: "text",
        hersteller: "text",
        modell: "text",
        farbe: "text",
        baujahr: "integer",
        tatort_land: "code",
        tatzeit: "code",
      },
      indexes: [["fid"]],
    },
    { name: "fahrzeugteil", columns: { fid: "code", nummer: "text" }, indexes: [["fid"]] },
    ...keyTables(["vin", "plate", "engine"]),
  ],
  rowsOf: (record) => [
    {
      table: "kraftfahrzeug",
      row: {
        fid: record.localId,
        ...restrictionRow(record),
        anlass: codeOf(REASONS, record.status),
        fin: record.vin,
        kennzeichen: record.plate,
        zulassungsstaat: record.plateCountry,
        motornummer: record.engineNumber,
        hersteller: record.make,
        modell: record.model,
        farbe: record.colour,
        baujahr: record.year,
        tatort_land: record.countryOfTheft,
        tatzeit: writeDate(record.dateOfTheft, DATE),
      },
    },
    ...record.partNumbers.map((nummer) => ({ table: "fahrzeugteil", row: { fid: record.localId, nummer } })),
    ...keyRows(record.localId, vehicleKeys([record])),
  ],
};

export const germanEncounters: Register<TemplateRecord> = {
  source: "deu-biometrics",
  tables: [
    {
      name: "erkennung",
      columns: {
        eid: "code",
        ...RESTRICTION,
        art: "code",
        finger: "integer",
        datum: "code",
        grund: "text",
        person: "code",
        vorlage: "long",
      },
      indexes: [["eid"], ["art"]],
    },
  ],
  rowsOf: (record) => [
    {
      table: "erkennung",
      row: {
        eid: record.localId,
        ...restrictionRow(record),
        art: record.kind,
        finger: record.finger,
        datum: writeDate(record.takenOn, DATE),
        grund: record.reason,
        person: record.person,
        vorlage: record.template,
      },
    },
  ],
};

/** What the owner lays down, a column for each part. */
function restrictionRow({ restriction }: { readonly restriction: Restriction | null }): NativeRow["row"] {
  return {
    laender_erlaubt: joined(restriction?.allowedCountries ?? [], ";"),
    laender_gesperrt: joined(restriction?.deniedCountries ?? [], ";"),
    zwecke: joined(restriction?.purposes ?? [], ";"),
    behandlung: joined(restriction?.handling ?? [], ";"),
    einstufung: codeOf(LEVELS, restriction?.confidentiality ?? null),
    ermittlungsgruppe: restriction?.jointInvestigation ?? null,
    gesperrt_bis: restriction?.hiddenUntil ?? null,
  };
}
