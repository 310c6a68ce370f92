import { Kind } from "graphql";
import type {
  ConstDirectiveNode,
  DocumentNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
  TypeNode,
} from "graphql";
import { readRule } from "./read-rule.js";
import type { Rule } from "./read-rule.js";
import { allOf, CLOSED, OPEN } from "./requirement.js";
import type { Requirement } from "./requirement.js";
import { readRuleNames } from "./rule-directives.js";

/** What one definition of the schema says of itself: where a rule is missing or wrong can be told from it. */
export interface RuledCoordinate {
  /** `Person` or `Person.names`. */
  readonly coordinate: string;
  readonly kind: "TYPE" | "FIELD";
  /** Whether it, or the type that it belongs to, carries a rule; of an interface also where every implementation does. */
  readonly isRuled: boolean;
  /** The rule that stands on it itself; null where none does. */
  readonly own: Rule | null;
  /** All that it takes to read it. */
  readonly requirement: Requirement;
}

/** Who may read what, by coordinate. Compiled once per schema. */
export interface AccessIndex {
  /** What a type asks for wherever it is returned. */
  typeRequirement(type: string): Requirement;
  /** What a field asks for: its own rule, its type's, that of the type it returns; nobody meets that of an unknown field. */
  fieldRequirement(type: string, field: string): Requirement;
  /** What an argument asks for that is given a value of this type: its rule, and of an input object those of all within. */
  inputRequirement(type: string): Requirement;
  readonly coordinates: readonly RuledCoordinate[];
}

/** Compiles the index from a supergraph's or a subgraph's SDL. Pure; nothing of the document is changed. */
export function compileAccessIndex(document: DocumentNode): AccessIndex {
  const definitions = readDefinitions(document);
  const requirementOfType = (name: string): Requirement => definitions.get(name)?.rule?.requirement ?? OPEN;
  const fields = new Map<string, Requirement>();
  const fieldRequirement = (type: string, field: string): Requirement => {
    const coordinate = `${type}.${field}`;
    const known = fields.get(coordinate);
    if (known !== undefined) return known;
    const holder = definitions.get(type);
    const definition = holder?.fields.get(field);
    if (holder === undefined || definition === undefined) {
      return ENTRANCES.has(coordinate) ? [["authenticated"]] : CLOSED;
    }
    const requirement = allOf([
      requirementOfType(type),
      definition.rule?.requirement ?? OPEN,
      requirementOfType(definition.returns),
      ...holder.implementations.map((implementation) => fieldRequirement(implementation, field)),
    ]);
    fields.set(coordinate, requirement);
    return requirement;
  };
  const inputs = new Map<string, Requirement>();
  const inputRequirement = (type: string): Requirement => {
    const known = inputs.get(type);
    if (known !== undefined) return known;
    const requirement = allOf(inputTypesWithin(type, definitions).map(requirementOfType));
    inputs.set(type, requirement);
    return requirement;
  };
  return {
    typeRequirement: requirementOfType,
    fieldRequirement,
    inputRequirement,
    coordinates: coordinatesOf(definitions, requirementOfType, fieldRequirement),
  };
}

type Definition = {
  readonly kind: "COMPOSITE" | "LEAF" | "INPUT";
  readonly rule: Rule | null;
  readonly fields: ReadonlyMap<string, { readonly rule: Rule | null; readonly returns: string }>;
  /** Of an interface, the types that implement it, interfaces among them. */
  readonly implementations: readonly string[];
};

/** How a gateway enters a subgraph: the fields that Federation adds to its schema and not to its SDL. */
const ENTRANCES: ReadonlySet<string> = new Set(["Query._entities", "Query._service", "_Service.sdl"]);

/** What Federation itself adds to a schema is none of the graph's own. */
const OF_FEDERATION = /__|^_/;

