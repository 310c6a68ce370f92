import { allOf, OPEN } from "../../subgraphs/kit/access/requirement.js";
import type { Requirement } from "../../subgraphs/kit/access/requirement.js";
import { requirementsOf } from "./access-widening.js";
import { readGraph } from "./composed-graph.js";

/** What it took to read what is in the graph no more, by coordinate: all that it ever took together. */
export type GoneRules = Readonly<Record<string, Requirement>>;

/** The same after the graph has become another. What comes back stays: the next time it goes, its first rule is still known. */
export function goneAfter(before: string, after: string, known: GoneRules): GoneRules {
  const there = requirementsOf(readGraph(after));
  const rules = new Map(Object.entries(known));
  for (const [coordinate, requirement] of requirementsOf(readGraph(before))) {
    if (!there.has(coordinate)) rules.set(coordinate, allOf([rules.get(coordinate) ?? OPEN, requirement]));
  }
  return Object.fromEntries([...rules].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
