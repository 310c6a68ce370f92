import { Kind } from "graphql";
import type { ConstDirectiveNode, ConstValueNode } from "graphql";
import { allOf, anyOf, CLOSED } from "./requirement.js";
import type { Atom, Requirement } from "./requirement.js";
import type { RuleDirective, RuleNames } from "./rule-directives.js";

/** What is wrong with a rule as it is written. Such a rule lets nobody through. */
export interface RuleFault {
  readonly directive: string;
  readonly what: "EMPTY" | "UNREADABLE";
}

/** The rule that stands on one definition. */
export interface Rule {
  readonly requirement: Requirement;
  readonly faults: readonly RuleFault[];
}

/** The rule of a definition's directives, all of which must be met; null where none stands. */
export function readRule(directives: readonly ConstDirectiveNode[], { ruleOf }: RuleNames): Rule | null {
  const rules = directives.flatMap((directive) => {
    const kind = ruleOf.get(directive.name.value);
    return kind === undefined ? [] : [readDirective(directive, kind)];
  });
  if (rules.length === 0) return null;
  return {
    requirement: allOf(rules.map(({ requirement }) => requirement)),
    faults: rules.flatMap(({ faults }) => faults),
  };
}

function readDirective(directive: ConstDirectiveNode, kind: RuleDirective): Rule {
  switch (kind) {
    case "authenticated":
      return { requirement: [["authenticated"]], faults: [] };
    case "requiresScopes":
      return readWords(directive, "scopes", (word) => `scope ${word}`);
    case "policy":
      return readWords(directive, "policies", (word) => `policy ${word}`);
  }
}

/** `[["a", "b"], ["c"]]`: a and b, or c. An empty list asks for nothing, which must never mean that nothing is needed. */
function readWords(directive: ConstDirectiveNode, argument: string, atomOf: (word: string) => Atom): Rule {
  const name = directive.name.value;
  const outer = directive.arguments?.find((given) => given.name.value === argument)?.value;
  const lists = outer === undefined ? null : listOf(outer)?.map(listOf);
  const words = lists?.map((list) => list?.map((value) => (value.kind === Kind.STRING ? value.value : null)) ?? [null]);
  if (words === undefined || words === null || words.flat().includes(null)) {
    return { requirement: CLOSED, faults: [{ directive: name, what: "UNREADABLE" }] };
  }
  const terms = words.map((list) => list.filter((word) => word !== null).map(atomOf));
  const isEmpty = terms.length === 0 || terms.some((term) => term.length === 0);
  return {
    requirement: anyOf(terms.filter((term) => term.length > 0)),
    faults: isEmpty ? [{ directive: name, what: "EMPTY" }] : [],
  };
}

/** GraphQL takes a single value for a list of one. */
function listOf(value: ConstValueNode): readonly ConstValueNode[] | null {
  if (value.kind === Kind.LIST) return value.values;
  return value.kind === Kind.STRING ? [value] : null;
}
