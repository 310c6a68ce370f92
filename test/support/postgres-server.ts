import { execFile } from "node:child_process";
import { chown, mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const INSTALLED = "/usr/lib/postgresql";

/** A PostgreSQL server of a test's own, which may be stopped at any moment. */
export interface PostgresServer extends AsyncDisposable {
  readonly url: string;
  /** As a power cut would: nothing is finished and nobody is told. */
  crash(): Promise<void>;
  start(): Promise<void>;
}

/** The folder of the server's programs; null where none is installed. */
export async function postgresPrograms(): Promise<string | null> {
  const versions = await readdir(INSTALLED).catch(() => []);
  const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? null : join(INSTALLED, newest, "bin");
}

export async function startPostgres(programs: string): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), "crosscheck-postgres-"));
  const as = await serverUser();
  if (as !== null) await chown(folder, as.uid, as.gid);
  const settings = { ...as, cwd: folder };
  const data = join(folder, "data");
  const port = await freePort();
  await run(join(programs, "initdb"), ["-D", data, "-U", "postgres", "-A", "trust", "--no-sync"], settings);
  const options = `-p ${port} -h 127.0.0.1 -k ${folder} -c fsync=off`;
  const control = (...given: readonly string[]) =>
    run(join(programs, "pg_ctl"), ["-D", data, "-w", ...given], settings);
  const start = async (): Promise<void> => void (await control("start", "-o", options, "-l", join(folder, "log")));
  const crash = async (): Promise<void> => void (await control("stop", "-m", "immediate"));
  await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    crash,
    start,
    [Symbol.asyncDispose]: async () => {
      await crash().catch(() => {});
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The server does not run as root. */
async function serverUser(): Promise<{ readonly uid: number; readonly gid: number } | null> {
  if (userInfo().uid !== 0) return null;
  const id = async (flag: string): Promise<number> => Number((await run("id", [flag, "postgres"])).stdout);
  return { uid: await id("-u"), gid: await id("-g") };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
