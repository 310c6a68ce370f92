import { policySetTextToParts, policyToJson, policyToText } from "@cedar-policy/cedar-wasm/nodejs";
import type { Clause, Expr, PolicyJson } from "@cedar-policy/cedar-wasm/nodejs";
import type { PolicyFile } from "../../../../subgraphs/kit/policy/policy-texts.js";

/** The policies with one thing wrong. */
export interface Mutant {
  /** `records.cedar not-while-hidden: the condition negated`. */
  readonly name: string;
  /** The file that the mutant stands in, as it then reads. */
  readonly file: PolicyFile;
}

interface Change<Whole> {
  readonly what: string;
  readonly whole: Whole;
}

/** The file out of its parsed form, with nothing wrong: what no case may tell from the file itself. */
export function rewritten(file: PolicyFile): PolicyFile {
  return { name: file.name, text: statementsOf(file.text).map(textOf).join("\n") };
}

/** Every mutant of a file: one statement, one clause, one operand or one word of a list at a time. */
export function mutantsOf(file: PolicyFile): readonly Mutant[] {
  const statements = statementsOf(file.text);
  return statements.flatMap((statement, index) => {
    const others = statements.filter((_, position) => position !== index);
    const id = statement.annotations?.["id"] ?? "?";
    const mutantWith = (what: string, changed: readonly PolicyJson[]): Mutant => ({
      name: `${file.name} ${id}: ${what}`,
      file: { name: file.name, text: changed.map(textOf).join("\n") },
    });
    return [
      mutantWith("dropped", others),
      ...changesOfStatement(statement).map(({ what, whole }) => mutantWith(what, [...others, whole])),
    ];
  });
}

function changesOfStatement(statement: PolicyJson): readonly Change<PolicyJson>[] {
  const { effect, action, resource, conditions } = statement;
  const effects = [
    { what: "the effect turned round", whole: { ...statement, effect: effect === "permit" ? "forbid" : "permit" } },
  ] as const;
  const actions =
    action.op === "in" && "entities" in action
      ? action.entities.map((_, index) => ({
          what: `action ${index} dropped`,
          whole: { ...statement, action: { op: "in", entities: withoutAt(action.entities, index) } } as PolicyJson,
        }))
      : [];
  const resources =
    resource.op === "All" ? [] : [{ what: "any resource", whole: { ...statement, resource: { op: "All" } } as const }];
  const clauses = conditions.flatMap((clause, index) => [
    { what: `clause ${index} dropped`, whole: { ...statement, conditions: withoutAt(conditions, index) } },
    ...changesOfClause(clause).map(({ what, whole }) => ({
      what: `clause ${index}, ${what}`,
      whole: { ...statement, conditions: conditions.with(index, whole) },
    })),
  ]);
  return [...effects, ...actions, ...resources, ...clauses];
}

function changesOfClause({ kind, body }: Clause): readonly Change<Clause>[] {
  return [
    { what: "negated", whole: { kind: kind === "when" ? "unless" : "when", body } },
    ...changesOfExpression(body).map(({ what, whole }) => ({ what, whole: { kind, body: whole } })),
  ];
}

/** What else an expression may come to. Where it is no Boolean the mutant does not pass validation, and is dead as well. */
function changesOfExpression(expression: Expr): readonly Change<Expr>[] {
  const written = JSON.stringify(expression);
  const negated = { what: `not ${written}`, whole: { "!": { arg: expression } } };
  return [...(isBoolean(expression) ? [negated] : []), ...changesOfOperands(expression)];
}

const BOOLEAN = new Set([
  "&&",
  "||",
  "!",
  "==",
  "!=",
  ">",
  ">=",
  "<",
  "<=",
  "contains",
  "containsAny",
  "isEmpty",
  "has",
]);

function isBoolean(expression: Expr): boolean {
  return Object.keys(expression).some((operator) => BOOLEAN.has(operator)) || "." in expression;
}

/** Other operators that a slip of the pen makes of one. */
const SLIPS: Readonly<Record<string, readonly string[]>> = {
  "&&": ["||"],
  "||": ["&&"],
  "==": ["!="],
  ">": [">=", "<"],
  containsAny: ["containsAll"],
};

function changesOfOperands(expression: Expr): readonly Change<Expr>[] {
  return Object.entries(expression).flatMap(([operator, operands]): readonly Change<Expr>[] => {
    if (operator === "Set" && Array.isArray(operands)) return changesOfList(operands as Expr[]);
    if (operator === "Value" && typeof operands === "string")
      return [{ what: `another ${operands}`, whole: { Value: `${operands}?` } }];
    if (typeof operands !== "object" || operands === null || Array.isArray(operands)) return [];
    const slips = (SLIPS[operator] ?? []).map((other) => ({
      what: `${other} for ${operator}`,
      whole: { [other]: operands } as Expr,
    }));
    const sides = Object.entries(operands).filter(([side]) => side === "left" || side === "right" || side === "arg");
    const alone = operator === "&&" || operator === "||" || operator === "!" ? sides : [];
    return [
      ...slips,
      ...alone.map(([side, operand]) => ({ what: `${side} of ${operator} alone`, whole: operand as Expr })),
      ...sides.flatMap(([side, operand]) =>
        changesOfExpression(operand as Expr).map(({ what, whole }) => ({
          what,
          whole: { [operator]: { ...operands, [side]: whole } } as Expr,
        })),
      ),
    ];
  });
}

function changesOfList(entries: readonly Expr[]): readonly Change<Expr>[] {
  return entries.map((entry, index) => ({
    what: `without ${JSON.stringify(entry)}`,
    whole: { Set: withoutAt(entries, index) },
  }));
}

function withoutAt<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, position) => position !== index);
}

function statementsOf(text: string): readonly PolicyJson[] {
  const parts = policySetTextToParts(text);
  if (parts.type === "failure") throw new Error(parts.errors.map(({ message }) => message).join("\n"));
  return parts.policies.map((policy) => {
    const json = policyToJson(policy);
    if (json.type === "failure") throw new Error(json.errors.map(({ message }) => message).join("\n"));
    return json.json;
  });
}

function textOf(statement: PolicyJson): string {
  const text = policyToText(statement);
  if (text.type === "failure") throw new Error(text.errors.map(({ message }) => message).join("\n"));
  return text.text;
}
