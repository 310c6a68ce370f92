import { wordsOfSubject } from "../../kit/rest/words-of-subject.js";
import type { RestDomain } from "../../kit/rest/rest-source.js";
import { comparePersons } from "../matching/compare-persons.js";
import { personRecordSchema } from "./person-record.js";
import type { PersonRecord } from "./person-record.js";
import type { PersonQuestion } from "./person-source.js";

/**
 * Persons behind an owner's JSON API. Its words: `family`, `given`, `dateOfBirth`, `sex`, `nationality` for each name;
 * `documentNumber`, `documentCountry`, `documentType` for each document.
 */
export const personsOverRest: RestDomain<PersonQuestion, PersonRecord> = {
  record: personRecordSchema,
  wordsOf: (question) => [
    ...wordsOfSubject(question),
    ...question.documents.map(({ number, issuingCountry, type }) => ({
      documentNumber: number,
      documentCountry: issuingCountry,
      documentType: type,
    })),
  ],
  compare: comparePersons,
};
