import { registerEnumType } from "type-graphql";
import { DOCUMENT_TYPES, SAMPLE_KINDS, SEXES } from "../lists.js";
import { enumOf } from "./enum-of.js";

export const SexEnum = enumOf(SEXES);
registerEnumType(SexEnum, {
  name: "Sex",
  description: "Sex as a register or a passport gives it.",
  valuesConfig: {
    M: { description: "Male." },
    F: { description: "Female." },
    U: { description: "Not certain." },
    X: { description: "Unspecified (ICAO 9303: `<` in the machine-readable zone)." },
  },
});

export const DocumentTypeEnum = enumOf(DOCUMENT_TYPES);
registerEnumType(DocumentTypeEnum, {
  name: "DocumentType",
  description: "The kind of a travel, identity or administrative document.",
  valuesConfig: {
    PASSPORT: { description: "Passport of any kind." },
    ID_CARD: { description: "National identity card." },
    VISA: { description: "Visa, sticker or sheet." },
    RESIDENCE_PERMIT: { description: "Residence permit." },
    LAISSEZ_PASSER: { description: "Emergency or organisation's travel document." },
    DRIVING_LICENCE: { description: "Driving licence." },
    VEHICLE_REGISTRATION: { description: "Registration certificate of a vehicle." },
    OTHER: { description: "Any other document." },
  },
});

export const SampleKindEnum = enumOf(SAMPLE_KINDS);
registerEnumType(SampleKindEnum, {
  name: "SampleKind",
  description: "The kind of a biometric sample.",
  valuesConfig: {
    FINGERPRINT: { description: "Minutiae of one or more fingers: ISO/IEC 19794-2, ANSI INCITS 378 or ANSI/NIST-ITL." },
    FACE: { description: "A face template: a vector that a face model has made." },
  },
});
