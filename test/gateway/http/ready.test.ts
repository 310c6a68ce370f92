import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { AuditLog } from "../../../gateway/audit/audit-log.js";
import { createEmbeddedGraph } from "../../../gateway/embedded-graph.js";
import { GraphInUse } from "../../../gateway/graph/graph-in-use.js";
import { serveGraph } from "../../../gateway/http/serve-graph.js";
import { TRAINING_AUTHORITY } from "../../../gateway/officer/training.js";
import { readSupergraph } from "../../../gateway/schema-files.js";
import { createLogger } from "../../../subgraphs/kit/process.js";
import { logKey, verify } from "../../support/audit.js";
import { askOverHttp } from "../../support/federation.js";
import { temporaryFolder } from "../../support/processes.js";

const CHECK = 'query Name { check(subject: { names: [{ family: "Eriksson" }] }) { outcome } }';

/** A graph over a log in that folder, and a promise that its log has failed. */
async function startGraph(folder: string) {
  const failure = Promise.withResolvers<unknown>();
  const resources = new AsyncDisposableStack();
  const signer = await logKey(folder);
  const audit = resources.use(await AuditLog.open({ folder, signer, publishMs: 5, onFailure: failure.resolve }));
  const graph = await createEmbeddedGraph(
    { sources: [], databases: noDatabase },
    { supergraphSdl: await readSupergraph(), introspection: false, audit },
  );
  const { url } = resources.use(
    await serveGraph(new GraphInUse({ server: graph, version: null }), {
      host: "127.0.0.1",
      port: 0,
      deadlineMs: 5_000,
      authorityOf: async () => TRAINING_AUTHORITY,
      explorer: false,
      logger: createLogger("silent"),
      hindrance: () => (audit.hasFailed ? "AUDIT_UNAVAILABLE" : null),
    }),
  );
  return {
    failed: failure.promise,
    ready: async () => {
      const response = await fetch(`${url}/ready`);
      return [response.status, await response.json()];
    },
    ask: () => askOverHttp(`${url}/graphql`, CHECK),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

function noDatabase(): never {
  throw new Error("Without a source there is no database.");
}

const FAILED = {
  status: "failed",
  code: "AUDIT_UNAVAILABLE",
  message: "The audit log cannot be written, so nobody is answered. Tell the operator, then ask again.",
};

test("once the log's disk fails nobody is answered and /ready says why, until the graph is started again over a whole one", async () => {
  await using folder = await temporaryFolder();
  const payloads = join(folder.path, "payloads");
  {
    await using graph = await startGraph(folder.path);
    const before = await graph.ready();
    // Where the log wants a folder there is none, as on a disk that is gone.
    await writeFile(payloads, "");
    const last = await graph.ask();

    await graph.failed;

    expect(before).toEqual([200, { status: "ready" }]);
    expect(last.data).toEqual({ check: { outcome: "NO_HIT" } });
    expect(await graph.ready()).toEqual([503, FAILED]);
    expect((await graph.ask()).errors).toEqual([
      { message: FAILED.message, extensions: { code: "AUDIT_UNAVAILABLE" } },
    ]);
    await rename(payloads, `${payloads}.away`);
    expect(await graph.ready()).toEqual([503, FAILED]);
  }
  await rm(`${payloads}.away`);

  await using graph = await startGraph(folder.path);

  expect(await graph.ready()).toEqual([200, { status: "ready" }]);
  expect((await graph.ask()).data).toEqual({ check: { outcome: "NO_HIT" } });
  expect(await verify(folder.path, { isLive: true, now: new Date() })).toMatchObject({ entries: 4, faults: [] });
});
