import { Writable } from "node:stream";
import { pino } from "pino";
import { request } from "undici";
import { expect, test } from "vitest";
import type { RequestContext } from "../../../../subgraphs/kit/graph/request-context.js";
import type { RunningSubgraph } from "../../../../subgraphs/kit/graph/run-subgraph.js";
import { serveSubgraph } from "../../../../subgraphs/kit/graph/serve-subgraph.js";
import { HopGate } from "../../../../subgraphs/kit/hop/hop-gate.js";
import { HopSender } from "../../../../subgraphs/kit/hop/hop-sender.js";
import { AUTHORITY, hopEnds, RIGHTS } from "../../../support/hop.js";

const BODY = JSON.stringify({ query: "{ make }" });

/** A subgraph that the test has in hand, behind a gate, its log, and a way to ask it. */
async function start(execute: RunningSubgraph["execute"]) {
  const ends = hopEnds("vehicles");
  const lines: string[] = [];
  const log = new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) });
  const served = await serveSubgraph(
    { name: "vehicles", execute, [Symbol.asyncDispose]: async () => {} },
    { host: "127.0.0.1", port: 0, gate: new HopGate(ends.gate), logger: pino(log) },
  );
  const sender = new HopSender(ends.sender);
  const headersFor = (sourcesMs: number) =>
    sender.headersFor({
      method: "POST",
      path: "/graphql",
      body: BODY,
      sourcesMs,
      auditId: "audit-1",
      authority: AUTHORITY,
      fieldRights: RIGHTS,
    });
  const send = async (headers: Readonly<Record<string, string>>, body = BODY) => {
    const response = await request(served.url, { method: "POST", headers: { ...headers }, body });
    return { status: response.statusCode, body: await response.body.text() };
  };
  return { headersFor, send, lines, [Symbol.asyncDispose]: () => served[Symbol.asyncDispose]() };
}

test("what was let in is run on the authority, with the rights and under the audit entry that it came with", async () => {
  const contexts: RequestContext[] = [];
  await using subgraph = await start(async (_operation, context) => {
    contexts.push(context);
    return { data: { make: "Volvo" } };
  });

  const answer = await subgraph.send(subgraph.headersFor(500));

  expect(answer).toEqual({ status: 200, body: '{"data":{"make":"Volvo"}}' });
  expect(contexts).toEqual([
    { signal: expect.any(AbortSignal), authority: AUTHORITY, fieldRights: RIGHTS, auditId: "audit-1" },
  ]);
});

test("the sources are given up when the time that the gateway gave them is over", async () => {
  await using subgraph = await start(async (_operation, { signal }) => {
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    return { data: { reason: Object(signal.reason).name } };
  });

  const answer = await subgraph.send(subgraph.headersFor(20));

  expect(answer.body).toBe('{"data":{"reason":"TimeoutError"}}');
});

test("why somebody was refused stands in the log alone, and of the request nothing", async () => {
  await using subgraph = await start(async () => ({ data: null }));
  const headers = subgraph.headersFor(500);
  await subgraph.send(headers);

  const answers = [
    await subgraph.send(headers),
    await subgraph.send(subgraph.headersFor(500), BODY.replace("make", "plate")),
    await subgraph.send({ ...subgraph.headersFor(500), "crosscheck-hop": "Eriksson" }),
  ];

  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  const refusals = subgraph.lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "refused");
  expect(refusals.map(({ reason }) => reason)).toEqual(["REPLAYED", "BODY_CHANGED", "SIGNATURE_WRONG"]);
  expect(subgraph.lines.join("")).not.toMatch(/Eriksson|plate|officer-1|2026\/118|eyJ/);
});

test("a failure behind the gate is no refusal", async () => {
  await using subgraph = await start(() => {
    throw new Error("out of order");
  });

  const answer = await subgraph.send(subgraph.headersFor(500));

  expect([answer.status, JSON.parse(answer.body).errors[0].extensions.code]).toEqual([500, "INTERNAL"]);
  expect(answer.body).not.toContain("out of order");
});
