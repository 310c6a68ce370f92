import { isInputType, Kind, parse, separateOperations, typeFromAST, validate } from "graphql";
import type { DocumentNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { InvalidInput } from "../../subgraphs/kit/errors.js";
import { resultType } from "./result-type.js";
import { TypeNames } from "./type-names.js";

/** One file of operations. */
export interface OperationFile {
  readonly name: string;
  readonly document: string;
}

/**
 * A TypeScript module for a frontend: for each operation its document, typed by its variables and its result, so that a
 * GraphQL client which takes a `TypedDocumentNode` knows both.
 * @throws InvalidInput that names every operation which the schema does not take
 */
export function writeTypes(schema: GraphQLSchema, files: readonly OperationFile[]): string {
  const names = new TypeNames();
  const documents = files.map((file) => readDocument(schema, file));
  const operations = documents.flatMap((document) => Object.values(separateOperations(document)));
  refuseTwins(operations);
  const written = operations.flatMap((document) => writeOperation(document, schema, names));
  return `${[HEAD, ...names.declarations(), ...written].join("\n\n")}\n`;
}

const HEAD = `// Made by npm run schema -- types: change the operations, not this file.
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";`;

function readDocument(schema: GraphQLSchema, { name, document: text }: OperationFile): DocumentNode {
  const document = parse(text, { noLocation: true });
  const faults = validate(schema, document).map(({ message }) => message);
  const unnamed = document.definitions.some(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.name === undefined,
  );
  if (unnamed) faults.push("An operation needs a name.");
  if (faults.length === 0) return document;
  throw new InvalidInput(faults.map((message) => ({ code: "INVALID_OPERATION", path: [name], message })));
}

function refuseTwins(documents: readonly DocumentNode[]): void {
  const names = documents.flatMap(({ definitions }) => definitions.filter(isOperation)).map(({ name }) => name?.value);
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin === undefined) return;
  const message = "Two operations have this name.";
  throw new InvalidInput([{ code: "INVALID_OPERATION", path: [twin], message }]);
}

function writeOperation(document: DocumentNode, schema: GraphQLSchema, names: TypeNames): readonly string[] {
  const operation = document.definitions.find(isOperation);
  const root = operation && schema.getRootType(operation.operation);
  if (operation === undefined || root === null || root === undefined) return [];
  const fragments = new Map(
    document.definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const name = operation.name?.value ?? "";
  const kind = KIND_NAMES[operation.operation];
  const result = resultType(root, [operation.selectionSet], { schema, fragments, names });
  const ast = JSON.stringify(document);
  return [
    `export type ${name}${kind} = ${result};`,
    `export type ${name}${kind}Variables = ${variablesType(operation, schema, names)};`,
    `export const ${name}Document = ${ast} as unknown as TypedDocumentNode<${name}${kind}, ${name}${kind}Variables>;`,
  ];
}

const KIND_NAMES = { query: "Query", mutation: "Mutation", subscription: "Subscription" } as const;

function isOperation(node: DocumentNode["definitions"][number]): node is OperationDefinitionNode {
  return node.kind === Kind.OPERATION_DEFINITION;
}

function variablesType(
  { variableDefinitions = [] }: OperationDefinitionNode,
  schema: GraphQLSchema,
  names: TypeNames,
): string {
  const members = variableDefinitions.map(({ variable, type: node, defaultValue }) => {
    const type = typeFromAST(schema, node);
    const written = isInputType(type) ? names.input(type) : "unknown";
    const isRequired = node.kind === Kind.NON_NULL_TYPE && defaultValue === undefined;
    return `readonly ${variable.name.value}${isRequired ? "" : "?"}: ${written};`;
  });
  return members.length === 0 ? "{ readonly [name: string]: never }" : `{ ${members.join(" ")} }`;
}
