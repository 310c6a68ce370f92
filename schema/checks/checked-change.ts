import type { DocumentNode } from "graphql";
import { parse } from "graphql";
import type { SubgraphSdl } from "../compose.js";
import { readGraph } from "./composed-graph.js";
import type { ComposedGraph } from "./composed-graph.js";
import { definitionsOf } from "./definitions.js";
import type { Definition } from "./definitions.js";
import type { Place } from "./finding.js";
import { GRAPH } from "./schema-change.js";
import type { CheckOptions, SchemaChange } from "./schema-change.js";

/** A subgraph with its SDL read. */
export interface ReadSubgraph extends SubgraphSdl {
  readonly document: DocumentNode;
  readonly definitions: readonly Definition[];
}

/** A change whose SDL could be read: what every check looks at. */
export interface CheckedChange {
  readonly change: SchemaChange;
  readonly options: CheckOptions;
  /** The code before the names of what a country adds; null where the graph itself is changed. */
  readonly country: string | null;
  readonly proposed: ReadSubgraph;
  /** The version of the same subgraph that is published now. */
  readonly published: ReadSubgraph | null;
  /** Every other subgraph as published. */
  readonly others: readonly ReadSubgraph[];
  /** Those of them that are not the same country's. */
  readonly anothers: readonly ReadSubgraph[];
  /** Where in the proposed SDL a coordinate is defined, or the nearest thing that it belongs to. */
  placeOf(coordinate: string): Place;
}

/** Reads the SDL of the change, which must be one that {@link findSizeFaults} and the parser take. */
export function readChange(change: SchemaChange, options: CheckOptions = {}): CheckedChange {
  const { name, sdl, url, file, owner } = change;
  const proposed = readSubgraph({ name, sdl, url });
  const current = change.current.map(readSubgraph);
  const others = current.filter((subgraph) => subgraph.name !== name);
  const lines = new Map(proposed.definitions.toReversed().map(({ coordinate, line }) => [coordinate, line]));
  return {
    change,
    options,
    country: owner === GRAPH ? null : owner,
    proposed,
    published: current.find((subgraph) => subgraph.name === name) ?? null,
    others,
    anothers: others.filter((other) => !isSubgraphOf(other.name, owner)),
    placeOf: (coordinate) => {
      const [field = ""] = coordinate.split("(");
      const [type = ""] = field.split(".");
      const line = lines.get(coordinate) ?? lines.get(field) ?? lines.get(type);
      return { coordinate, file, line };
    },
  };
}

/** Whether a country's subgraph may have this name: `swe`, `swe-vehicles`. */
export function isSubgraphOf(name: string, country: string): boolean {
  const code = country.toLowerCase();
  return name === code || name.startsWith(`${code}-`);
}

function readSubgraph(subgraph: SubgraphSdl): ReadSubgraph {
  const document = parse(subgraph.sdl);
  return { ...subgraph, document, definitions: definitionsOf(document) };
}

/** The graph before and after, for the checks that compare. */
export interface Comparison extends CheckedChange {
  /** Null where nothing was published before. */
  readonly before: ComposedGraph | null;
  readonly after: ComposedGraph;
}

export function compareGraphs(checked: CheckedChange, before: string | null, after: string): Comparison {
  return { ...checked, before: before === null ? null : readGraph(before), after: readGraph(after) };
}
