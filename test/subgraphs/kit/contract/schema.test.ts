import { GraphQLEnumType, GraphQLList, GraphQLNonNull, GraphQLObjectType, parse, validate } from "graphql";
import type { GraphQLType } from "graphql";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  CONTRACT_NAMES,
  CONTRACT_VERSION,
  DESCRIBE_SOURCE,
} from "../../../../subgraphs/kit/contract/contract-names.js";
import { readContractSchema } from "../../../../subgraphs/kit/contract/contract-server.js";
import type { DomainContract } from "../../../../subgraphs/kit/contract/domain-contract.js";
import { ANSWER_STATES, byRefForm, searchForm } from "../../../../subgraphs/kit/contract/read-answer.js";
import { DOMAINS } from "../../../../subgraphs/kit/sources/source.js";
import { biometricContract } from "../../../../subgraphs/biometrics/index.js";
import { noticeContract } from "../../../../subgraphs/notices/index.js";
import { personContract } from "../../../../subgraphs/persons/index.js";
import { travelDocumentContract } from "../../../../subgraphs/travel-documents/index.js";
import { vehicleContract } from "../../../../subgraphs/vehicles/index.js";

const SCHEMA = await readContractSchema();

type AnyContract = Pick<DomainContract<unknown, unknown>, "domain" | "record">;
const CONTRACTS: readonly AnyContract[] = [
  personContract,
  noticeContract,
  travelDocumentContract,
  vehicleContract,
  biometricContract,
];

/** How a field is written where both sides mean the same: `[String!]!`, and an object or an enum by what it holds. */
type Shape = string | readonly string[] | { readonly [field: string]: Shape } | { readonly list: Shape };

test("every domain has its part", () => {
  expect(CONTRACTS.map(({ domain }) => domain).toSorted()).toEqual([...DOMAINS].toSorted());
});

describe.each(CONTRACTS.map((contract) => [contract.domain, contract] as const))("%s", (domain, contract) => {
  const names = CONTRACT_NAMES[domain];

  test("the contract's record is the record that every connector gives: no field, type, value or null more or less", () => {
    expect(shapeOfType(SCHEMA.getType(names.record))).toEqual(shapeOfSchema(contract.record));
  });

  test("the contract's answers are what the graph reads", () => {
    expect(shapeOfType(SCHEMA.getType(names.answer))).toEqual(shapeOfSchema(searchForm(contract).schema));
    expect(shapeOfType(SCHEMA.getType(names.records))).toEqual(shapeOfSchema(byRefForm(contract).schema));
  });

  test("the questions are named as the contract names them", () => {
    const { [names.search]: search, [names.byRef]: byRef } = SCHEMA.getQueryType()?.getFields() ?? {};

    expect(search?.args.map(({ name, type }) => [name, String(type)])).toEqual([
      ["asked", "ID!"],
      [names.argument, names.argumentType],
      ["first", "Int!"],
      ["after", "String"],
    ]);
    expect(String(search?.type)).toBe(`${names.answer}!`);
    expect(byRef?.args.map(({ name, type }) => [name, String(type)])).toEqual([
      ["asked", "ID!"],
      ["refs", "[RecordKey!]!"],
    ]);
    expect(String(byRef?.type)).toBe(`${names.records}!`);
  });
});

test("what the graph asks to learn of a source is a question of the contract", () => {
  expect(validate(SCHEMA, parse(DESCRIBE_SOURCE))).toEqual([]);
});

test("the contract has no question that the graph does not know", () => {
  const known = Object.values(CONTRACT_NAMES).flatMap(({ search, byRef }) => [search, byRef]);

  expect(Object.keys(SCHEMA.getQueryType()?.getFields() ?? {}).toSorted()).toEqual(["source", ...known].toSorted());
});

test("the states of an answer and the domains are those that the graph knows", () => {
  expect(shapeOfType(SCHEMA.getType("AnswerState"))).toEqual([...ANSWER_STATES].toSorted());
  expect(shapeOfType(SCHEMA.getType("Domain"))).toEqual(
    Object.values(CONTRACT_NAMES)
      .map(({ domain }) => domain)
      .toSorted(),
  );
});

test("the contract's own text says its version", async () => {
  expect(SCHEMA.description ?? "").toContain(`version ${CONTRACT_VERSION}.`);
});

function shapeOfType(type: GraphQLType | undefined): Shape {
  if (type instanceof GraphQLNonNull) return shapeOfType(type.ofType);
  if (type instanceof GraphQLList) return { list: nullable(type.ofType) };
  if (type instanceof GraphQLEnumType)
    return type
      .getValues()
      .map(({ name }) => name)
      .toSorted();
  if (type instanceof GraphQLObjectType) {
    return Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, nullable(field.type)]));
  }
  // An id is a text to whoever reads it.
  return type === undefined ? "nothing" : String(type).replace("ID", "String");
}

function nullable(type: GraphQLType): Shape {
  return type instanceof GraphQLNonNull ? shapeOfType(type) : { nullable: shapeOfType(type) };
}

function shapeOfSchema(schema: z.core.$ZodType): Shape {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) return shapeOfSchema(schema.def.innerType);
  if (schema instanceof z.ZodPipe) return shapeOfSchema(schema.def.in);
  if (schema instanceof z.ZodNullable) return { nullable: shapeOfSchema(schema.def.innerType) };
  if (schema instanceof z.ZodArray) return { list: shapeOfSchema(schema.def.element) };
  if (schema instanceof z.ZodEnum) return schema.options.map(String).toSorted();
  if (schema instanceof z.ZodObject) {
    const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
    return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, shapeOfSchema(field)]));
  }
  if (schema instanceof z.ZodNumber) return schema.isInt ? "Int" : "Float";
  return "String";
}
