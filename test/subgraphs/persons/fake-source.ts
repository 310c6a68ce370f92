import type { RecordRef } from "../../../subgraphs/kit/sources/record-ref.js";
import type { PersonFind, PersonQuestion, PersonRecord, PersonSource } from "../../../subgraphs/persons/index.js";
import { comparePersons } from "../../../subgraphs/persons/matching/compare-persons.js";

export const NINA: PersonRecord = {
  owner: "SWE",
  localId: "P1",
  restriction: null,
  names: [
    { kind: "PRIMARY", family: "Orlova", given: "Nina", original: "Орлова Нина" },
    { kind: "BIRTH", family: "Petrenko", given: "Nina", original: null },
  ],
  datesOfBirth: ["1984-03-12"],
  sex: "F",
  birthPlace: "Lviv",
  birthCountry: "UKR",
  nationalities: ["UKR", "POL"],
  fatherName: null,
  motherName: "Olena",
  heightCm: 171.5,
  weightKg: null,
  eyes: "GRN",
  hair: "BRO",
  distinguishingMarks: ["Scar on the left hand"],
  languages: ["ukr", "swe"],
  cautions: ["ESCAPED"],
  actionToTake: "ARREST",
  offence: "PFF",
  identityDocuments: [{ type: "PASSPORT", number: "FE 123456", issuingCountry: "UKR" }],
  notices: ["XPO/N1", "SWE/N2"],
  travelDocuments: ["UKR/D1"],
  vehicles: ["DEU/V1"],
  encounters: ["SWE/E1"],
};

export const NOBODY: PersonQuestion = {
  names: [],
  dateOfBirth: null,
  sex: null,
  nationalities: [],
  birthPlace: null,
  documents: [],
};

/** The far end: holds these records and remembers what it was asked. */
export class FakePersonSource implements PersonSource {
  readonly asked: PersonQuestion[] = [];
  readonly askedRefs: (readonly RecordRef[])[] = [];
  readonly #records: readonly PersonRecord[];

  constructor(...records: readonly PersonRecord[]) {
    this.#records = records;
  }

  async search(question: PersonQuestion): Promise<readonly PersonFind[]> {
    this.asked.push(question);
    return comparePersons(question, this.#records);
  }

  async findByRefs(refs: readonly RecordRef[]): Promise<readonly PersonRecord[]> {
    this.askedRefs.push(refs);
    return this.#records.filter((record) =>
      refs.some(({ owner, localId }) => owner === record.owner && localId === record.localId),
    );
  }
}

export const brokenSource: PersonSource = {
  search: () => Promise.reject(new Error("password of the owner's database")),
  findByRefs: () => Promise.reject(new Error("password of the owner's database")),
};
