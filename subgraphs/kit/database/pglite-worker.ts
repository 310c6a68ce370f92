// Runs PGlite off the main thread, which it would block while it works. No relative imports: Node loads this file as it is.
import { messages, PGlite, protocol } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { vector } from "@electric-sql/pglite-pgvector";
import { dataDir as emptyDatabase } from "@electric-sql/pglite-prepopulatedfs";
import { existsSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";

/** What the main thread asks for; `copy` is the text that COPY reads. */
interface Request {
  readonly id: number;
  readonly sql: string;
  readonly parameters: readonly unknown[];
  readonly copy?: string;
}

interface Reply {
  readonly id: number;
  readonly rows?: readonly unknown[];
  readonly affectedRows?: number;
  readonly error?: string;
}

/** Types that stay text: a date is a calendar day and must never pass through a clock. */
const DATE = 1082;
const BIGINT = 20;

const port = parentPort;
if (port === null) throw new Error("The PGlite worker runs as a worker thread only.");

/** Settings beside the library's own: a small machine, and what is loaded into a new table need not be written twice. */
const SETTINGS = [
  "shared_buffers=32MB",
  "wal_level=minimal",
  "max_wal_senders=0",
  // A sample of 3,000 rows of each table; the default reads ten times as many.
  "default_statistics_target=10",
  // A statement that is kept is planned once: the database's own guess plans most of ours anew each time, for twice their cost.
  "plan_cache_mode=force_generic_plan",
  // Which must then hold for a table that grows: every statement that an officer waits for finds its rows by an index.
  "enable_seqscan=off",
  // As many as a search for the nearest vectors asks for: it looks no further than this.
  "hnsw.ef_search=400",
];

const folder: unknown = workerData.folder;
const isNew = typeof folder !== "string" || !existsSync(folder);
const database = new PGlite({
  ...(typeof folder === "string" ? { dataDir: folder } : {}),
  // A new database is unpacked, which takes half as long as making one.
  ...(isNew ? { loadDataDir: await emptyDatabase() } : {}),
  startParams: [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ["-c", setting])],
  extensions: { pg_trgm, vector },
  parsers: { [DATE]: (text: string) => text, [BIGINT]: Number },
  relaxedDurability: true,
});

/** A statement that the database has parsed; after some runs it keeps the plan as well. */
interface PlannedStatement {
  readonly name: string;
  readonly parameterTypes: readonly number[];
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
}

/** Beyond this many the rest are planned each time: those that come first come again. */
const MOST_PLANNED = 500;

/**
 * What is asked again and again: to plan a statement takes two thirds of the time that it takes in all, and most of what a
 * join adds. Each is known by its whole text.
 */
const planned = new Map<string, PlannedStatement>();
let statements = 0;

/** `feature_not_supported`: what PostgreSQL says where a table was made anew with other columns. */
const PLANNED_FOR_OTHERS = "0A000";

function isPlannable({ sql, copy }: Request): boolean {
  return copy === undefined && sql.startsWith("select ") && (planned.has(sql) || planned.size < MOST_PLANNED);
}

/** Gives the statement a name in this session. No other question may come between: there is one session for all. */
async function plan(sql: string): Promise<PlannedStatement> {
  const { serialize } = protocol;
  statements += 1;
  const name = `crosscheck_${statements}`;
  const described = await exchange([
    serialize.parse({ name, text: sql }),
    serialize.describe({ type: "S", name }),
    serialize.sync(),
  ]);
  const parameters = described.find((message) => message instanceof messages.ParameterDescriptionMessage);
  const row = described.find((message) => message instanceof messages.RowDescriptionMessage);
  const statement = { name, parameterTypes: parameters?.dataTypeIDs ?? [], fields: row?.fields ?? [] };
  planned.set(sql, statement);
  return statement;
}

