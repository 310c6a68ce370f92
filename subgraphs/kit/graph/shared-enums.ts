import { registerEnumType } from "type-graphql";
import { AIMS, PURPOSES, SUBJECT_ROLES } from "../authority/justification.js";
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

export const PurposeEnum = enumOf(PURPOSES);
registerEnumType(PurposeEnum, {
  name: "Purpose",
  description: "What a search is for: INTERPOL's Rules on the Processing of Data, article 10(2).",
  valuesConfig: {
    WANTED_SEARCH: { description: "To find a wanted person, with a view to arrest." },
    LOCATE_PERSON_OR_OBJECT: { description: "To locate a person or an object." },
    CRIMINAL_INFORMATION: { description: "To provide or obtain information on a crime or a criminal." },
    WARN: { description: "To warn of a person, an event or a way of acting." },
    IDENTIFY: { description: "To identify a person or a body." },
    FORENSIC: { description: "To carry out forensic analyses." },
    SECURITY_CHECK: { description: "To carry out security checks." },
    THREAT_ANALYSIS: { description: "To identify threats, trends and networks." },
  },
});

export const SubjectRoleEnum = enumOf(SUBJECT_ROLES);
registerEnumType(SubjectRoleEnum, {
  name: "SubjectRole",
  description: "What the person asked about is to the case.",
  valuesConfig: {
    SUSPECT: { description: "Suspected or charged." },
    CONVICTED: { description: "Found guilty." },
    VICTIM: { description: "Victim." },
    WITNESS: { description: "Witness." },
    MISSING: { description: "Missing." },
    UNIDENTIFIED_REMAINS: { description: "A body that nobody has identified." },
    POSSIBLE_THREAT: { description: "May be a threat to public safety." },
    DECEASED: { description: "Dead." },
  },
});

export const AimEnum = enumOf(AIMS);
registerEnumType(AimEnum, {
  name: "Aim",
  description: "What the officer wants to know.",
  valuesConfig: {
    IDENTIFY: { description: "Who somebody is." },
    KNOWN_PERSON: { description: "More of somebody known." },
  },
});
