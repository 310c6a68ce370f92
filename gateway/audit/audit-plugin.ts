import type { ApolloServerPlugin, GraphQLRequestContext, GraphQLResponse } from "@apollo/server";
import type { Authority } from "../../subgraphs/kit/authority/authority.js";
import { ERROR_CODES } from "../../subgraphs/kit/errors.js";
import type { RequestScope } from "../graph/request-scope.js";
import { TRAINING_EXTENSIONS } from "../officer/training.js";
import type { AuditTrail } from "./audit-log.js";
import type { Payload, Release } from "./entry/payload.js";
import type { RetentionClass } from "./entry/retention.js";
import { OperationReader } from "./what-was-asked.js";

/** One request that the log knows of: what its RELEASE has in common with its INTENT. */
interface Logged {
  readonly auditId: string;
  readonly retention: RetentionClass;
  readonly who: Release["who"];
  readonly why: Release["why"];
  readonly breakGlass?: Release["breakGlass"];
}

type Context = GraphQLRequestContext<RequestScope>;

/**
 * No entry, no answer. An INTENT is on disk before the first subgraph is asked, a RELEASE before the answer leaves; where
 * either cannot be written, the officer reads of that and of nothing else.
 */
export function auditPlugin(trail: AuditTrail): ApolloServerPlugin<RequestScope> {
  const operations = new OperationReader();
  return {
    requestDidStart: async () => {
      let isAsked = false;
      let logged: Logged | null = null;
      return {
        responseForOperation: async (context) => {
          // Nobody asks where the graph plans ahead, and nothing is asked where there is no operation of the name that was
          // sent. Should an answer with data come of it all the same, it gets no further than the RELEASE.
          if (context.contextValue.authority === null || !context.operation) return null;
          isAsked = true;
          logged = logIntent(trail, operations, context);
          return null;
        },
        willSendResponse: async ({ response, contextValue }) => {
          if (!isAsked && !hasData(response)) return;
          const isLogged =
            logged !== null &&
            (await contextValue.intent?.isWritten()) === true &&
            (await logRelease(trail, logged, response, contextValue));
          if (!isLogged) withhold(response);
        },
      };
    },
  };
}

/** What is on its way to the log; null where nothing can be: then no subgraph is asked. */
function logIntent(trail: AuditTrail, operations: OperationReader, context: Context): Logged | null {
  const { contextValue, schema, document, operation, queryHash, request } = context;
  const { authority, auditId, intent } = contextValue;
  if (auditId === undefined || intent === undefined || authority === null || document === undefined) return null;
  if (!operation || !queryHash) return null;
  const { asksForRecords, ...what } = operations.read(schema, document, operation, request.variables ?? {});
  const logged: Logged = { auditId, retention: asksForRecords ? "nominal" : "technical", ...onBehalfOf(authority) };
  intent.follow(
    write(trail, logged, {
      kind: "INTENT",
      ...onBehalfOf(authority),
      operation: { sha256: queryHash, name: operation.name?.value ?? null },
      ...what,
    }),
  );
  return logged;
}

async function logRelease(
  trail: AuditTrail,
  logged: Logged,
  { body }: GraphQLResponse,
  { disclosures }: RequestScope,
): Promise<boolean> {
  // What comes in parts cannot be logged before its first byte leaves, and what nobody collected cannot be at all.
  if (body.kind !== "single" || disclosures === undefined) return false;
  const { who, why, breakGlass } = logged;
  const codes = (body.singleResult.errors ?? []).map(({ extensions }) => String(extensions?.["code"] ?? "INTERNAL"));
  const errors = [...new Set(codes)].toSorted();
  return write(trail, logged, {
    kind: "RELEASE",
    who,
    why,
    ...(breakGlass === undefined ? {} : { breakGlass }),
    ...disclosures.total(),
    errors,
  });
}

async function write(trail: AuditTrail, { auditId, retention }: Logged, payload: Payload): Promise<boolean> {
  try {
    await trail.append({ auditId, at: new Date(), retention, payload });
    return true;
  } catch {
    // Why is for the operator, whom the log tells itself; the officer reads that nobody is answered.
    return false;
  }
}

function onBehalfOf({ officer, justification, breakGlass }: Authority): Pick<Logged, "who" | "why" | "breakGlass"> {
  const { id, country, agency, unit } = officer;
  const given = breakGlass === undefined ? {} : { breakGlass };
  return { who: { id, country, agency, unit }, why: justification, ...given };
}

/** What is refused before anything runs has none, and tells of no record. */
function hasData({ body }: GraphQLResponse): boolean {
  return body.kind !== "single" || (body.singleResult.data ?? null) !== null;
}

const UNAVAILABLE = {
  message: ERROR_CODES.AUDIT_UNAVAILABLE.advice,
  extensions: { code: "AUDIT_UNAVAILABLE" },
} as const;

/** Nothing of the answer leaves but whose graph gives none. */
function withhold(response: GraphQLResponse): void {
  const { body } = response;
  const said = body.kind === "single" ? Object.entries(body.singleResult.extensions ?? {}) : [];
  // Others say which fields of the answer were null, or cut.
  const extensions = Object.fromEntries(said.filter(([name]) => Object.hasOwn(TRAINING_EXTENSIONS, name)));
  const singleResult = { errors: [UNAVAILABLE], ...(Object.keys(extensions).length === 0 ? {} : { extensions }) };
  response.http.status = ERROR_CODES.AUDIT_UNAVAILABLE.status;
  response.body = { kind: "single", singleResult };
}
