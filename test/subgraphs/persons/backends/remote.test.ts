import { expect, test } from "vitest";
import { personContract } from "../../../../subgraphs/persons/index.js";
import { NOBODY } from "../fake-source.js";

test("a source of another owner is asked with all that is known of the person", () => {
  const question = {
    ...NOBODY,
    names: [{ family: "Orlova", given: "Nina", original: null }],
    dateOfBirth: "1984-03-12",
    sex: "F" as const,
    nationalities: ["UKR"],
    birthPlace: "Lviv",
    documents: [{ number: "FE123456", issuingCountry: "UKR", type: null }],
  };

  expect(personContract.question.parse(personContract.write(question))).toEqual(question);
});
