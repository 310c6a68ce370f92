import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { openCheckpoint } from "../../gateway/audit/note/checkpoint.js";
import type { Checkpoint } from "../../gateway/audit/note/checkpoint.js";
import { cosign } from "../../gateway/audit/note/cosignature.js";
import { readSigner } from "../../gateway/audit/note/note-key.js";
import type { NoteSigner, NoteVerifier } from "../../gateway/audit/note/note-key.js";
import { newPem } from "../../gateway/audit/store/log-key.js";
import { isConsistent } from "../../gateway/audit/tree/verify-proofs.js";

/** What a witness answered, in order. */
export interface RecordedSubmission {
  readonly body: string;
  readonly status: number;
}

export interface TestWitness extends AsyncDisposable {
  readonly url: string;
  readonly key: NoteSigner;
  readonly submissions: readonly RecordedSubmission[];
  /** The size that it has cosigned last, of each log. */
  readonly sizes: ReadonlyMap<string, number>;
}

interface Reply {
  readonly status: number;
  readonly type?: string;
  readonly body?: string;
}

/**
 * A witness over HTTP, by the text of C2SP tlog-witness: it knows some logs, keeps what it cosigned last of each, and signs
 * what goes on from it. @param answer in place of what it would answer, where a test wants something else
 */
export async function startWitness(
  logs: readonly NoteVerifier[],
  answer: (reply: Reply, request: IncomingMessage, response: ServerResponse) => Reply | null = (reply) => reply,
): Promise<TestWitness> {
  const key = readSigner("swe.example/witness", "witness", newPem());
  const latest = new Map<string, Checkpoint>();
  const submissions: RecordedSubmission[] = [];
  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    const decided = request.method === "POST" && request.url === "/add-checkpoint" ? decide(body) : { status: 404 };
    submissions.push({ body, status: decided.status });
    const reply = answer(decided, request, response);
    if (reply === null) return;
    response.writeHead(reply.status, { "content-type": reply.type ?? "text/plain" }).end(reply.body ?? "");
  });

  function decide(body: string): Reply {
    // "old <size>", proof lines, an empty line, the checkpoint. A proof has at most 63 lines.
    const [, digits, lines = "", note = ""] =
      /^old (0|[1-9]\d*)\n((?:[A-Za-z0-9+/]{43}=\n){0,63})\n(.*)$/s.exec(body) ?? [];
    if (digits === undefined) return { status: 400 };
    const oldSize = Number(digits);
    const log = logs.find(({ name }) => note.startsWith(`${name}\n`));
    if (log === undefined) return { status: 404 };
    const checkpoint = openCheckpoint(note, log);
    if (checkpoint === null) return { status: 403 };
    if (oldSize > checkpoint.size) return { status: 400 };
    const before = latest.get(log.name);
    const knownSize = before?.size ?? 0;
    const conflict = { status: 409, type: "text/x.tlog.size", body: `${knownSize}\n` };
    if (oldSize !== knownSize) return conflict;
    if (before?.size === checkpoint.size && !before.root.equals(checkpoint.root)) return conflict;
    const proof = lines
      .split("\n")
      .slice(0, -1)
      .map((line) => Buffer.from(line, "base64"));
    const isProved = before === undefined ? proof.length === 0 : isConsistent(before, checkpoint, proof);
    if (!isProved) return { status: 422 };
    latest.set(log.name, checkpoint);
    return { status: 200, body: cosignatureLine(checkpoint, key) };
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The witness has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    key,
    submissions,
    get sizes() {
      return new Map([...latest].map(([name, { size }]) => [name, size]));
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The line that a witness adds under a checkpoint. */
export function cosignatureLine(checkpoint: Checkpoint, key: NoteSigner, now = new Date()): string {
  return `${cosign(checkpoint, key, now).trimEnd().split("\n").at(-1)}\n`;
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}
