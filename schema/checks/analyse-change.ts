import { GraphQLError, validate, parse } from "graphql";
import { messageOf } from "../../subgraphs/kit/process.js";
import { checkAccessRules, checkRuledFields, checkRuleSizes } from "./access-rules.js";
import { checkAccessWidening } from "./access-widening.js";
import { checkBreakingChanges } from "./breaking-changes.js";
import { checkAgreement } from "./agreement.js";
import { readGraph } from "./composed-graph.js";
import { compareGraphs, readChange } from "./checked-change.js";
import type { CheckedChange, Comparison } from "./checked-change.js";
import { checkComposition } from "./composition.js";
import { checkCountryDefinitions } from "./country-definitions.js";
import { checkCountryDirectives } from "./country-directives.js";
import { checkCountryRecords } from "./country-records.js";
import { checkDataMinimisation } from "./data-minimisation.js";
import { checkDeprecations } from "./deprecations.js";
import { checkDescriptions } from "./descriptions.js";
import { found } from "./finding.js";
import type { Finding } from "./finding.js";
import { checkNames } from "./names.js";
import { checkNamespace } from "./namespace.js";
import { checkPlanCost, OperationPlanner } from "./plan-cost.js";
import type { PlanCost } from "./plan-cost.js";
import type { CheckOptions, SchemaChange } from "./schema-change.js";

/** What an analysis tells as it goes: where it is, what it has found, the graph once there is one. */
export type AnalysisStep =
  | { readonly kind: "PHASE"; readonly phase: "COMPOSITION" | "COMPARISON" }
  | { readonly kind: "PHASE"; readonly phase: "PLANNING"; readonly operation: string }
  | { readonly kind: "FINDINGS"; readonly findings: readonly Finding[] }
  | { readonly kind: "COMPOSED"; readonly supergraphSdl: string };

/** Checks of the SDL alone. */
const OF_SDL: readonly ((checked: CheckedChange) => readonly Finding[])[] = [
  checkCountryDirectives,
  checkNamespace,
  checkCountryDefinitions,
  checkCountryRecords,
  checkRuledFields,
  checkNames,
  checkDescriptions,
];

/** Checks that need the graph as it is and as it would be. */
const OF_GRAPHS: readonly ((comparison: Comparison) => readonly Finding[])[] = [
  checkAccessRules,
  checkAccessWidening,
  checkDataMinimisation,
  checkBreakingChanges,
  checkDeprecations,
];

/** Every check of a change whose size is within measure, step by step: whoever runs it sees how far it came. */
export function* analyseChange(change: SchemaChange, options: CheckOptions): Generator<AnalysisStep, void> {
  // From here on the change is what takes time.
  yield { kind: "PHASE", phase: "COMPARISON" };
  const checked = readOrExplain(change, options);
  if ("code" in checked) return yield { kind: "FINDINGS", findings: [checked] };
  // What is published has passed once, and goes.
  if (change.isWithdrawn !== true) yield { kind: "FINDINGS", findings: OF_SDL.flatMap((check) => check(checked)) };
  const tooLarge = checkRuleSizes(checked);
  // What multiplies rules is not begun.
  if (tooLarge.length > 0) return yield { kind: "FINDINGS", findings: tooLarge };

  yield { kind: "PHASE", phase: "COMPOSITION" };
  const { findings, composed, before } = checkComposition(checked);
  yield { kind: "FINDINGS", findings };
  if (composed === null) return;
  yield { kind: "COMPOSED", supergraphSdl: composed.apollo };

  yield { kind: "PHASE", phase: "COMPARISON" };
  const comparison = compareGraphs(checked, before, composed.apollo);
  yield { kind: "FINDINGS", findings: checkAgreement(comparison.after, readGraph(composed.guild), change.file) };
  yield { kind: "FINDINGS", findings: OF_GRAPHS.flatMap((check) => check(comparison)) };
  yield* planAll(comparison);
}

function readOrExplain(change: SchemaChange, options: CheckOptions): CheckedChange | Finding {
  try {
    const checked = readChange(change, options);
    const operation = checked.proposed.document.definitions.find(({ kind }) =>
      /^(?:Operation|Fragment)Definition$/.test(kind),
    );
    if (operation === undefined) return checked;
    return found("SDL_SYNTAX", "There is an operation in the SDL.", {
      file: change.file,
      line: operation.loc?.startToken.line,
    });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return found("SDL_SYNTAX", error.message, { file: change.file, line: error.locations?.[0]?.line });
  }
}

/** How many of the documents seen at the gateway are planned, those sent most often first. */
const MOST_PLANNED = 200;

/** All operations that are valid over the new graph. One that is not is a breaking change, or was none before. */
function* planAll({ change, options, before, after }: Comparison): Generator<AnalysisStep, void> {
  const often = change.usage.toSorted((a, b) => b.count - a.count).slice(0, MOST_PLANNED);
  const seen = often.map(({ operationName, hash, document }) => ({ name: operationName ?? hash, document }));
  const operations = new Map([...seen, ...change.operations].map((operation) => [operation.document, operation]));
  const planners = {
    before: before === null ? null : new OperationPlanner(before.supergraphSdl),
    after: new OperationPlanner(after.supergraphSdl),
  };
  for (const { name, document } of operations.values()) {
    if (!isValid(document, after)) continue;
    yield { kind: "PHASE", phase: "PLANNING", operation: name };
    const cost = planOrExplain(planners.after, document);
    if (typeof cost === "string") {
      yield { kind: "FINDINGS", findings: [found("PLAN_FAILED", `${name}: ${cost}`)] };
      continue;
    }
    const now = planners.before !== null && before !== null && isValid(document, before);
    const old = now && planners.before !== null ? planOrExplain(planners.before, document) : null;
    const costs = { before: typeof old === "string" ? null : old, after: cost };
    yield { kind: "FINDINGS", findings: checkPlanCost(name, costs, options) };
  }
}

function isValid(document: string, { api }: Comparison["after"]): boolean {
  try {
    return validate(api, parse(document)).length === 0;
  } catch (error) {
    if (error instanceof GraphQLError) return false;
    throw error;
  }
}

function planOrExplain(planner: OperationPlanner, document: string): PlanCost | string {
  try {
    return planner.plan(document);
  } catch (error) {
    return error instanceof Error ? error.message : messageOf(error);
  }
}
