import { Directive, Field, ObjectType } from "type-graphql";
import { CrosscheckError } from "../errors.js";
import { firstOf } from "./first-of.js";

@ObjectType({ description: "Where a page stands in its list (Relay Cursor Connections).", simpleResolvers: true })
@Directive("@shareable")
@Directive("@authenticated")
export class PageInfo {
  @Field(() => Boolean, { description: "Whether more follows." })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Whether something stands before." })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "The first entry's cursor." })
  readonly startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The last entry's cursor: give it as `after` for the next page.",
  })
  readonly endCursor!: string | null;
}

export interface Page<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: PageInfo;
}

/**
 * The page that follows `after`. A cursor names the entry itself, so a record that appears between two pages neither
 * shifts nor repeats the others.
 */
export function pageOf<Node extends { readonly ref: string; readonly score: number }>(
  nodes: readonly Node[],
  { first, after }: { readonly first: number; readonly after: string | null },
): Page<Node> {
  const place = after === null ? null : readCursor(after);
  const rest = place === null ? nodes : nodes.filter((node) => isAfter(node, place));
  const edges = firstOf(rest, first).map((node) => ({ cursor: writeCursor(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rest.length > edges.length,
      hasPreviousPage: rest.length < nodes.length,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** Entries are ranked by score, the best first, then by reference. */
interface Place {
  readonly score: number;
  readonly ref: string;
}

function isAfter(node: Place, place: Place): boolean {
  return node.score < place.score || (node.score === place.score && node.ref > place.ref);
}

/** Where an entry stands, as clients hand it back: they read nothing in it. */
export function encodeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** What `encodeCursor` was given. @throws CrosscheckError INVALID_CURSOR for what was never a list */
export function decodeCursor(cursor: string): readonly unknown[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (Array.isArray(place)) return place;
  } catch {
    // Falls through to the one refusal.
  }
  throw invalidCursor();
}

export function invalidCursor(): CrosscheckError {
  return new CrosscheckError("INVALID_CURSOR", "The cursor is not one of this search.");
}

function writeCursor({ score, ref }: Place): string {
  return encodeCursor([score, ref]);
}

function readCursor(cursor: string): Place {
  const [score, ref] = decodeCursor(cursor);
  if (typeof score === "number" && typeof ref === "string") return { score, ref };
  throw invalidCursor();
}
