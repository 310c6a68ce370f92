import { Kind } from "graphql";
import type { ConstDirectiveNode } from "graphql";
import { findAccessFaults } from "../../subgraphs/kit/access/access-faults.js";
import { readRuleNames } from "../../subgraphs/kit/access/rule-directives.js";
import { reportAccess } from "../access-report.js";
import type { CheckedChange, Comparison } from "./checked-change.js";
import { found } from "./finding.js";
import type { Finding } from "./finding.js";

/** Words in one alternative, and alternatives in one rule: our own rules have one of each. */
const MOST_WORDS = 8;
const MOST_ALTERNATIVES = 4;

/** A rule too large to be worked with is refused before anything multiplies it. */
export function checkRuleSizes({ proposed, placeOf }: CheckedChange): readonly Finding[] {
  const { ruleOf } = readRuleNames(proposed.document);
  return proposed.definitions
    .filter(({ directives }) =>
      directives.some((directive) => ruleOf.has(directive.name.value) && !isWithinMeasure(directive)),
    )
    .map(({ coordinate }) =>
      found(
        "RULE_TOO_LARGE",
        `${coordinate} has a rule of more than ${MOST_ALTERNATIVES} alternatives of ${MOST_WORDS} words.`,
        placeOf(coordinate),
      ),
    );
}

function isWithinMeasure(directive: ConstDirectiveNode): boolean {
  return (directive.arguments ?? []).every(
    ({ value }) =>
      value.kind !== Kind.LIST ||
      (value.values.length <= MOST_ALTERNATIVES &&
        value.values.every((term) => term.kind !== Kind.LIST || term.values.length <= MOST_WORDS)),
  );
}

/** Every field of the graph under a rule, every rule with a meaning, every word in the vocabulary. */
export function checkAccessRules({ after, before, proposed, change, placeOf }: Comparison): readonly Finding[] {
  const { faults } = reportAccess({ file: "supergraph", sdl: after.supergraphSdl }, [
    { file: change.file ?? change.name, sdl: proposed.sdl },
  ]);
  const known = new Set(before === null ? [] : findAccessFaults(before.access).map(({ coordinate }) => coordinate));
  const isOfChange = (coordinate: string): boolean => !known.has(coordinate) || placeOf(coordinate).line !== undefined;
  const distinct = new Map(faults.map((fault) => [`${fault.coordinate} ${fault.message}`, fault]));
  return [...distinct.values()]
    .filter(({ coordinate }) => isOfChange(coordinate))
    .map(({ coordinate, message }) => found("ACCESS_RULE_FAULT", message, placeOf(coordinate)));
}

/** What a scope or a policy can shut may be null, so that a refusal takes nothing else along. */
export function checkRuledFields({ proposed, placeOf }: CheckedChange): readonly Finding[] {
  const { ruleOf } = readRuleNames(proposed.document);
  return proposed.definitions
    .filter(
      (definition) =>
        definition.kind === "FIELD" &&
        definition.node.type.kind === Kind.NON_NULL_TYPE &&
        definition.directives.some(({ name }) => ["requiresScopes", "policy"].includes(ruleOf.get(name.value) ?? "")),
    )
    .map(({ coordinate }) =>
      found("RULED_FIELD_NOT_NULL", `${coordinate} can be shut and is not null.`, placeOf(coordinate)),
    );
}
