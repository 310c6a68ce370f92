import {
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isLeafType,
  isObjectType,
  isUnionType,
} from "graphql";
import { getNamedType } from "graphql";
import type { GraphQLNamedType } from "graphql";
import { allOf, isWider, writeRequirement } from "../../subgraphs/kit/access/requirement.js";
import type { Requirement } from "../../subgraphs/kit/access/requirement.js";
import { isOfCountry } from "./namespace.js";
import type { Comparison } from "./checked-change.js";
import type { ComposedGraph } from "./composed-graph.js";
import { found } from "./finding.js";
import type { Finding } from "./finding.js";

/** One coordinate whose requirement is not what it was. */
export interface AccessChange {
  readonly coordinate: string;
  readonly before: Requirement;
  readonly after: Requirement;
}

/** Every coordinate of both graphs whose requirement differs, in the order of coordinates. */
export function findAccessChanges(before: ComposedGraph, after: ComposedGraph): readonly AccessChange[] {
  const now = requirementsOf(before);
  return [...requirementsOf(after)].flatMap(([coordinate, requirement]) => {
    const old = now.get(coordinate);
    const isChanged = old !== undefined && (isWider(requirement, old) || isWider(old, requirement));
    return isChanged ? [{ coordinate, before: old, after: requirement }] : [];
  });
}

/**
 * A widening is a set of rights that meets the new requirement of a coordinate and not the old one. Where a country only
 * tightens what another owns, that is a finding too: it could shut the graph for all.
 */
export function checkAccessWidening(comparison: Comparison): readonly Finding[] {
  const { before, after, country, placeOf } = comparison;
  if (before === null) return [];
  const changed = findAccessChanges(before, after).flatMap(({ coordinate, before: old, after: requirement }) => {
    const words = `${coordinate} took ${writeRequirement(old)}; it would take ${writeRequirement(requirement)}.`;
    if (isWider(requirement, old)) return [found("ACCESS_WIDENED", words, placeOf(coordinate))];
    if (country === null || isOwn(coordinate, country)) return [];
    return [found("ANOTHERS_ACCESS_CHANGED", words, placeOf(coordinate))];
  });
  return [...changed, ...widenedOnReturn(before, comparison)];
}

/** What was removed and comes back is held to what it took while it was there: two steps must not do what one may not. */
function widenedOnReturn(before: ComposedGraph, { change, after, placeOf }: Comparison): readonly Finding[] {
  const gone = new Map(Object.entries(change.gone ?? {}));
  if (gone.size === 0) return [];
  const there = requirementsOf(before);
  return [...requirementsOf(after)].flatMap(([coordinate, requirement]) => {
    const old = gone.get(coordinate);
    if (old === undefined || there.has(coordinate) || !isWider(requirement, old)) return [];
    const words = `${coordinate} took ${writeRequirement(old)} before it was removed; it would take ${writeRequirement(requirement)}.`;
    return [found("ACCESS_WIDENED", words, placeOf(coordinate))];
  });
}

function isOwn(coordinate: string, country: string): boolean {
  return coordinate.split(/[.(]/, 2).some((name) => isOfCountry(name, country));
}

/** What every type, field and argument asks for, those that only take values among them. */
export function requirementsOf({ api, access }: ComposedGraph): ReadonlyMap<string, Requirement> {
  const types = Object.values(api.getTypeMap()).filter((type) => !isIntrospectionType(type));
  const requirements = types.flatMap((type) => requirementsWithin(type, access));
  return new Map(requirements.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function requirementsWithin(
  type: GraphQLNamedType,
  access: ComposedGraph["access"],
): readonly (readonly [string, Requirement])[] {
  if (isLeafType(type) || isUnionType(type)) return [[type.name, access.typeRequirement(type.name)]];
  if (isInputObjectType(type)) {
    return [
      [type.name, access.inputRequirement(type.name)],
      ...Object.values(type.getFields()).map(
        (field) => [`${type.name}.${field.name}`, access.inputRequirement(getNamedType(field.type).name)] as const,
      ),
    ];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return [
    [type.name, access.typeRequirement(type.name)],
    ...Object.values(type.getFields()).flatMap((field) => {
      const requirement = access.fieldRequirement(type.name, field.name);
      const coordinate = `${type.name}.${field.name}`;
      return [
        [coordinate, requirement] as const,
        ...field.args.map((argument) => {
          const given = access.inputRequirement(getNamedType(argument.type).name);
          return [`${coordinate}(${argument.name}:)`, allOf([requirement, given])] as const;
        }),
      ];
    }),
  ];
}
