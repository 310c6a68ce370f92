import { getNamedType, isInputObjectType, Kind, parse, print } from "graphql";
import type { GraphQLSchema, SelectionSetNode, TypeNode } from "graphql";
import type { ReadSubgraph } from "./checked-change.js";
import { textArgument } from "./definitions.js";
import type { Definition } from "./definitions.js";
import { readDirectiveNames } from "./federation-names.js";

/** One thing that a subgraph is sent by the graph, and because of what. */
export interface ReceivedDatum {
  readonly subgraph: string;
  /** What it is sent: `SubjectName.family`, `SubjectInput.mrz`, `Query.vehicle(vin:)`. */
  readonly received: string;
  /** The definition that asks for it: `Check.vehicles`, the type of a key. */
  readonly because: string;
  readonly how: "KEY" | "REQUIRES" | "CONTEXT" | "ARGUMENT";
}

/** Who receives what: keys and required fields of entities, what arguments carry, opened down to single values. */
export function findReceivedData(subgraphs: readonly ReadSubgraph[], api: GraphQLSchema): readonly ReceivedDatum[] {
  const typeOf = new Map(
    subgraphs.flatMap(({ definitions }) =>
      definitions.flatMap((definition) =>
        definition.kind === "FIELD" ? [[definition.coordinate, namedType(definition.node.type)] as const] : [],
      ),
    ),
  );
  const received = subgraphs.flatMap((subgraph) => [...entitiesOf(subgraph, typeOf), ...argumentsOf(subgraph, api)]);
  const distinct = new Map(received.map((datum) => [JSON.stringify(datum), datum]));
  return [...distinct.values()].toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

function sortKey({ subgraph, because, how, received }: ReceivedDatum): string {
  return JSON.stringify([subgraph, because, how, received]);
}

/** From `Type.field` to the type that it returns, over all subgraphs. */
type TypeOf = ReadonlyMap<string, string>;

function entitiesOf({ name: subgraph, document, definitions }: ReadSubgraph, typeOf: TypeOf): readonly ReceivedDatum[] {
  const nameOf = readDirectiveNames(document);
  return definitions.flatMap((definition) =>
    definition.directives.flatMap((directive): readonly ReceivedDatum[] => {
      const how = HOW.get(nameOf(directive));
      if (how === undefined || isNotResolvable(definition, print(directive))) return [];
      const fields = textArgument(directive, how === "CONTEXT" ? "field" : "fields") ?? "";
      const received = how === "CONTEXT" ? [fields] : leavesOf(fields, definition.type, typeOf);
      return received.map((leaf) => ({ subgraph, received: leaf, because: definition.coordinate, how }));
    }),
  );
}

const HOW: ReadonlyMap<string, ReceivedDatum["how"]> = new Map([
  ["key", "KEY"],
  ["requires", "REQUIRES"],
  ["fromContext", "CONTEXT"],
]);

/** A key that only refers: the subgraph hands it out and is never asked by it. */
function isNotResolvable({ kind }: Definition, directive: string): boolean {
  return kind === "TYPE" && /resolvable:\s*false/.test(directive);
}

function leavesOf(fields: string, type: string, typeOf: TypeOf): readonly string[] {
  const [operation] = parse(`{ ${fields} }`).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? leavesWithin(operation.selectionSet, type, typeOf) : [];
}

function leavesWithin({ selections }: SelectionSetNode, type: string, typeOf: TypeOf): readonly string[] {
  return selections.flatMap((selection) => {
    switch (selection.kind) {
      case Kind.FIELD: {
        const coordinate = `${type}.${selection.name.value}`;
        if (selection.selectionSet === undefined) return [coordinate];
        return leavesWithin(selection.selectionSet, typeOf.get(coordinate) ?? "?", typeOf);
      }
      case Kind.INLINE_FRAGMENT:
        return leavesWithin(selection.selectionSet, selection.typeCondition?.name.value ?? type, typeOf);
      case Kind.FRAGMENT_SPREAD:
        return [];
    }
  });
}

function argumentsOf({ name: subgraph, document, definitions }: ReadSubgraph, api: GraphQLSchema) {
  const nameOf = readDirectiveNames(document);
  const external = new Set(
    definitions
      .filter(({ directives }) => directives.some((directive) => nameOf(directive) === "external"))
      .map(({ coordinate }) => coordinate),
  );
  return definitions.flatMap((definition): readonly ReceivedDatum[] => {
    if (definition.kind !== "ARGUMENT") return [];
    const because = `${definition.type}.${definition.field}`;
    if (external.has(because) || external.has(definition.type)) return [];
    const values = valuesWithin(namedType(definition.node.type), api);
    const received = values.length === 0 ? [definition.coordinate] : values;
    return received.map((value) => ({ subgraph, received: value, because, how: "ARGUMENT" as const }));
  });
}

/** Every single value that an input object may hold, however deep; none for what is no input object. */
function valuesWithin(type: string, api: GraphQLSchema): readonly string[] {
  const within = new Set([type]);
  const values: string[] = [];
  // A set that grows is walked to its end.
  for (const name of within) {
    const definition = api.getType(name);
    if (!isInputObjectType(definition)) continue;
    for (const field of Object.values(definition.getFields())) {
      const of = getNamedType(field.type);
      if (isInputObjectType(of)) within.add(of.name);
      else values.push(`${name}.${field.name}`);
    }
  }
  return values;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** For people: one line for each subgraph and definition, with what it asks for. */
export function writeReceivedData(data: readonly ReceivedDatum[]): readonly string[] {
  const groups = Map.groupBy(data, ({ subgraph, because, how }) => `${subgraph}  ${because}  ${how.toLowerCase()}`);
  return [...groups].map(([group, received]) => `${group}  ${received.map((datum) => datum.received).join(" ")}`);
}
