import { Kind, parse } from "graphql";
import type { ConstDirectiveNode } from "graphql";

/** A subgraph as a supergraph names it. */
export interface SubgraphAddress {
  readonly name: string;
  readonly url: string;
}

/** The subgraphs of a supergraph: the values of `join__Graph` (join v0.3). */
export function readSubgraphAddresses(supergraphSdl: string): readonly SubgraphAddress[] {
  const { definitions } = parse(supergraphSdl, { noLocation: true });
  const graphs = definitions.find(
    (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === "join__Graph",
  );
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) return [];
  return (graphs.values ?? []).flatMap(({ directives = [] }) =>
    directives
      .filter((directive) => directive.name.value === "join__graph")
      .map((directive) => ({ name: textOf(directive, "name"), url: textOf(directive, "url") })),
  );
}

function textOf({ arguments: given = [] }: ConstDirectiveNode, name: string): string {
  const value = given.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : "";
}
