import { expect, test } from "vitest";
import { readChange } from "../../../schema/checks/checked-change.js";
import { checkDescriptions } from "../../../schema/checks/descriptions.js";
import { checkNames } from "../../../schema/checks/names.js";
import { changeOf, told } from "../../support/schema-change.js";

const namesIn = (sdl: string): readonly string[] => told(checkNames(readChange(changeOf({}, ["a", sdl]))));
const undescribedIn = (sdl: string): readonly string[] => told(checkDescriptions(readChange(changeOf({}, ["a", sdl]))));

test.each([
  ["type person { n: Int }", ["NAME_STYLE person"]],
  ["type Travel_Document { n: Int }", ["NAME_STYLE Travel_Document"]],
  ["type PersonDTO { n: Int }", ["NAME_STYLE PersonDTO"]],
  ["type Query { Person: Int }", ["NAME_STYLE Query.Person"]],
  ["type Query { date_of_birth: Int }", ["NAME_STYLE Query.date_of_birth"]],
  ["type Query { entityID: Int }", ["NAME_STYLE Query.entityID"]],
  ["type Query { personURLs: Int }", ["NAME_STYLE Query.personURLs"]],
  ["type Query { a(Given: Int): Int }", ["NAME_STYLE Query.a(Given:)"]],
  ["input Given { a: Int }", ["NAME_STYLE Given"]],
  ["input GivenInput { A: Int }", ["NAME_STYLE GivenInput.A"]],
  ["type GivenInput { a: Int }", ["NAME_STYLE GivenInput"]],
  [
    "enum Kind { one TwoThree FOUR__FIVE }",
    ["NAME_STYLE Kind.FOUR__FIVE", "NAME_STYLE Kind.TwoThree", "NAME_STYLE Kind.one"],
  ],
  ["scalar mark", ["NAME_STYLE mark"]],
])("a name is not written as names are: %s", (sdl, expected) => {
  expect(namesIn(sdl)).toEqual(expected);
});

test("types, fields, arguments, inputs and values as the graph writes them pass", () => {
  const sdl = `type Query { id: ID mrz: String entityId: ID sha256: String isA: Int vinOfACar(plateCountry: Int): Int }
    type Mrz { n: Int } type ATeam { n: Int } input VehicleInput { vin: String }
    enum Kind { M H0 UN_SPECIAL STOLEN_BLANK } scalar DateTime union Any = Mrz | ATeam`;

  expect(namesIn(sdl)).toEqual([]);
});

test("what has no description is named: types, fields, arguments, input fields and values", () => {
  const sdl = `type Query { a(b: Int): Int } extend type Query { """A number.""" c: Int }
    """." """ type T { """A number.""" n: Int } input GivenInput { a: Int } enum Kind { A """Second.""" B }
    scalar Mark union Any = T interface Named { """A name.""" name: String }`;

  expect(undescribedIn(sdl)).toEqual(
    ["Any", "GivenInput", "GivenInput.a", "Kind", "Kind.A", "Mark", "Named", "Query.a", "Query.a(b:)", "T"].map(
      (coordinate) => `DESCRIPTION_MISSING ${coordinate}`,
    ),
  );
});
