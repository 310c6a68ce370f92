import fc from "fast-check";
import { buildSchema, parse, validate } from "graphql";
import { expect, test } from "vitest";
import { operationSignature } from "../../../gateway/usage/operation-signature.js";

const schema = buildSchema(`
  scalar Vin
  enum Kind { CAR BOAT }
  input Name { family: String! given: String }
  input Search @oneOf { name: Name vin: Vin }
  input Subject { names: [Name!]! numbers: [Int!] kind: Kind born: String }
  type Person { name(style: Int! = 1): String friend: Person }
  type Query {
    check(subject: Subject!, first: Int = 10, ratio: Float): Person
    vehicle(vin: Vin!, kinds: [Kind!]): Person
    search(by: Search!): Person
  }`);

function signatureOf(document: string, operationName: string | null = null): string | null {
  return operationSignature(schema, parse(document), operationName);
}

test.each([
  ["a text", '{ vehicle(vin: "WVWZZZ1KZAW518264") { name } }'],
  ["another text", '{ vehicle(vin: "1M8GDM9AXKP042788") { name } }'],
])("%s is a variable of its type", (_what, document) => {
  expect(signatureOf(document)).toBe("query ($literal1: Vin!) {\n  vehicle(vin: $literal1) {\n    name\n  }\n}");
});

test("objects keep their fields, lists and numbers do not keep their values, words of the schema stay", () => {
  const signature = signatureOf(
    '{ check(subject: { names: [{ family: "Eriksson", given: "Anna" }], numbers: [19, 74], kind: CAR }, ratio: 0.5) { name(style: 3) } }',
  );

  expect(signature).toBe(
    `query ($literal1: String!, $literal2: String!, $literal3: [Int!]!, $literal4: Float!, $literal5: Int!) {
  check(
    subject: {names: [{family: $literal1, given: $literal2}], numbers: $literal3, kind: CAR}
    ratio: $literal4
  ) {
    name(style: $literal5)
  }
}`,
  );
});

test("an alias is a number, a default is left out, and what the operation does not use is too", () => {
  const signature = signatureOf(
    `query One($born: String = "1974-08-12", $literal1: Int) { eriksson: check(subject: { names: [], born: $born }, first: $literal1) { ...Named } }
     query Two { search(by: { vin: "X" }) { name } }
     fragment Named on Person { anna: name(style: 2) }`,
    "One",
  );

  expect(signature).toBe(
    `query One($born: String, $literal1: Int, $literal2: [Name!]!, $literal3: Int!) {
  alias1: check(subject: {names: $literal2, born: $born}, first: $literal1) {
    ...Named
  }
}

fragment Named on Person {
  alias2: name(style: $literal3)
}`,
  );
});

test("a question about the schema alone has none", () => {
  expect(signatureOf('{ __type(name: "Person") { name } }')).toBeNull();
});

test("whatever a client writes into values and aliases, the signature is valid and holds none of it", () => {
  // With a mark that no word of the schema has.
  const text = fc.string({ minLength: 1 }).map((part) => `§${part}`);
  const alias = fc.stringMatching(/^[a-z]{6,12}$/).map((word) => `zz_${word}`);
  fc.assert(
    fc.property(text, text, fc.nat(), alias, fc.boolean(), (one, two, number, name, isByName) => {
      const by = isByName ? `name: { family: ${JSON.stringify(one)} }` : `vin: ${JSON.stringify(one)}`;
      const document = `{ ${name}: search(by: { ${by} }) { name(style: ${number % 2_147_483_648}) }
        check(subject: { names: [{ family: ${JSON.stringify(two)} }], numbers: [${number % 1_000}, 2], born: ${JSON.stringify(one)} }) { name friend { ${name}: name } } }`;

      const signature = signatureOf(document) ?? "";

      expect(signature).not.toMatch(/§|zz_/);
      expect(validate(schema, parse(signature))).toEqual([]);
      expect(signatureOf(document.replaceAll(name, "other"))).toBe(signature);
    }),
  );
});
