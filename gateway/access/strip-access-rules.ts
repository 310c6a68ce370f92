import { parse, print, visit } from "graphql";
import type { ConstDirectiveNode } from "graphql";
import { readRuleNames } from "../../subgraphs/kit/access/rule-directives.js";

/**
 * A supergraph without its access rules, for ApolloGateway: it refuses one that carries them ("for: SECURITY"), since it
 * would not enforce them. Here they are enforced before it is asked.
 */
export function stripAccessRules(supergraphSdl: string): string {
  const document = parse(supergraphSdl, { noLocation: true });
  const { ruleOf, links } = readRuleNames(document);
  const isRule = (node: ConstDirectiveNode): boolean => links.has(node) || ruleOf.has(node.name.value);
  return print(
    visit(document, {
      Directive: (node) => (isRule(node as ConstDirectiveNode) ? null : undefined),
      DirectiveDefinition: (node) => (ruleOf.has(node.name.value) ? null : undefined),
      ScalarTypeDefinition: (node) => (isOfRule(node.name.value, ruleOf) ? null : undefined),
    }),
  );
}

/** `requiresScopes__Scope`: the type of an argument of a rule. */
function isOfRule(name: string, ruleOf: ReadonlyMap<string, string>): boolean {
  const [prefix = "", ...rest] = name.split("__");
  return rest.length > 0 && (ruleOf.has(prefix) || [...ruleOf.values()].includes(prefix));
}
