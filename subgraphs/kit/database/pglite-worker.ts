// Runs PGlite off the main thread, which it would block while it works. No relative imports: Node loads this file as it is.
import { PGlite } from "@electric-sql/pglite";
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

async function answer({ id, sql, parameters, copy }: Request): Promise<void> {
  try {
    const options = copy === undefined ? {} : { blob: new Blob([copy]) };
    const { rows, affectedRows } = await database.query(sql, [...parameters], options);
    port?.postMessage({ id, rows, affectedRows });
  } catch (error) {
    port?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
}

port.on("message", (request: Request | "close") => {
  if (request === "close") {
    void database.close().then(() => port.close());
    return;
  }
  void answer(request);
});
