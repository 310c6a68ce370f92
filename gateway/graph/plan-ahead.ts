import type { ApolloServer } from "@apollo/server";
import {
  getOperationAST,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  isScalarType,
  parse,
  typeFromAST,
} from "graphql";
import type { GraphQLInputType, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { EVERY_RIGHT } from "../../subgraphs/kit/access/field-rights.js";
import { QuestionTime } from "./question-time.js";
import type { RequestScope } from "./request-scope.js";

/**
 * Plans a frontend's operation before the first client sends it. It is asked with empty values by somebody who is gone
 * already and whom no log knows, so it is planned and given up: no subgraph hears of it. The plan is that of an officer who
 * may read all of it.
 */
export async function planAhead(
  server: ApolloServer<RequestScope>,
  schema: GraphQLSchema,
  query: string,
): Promise<void> {
  const operation = getOperationAST(parse(query));
  if (operation === null || operation === undefined) return;
  const contextValue = {
    clientSignal: AbortSignal.abort(),
    time: new QuestionTime(0),
    authority: null,
    fieldRights: EVERY_RIGHT,
  };
  await server.executeOperation({ query, variables: emptyVariables(schema, operation) }, { contextValue });
}

/** The least that the operation's variables may be. */
function emptyVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
): Record<string, unknown> {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, type: node, defaultValue }) => {
      const type = typeFromAST(schema, node);
      const isRequired = node.kind === "NonNullType" && defaultValue === undefined;
      return isRequired && type !== undefined ? [[variable.name.value, emptyValue(type as GraphQLInputType)]] : [];
    }),
  );
}

function emptyValue(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return emptyValue(type.ofType);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isScalarType(type))
    return type.name === "Boolean" ? false : type.name === "Int" || type.name === "Float" ? 0 : "";
  if (!isInputObjectType(type)) return null;
  const required = Object.values(type.getFields()).filter(isRequiredInputField);
  return Object.fromEntries(required.map((field) => [field.name, emptyValue(field.type)]));
}
