import type { Kysely, SelectQueryBuilder } from "kysely";
import { z } from "zod";
import { justificationSchema } from "../authority/justification.js";
import type { Justification } from "../authority/justification.js";
import { officerSchema } from "../authority/officer.js";
import { endingWith } from "../database/database.js";
import type { AnyTables } from "../database/database.js";
import { isOneOf } from "../database/is-one-of.js";
import { CrosscheckError } from "../errors.js";
import { DecisionsUnavailable, newestOf } from "./decision.js";
import type { Decider, Decision, Decisions, DecidingRequest, Matter, Verdict } from "./decision.js";
import type { OwnSchema } from "./own-schemas.js";

/** As often somebody else may be quicker. */
const MOST_TRIES = 20;

const COLUMNS = [
  "matter",
  "number",
  "ref",
  "other_ref",
  "about",
  "verdict",
  "reason",
  "origin",
  "decider",
  "justification",
  "audit_id",
  "decided_at",
] as const;

const deciderSchema = officerSchema.pick({ id: true, country: true, agency: true, unit: true });

/** Decisions in a table of the graph's own, on any engine. */
export class SqlDecisions<Word extends string> implements Decisions<Word> {
  readonly #schema: OwnSchema;
  readonly #row: z.ZodType<Decision<Word>>;

  /** @param words every verdict there is */
  constructor(schema: OwnSchema, words: readonly Word[]) {
    this.#schema = schema;
    this.#row = rowSchema(words);
  }

  async decide(matter: Matter, verdict: Verdict<Word>, request: DecidingRequest): Promise<Decision<Word>> {
    const { authority, auditId, signal } = request;
    if (!authority?.justification)
      throw new CrosscheckError("JUSTIFICATION_REQUIRED", "Nobody decides without a reason.");
    const { id, country, agency, unit } = authority.officer;
    const { justification } = authority;
    const decider = { id, country, agency, unit };
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const before = await this.ofMatters([matter.key], signal);
      const newest = newestOf(before, verdict.about);
      if (newest !== null && isRepeated(newest, verdict, { decider, justification })) return newest;
      const number = (before.at(-1)?.number ?? 0) + 1;
      const decision = { ...verdict, matter, number, decider, justification, auditId: auditId ?? null };
      const decidedAt = new Date();
      if (await this.#add({ ...decision, decidedAt })) return { ...decision, decidedAt };
    }
    throw new DecisionsUnavailable();
  }

  async ofMatters(keys: readonly string[], signal: AbortSignal): Promise<readonly Decision<Word>[]> {
    if (keys.length === 0) return [];
    return this.#read((rows) => rows.where(isOneOf(this.#schema.database, "matter", keys)), signal);
  }

  aboutRecord(ref: string, signal: AbortSignal): Promise<readonly Decision<Word>[]> {
    return this.#read(
      (rows) => rows.where(({ or, eb }) => or([eb("ref", "=", ref), eb("other_ref", "=", ref)])),
      signal,
    );
  }

  #read(narrow: (rows: Rows) => Rows, signal: AbortSignal): Promise<readonly Decision<Word>[]> {
    const { database } = this.#schema;
    return this.#schema.use(async (tables) => {
      const rows = narrow(tables.selectFrom("decision").select([...COLUMNS]));
      const read = await rows.orderBy("matter").orderBy("number").execute(endingWith(signal, database));
      return read.map((row) => this.#row.parse(row));
    });
  }

  /** @returns false where somebody else has taken the number; the decision is kept whoever waits no longer */
  async #add({
    matter,
    number,
    decider,
    justification,
    decidedAt,
    auditId,
    ...verdict
  }: Decision<Word>): Promise<boolean> {
    return this.#schema.use(async (tables) => {
      const values = {
        ...verdict,
        matter: matter.key,
        number,
        ref: matter.ref,
        other_ref: matter.otherRef,
        decider: JSON.stringify(decider),
        justification: JSON.stringify(justification),
        audit_id: auditId,
        decided_at: decidedAt.toISOString(),
      };
      try {
        await tables.insertInto("decision").values(values).execute();
        return true;
      } catch (error) {
        if (await isTaken(tables, matter.key, number)) return false;
        throw error;
      }
    });
  }
}

type Rows = SelectQueryBuilder<AnyTables, "decision", Record<string, unknown>>;

async function isTaken(tables: Kysely<AnyTables>, matter: string, number: number): Promise<boolean> {
  const taken = tables
    .selectFrom("decision")
    .select("number")
    .where("matter", "=", matter)
    .where("number", "=", number);
  return (await taken.execute()).length > 0;
}

/** The same officer says the same again, in the same words and for the same case. */
function isRepeated<Word extends string>(
  newest: Decision<Word>,
  { verdict, reason, origin }: Verdict<Word>,
  { decider, justification }: { readonly decider: Decider; readonly justification: Justification },
): boolean {
  return (
    newest.verdict === verdict &&
    newest.reason === reason &&
    newest.origin === origin &&
    newest.decider.id === decider.id &&
    newest.decider.country === decider.country &&
    newest.decider.agency === decider.agency &&
    newest.justification.caseReference === justification.caseReference
  );
}

function rowSchema<Word extends string>(words: readonly Word[]): z.ZodType<Decision<Word>> {
  const isWord = (text: string): text is Word => words.some((word) => word === text);
  return z
    .object({
      matter: z.string(),
      number: z.int(),
      ref: z.string(),
      other_ref: z.string().nullable(),
      about: z.string(),
      verdict: z.string().refine(isWord),
      reason: z.string(),
      origin: z.string().nullable(),
      decider: json(deciderSchema),
      justification: json(justificationSchema),
      audit_id: z.string().nullable(),
      decided_at: z.iso.datetime(),
    })
    .transform(({ matter, ref, other_ref, audit_id, decided_at, ...decision }) => ({
      ...decision,
      matter: { key: matter, ref, otherRef: other_ref },
      auditId: audit_id,
      decidedAt: new Date(decided_at),
    }));
}

function json<Schema extends z.ZodType>(
  schema: Schema,
): z.ZodPipe<z.ZodPipe<z.ZodString, z.ZodTransform<unknown, string>>, Schema> {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);
}
