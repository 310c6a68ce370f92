import { Kind } from "graphql";
import type { ConstDirectiveNode, DefinitionNode } from "graphql";
import { readLinks } from "../../subgraphs/kit/access/rule-directives.js";
import type { CheckedChange } from "./checked-change.js";
import type { Code } from "./codes.js";
import { readDirectiveNames, renamesOf } from "./federation-names.js";
import { found } from "./finding.js";
import type { Finding } from "./finding.js";

/** What a country may write, and nothing besides: a directive that Federation adds one day is refused until it is looked at. */
const ALLOWED: ReadonlySet<string> = new Set([
  "key",
  "external",
  "requires",
  "authenticated",
  "requiresScopes",
  "policy",
  "deprecated",
  "specifiedBy",
]);

/** Directives that are refused for a reason of their own. */
const REFUSED: ReadonlyMap<string, Code> = new Map([
  ["override", "FIELD_OVERRIDDEN"],
  ["provides", "FIELD_PROVIDED"],
  ["interfaceObject", "INTERFACE_OBJECT"],
]);

/** A country links to Federation under its own names, defines no directive, and uses only those that reach no further than its own. */
export function checkCountryDirectives(checked: CheckedChange): readonly Finding[] {
  if (checked.country === null) return [];
  return [...links(checked), ...definitions(checked), ...uses(checked)];
}

function links({ proposed: { document }, change: { file } }: CheckedChange): readonly Finding[] {
  const read = readLinks(document);
  const written = document.definitions.flatMap((node) => schemaDirectives(node));
  const federation = read.filter(({ specification }) => specification === "federation");
  const isLinked = federation.length === 1 && written.every(({ name }) => name.value === "link");
  const onlyFederation = written.every((node) =>
    read.some(({ directive, specification }) => directive === node && /^(?:federation|link)$/.test(specification)),
  );
  const line = written[0]?.loc?.startToken.line;
  return [
    ...(isLinked && onlyFederation
      ? []
      : [found("LINK_MISSING", "The SDL links to Federation 2 once, and to nothing else.", { file, line })]),
    ...read.flatMap((link) =>
      renamesOf(link).map((rename) =>
        found("IMPORT_RENAMED", `The link imports ${rename}.`, { file, line: link.directive.loc?.startToken.line }),
      ),
    ),
  ];
}

function schemaDirectives(node: DefinitionNode): readonly ConstDirectiveNode[] {
  return node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION ? (node.directives ?? []) : [];
}

function definitions({ proposed: { document }, change: { file } }: CheckedChange): readonly Finding[] {
  return document.definitions.flatMap((node) =>
    node.kind === Kind.DIRECTIVE_DEFINITION
      ? [
          found("DIRECTIVE_SHADOWED", `The SDL defines @${node.name.value}.`, {
            coordinate: `@${node.name.value}`,
            file,
            line: node.loc?.startToken.line,
          }),
        ]
      : [],
  );
}

function uses({ proposed, anothers, placeOf }: CheckedChange): readonly Finding[] {
  const nameOf = readDirectiveNames(proposed.document);
  const owned = new Set(anothers.flatMap((other) => other.definitions.map(({ coordinate }) => coordinate)));
  return proposed.definitions.flatMap(({ coordinate, directives }) =>
    directives.flatMap((directive) => {
      const name = nameOf(directive);
      if (ALLOWED.has(name)) return [];
      const isAnothers = owned.has(coordinate);
      const code = name === "shareable" && isAnothers ? "FIELD_SHARED" : (REFUSED.get(name) ?? "DIRECTIVE_FORBIDDEN");
      return [found(code, `${coordinate} has @${name}.`, placeOf(coordinate))];
    }),
  );
}
