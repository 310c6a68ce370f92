import { encounterMigrations } from "../../biometrics/index.js";
import type { TemplateRecord } from "../../biometrics/index.js";
import type { Restriction } from "../../kit/policy/restriction.js";
import { writeRef } from "../../kit/sources/record-ref.js";
import { noticeKeys, noticeMigrations } from "../../notices/index.js";
import type { NoticeRecord } from "../../notices/index.js";
import { personKeys, personMigrations } from "../../persons/index.js";
import type { PersonRecord } from "../../persons/index.js";
import { documentKeys, travelDocumentMigrations } from "../../travel-documents/index.js";
import type { TravelDocumentRecord } from "../../travel-documents/index.js";
import { vehicleKeys, vehicleMigrations } from "../../vehicles/index.js";
import type { VehicleRecord } from "../../vehicles/index.js";
import { joined, keyRows } from "./register.js";
import type { Register } from "./register.js";

/** INTERPOL's central databases hold the records of many owners; their key is the whole reference. */

export const nominals: Register<PersonRecord> = {
  source: "xpo-persons",
  migrations: personMigrations,
  rowsOf: (record) => {
    const ref = writeRef(record);
    return [
      {
        table: "nominal",
        row: {
          ref,
          owner: record.owner,
          local_id: record.localId,
          restriction: written(record.restriction),
          dates_of_birth: joined(record.datesOfBirth, ";"),
          sex: record.sex,
          birth_place: record.birthPlace,
          birth_country: record.birthCountry,
          nationalities: joined(record.nationalities, ";"),
          father_name: record.fatherName,
          mother_name: record.motherName,
          height_cm: record.heightCm,
          weight_kg: record.weightKg,
          eyes: record.eyes,
          hair: record.hair,
          distinguishing_marks: joined(record.distinguishingMarks, ";"),
          languages: joined(record.languages, ";"),
          cautions: joined(record.cautions, ";"),
          action_to_take: record.actionToTake,
          offence: record.offence,
          notices: joined(record.notices, ";"),
          travel_documents: joined(record.travelDocuments, ";"),
          vehicles: joined(record.vehicles, ";"),
          encounters: joined(record.encounters, ";"),
        },
      },
      ...record.names.map(({ kind, family, given, original }, position) => ({
        table: "nominal_name",
        row: { ref, position, kind, family, given, original },
      })),
      ...record.identityDocuments.map(({ type, number, issuingCountry }) => ({
        table: "nominal_document",
        row: { ref, type, number, issuing_country: issuingCountry },
      })),
      ...keyRows(ref, personKeys(record)),
    ];
  },
};

export const notices: Register<NoticeRecord> = {
  source: "xpo-notices",
  migrations: noticeMigrations,
  rowsOf: (record) => {
    const ref = writeRef(record);
    return [
      {
        table: "notice",
        row: {
          ref,
          owner: record.owner,
          local_id: record.localId,
          restriction: written(record.restriction),
          entity_id: record.entityId,
          colour: record.colour,
          kind: record.kind,
          state: record.state,
          issuing_country: record.issuingCountry,
          issued_on: record.issuedOn,
          expires_on: record.expiresOn,
          dates_of_birth: joined(record.datesOfBirth, ";"),
          sex: record.sex,
          nationalities: joined(record.nationalities, ";"),
          recipients: joined(record.recipients, ";"),
          public_extract: record.publicExtract,
          person: record.person,
        },
      },
      ...record.names.map(({ family, given, original }, position) => ({
        table: "notice_name",
        row: { ref, position, family, given, original },
      })),
      ...record.warrants.map(({ issuingCountry, charge, chargeTranslation }) => ({
        table: "arrest_warrant",
        row: { ref, issuing_country: issuingCountry, charge, charge_translation: chargeTranslation },
      })),
      ...keyRows(ref, { name: noticeKeys(record).name }),
    ];
  },
};

export const stolenDocuments: Register<TravelDocumentRecord> = {
  source: "xpo-travel-documents",
  migrations: travelDocumentMigrations,
  rowsOf: (record) => {
    const keys = documentKeys([record]);
    return [
      {
        table: "travel_document",
        row: {
          ref: writeRef(record),
          owner: record.owner,
          local_id: record.localId,
          restriction: written(record.restriction),
          number: record.number,
          number_key: keys.number[0] ?? null,
          class_key: keys.class[0] ?? null,
          type: record.type,
          issuing_country: record.issuingCountry,
          status: record.status,
          country_of_theft: record.countryOfTheft,
          date_of_theft: record.dateOfTheft,
          issued_on: record.issuedOn,
          expires_on: record.expiresOn,
          batch: record.batch,
          note: record.note,
          notice: record.notice,
        },
      },
    ];
  },
};

export const stolenVehicles: Register<VehicleRecord> = {
  source: "xpo-vehicles",
  migrations: vehicleMigrations,
  rowsOf: (record) => {
    const keys = vehicleKeys([record]);
    return [
      {
        table: "vehicle",
        row: {
          ref: writeRef(record),
          owner: record.owner,
          local_id: record.localId,
          restriction: written(record.restriction),
          status: record.status,
          vin: record.vin,
          plate: record.plate,
          plate_key: keys.plate[0] ?? null,
          plate_country: record.plateCountry,
          engine_number: record.engineNumber,
          engine_key: keys.engine[0] ?? null,
          make: record.make,
          model: record.model,
          colour: record.colour,
          category: record.category,
          year: record.year,
          country_of_theft: record.countryOfTheft,
          date_of_theft: record.dateOfTheft,
          part_numbers: joined(record.partNumbers, ";"),
        },
      },
    ];
  },
};

export const encounters: Register<TemplateRecord> = {
  source: "xpo-biometrics",
  migrations: encounterMigrations,
  rowsOf: (record) => [
    {
      table: "encounter",
      row: {
        ref: writeRef(record),
        owner: record.owner,
        local_id: record.localId,
        restriction: written(record.restriction),
        kind: record.kind,
        finger: record.finger,
        taken_on: record.takenOn,
        reason: record.reason,
        person: record.person,
        template: record.template,
      },
    },
  ],
};

/** The central databases keep a restriction as one JSON text. */
function written(restriction: Restriction | null): string | null {
  return restriction === null ? null : JSON.stringify(restriction);
}
