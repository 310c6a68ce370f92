import type { TemplateRecord } from "../../biometrics/index.js";
import { writeRef } from "../../kit/sources/record-ref.js";
import { noticeKeys } from "../../notices/index.js";
import type { NoticeRecord } from "../../notices/index.js";
import { personKeys } from "../../persons/index.js";
import type { PersonRecord } from "../../persons/index.js";
import { documentKeys } from "../../travel-documents/index.js";
import type { TravelDocumentRecord } from "../../travel-documents/index.js";
import { vehicleKeys } from "../../vehicles/index.js";
import type { VehicleRecord } from "../../vehicles/index.js";
import { joined, keyRows, keyTables } from "./register.js";
import type { Register } from "./register.js";

/** INTERPOL's central databases hold the records of many owners; their key is the whole reference. */

export const nominals: Register<PersonRecord> = {
  source: "xpo-persons",
  tables: [
    {
      name: "nominal",
      columns: {
        ref: "code",
        owner: "code",
        local_id: "code",
        dates_of_birth: "text",
        sex: "code",
        birth_place: "text",
        birth_country: "code",
        nationalities: "text",
        father_name: "text",
        mother_name: "text",
        height_cm: "real",
        weight_kg: "real",
        eyes: "code",
        hair: "code",
        distinguishing_marks: "text",
        languages: "text",
        cautions: "text",
        action_to_take: "code",
        offence: "code",
        notices: "text",
        travel_documents: "text",
        vehicles: "text",
        encounters: "text",
      },
      indexes: [["ref"]],
    },
    {
      name: "nominal_name",
      columns: { ref: "code", position: "integer", kind: "code", family: "text", given: "text", original: "text" },
      indexes: [["ref"]],
    },
    {
      name: "nominal_document",
      columns: { ref: "code", type: "code", number: "text", issuing_country: "code" },
      indexes: [["ref"]],
    },
    ...keyTables(["name", "name_born", "document"]),
  ],
  rowsOf: (record) => {
    const ref = writeRef(record);
    return [
      {
        table: "nominal",
        row: {
          ref,
          owner: record.owner,
          local_id: record.localId,
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
  tables: [
    {
      name: "notice",
      columns: {
        ref: "code",
        owner: "code",
        local_id: "code",
        entity_id: "code",
        colour: "code",
        kind: "code",
        state: "code",
        issuing_country: "code",
        issued_on: "code",
        expires_on: "code",
        dates_of_birth: "text",
        sex: "code",
        nationalities: "text",
        recipients: "text",
        public_extract: "text",
        person: "code",
      },
      indexes: [["ref"], ["entity_id"]],
    },
    {
      name: "notice_name",
      columns: { ref: "code", position: "integer", family: "text", given: "text", original: "text" },
      indexes: [["ref"]],
    },
    {
      name: "arrest_warrant",
      columns: { ref: "code", issuing_country: "code", charge: "text", charge_translation: "text" },
      indexes: [["ref"]],
    },
    ...keyTables(["name"]),
  ],
  rowsOf: (record) => {
    const ref = writeRef(record);
    return [
      {
        table: "notice",
        row: {
          ref,
          owner: record.owner,
          local_id: record.localId,
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
  tables: [
    {
      name: "travel_document",
      columns: {
        ref: "code",
        owner: "code",
        local_id: "code",
        number: "text",
        number_key: "code",
        class_key: "code",
        type: "code",
        issuing_country: "code",
        status: "code",
        country_of_theft: "code",
        date_of_theft: "code",
        issued_on: "code",
        expires_on: "code",
        batch: "text",
        note: "text",
        notice: "code",
      },
      indexes: [["ref"], ["number_key", "ref"], ["class_key", "ref"]],
    },
  ],
  rowsOf: (record) => {
    const keys = documentKeys([record]);
    return [
      {
        table: "travel_document",
        row: {
          ref: writeRef(record),
          owner: record.owner,
          local_id: record.localId,
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
  tables: [
    {
      name: "vehicle",
      columns: {
        ref: "code",
        owner: "code",
        local_id: "code",
        status: "code",
        vin: "code",
        plate: "text",
        plate_key: "code",
        plate_country: "code",
        engine_number: "text",
        engine_key: "code",
        make: "text",
        model: "text",
        colour: "text",
        category: "code",
        year: "integer",
        country_of_theft: "code",
        date_of_theft: "code",
        part_numbers: "text",
      },
      indexes: [["ref"], ["vin", "ref"], ["plate_key", "ref"], ["engine_key", "ref"]],
    },
  ],
  rowsOf: (record) => {
    const keys = vehicleKeys([record]);
    return [
      {
        table: "vehicle",
        row: {
          ref: writeRef(record),
          owner: record.owner,
          local_id: record.localId,
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
  tables: [
    {
      name: "encounter",
      columns: {
        ref: "code",
        owner: "code",
        local_id: "code",
        kind: "code",
        finger: "integer",
        taken_on: "code",
        reason: "text",
        person: "code",
        template: "long",
      },
      indexes: [["ref"], ["kind"]],
    },
  ],
  rowsOf: (record) => [
    {
      table: "encounter",
      row: {
        ref: writeRef(record),
        owner: record.owner,
        local_id: record.localId,
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
