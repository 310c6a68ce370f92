import type { Authority } from "../../../subgraphs/kit/authority/authority.js";
import type { WorldPlan } from "../../../subgraphs/world/seeded.js";
import type { Draw } from "./draw.js";
import { randomAuthority } from "./officers.js";
import { outlookOf } from "./outlook.js";
import { questionsAbout } from "./questions.js";
import type { Told, TwoWorlds } from "./two-worlds.js";
import { SIDES } from "./two-worlds.js";
import { copyFor, restrictedWorld } from "./world-copies.js";

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
  /** How often a record was told of, and how often a field was refused: without either nothing was tried. */
  readonly released: number;
  readonly refusals: number;
}

/** Asks the same of two worlds that differ, for the officer who asks, in what is forbidden to the officer alone. */
export async function findInterference(
  worlds: TwoWorlds,
  plan: WorldPlan,
  { officers, operations, draw }: { readonly officers: number; readonly operations: number; readonly draw: Draw },
): Promise<Findings> {
  const records = restrictedWorld(plan, draw);
  const nextQuestion = questionsAbout(records, worlds.schema, draw);
  const differences: Difference[] = [];
  const canaries: string[] = [];
  const count = { operations: 0, released: 0, refusals: 0 };
  for (let number = 0; number < officers; number += 1) {
    const authority = randomAuthority(draw, number);
    const outlook = outlookOf(authority, worlds.index);
    for (const side of SIDES) await worlds.fill(side, copyFor(outlook, records, draw));
    for (let at = 0; at < operations; at += 1) {
      const query = nextQuestion();
      const one = await worlds.ask("one", authority, query);
      const other = await worlds.ask("other", authority, query);
      count.operations += 1;
      count.released += one.released.split("/").length > 8 ? 1 : 0;
      count.refusals += one.body.includes("UNAUTHORIZED_FIELD_OR_TYPE") ? 1 : 0;
      if (JSON.stringify(one) !== JSON.stringify(other)) differences.push({ authority, query, one, other });
      if (JSON.stringify([one, other]).includes("CANARY")) canaries.push(query);
    }
    if (worlds.takeLog().includes("CANARY")) canaries.push("log");
  }
  return { ...count, differences, canaries };
}
