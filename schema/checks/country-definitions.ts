import { Kind, parse, print, specifiedScalarTypes } from "graphql";
import type { ConstDirectiveNode } from "graphql";
import type { CheckedChange, ReadSubgraph } from "./checked-change.js";
import { textArgument } from "./definitions.js";
import type { Definition, TypeNodes } from "./definitions.js";
import { readDirectiveNames } from "./federation-names.js";
import { found } from "./finding.js";
import type { Finding } from "./finding.js";
import { ROOTS } from "./namespace.js";

/** A country repeats another's type only to refer to it: by its key, or `@external` for what a `@requires` reads. */
export function checkCountryDefinitions(checked: CheckedChange): readonly Finding[] {
  if (checked.country === null) return [];
  const { proposed, anothers } = checked;
  const theirs = Map.groupBy(
    anothers.flatMap(({ definitions }) => definitions),
    ({ coordinate }) => coordinate,
  );
  return [
    ...builtIns(checked),
    ...foreignRoots(checked),
    ...proposed.definitions.flatMap((definition) => {
      const known = theirs.get(definition.coordinate) ?? [];
      return known.length === 0
        ? []
        : [...repeated(definition, known, checked), ...described(definition, known, checked)];
    }),
  ];
}

function builtIns({ proposed, placeOf }: CheckedChange): readonly Finding[] {
  return proposed.definitions
    .filter(({ kind, name }) => kind === "TYPE" && (RESERVED.test(name) || BUILT_IN.has(name)))
    .map(({ name }) => found("SCALAR_SHADOWED", `${name} is a name of GraphQL's or Federation's.`, placeOf(name)));
}

/** Under another name a root type would be in the country's own namespace, and every field of it answered by the country. */
function foreignRoots({
  proposed: { document, definitions },
  change: { file },
  placeOf,
}: CheckedChange): readonly Finding[] {
  const renamed = document.definitions
    .flatMap((node) =>
      node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION ? (node.operationTypes ?? []) : [],
    )
    .filter(({ operation, type }) => operation !== "query" || type.name.value !== "Query")
    .map(({ type, loc }) =>
      found("ROOT_FORBIDDEN", `${type.name.value} is made a root.`, { file, line: loc?.startToken.line }),
    );
  const others = definitions.filter(({ kind, name }) => kind === "TYPE" && ROOTS.has(name) && name !== "Query");
  return [...renamed, ...others.map(({ name }) => found("ROOT_FORBIDDEN", `${name} is a root.`, placeOf(name)))];
}

const RESERVED = /__|^_/;
const BUILT_IN: ReadonlySet<string> = new Set([
  ...specifiedScalarTypes.map(({ name }) => name),
  "FieldSet",
  "Any",
  "ContextFieldValue",
]);

function repeated(definition: Definition, known: readonly Definition[], checked: CheckedChange): readonly Finding[] {
  if (ROOTS.has(definition.coordinate)) return [];
  const { placeOf } = checked;
  switch (definition.kind) {
    case "TYPE":
      return [...repeatedType(definition, known, checked), ...foreignKeys(definition, checked)];
    case "FIELD":
      return mayStand(definition, known, checked)
        ? []
        : [found("FIELD_REDEFINED", `${definition.coordinate} has another owner.`, placeOf(definition.coordinate))];
    default:
      return [];
  }
}

type TypeOf = Extract<Definition, { kind: "TYPE" }>;

function repeatedType(
  { node, coordinate, directives }: TypeOf,
  known: readonly Definition[],
  { placeOf, proposed, anothers }: CheckedChange,
): readonly Finding[] {
  const kinds = known.map((other) => (other.kind === "TYPE" ? kindOf(other.node.kind) : ""));
  if (!kinds.includes(kindOf(node.kind))) {
    const code = kinds.includes("Scalar") ? "SCALAR_SHADOWED" : "TYPE_REDEFINED";
    return [found(code, `${coordinate} is another kind of type.`, placeOf(coordinate))];
  }
  switch (node.kind) {
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_EXTENSION:
      return directives.length === 0
        ? []
        : [found("SCALAR_SHADOWED", `${coordinate} is another's, and carries a directive.`, placeOf(coordinate))];
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION: {
      const implemented = known.flatMap((other) => (other.kind === "TYPE" ? interfacesOf(other.node) : []));
      return interfacesOf(node)
        .filter((name) => !implemented.includes(name))
        .map((name) => found("TYPE_REDEFINED", `${coordinate} does not implement ${name}.`, placeOf(coordinate)));
    }
    default: {
      const isSame = anothers.some((other) => membersOf(other, coordinate) === membersOf(proposed, coordinate));
      return isSame ? [] : [found("TYPE_REDEFINED", `${coordinate} is not as its owner has it.`, placeOf(coordinate))];
    }
  }
}

