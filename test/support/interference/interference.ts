import { isObjectType, parse, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import type { FieldNode, GraphQLSchema } from "graphql";
import type { Authority } from "../../../subgraphs/kit/authority/authority.js";
import type { WorldPlan } from "../../../subgraphs/world/seeded.js";
import type { Draw } from "./draw.js";
import { randomAuthority } from "./officers.js";
import { outlookOf } from "./outlook.js";
import { questionsAbout } from "./questions.js";
import type { Told, TwoWorlds } from "./two-worlds.js";
import { SIDES } from "./two-worlds.js";
import { CANARY, copyFor, restrictedWorld } from "./world-copies.js";

/** One question that two worlds answered unlike each other, though the officer may not know in what they differ. */
export interface Difference {
  readonly authority: Authority;
  readonly query: string;
  readonly one: Told;
  readonly other: Told;
}

export interface Findings {
  readonly operations: number;
  readonly differences: readonly Difference[];
  /** What holds a word that stands in forbidden cells alone: questions, or `log`. */
  readonly canaries: readonly string[];
  /** Answers that told of a record, and answers in which a field was refused: without either nothing was tried. */
  readonly told: number;
  readonly refused: number;
  /** Fields of the graph that no operation asked for. */
  readonly unasked: readonly string[];
}

export interface Trial {
  readonly officers: number;
  /** Of each officer. */
  readonly operations: number;
  readonly draw: Draw;
  /** Ends the trial before its time. */
  readonly isEnough?: (findings: Pick<Findings, "differences" | "canaries">) => boolean;
}

/** Asks the same of two worlds that differ, for the officer who asks, in what is forbidden to the officer alone. */
export async function findInterference(
  worlds: TwoWorlds,
  plan: WorldPlan,
  { officers, operations, draw, isEnough = () => false }: Trial,
): Promise<Findings> {
  const records = restrictedWorld(plan, draw);
  const nextQuestion = questionsAbout(records, worlds.schema, draw);
  const found = new Found(worlds.schema);
  for (let number = 0; number < officers && !isEnough(found); number += 1) {
    const authority = randomAuthority(draw, number);
    const outlook = outlookOf(authority, worlds.index);
    for (const side of SIDES) await worlds.fill(side, copyFor(outlook, records, draw));
    for (let at = 0; at < operations; at += 1) {
      const query = nextQuestion();
      const one = await worlds.ask("one", authority, query);
      const other = await worlds.ask("other", authority, query);
      found.add({ authority, query, one, other });
    }
    if (worlds.takeLog().includes(CANARY)) found.canaries.push("log");
  }
  return found;
}

class Found implements Findings {
  readonly differences: Difference[] = [];
  readonly canaries: string[] = [];
  readonly #schema: GraphQLSchema;
  readonly #unasked: Set<string>;
  operations = 0;
  told = 0;
  refused = 0;

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
    this.#unasked = new Set(coordinatesOf(schema));
  }

  get unasked(): readonly string[] {
    return [...this.#unasked];
  }

  add(pair: Difference): void {
    const { query, one, other } = pair;
    this.operations += 1;
    if (one.records > 0) this.told += 1;
    if (one.body.includes("UNAUTHORIZED_FIELD_OR_TYPE")) this.refused += 1;
    for (const coordinate of coordinatesIn(query, this.#schema)) this.#unasked.delete(coordinate);
    if (JSON.stringify(one) !== JSON.stringify(other)) this.differences.push(pair);
    if (JSON.stringify([one, other]).includes(CANARY)) this.canaries.push(query);
  }
}

function coordinatesOf(schema: GraphQLSchema): readonly string[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith("__"));
  return types
    .filter(isObjectType)
    .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
}

function coordinatesIn(query: string, schema: GraphQLSchema): ReadonlySet<string> {
  const types = new TypeInfo(schema);
  const coordinates = new Set<string>();
  const enter = ({ name }: FieldNode): void => {
    coordinates.add(`${types.getParentType()?.name}.${name.value}`);
  };
  visit(parse(query), visitWithTypeInfo(types, { Field: { enter } }));
  return coordinates;
}
