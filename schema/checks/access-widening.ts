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
export function checkAccessWidening({ before, after, country, placeOf }: Comparison): readonly Finding[] {
  if (before === null) return [];
  return findAccessChanges(before, after).flatMap(({ coordinate, before: old, after: requirement }) => {
    const words = `${coordinate} took ${writeRequirement(old)}; it would take ${writeRequirement(requirement)}.`;
    if (isWider(requirement, old)) return [found("ACCESS_WIDENED", words, placeOf(coordinate))];
    if (country === null || isOwn(coordinate, country)) return [];
    return [found("ANOTHERS_ACCESS_CHANGED", words, placeOf(coordinate))];
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