function interfacesOf(node: TypeNodes): readonly string[] {
  return "interfaces" in node ? (node.interfaces ?? []).map(({ name }) => name.value) : [];
}

/** `ObjectTypeExtension` as `Object`. */
function kindOf(kind: string): string {
  return kind.replace(/Type(?:Definition|Extension)$/, "");
}

/** Fields with their types, values or member types, so that two definitions mean the same exactly when these are equal. */
function membersOf({ document, definitions }: ReadSubgraph, type: string): string {
  const members = definitions
    .filter((definition) => definition.type === type && definition.kind !== "TYPE")
    .map(({ coordinate, node }) => {
      if (!("type" in node)) return coordinate;
      const value = "defaultValue" in node && node.defaultValue !== undefined ? ` = ${print(node.defaultValue)}` : "";
      return `${coordinate}: ${print(node.type)}${value}`;
    });
  const unions = document.definitions.flatMap((node) =>
    (node.kind === Kind.UNION_TYPE_DEFINITION || node.kind === Kind.UNION_TYPE_EXTENSION) && node.name.value === type
      ? (node.types ?? []).map(({ name }) => name.value)
      : [],
  );
  return [...members, ...unions].toSorted().join("\n");
}

/**
 * `@external` on the field or its type, a field of a key, or a field of an interface, which nobody answers; of the very
 * type that its owner gives it, since composition takes the weakest of several.
 */
function mayStand(
  { node, type, name, directives, of }: Extract<Definition, { kind: "FIELD" }>,
  known: readonly Definition[],
  { proposed, anothers }: CheckedChange,
): boolean {
  if (of.kind === Kind.INTERFACE_TYPE_DEFINITION || of.kind === Kind.INTERFACE_TYPE_EXTENSION) return true;
  if (!known.some((other) => other.kind === "FIELD" && print(other.node.type) === print(node.type))) return false;
  const nameOf = readDirectiveNames(proposed.document);
  const isExternal = (given: readonly ConstDirectiveNode[] = []): boolean =>
    given.some((directive) => nameOf(directive) === "external");
  if (isExternal(directives) || isExternal(of.directives)) return true;
  const offered = anothers.flatMap((other) => keysOf(other, type));
  return keysOf(proposed, type)
    .filter((key) => offered.includes(key))
    .some((key) => key.split(/[\s{}]+/).includes(name));
}

function foreignKeys({ coordinate }: TypeOf, { proposed, anothers, placeOf }: CheckedChange): readonly Finding[] {
  const offered = new Set(anothers.flatMap((other) => keysOf(other, coordinate)));
  return keysOf(proposed, coordinate)
    .filter((key) => !offered.has(key))
    .map((key) =>
      found(
        "KEY_FORBIDDEN",
        `${coordinate} has no key ${key.replaceAll(/\s+/g, " ")} of its owner's.`,
        placeOf(coordinate),
      ),
    );
}

/** The keys of a type, written the same where they are the same. */
function keysOf({ document, definitions }: ReadSubgraph, type: string): readonly string[] {
  const nameOf = readDirectiveNames(document);
  return definitions
    .filter(({ kind, coordinate }) => kind === "TYPE" && coordinate === type)
    .flatMap(({ directives }) => directives.filter((directive) => nameOf(directive) === "key"))
    .map((directive) => normalised(textArgument(directive, "fields") ?? ""));
}

function normalised(fields: string): string {
  try {
    return print(parse(`{ ${fields} }`, { noLocation: true }));
  } catch {
    // What is no selection is composition's to refuse; here it is no key that anybody offers.
    return fields;
  }
}

function described(
  { coordinate, description }: Definition,
  known: readonly Definition[],
  { placeOf }: CheckedChange,
): readonly Finding[] {
  if (description === undefined || ROOTS.has(coordinate)) return [];
  if (known.some((other) => other.description === description)) return [];
  return [found("DESCRIPTION_REDEFINED", `${coordinate} is described in other words.`, placeOf(coordinate))];
}
