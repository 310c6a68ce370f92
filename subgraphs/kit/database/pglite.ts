import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from "kysely";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import { z } from "zod";

const repliesSchema = z.array(
  z.object({
    id: z.int(),
    rows: z.array(z.unknown()).optional(),
    affectedRows: z.int().optional(),
    error: z.string().optional(),
  }),
);

interface Request {
  readonly id: number;
  readonly sql: string;
  readonly parameters: readonly unknown[];
  readonly copy: string | undefined;
}

const CLOSED = new Error("The embedded database is closed.");

/**
 * The database's own program. V8 compiles a program once for all threads of a process as long as one of them holds it;
 * otherwise every database that is opened takes half as much computing again.
 */
let program: Promise<WebAssembly.Module> | undefined;

function holdProgram(): void {
  if (program !== undefined) return;
  // Processes that open one database after the other have ended by a signal within V8's account of compiled code
  // (nodejs/node#64500 collects such ends): so none of it is freed before the process ends.
  setFlagsFromString("--no-wasm-code-gc");
  const folder = dirname(createRequire(import.meta.url).resolve("@electric-sql/pglite"));
  program = readFile(join(folder, "pglite.wasm")).then((bytes) => WebAssembly.compile(bytes));
  // The thread compiles it as well, and tells what is wrong with it.
  program.catch(() => {});
}

interface Rows {
  readonly rows: unknown[];
  readonly affectedRows: number;
}

/** PGlite in a worker thread: one per process, since each takes half a gigabyte. */
export class PgliteClient {
  readonly #worker: Worker;
  readonly #exited = Promise.withResolvers<void>();
  readonly #waiting = new Map<number, PromiseWithResolvers<Rows>>();
  /** What goes to the thread once nothing more is asked at this moment: each message takes as long as a small question. */
  #outbox: Request[] = [];
  /** Why nothing can be asked any more. */
  #ended: Error | null = null;
  #lastId = 0;

  /** @param folder where the data stay; without it they live in memory only. */
  constructor(folder?: string) {
    holdProgram();
    const file = new URL(`./pglite-worker${extname(import.meta.url)}`, import.meta.url);
    this.#worker = new Worker(file, { workerData: { folder } });
    this.#worker.on("message", (message: unknown) => this.#settle(message));
    this.#worker.on("error", (error) => this.#end(error));
    this.#worker.on("exit", () => {
      this.#end(CLOSED);
      this.#exited.resolve();
    });
  }

  query(sql: string, parameters: readonly unknown[] = [], copy?: string): Promise<Rows> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    const id = ++this.#lastId;
    const reply = Promise.withResolvers<Rows>();
    this.#waiting.set(id, reply);
    if (this.#outbox.length === 0) process.nextTick(() => this.#send());
    this.#outbox.push({ id, sql, parameters, copy });
    return reply.promise;
  }

  #send(): void {
    const requests = this.#outbox;
    this.#outbox = [];
    if (requests.length === 0) return;
    try {
      this.#worker.postMessage(requests);
    } catch {
      // Nothing of it has gone, for one value that cannot be sent.
      for (const request of requests) this.#sendAlone(request);
    }
  }

  #sendAlone(request: Request): void {
    try {
      this.#worker.postMessage([request]);
    } catch (error) {
      this.#waiting.get(request.id)?.reject(error);
      this.#waiting.delete(request.id);
    }
  }

  async close(): Promise<void> {
    this.#send();
    this.#ended ??= CLOSED;
    this.#worker.postMessage("close");
    await this.#exited.promise;
  }

  #settle(message: unknown): void {
    for (const { id, rows, affectedRows, error } of repliesSchema.parse(message)) {
      const reply = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) reply?.resolve({ rows: rows ?? [], affectedRows: affectedRows ?? 0 });
      else reply?.reject(new Error(error));
    }
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const reply of this.#waiting.values()) reply.reject(error);
    this.#waiting.clear();
  }
}

/** Kysely over the worker. There is one session, so a transaction would mix with other questions: there are none. */
export class PgliteDialect implements Dialect {
  readonly #client: PgliteClient;

  constructor(client: PgliteClient) {
    this.#client = client;
  }

  createAdapter = (): PostgresAdapter => new PgliteAdapter();
  createDriver = (): Driver => new PgliteDriver(this.#client);
  createIntrospector = (...[database]: ConstructorParameters<typeof PostgresIntrospector>): PostgresIntrospector =>
    new PostgresIntrospector(database);
  createQueryCompiler = (): PostgresQueryCompiler => new PostgresQueryCompiler();
}

/** One session cannot lock itself out: PostgreSQL's own lock would let a second migration through, so they queue here. */
class PgliteAdapter extends PostgresAdapter {
  #last: Promise<void> = Promise.resolve();
  #release: () => void = () => {};

  override get supportsTransactionalDdl(): boolean {
    return false;
  }

  override async acquireMigrationLock(): Promise<void> {
    const before = this.#last;
    const turn = Promise.withResolvers<void>();
    this.#last = turn.promise;
    await before;
    this.#release = turn.resolve;
  }

  override async releaseMigrationLock(): Promise<void> {
    this.#release();
  }
}

class PgliteDriver implements Driver {
  readonly #connection: DatabaseConnection;

  constructor(client: PgliteClient) {
    this.#connection = new PgliteConnection(client);
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }
  beginTransaction = refuseTransaction;
  commitTransaction = refuseTransaction;
  rollbackTransaction = refuseTransaction;
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}

class PgliteConnection implements DatabaseConnection {
  readonly #client: PgliteClient;

  constructor(client: PgliteClient) {
    this.#client = client;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, affectedRows } = await this.#client.query(sql, parameters);
    // The row type is what the query builder says it is; nothing at run time could tell more.
    return { rows: rows as R[], numAffectedRows: BigInt(affectedRows) };
  }

  // eslint-disable-next-line require-yield
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error("The embedded database does not stream; read by key instead.");
  }
}

async function refuseTransaction(): Promise<void> {
  throw new Error("The embedded database has one session and so no transactions.");
}
