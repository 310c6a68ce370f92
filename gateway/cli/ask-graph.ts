import { readFile } from "node:fs/promises";
import { request } from "undici";
import type { SubjectInput } from "../../subgraphs/checks/index.js";
import { CrosscheckError } from "../../subgraphs/kit/errors.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import type { ReplyObserver } from "../../subgraphs/kit/sources/ask-sources.js";
import { openWorld } from "../../subgraphs/world/index.js";
import type { WorldProgress } from "../../subgraphs/world/index.js";
import { openRequestScope } from "../graph/request-scope.js";
import { openAuthority } from "../officer/open-authority.js";
import { SAY_TRAINING } from "../officer/training.js";
import { openAudit } from "../audit/open-audit.js";
import type { Config } from "../config.js";
import { readSupergraph } from "../schema-files.js";
import { responseSchema } from "./check-answer.js";
import type { CheckResponse } from "./check-answer.js";

/** A graph to put the one question to. */
export interface GraphToAsk extends AsyncDisposable {
  check(subject: SubjectInput): Promise<CheckResponse>;
}

/** Who asks, and why: `Authorization` and `Crosscheck-Justification`. */
type Headers = Readonly<Record<string, string>>;

/** How much longer than the deadline a graph elsewhere is waited for, milliseconds. */
const PATIENCE_MS = 5_000;

/** A graph elsewhere. */
export async function remoteGraph(url: string, deadlineMs: number, headers: Headers): Promise<GraphToAsk> {
  const query = await readOperation();
  return {
    async check(subject) {
      const response = await request(url, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query, variables: { subject } }),
        signal: AbortSignal.timeout(deadlineMs + PATIENCE_MS),
      }).catch((cause: unknown) => {
        throw new CrosscheckError(
          "SUBGRAPH_UNAVAILABLE",
          `No graph answers at ${url}. Start one with npm start.`,
          {},
          { cause },
        );
      });
      const body = responseSchema.safeParse(await response.body.json().catch(() => null));
      if (body.success) return body.data;
      throw new CrosscheckError("SUBGRAPH_REFUSED", `What answers at ${url} is no graph.`);
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

/** The whole graph in this process, over the embedded database. */
export async function embeddedGraph(
  config: Config,
  headers: Headers,
  observers: { readonly onReply: ReplyObserver; readonly onProgress: WorldProgress },
): Promise<GraphToAsk> {
  const query = await readOperation();
  const { authorityOf, localIssuer } = await openAuthority(config);
  const authority = await authorityOf(headers);
  const opening = openWorld({
    folder: config.DATA_FOLDER,
    databaseUrl: config.DATABASE_URL,
    mariadbUrl: config.MARIADB_URL,
    size: config.WORLD_SIZE,
    seed: config.WORLD_SEED,
    onProgress: observers.onProgress,
  });
  // Read while the database starts: the gateway is most of this program.
  const [world, { createEmbeddedGraph }] = await Promise.all([opening, import("../embedded-graph.js")]);
  const audit = await openAudit(config);
  const graph = await createEmbeddedGraph(world, {
    audit,
    supergraphSdl: await readSupergraph(),
    warmUp: [query],
    introspection: false,
    officer: authority,
    plugins: localIssuer === null ? [] : [SAY_TRAINING],
  });
  return {
    async check(subject) {
      const contextValue = openRequestScope({
        clientSignal: new AbortController().signal,
        deadlineMs: config.DEADLINE_MS,
        authority,
        onReply: observers.onReply,
      });
      const { body } = await graph.executeOperation({ query, variables: { subject } }, { contextValue });
      if (body.kind !== "single") throw new Error("A check is answered at once.");
      return responseSchema.parse(body.singleResult);
    },
    [Symbol.asyncDispose]: async () => {
      await graph.stop();
      await audit[Symbol.asyncDispose]();
      await world[Symbol.asyncDispose]();
    },
  };
}

function readOperation(): Promise<string> {
  return readFile(packageFile("schema/operations/check.graphql"), "utf8");
}
