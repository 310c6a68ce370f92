import { Kind } from "graphql";
import type { ConstDirectiveNode, ConstValueNode, DocumentNode } from "graphql";

/** The three directives of Federation that rule who may read: `authenticated` v0.1, `requiresScopes` v0.1, `policy` v0.1. */
export const RULE_DIRECTIVES = ["authenticated", "requiresScopes", "policy"] as const;
export type RuleDirective = (typeof RULE_DIRECTIVES)[number];

/** Which directive means which rule in one document: its links may rename, alias or prefix them. */
export interface RuleNames {
  readonly ruleOf: ReadonlyMap<string, RuleDirective>;
  /** The links that stand for a rule alone, as composition writes them into a supergraph. */
  readonly links: ReadonlySet<ConstDirectiveNode>;
}

const SPECIFICATION = /^https:\/\/specs\.apollo\.dev\/(?<name>[A-Za-z]+)\/v\d+\.\d+\/?$/;

/**
 * Reads the names from the document's links (link v1.0). A document without any link uses the plain names; being taken
 * for a rule too often only shuts what could be open.
 */
export function readRuleNames(document: DocumentNode): RuleNames {
  const ruleOf = new Map<string, RuleDirective>();
  const links = new Set<ConstDirectiveNode>();
  const linked = readLinks(document);
  for (const link of linked) {
    if (isRule(link.specification)) links.add(link.directive);
    for (const [name, local] of namesIn(link)) ruleOf.set(local, name);
  }
  if (linked.length === 0) for (const name of RULE_DIRECTIVES) ruleOf.set(name, name);
  return { ruleOf, links };
}

/** One specification that a document takes words from (link v1.0). */
export interface Link {
  readonly directive: ConstDirectiveNode;
  /** `federation`, `link`, `join`: the name in its address. */
  readonly specification: string;
  /** What stands before the words that are not imported by name. */
  readonly prefix: string;
  /** From the imported name to the local one, both without `@`. */
  readonly imports: ReadonlyMap<string, string>;
}

/** Every specification of Federation's that the document links to. */
export function readLinks(document: DocumentNode): readonly Link[] {
  return schemaDirectives(document).flatMap((directive) => readLink(directive) ?? []);
}

function readLink(directive: ConstDirectiveNode): Link | null {
  const url = argumentOf(directive, "url");
  const specification = url?.kind === Kind.STRING ? SPECIFICATION.exec(url.value)?.groups?.["name"] : undefined;
  if (specification === undefined) return null;
  const as = argumentOf(directive, "as");
  const prefix = as?.kind === Kind.STRING ? as.value : specification;
  return { directive, specification, prefix, imports: readImports(argumentOf(directive, "import")) };
}

/** The rules that a link brings in: imported by name, or behind its prefix. */
function namesIn({ specification, prefix, imports }: Link): readonly (readonly [RuleDirective, string])[] {
  const rules =
    specification === "federation" ? RULE_DIRECTIVES : RULE_DIRECTIVES.filter((rule) => rule === specification);
  return rules.flatMap((rule) => {
    const imported = imports.get(rule);
    const prefixed = rule === specification ? prefix : `${prefix}__${rule}`;
    return [...(imported === undefined ? [] : [[rule, imported] as const]), [rule, prefixed] as const];
  });
}

function readImports(value: ConstValueNode | undefined): ReadonlyMap<string, string> {
  const imports = new Map<string, string>();
  for (const entry of value?.kind === Kind.LIST ? value.values : []) {
    if (entry.kind === Kind.STRING) imports.set(withoutAt(entry.value), withoutAt(entry.value));
    if (entry.kind !== Kind.OBJECT) continue;
    const words = new Map(
      entry.fields.flatMap(({ name, value: word }) => (word.kind === Kind.STRING ? [[name.value, word.value]] : [])),
    );
    const name = words.get("name");
    if (name !== undefined) imports.set(withoutAt(name), withoutAt(words.get("as") ?? name));
  }
  return imports;
}

function schemaDirectives(document: DocumentNode): readonly ConstDirectiveNode[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.directives ?? [])
      : [],
  );
}

function isRule(name: string): name is RuleDirective {
  return RULE_DIRECTIVES.some((rule) => rule === name);
}

function argumentOf(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((argument) => argument.name.value === name)?.value;
}

function withoutAt(name: string): string {
  return name.startsWith("@") ? name.slice(1) : name;
}
