import { z } from "zod";
import type { DomainContract } from "../../kit/contract/domain-contract.js";
import { listOf, optional, optionalText, requiredText, subjectFields } from "../../kit/contract/domain-contract.js";
import { DOCUMENT_TYPES } from "../../kit/lists.js";
import { personRecordSchema } from "./person-record.js";
import type { PersonRecord } from "./person-record.js";
import type { PersonQuestion } from "./person-source.js";

const questionSchema = z.object({
  ...subjectFields,
  birthPlace: optionalText,
  documents: listOf(
    z.object({ number: requiredText, issuingCountry: optionalText, type: optional(z.enum(DOCUMENT_TYPES)) }),
  ),
});

/** The domain's part of the source contract: persons behind a server of another owner. */
export const personContract: DomainContract<PersonQuestion, PersonRecord> = {
  domain: "persons",
  record: personRecordSchema,
  question: questionSchema,
  write: ({ names, dateOfBirth, sex, nationalities, birthPlace, documents }) => ({
    names: names.map(({ family, given, original }) => ({ family, given, original: original ?? null })),
    dateOfBirth,
    sex,
    nationalities,
    birthPlace,
    documents: documents.map(({ number, issuingCountry, type }) => ({ number, issuingCountry, type })),
  }),
};
