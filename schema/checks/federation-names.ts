import type { ConstDirectiveNode, DocumentNode } from "graphql";
import { readLinks } from "../../subgraphs/kit/access/rule-directives.js";
import type { Link } from "../../subgraphs/kit/access/rule-directives.js";

export type DirectiveName = (directive: ConstDirectiveNode) => string;

/** Reads a directive by the name that Federation gives it, however the document's links rename or prefix it. */
export function readDirectiveNames(document: DocumentNode): DirectiveName {
  const links = readLinks(document).filter(({ specification }) => specification === "federation");
  const names = new Map(links.flatMap(({ imports }) => [...imports].map(([name, local]) => [local, name] as const)));
  const prefixes = [...links.map(({ prefix }) => `${prefix}__`), "federation__"];
  return ({ name: { value } }) => {
    const prefix = prefixes.find((start) => value.startsWith(start));
    return names.get(value) ?? (prefix === undefined ? value : value.slice(prefix.length));
  };
}

/** The imports of a link that give a word another name, and the link's own. */
export function renamesOf({ imports, prefix, specification }: Link): readonly string[] {
  const renamed = [...imports]
    .filter(([name, local]) => name !== local)
    .map(([name, local]) => `@${name} as @${local}`);
  return prefix === specification ? renamed : [`${specification} as ${prefix}`, ...renamed];
}
