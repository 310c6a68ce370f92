import { createHash } from "node:crypto";
import { z } from "zod";
import type { Atom } from "../../subgraphs/kit/access/requirement.js";
import { ownerCodeSchema } from "./owner.js";
import { subgraphNameSchema } from "./envelope.js";

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);

const atomSchema = z.custom<Atom>(
  (atom) => typeof atom === "string" && (atom === "authenticated" || /^(?:scope|policy) /.test(atom)),
);

const publishedSubgraphSchema = z.strictObject({
  name: subgraphNameSchema,
  owner: ownerCodeSchema,
  url: z.string(),
  /** SHA-256 of its SDL. */
  sdl: digestSchema,
  /** The version of the graph in which it came to be as it is. */
  since: z.int().min(1),
});
export type PublishedSubgraph = z.output<typeof publishedSubgraphSchema>;

/**
 * One version of the graph: what it is made of, who made it so and by which order. Texts stand by their digests. It is
 * written once and never changed, and a number is given once: who comes second has to look at what the first has made.
 */
export const graphVersionSchema = z.strictObject({
  /** 1, 2, 3, … without a gap. */
  number: z.int().min(1),
  madeAt: z.iso.datetime(),
  by: ownerCodeSchema,
  change: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("seed") }),
    z.strictObject({ kind: z.literal("publish"), name: subgraphNameSchema }),
    z.strictObject({ kind: z.literal("rollback"), to: z.int().min(1), name: subgraphNameSchema.nullable() }),
    z.strictObject({ kind: z.enum(["withdraw", "disable", "enable"]), name: subgraphNameSchema }),
  ]),
  /** SHA-256 of each signed order that made it. */
  orders: z.array(digestSchema),
  subgraphs: z.array(publishedSubgraphSchema),
  /** SHA-256 of the supergraph. */
  supergraph: digestSchema,
  /** Whose each name is, those of subgraphs that are not in this version among them: a name is never given twice. */
  names: z.record(z.string(), ownerCodeSchema),
  /** The newest sequence of orders about each subgraph, under its name; of those about the whole graph under `*`. */
  sequences: z.record(z.string(), z.int()),
  /** The subgraphs that are not asked, and who has said so: each takes back what it has said itself. */
  disabled: z.record(z.string(), z.array(ownerCodeSchema)).default({}),
  /** What it took to read what was in the graph once and is no more (`checks/gone-rules.ts`). */
  gone: z.record(z.string(), z.array(z.array(atomSchema))).default({}),
});
export type GraphVersion = z.output<typeof graphVersionSchema>;

/** Texts by their digests. */
export type Texts = ReadonlyMap<string, string>;

/** SHA-256, hexadecimal. */
export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

export function textsOf(texts: readonly string[]): Texts {
  return new Map(texts.map((text) => [digestOf(text), text]));
}
