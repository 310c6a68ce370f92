import { Pool } from "undici";
import type { Dispatcher } from "undici";
import { z } from "zod";
import { disclosureSchema } from "../../subgraphs/kit/graph/disclosed-records.js";
import type { OperationResult } from "../../subgraphs/kit/graph/run-subgraph.js";
import { NO_RIGHTS } from "../../subgraphs/kit/access/field-rights.js";
import type { HopSender } from "../../subgraphs/kit/hop/hop-sender.js";
import { isPrivateHost, lookupPublic } from "../../subgraphs/kit/remote/private-addresses.js";
import { SubgraphFailure } from "./subgraph-client.js";
import type { FetchTerms, SubgraphClient } from "./subgraph-client.js";

/** The largest answer that is read; a larger one is refused before it fills the memory. */
const MOST_RESPONSE_BYTES = 16 * 1024 * 1024;

const errorSchema = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.int()])).optional(),
  extensions: z.record(z.string(), z.unknown()).optional(),
});

const resultSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(errorSchema).optional(),
  extensions: z.object({ disclosed: disclosureSchema.optional() }).optional(),
});

/** Where no audit log is kept. */
const NO_AUDIT_ID = "none";

/**
 * A subgraph that is a service of its own. Every request is signed; connections are kept alive; nothing is sent twice.
 * @param settings `mustBePublic`: ask it nowhere on this machine or in this network, whatever its name leads to
 */
export function httpSubgraph(
  url: string,
  sender: Pick<HopSender, "headersFor">,
  { mustBePublic = false }: { readonly mustBePublic?: boolean } = {},
): SubgraphClient {
  const { origin, hostname, pathname } = new URL(url);
  const isRefused = mustBePublic && isPrivateHost(hostname);
  const pool = new Pool(origin, {
    connections: 64,
    keepAliveTimeout: 30_000,
    maxResponseSize: MOST_RESPONSE_BYTES,
    connect: mustBePublic ? { lookup: lookupPublic } : {},
  });
  return {
    async fetch(operation, terms) {
      if (isRefused) throw new SubgraphFailure("UNAVAILABLE", "The subgraph's address is within this network.");
      const response = await send(pool, sender, pathname, JSON.stringify(operation), terms);
      return readResult(await readText(response, terms.signal));
    },
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}

async function send(
  pool: Pool,
  sender: Pick<HopSender, "headersFor">,
  path: string,
  body: string,
  { signal, sourcesMs, authority, fieldRights = NO_RIGHTS, auditId = NO_AUDIT_ID }: FetchTerms,
): Promise<Dispatcher.ResponseData> {
  try {
    const method = "POST";
    const signed = sender.headersFor({ method, path, body, sourcesMs, auditId, authority, fieldRights });
    const headers = { "content-type": "application/json", accept: "application/json", ...signed };
    const response = await pool.request({ path, method, headers, body, signal });
    if (response.statusCode === 200) return response;
    // Read to its end, within reason, so that the connection can serve the next request.
    await response.body.dump({ limit: 64 * 1024, signal });
    throw new SubgraphFailure("UNAVAILABLE", `The subgraph answered with the status ${response.statusCode}.`);
  } catch (error) {
    throw failureOf(error, signal, "UNAVAILABLE");
  }
}

async function readText(response: Dispatcher.ResponseData, signal: AbortSignal): Promise<string> {
  try {
    return await response.body.text();
  } catch (error) {
    throw failureOf(error, signal, "REFUSED");
  }
}

/** @throws SubgraphFailure when the text is no GraphQL response */
function readResult(text: string): OperationResult {
  try {
    const { data, errors, extensions: { disclosed } = {} } = resultSchema.parse(JSON.parse(text));
    if (data === undefined && errors === undefined) throw new Error("It holds neither data nor errors.");
    return {
      data,
      ...(disclosed === undefined ? {} : { extensions: { disclosed } }),
      ...(errors === undefined
        ? {}
        : {
            errors: errors.map(({ path, extensions, message }) => ({
              message,
              ...(path && { path }),
              ...(extensions && { extensions }),
            })),
          }),
    };
  } catch (cause) {
    throw new SubgraphFailure("REFUSED", "The subgraph's answer is no GraphQL response.", { cause });
  }
}

function failureOf(error: unknown, signal: AbortSignal, kind: "UNAVAILABLE" | "REFUSED"): unknown {
  if (signal.aborted) return signal.reason;
  return error instanceof SubgraphFailure
    ? error
    : new SubgraphFailure(kind, "The subgraph did not answer.", { cause: error });
}
