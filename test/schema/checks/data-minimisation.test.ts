import { expect, test } from "vitest";
import { checkDataMinimisation } from "../../../schema/checks/data-minimisation.js";
import { readChange } from "../../../schema/checks/checked-change.js";
import { readGraph } from "../../../schema/checks/composed-graph.js";
import { findReceivedData, writeReceivedData } from "../../../schema/checks/received-data.js";
import { readSubgraphs } from "../../../schema/schema-folder.js";
import { packageFile } from "../../../subgraphs/kit/package-file.js";
import { changeOf, comparisonOf, readSchemaFile, told } from "../../support/schema-change.js";

const A = `
type Query { check(given: Given, plate: String): Check }
input Given { name: String inner: Inner }
input Inner { born: String }
type Check @key(fields: "id") { id: ID! subject: Subject! }
type Subject { names: [Name!]! born: String plate: String }
type Name { family: String given: String }
`;

/** A subgraph that answers one field of a check from what it requires of the subject. */
const domain = (requires: string, externals: string, more = ""): string => `
type Check @key(fields: "id") { id: ID! subject: Subject! @external x(first: Int): Int @requires(fields: "${requires}") ${more} }
type Subject { ${externals} }
type Name { ${["family", "given"]
  .filter((name) => requires.includes(name))
  .map((name) => `${name}: String @external`)
  .join(" ")} }`;

const NAMES = "names: [Name!]! @external";
const FAMILY = domain("subject { names { family } }", NAMES);

function toldOf(current: Readonly<Record<string, string>>, change: readonly [string, string]): readonly string[] {
  return told(checkDataMinimisation(comparisonOf(changeOf(current, change))));
}

test("a subgraph that requires more will receive more", () => {
  const both = domain("subject { names { family given } born }", `${NAMES} born: String @external`);

  expect(toldOf({ a: A, b: FAMILY }, ["b", both])).toEqual(["DATA_WIDENED Name.given", "DATA_WIDENED Subject.born"]);
});

test("one that requires less, or the same in another order, is told nothing", () => {
  const both = domain("subject { names { family given } }", NAMES);
  const turned = domain("subject { names { given family } }", NAMES);

  expect(toldOf({ a: A, b: both }, ["b", FAMILY])).toEqual([]);
  expect(toldOf({ a: A, b: both }, ["b", turned])).toEqual([]);
});

test("a new subgraph is told all that it will receive", () => {
  expect(toldOf({ a: A }, ["b", FAMILY])).toEqual(["DATA_WIDENED Name.family"]);
});

test("a key that the graph has made up says nothing of anybody, and one that does is more to receive", () => {
  const a =
    'type Query { a: Thing } type Thing @key(fields: "owner localId") @key(fields: "id") { id: ID! owner: String! localId: String! }';
  const byId = 'type Thing @key(fields: "id") { id: ID! n: Int }';
  const byRecord = 'type Thing @key(fields: "owner localId") { owner: String! localId: String! n: Int }';

  expect(toldOf({ a }, ["b", byId])).toEqual([]);
  expect(toldOf({ a }, ["b", byRecord])).toEqual(["DATA_WIDENED Thing.localId", "DATA_WIDENED Thing.owner"]);
});

test("another key is more to receive, one that only refers is not", () => {
  const refers = 'type Query { b: Thing } type Thing @key(fields: "id", resolvable: false) { id: ID! }';
  const a = 'type Query { a: Thing } type Thing @key(fields: "id") @key(fields: "number") { id: ID! number: String }';
  const answers = 'type Query { b: Int } type Thing @key(fields: "number") { number: String n: Int }';

  expect(toldOf({ a }, ["b", refers])).toEqual([]);
  expect(toldOf({ a, b: refers }, ["b", answers])).toEqual(["DATA_WIDENED Thing.number"]);
});

test("an argument that comes to a field is more to receive, a new field with arguments is not", () => {
  const given = FAMILY.replace("first: Int", "first: Int plate: String");
  const beside = domain("subject { names { family } }", NAMES, "y(plate: String): Int");

  expect(toldOf({ a: A, b: FAMILY }, ["b", given])).toEqual(["DATA_WIDENED Check.x(plate:)"]);
  expect(toldOf({ a: A, b: FAMILY }, ["b", beside])).toEqual([]);
});

test("an input object that holds more is more to receive for every field that takes it", () => {
  const more = A.replace("born: String }\ntype Check", "born: String sex: String }\ntype Check");

  expect(more).not.toBe(A);
  expect(toldOf({ a: A }, ["a", more])).toEqual(["DATA_WIDENED Inner.sex"]);
});

test("the first version of a graph has nothing to be compared with", () => {
  expect(toldOf({}, ["a", A])).toEqual([]);
});

test("the table of the graph as it is: the vehicles' subgraph never receives a name, that of persons never a sample", async () => {
  const current = await readSubgraphs(packageFile("schema/subgraphs"));
  const { api } = readGraph(await readSchemaFile("schema/supergraph.graphql"));
  const checks = current.find(({ name }) => name === "checks");
  const { others, proposed } = readChange({
    ...changeOf({}, ["checks", checks?.sdl ?? ""]),
    current,
  });

  const lines = writeReceivedData(findReceivedData([proposed, ...others], api));

  expect(lines.filter((line) => line.startsWith("vehicles "))).toEqual([
    "vehicles  Check  key  Check.id",
    "vehicles  Check.vehicles  requires  SubjectVehicle.engineNumber SubjectVehicle.plate SubjectVehicle.plateCountry SubjectVehicle.vin",
    "vehicles  Query.readVin  argument  Query.readVin(vin:)",
    "vehicles  Query.vehicle  argument  Query.vehicle(asRead:) Query.vehicle(vin:)",
    "vehicles  Query.vehicleByPlate  argument  Query.vehicleByPlate(country:) Query.vehicleByPlate(plate:)",
    "vehicles  Vehicle  key  Vehicle.localId Vehicle.owner",
    "vehicles  VehicleAnswer.hits  argument  VehicleAnswer.hits(first:)",
  ]);
  expect(lines.filter((line) => line.startsWith("persons ") && line.includes("SubjectSample"))).toEqual([]);
});
