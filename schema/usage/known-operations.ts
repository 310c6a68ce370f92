import { parse, validate } from "graphql";
import type { DocumentNode, GraphQLSchema } from "graphql";
import type { OperationUsage } from "./operation-usage.js";
import { findUsedCoordinates } from "./used-coordinates.js";

/** An operation that somebody sends: of a frontend's folder, or seen at the gateway. */
export interface KnownOperation {
  /** Who sends it, how often and since when, for people. */
  readonly user: string;
  readonly name: string;
  readonly document: DocumentNode;
  readonly text: string;
  readonly coordinates: ReadonlySet<string>;
}

/** The operations that are valid now. What could not be asked before is broken by no change. */
export function readKnownOperations(
  operations: readonly { readonly name: string; readonly document: string }[],
  usage: readonly OperationUsage[],
  schema: GraphQLSchema,
): readonly KnownOperation[] {
  const committed = operations.map(({ name, document }) => ({
    name,
    text: document,
    user: `schema/operations/${name}`,
  }));
  const seen = usage.map((entry) => ({
    name: entry.operationName ?? entry.hash.slice(0, 12),
    text: entry.document,
    user: writeUser(entry),
  }));
  // Many clients send the same document: it is read once.
  const read = new Map<string, ReadDocument | null>();
  return [...committed, ...seen].flatMap(({ name, text, user }) => {
    const known = read.get(text);
    const document = known === undefined ? readDocument(text, schema) : known;
    read.set(text, document);
    return document === null ? [] : [{ name, text, user, ...document }];
  });
}

type ReadDocument = Pick<KnownOperation, "document" | "coordinates">;

function readDocument(text: string, schema: GraphQLSchema): ReadDocument | null {
  const document = parseOrNull(text);
  if (document === null || validate(schema, document).length > 0) return null;
  return { document, coordinates: findUsedCoordinates(document, schema) };
}

function writeUser({ client, clientVersion, operationName, hash, count, firstSeen, lastSeen }: OperationUsage): string {
  const who = clientVersion === null ? client : `${client} ${clientVersion}`;
  const what = operationName ?? hash.slice(0, 12);
  return `${who} (${what}, ${count} times since ${dayOf(firstSeen)}, last ${dayOf(lastSeen)})`;
}

function dayOf(moment: string): string {
  return moment.slice(0, 10);
}

function parseOrNull(text: string): DocumentNode | null {
  try {
    return parse(text, { maxTokens: MOST_TOKENS });
  } catch {
    return null;
  }
}

/** The gateway takes no longer document either. */
const MOST_TOKENS = 5_000;