function readDefinitions(document: DocumentNode): ReadonlyMap<string, Definition> {
  const names = readRuleNames(document);
  const parts = Map.groupBy(document.definitions.flatMap(partOf), ({ name }) => name);
  const implementations = Map.groupBy(
    [...parts.values()].flat().flatMap(({ name, interfaces }) => interfaces.map((of) => ({ of, name }))),
    ({ of }) => of,
  );
  return new Map(
    [...parts].map(([name, ofType]) => {
      const fields = Map.groupBy(
        ofType.flatMap((piece) => piece.fields),
        (field) => field.name.value,
      );
      const definition: Definition = {
        kind: ofType.find(({ kind }) => kind !== "LEAF")?.kind ?? "LEAF",
        rule: readRule(
          ofType.flatMap(({ directives }) => directives),
          names,
        ),
        fields: new Map(
          [...fields].map(([field, nodes]) => [
            field,
            {
              rule: readRule(
                nodes.flatMap(({ directives }) => directives ?? []),
                names,
              ),
              returns: nodes.map(({ type }) => namedType(type))[0] ?? "",
            },
          ]),
        ),
        implementations: [...new Set((implementations.get(name) ?? []).map((entry) => entry.name))],
      };
      return [name, definition];
    }),
  );
}

interface Part {
  readonly name: string;
  readonly kind: Definition["kind"];
  readonly directives: readonly ConstDirectiveNode[];
  readonly interfaces: readonly string[];
  readonly fields: readonly (FieldDefinitionNode | InputValueDefinitionNode)[];
}

/** A type's definition or one of its extensions; nothing for what is no type of the graph. */
function partOf(node: DocumentNode["definitions"][number]): readonly Part[] {
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_EXTENSION:
      return part(
        node.name.value,
        "COMPOSITE",
        node,
        node.fields,
        node.interfaces?.map(({ name }) => name.value),
      );
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_EXTENSION:
      return part(node.name.value, "INPUT", node, node.fields);
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_EXTENSION:
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_EXTENSION:
    case Kind.UNION_TYPE_DEFINITION:
    case Kind.UNION_TYPE_EXTENSION:
      return part(node.name.value, "LEAF", node);
    default:
      return [];
  }
}

function part(
  name: string,
  kind: Part["kind"],
  { directives = [] }: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  fields: Part["fields"] = [],
  interfaces: readonly string[] = [],
): readonly Part[] {
  return OF_FEDERATION.test(name) ? [] : [{ name, kind, directives, interfaces, fields }];
}

/** The type itself and, of an input object, every type that a value of it may hold. */
function inputTypesWithin(type: string, definitions: ReadonlyMap<string, Definition>): readonly string[] {
  const within = new Set([type]);
  // A set that grows is walked to its end.
  for (const name of within) {
    const definition = definitions.get(name);
    if (definition?.kind === "INPUT") for (const { returns } of definition.fields.values()) within.add(returns);
  }
  return [...within];
}

function coordinatesOf(
  definitions: ReadonlyMap<string, Definition>,
  requirementOfType: (name: string) => Requirement,
  fieldRequirement: (type: string, field: string) => Requirement,
): readonly RuledCoordinate[] {
  const isRuled = (type: string, field: string): boolean => {
    const definition = definitions.get(type);
    if (definition === undefined) return false;
    const { rule, fields, implementations } = definition;
    if (rule !== null || (fields.get(field)?.rule ?? null) !== null) return true;
    return implementations.length > 0 && implementations.every((implementation) => isRuled(implementation, field));
  };
  const readable = [...definitions].filter(([, { kind }]) => kind !== "INPUT");
  return readable
    .flatMap(([type, { rule, fields }]): readonly RuledCoordinate[] => [
      {
        coordinate: type,
        kind: "TYPE",
        isRuled: rule !== null,
        own: rule,
        requirement: requirementOfType(type),
      },
      ...[...fields].map(([field, { rule: own }]) => ({
        coordinate: `${type}.${field}`,
        kind: "FIELD" as const,
        isRuled: isRuled(type, field),
        own,
        requirement: fieldRequirement(type, field),
      })),
    ])
    .toSorted((a, b) => (a.coordinate < b.coordinate ? -1 : 1));
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
