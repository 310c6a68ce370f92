import { AuditLog } from "../../gateway/audit/audit-log.js";
import { EntryIndex } from "../../gateway/audit/lookup/entry-index.js";
import { IndexedLog } from "../../gateway/audit/lookup/indexed-log.js";
import { Outbox } from "../../gateway/audit/notify/outbox.js";
import { LogFolder } from "../../gateway/audit/store/log-folder.js";
import { createEmbeddedGraph } from "../../gateway/embedded-graph.js";
import { openRequestScope } from "../../gateway/graph/request-scope.js";
import { readSupergraph } from "../../gateway/schema-files.js";
import type { Authority } from "../../subgraphs/kit/authority/authority.js";
import { openWorld } from "../../subgraphs/world/index.js";
import type { World } from "../../subgraphs/world/index.js";
import { logKey } from "./audit.js";
import { temporaryFolder } from "./processes.js";

/** A log that is written and read as the gateway does. */
export interface FollowedLog extends AsyncDisposable {
  readonly audit: AuditLog;
  readonly accessLog: IndexedLog;
  /** Fulfilled once all that was appended until now is published and can be found. */
  settled(): Promise<void>;
}

export async function openFollowedLog(folder: string): Promise<FollowedLog> {
  const resources = new AsyncDisposableStack();
  const audit = resources.use(await AuditLog.open({ folder, signer: await logKey(folder), publishMs: 5 }));
  const logFolder = new LogFolder(folder);
  const outbox = await Outbox.open(logFolder);
  const accessLog = resources.use(
    new IndexedLog({
      folder,
      index: EntryIndex.open(logFolder.index),
      beforeTakenIn: async (entries) => void (await outbox.put(entries)),
    }),
  );
  let waiting: { readonly size: number; readonly resolve: () => void }[] = [];
  let taken = 0;
  const tell = (): void => {
    for (const { resolve } of waiting.filter(({ size }) => size <= taken)) resolve();
    waiting = waiting.filter(({ size }) => size > taken);
  };
  const follow = async (published: number): Promise<void> => {
    await accessLog.follow(published);
    taken = Math.max(taken, published);
    tell();
  };
  audit.followedBy((published) => {
    void follow(published);
  });
  return {
    audit,
    accessLog,
    settled: async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ size: audit.size, resolve });
      tell();
      await promise;
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

export interface LoggedGraph extends FollowedLog {
  ask(authority: Authority, query: string, variables?: Readonly<Record<string, unknown>>): Promise<unknown>;
}

export interface LoggedWorld extends LoggedGraph {
  readonly world: World;
}

/** The whole graph over an invented world of its own, in this process. */
export async function startLoggedWorld(): Promise<LoggedWorld> {
  const resources = new AsyncDisposableStack();
  const world = resources.use(await openWorld({ seed: 1, size: 1_000 }));
  const graph = resources.use(await startLoggedGraph(world, resources.use(await temporaryFolder()).path));
  return { ...graph, world, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}

/** The whole graph in this process, with the log that it writes and reads. Rights are those that the policies give. */
export async function startLoggedGraph(
  world: Pick<World, "sources" | "databases">,
  folder: string,
): Promise<LoggedGraph> {
  const log = await openFollowedLog(folder);
  const { audit, accessLog } = log;
  const supergraphSdl = await readSupergraph();
  const graph = await createEmbeddedGraph({ ...world, accessLog }, { supergraphSdl, introspection: false, audit });
  return {
    ...log,
    ask: async (authority, query, variables = {}) => {
      const clientSignal = new AbortController().signal;
      const contextValue = openRequestScope({ clientSignal, deadlineMs: 10_000, authority });
      const { body } = await graph.executeOperation({ query, variables: { ...variables } }, { contextValue });
      if (body.kind !== "single") throw new Error("An answer comes at once.");
      return JSON.parse(JSON.stringify(body.singleResult));
    },
    [Symbol.asyncDispose]: async () => {
      await graph.stop();
      await log[Symbol.asyncDispose]();
    },
  };
}
