import {
  getArgumentValues,
  getNamedType,
  getNullableType,
  getVariableValues,
  isInputObjectType,
  isListType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type {
  DocumentNode,
  FieldNode,
  GraphQLField,
  GraphQLInputType,
  GraphQLSchema,
  OperationDefinitionNode,
} from "graphql";
import type { Intent } from "./entry/payload.js";

/** Of a biometric sample only its type is logged: every value of this scalar is left out. */
const WITHHELD_SCALAR = "Base64";
const WITHHELD = "[withheld]";

interface FieldAsked {
  readonly coordinate: string;
  readonly node: FieldNode;
  readonly field: GraphQLField<unknown, unknown>;
}

/** What an operation asks for, whoever sends it with whatever values. */
interface ReadOperation {
  readonly coordinates: readonly string[];
  readonly withArguments: readonly FieldAsked[];
  /** Whether it asks for anything but the schema. */
  readonly asksForRecords: boolean;
}

export type WhatWasAsked = Pick<Intent, "coordinates" | "asked"> & Pick<ReadOperation, "asksForRecords">;

/** Reads operations for the log; each document once, however often it comes. */
export class OperationReader {
  readonly #known = new WeakMap<OperationDefinitionNode, ReadOperation>();

  read(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): WhatWasAsked {
    const { coordinates, withArguments, asksForRecords } = this.#operation(schema, document, operation);
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    // Values that cannot be read are refused before any source is asked.
    const asked = coerced === undefined ? [] : withArguments.flatMap((field) => argumentsOf(field, coerced));
    return { coordinates, asked, asksForRecords };
  }

  #operation(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): ReadOperation {
    const known = this.#known.get(operation);
    if (known !== undefined) return known;
    const read = readOperation(schema, document, operation);
    this.#known.set(operation, read);
    return read;
  }
}

/** Fragments count with it, whether this operation spreads them or another of the same document. */
function readOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ReadOperation {
  const types = new TypeInfo(schema);
  const root = schema.getRootType(operation.operation)?.name;
  const coordinates = new Set<string>();
  const withArguments: FieldAsked[] = [];
  const definitions = document.definitions.filter(
    (definition) => definition === operation || definition.kind === "FragmentDefinition",
  );
  const enter = (node: FieldNode): undefined => {
    const parent = types.getParentType()?.name;
    const field = types.getFieldDef();
    if (parent === undefined || !field) return;
    const coordinate = `${parent}.${node.name.value}`;
    coordinates.add(coordinate);
    if (node.arguments !== undefined && node.arguments.length > 0) withArguments.push({ coordinate, node, field });
  };
  visit({ ...document, definitions }, visitWithTypeInfo(types, { Field: { enter } }));
  const asksForRecords = [...coordinates].some((one) => one.startsWith(`${root}.`) && !one.startsWith(`${root}.__`));
  return { coordinates: [...coordinates].toSorted(), withArguments, asksForRecords };
}

function argumentsOf(
  { coordinate, node, field }: FieldAsked,
  variables: Record<string, unknown>,
): Intent["asked"][number][] {
  try {
    const values = getArgumentValues(field, node, variables);
    const types = new Map(field.args.map(({ name, type }) => [name, type]));
    const kept = Object.entries(values).map(([name, value]) => [name, withoutSamples(value, types.get(name))] as const);
    return [{ coordinate, arguments: Object.fromEntries(kept) }];
  } catch {
    // A literal that cannot be read is refused before any source is asked.
    return [];
  }
}

function withoutSamples(value: unknown, type: GraphQLInputType | undefined): unknown {
  if (value === null || value === undefined || type === undefined) return value;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const { ofType } = nullable;
    return Array.isArray(value) ? value.map((entry) => withoutSamples(entry, ofType)) : value;
  }
  if (getNamedType(nullable).name === WITHHELD_SCALAR) return WITHHELD;
  if (!isInputObjectType(nullable)) return value;
  const fields = nullable.getFields();
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, withoutSamples(inner, fields[name]?.type)]),
  );
}