async function runPlanned({ sql, parameters }: Request): Promise<readonly unknown[]> {
  const known = planned.get(sql);
  try {
    return await run(known ?? (await plan(sql)), parameters);
  } catch (error) {
    if (known === undefined || !(error instanceof messages.DatabaseError) || error.code !== PLANNED_FOR_OTHERS)
      throw error;
    planned.delete(sql);
    await exchange([protocol.serialize.close({ type: "S", name: known.name }), protocol.serialize.sync()]);
    return run(await plan(sql), parameters);
  }
}

async function run(statement: PlannedStatement, parameters: readonly unknown[]): Promise<readonly unknown[]> {
  const [rows = []] = await runTogether([{ statement, parameters }]);
  return rows;
}

/** The rows of each, in one exchange: to enter and leave the database takes as long as to find nothing in it. */
async function runTogether(
  runs: readonly { readonly statement: PlannedStatement; readonly parameters: readonly unknown[] }[],
): Promise<readonly (readonly unknown[])[]> {
  const parts = runs.flatMap(({ statement, parameters }) => execution(statement, parameters));
  const told = await exchange([...parts, protocol.serialize.sync()]);
  const answers: unknown[][] = runs.map(() => []);
  let at = 0;
  for (const message of told) {
    const fields = runs[at]?.statement.fields ?? [];
    if (message instanceof messages.DataRowMessage) answers[at]?.push(readRow(message.fields, fields));
    else if (message instanceof messages.CommandCompleteMessage) at += 1;
  }
  return answers;
}

function execution({ name, parameterTypes }: PlannedStatement, parameters: readonly unknown[]): readonly Uint8Array[] {
  const values = parameters.map((value, index) => {
    if (value === null || value === undefined) return null;
    const write = database.serializers[parameterTypes[index] ?? 0];
    return write === undefined ? String(value) : write(value);
  });
  return [protocol.serialize.bind({ statement: name, values }), protocol.serialize.execute({})];
}

function readRow(cells: readonly (string | null)[], fields: PlannedStatement["fields"]): unknown {
  return Object.fromEntries(
    fields.map(({ name, dataTypeID }, index) => {
      const cell = cells[index] ?? null;
      const read = database.parsers[dataTypeID];
      return [name, cell === null || read === undefined ? cell : read(cell, dataTypeID)];
    }),
  );
}

/** @throws where the database reports an error; it is ready for the next question all the same */
async function exchange(
  parts: readonly Uint8Array[],
): Promise<Awaited<ReturnType<typeof database.execProtocol>>["messages"]> {
  const { messages: told } = await database.execProtocol(Buffer.concat(parts));
  return told;
}

/** What was asked at once is answered at once. */
async function answerAll(requests: readonly Request[]): Promise<void> {
  port?.postMessage((await answerTogether(requests)) ?? (await answerEach(requests)));
}

/** Null where one of them is not planned, or fails: that is another's no longer. */
async function answerTogether(requests: readonly Request[]): Promise<readonly Reply[] | null> {
  const runs = requests.flatMap(({ sql, parameters }) => {
    const statement = planned.get(sql);
    return statement === undefined ? [] : [{ statement, parameters }];
  });
  if (runs.length < requests.length) return null;
  try {
    const answers = await database.runExclusive(() => runTogether(runs));
    return requests.map(({ id }, index) => ({ id, rows: answers[index] ?? [] }));
  } catch {
    return null;
  }
}

async function answerEach(requests: readonly Request[]): Promise<readonly Reply[]> {
  const replies: Reply[] = [];
  for (const request of requests) replies.push(await answer(request));
  return replies;
}

async function answer(request: Request): Promise<Reply> {
  const { id, sql, parameters, copy } = request;
  try {
    if (isPlannable(request)) {
      // Unlike `query`, what goes down to the protocol does not wait for it.
      await database.waitReady;
      return { id, rows: await database.runExclusive(() => runPlanned(request)) };
    }
    const options = copy === undefined ? {} : { blob: new Blob([copy]) };
    const { rows, affectedRows } = await database.query(sql, [...parameters], options);
    return { id, rows, affectedRows: affectedRows ?? 0 };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

port.on("message", (requests: readonly Request[] | "close") => {
  if (requests === "close") {
    void database.close().then(() => port.close());
    return;
  }
  void answerAll(requests);
});
