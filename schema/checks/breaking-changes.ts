import { BreakingChangeType, DangerousChangeType, findBreakingChanges, findDangerousChanges, validate } from "graphql";
import type { BreakingChange, DangerousChange, GraphQLSchema } from "graphql";
import { readKnownOperations } from "../usage/known-operations.js";
import type { KnownOperation } from "../usage/known-operations.js";
import type { Comparison } from "./checked-change.js";
import type { Code } from "./codes.js";
import { asWarning, found } from "./finding.js";
import type { Finding } from "./finding.js";

/** Changes of the API that could break a client: an error where an operation that somebody sends touches it, else a warning. */
export function checkBreakingChanges({ before, after, change, placeOf }: Comparison): readonly Finding[] {
  if (before === null) return [];
  const operations = readKnownOperations(change.operations, change.usage, before.api);
  return [
    ...brokenOperations(operations, after.api, change.file),
    ...findApiChanges(before.api, after.api).flatMap(({ code, coordinate, description }) => {
      const users = operations.filter(({ coordinates }) => coordinates.has(coordinate)).map(({ user }) => user);
      const finding = found(code, `${description} ${writeUsers(users)}`, placeOf(coordinate));
      return [users.length === 0 ? asWarning(finding) : finding];
    }),
  ];
}

/** What each change says to which clients. */
export function writeUsers(users: readonly string[]): string {
  if (users.length === 0) return "No known operation uses it.";
  const more = users.length > MOST_USERS ? ` and ${users.length - MOST_USERS} more` : "";
  return `Used by ${users.slice(0, MOST_USERS).join(", ")}${more}.`;
}

const MOST_USERS = 10;

function brokenOperations(
  operations: readonly KnownOperation[],
  api: GraphQLSchema,
  file: string | undefined,
): readonly Finding[] {
  const byText = Map.groupBy(operations, ({ text }) => text);
  return [...byText.values()].flatMap((same) => {
    const [operation] = same;
    const [error] = operation === undefined ? [] : validate(api, operation.document);
    if (operation === undefined || error === undefined) return [];
    const users = writeUsers(same.map(({ user }) => user));
    return [found("BREAKING_OPERATION", `${operation.name}: ${error.message} ${users}`, { file })];
  });
}

export interface ApiChange {
  readonly code: Code;
  readonly coordinate: string;
  readonly description: string;
}

/** Every breaking or dangerous change from one API to another. What clients need not know of is left out. */
export function findApiChanges(before: GraphQLSchema, after: GraphQLSchema): readonly ApiChange[] {
  return [...findBreakingChanges(before, after), ...findDangerousChanges(before, after)].flatMap((change) => {
    const code = CODE_OF[change.type];
    return code === null ? [] : [{ code, coordinate: coordinateOf(change), description: change.description }];
  });
}

const CODE_OF: Readonly<Record<BreakingChangeType | DangerousChangeType, Code | null>> = {
  [BreakingChangeType.TYPE_REMOVED]: "BREAKING_TYPE_REMOVED",
  [BreakingChangeType.TYPE_CHANGED_KIND]: "BREAKING_TYPE_CHANGED_KIND",
  [BreakingChangeType.TYPE_REMOVED_FROM_UNION]: "BREAKING_TYPE_REMOVED_FROM_UNION",
  [BreakingChangeType.VALUE_REMOVED_FROM_ENUM]: "BREAKING_VALUE_REMOVED_FROM_ENUM",
  [BreakingChangeType.REQUIRED_INPUT_FIELD_ADDED]: "BREAKING_REQUIRED_INPUT_FIELD_ADDED",
  [BreakingChangeType.IMPLEMENTED_INTERFACE_REMOVED]: "BREAKING_IMPLEMENTED_INTERFACE_REMOVED",
  [BreakingChangeType.FIELD_REMOVED]: "BREAKING_FIELD_REMOVED",
  [BreakingChangeType.FIELD_CHANGED_KIND]: "BREAKING_FIELD_CHANGED_KIND",
  [BreakingChangeType.REQUIRED_ARG_ADDED]: "BREAKING_REQUIRED_ARG_ADDED",
  [BreakingChangeType.ARG_REMOVED]: "BREAKING_ARG_REMOVED",
  [BreakingChangeType.ARG_CHANGED_KIND]: "BREAKING_ARG_CHANGED_KIND",
  [BreakingChangeType.DIRECTIVE_REMOVED]: "BREAKING_DIRECTIVE_CHANGED",
  [BreakingChangeType.DIRECTIVE_ARG_REMOVED]: "BREAKING_DIRECTIVE_CHANGED",
  [BreakingChangeType.REQUIRED_DIRECTIVE_ARG_ADDED]: "BREAKING_DIRECTIVE_CHANGED",
  [BreakingChangeType.DIRECTIVE_REPEATABLE_REMOVED]: "BREAKING_DIRECTIVE_CHANGED",
  [BreakingChangeType.DIRECTIVE_LOCATION_REMOVED]: "BREAKING_DIRECTIVE_CHANGED",
  [DangerousChangeType.VALUE_ADDED_TO_ENUM]: "DANGEROUS_VALUE_ADDED_TO_ENUM",
  [DangerousChangeType.TYPE_ADDED_TO_UNION]: "DANGEROUS_TYPE_ADDED_TO_UNION",
  [DangerousChangeType.IMPLEMENTED_INTERFACE_ADDED]: "DANGEROUS_IMPLEMENTED_INTERFACE_ADDED",
  [DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE]: "DANGEROUS_ARG_DEFAULT_VALUE_CHANGE",
  [DangerousChangeType.OPTIONAL_INPUT_FIELD_ADDED]: null,
  [DangerousChangeType.OPTIONAL_ARG_ADDED]: null,
};

/** graphql-js tells where a change is in its sentence alone. The last pattern takes the word that every other sentence begins with. */
const COORDINATES: readonly (readonly [RegExp, (...words: readonly string[]) => string])[] = [
  [/^(\w+) was (?:removed from|added to) (?:enum|union) type (\w+)\.$/, (_, type = "") => type],
  [/^A required arg \w+ on (\w+\.\w+) was added\.$/, (field = "") => field],
  [/^A required field \w+ on input type (\w+) was added\.$/, (type = "") => type],
  [/^(\w+\.\w+) arg (\w+) /, (field = "", argument = "") => `${field}(${argument}:)`],
  [/^Standard scalar (\w+) was removed/, (type = "") => type],
  [/^\w+ added to interfaces implemented by (\w+)\.$/, (type = "") => type],
  [/^(\w+(?:\.\w+)?)/, (word = "") => word],
];

function coordinateOf({ type, description }: BreakingChange | DangerousChange): string {
  const value = /^(\w+) was removed from enum type (\w+)\.$/.exec(description);
  if (type === BreakingChangeType.VALUE_REMOVED_FROM_ENUM && value !== null) return `${value[2]}.${value[1]}`;
  for (const [pattern, write] of COORDINATES) {
    const words = pattern.exec(description);
    if (words !== null) return write(...words.slice(1));
  }
  return description;
}
