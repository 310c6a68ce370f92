import { Arg, Ctx, Directive, Int, Query, Resolver } from "type-graphql";
import type { Officer } from "../../kit/authority/officer.js";
import { CrosscheckError } from "../../kit/errors.js";
import { encodeCursor } from "../../kit/graph/connection.js";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import type { AccessLogSource, LogOf, LogPlace } from "../backends/access-log-source.js";
import { AccessLogConnection } from "../types/access-log-entry.js";
import { AccessLogSearchInput, UnitAccessLogSearchInput } from "../types/access-log-search-input.js";
import { readAccessLogSearch } from "./read-access-log-search.js";
import type { AnySearch, PageAsked } from "./read-access-log-search.js";
import { factsOf, shapeEntry } from "./shape-entry.js";

const FIRST = "How many at most, up to 100.";
const AFTER = "The cursor after which the page begins.";

/** The log of accesses, read by those whom it is kept for. */
@Resolver(() => AccessLogConnection)
export class AccessLogResolver {
  readonly #source: AccessLogSource;

  constructor(source: AccessLogSource) {
    this.#source = source;
  }

  @Query(() => AccessLogConnection, {
    nullable: true,
    description: "Who was told of the records of the officer's own country, when and why: the newest first.",
  })
  @Directive('@requiresScopes(scopes: [["log:own"]])')
  accessLog(
    @Arg("query", () => AccessLogSearchInput, { defaultValue: {}, description: "Which entries." })
    query: AccessLogSearchInput,
    @Arg("first", () => Int, { defaultValue: 20, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Ctx() context: SourcesContext,
  ): Promise<AccessLogConnection> {
    const { country } = officerOf(context);
    return this.#read({ kind: "OWNER", country }, query, { first, after }, context);
  }

  @Query(() => AccessLogConnection, {
    nullable: true,
    description: "What the officers of the officer's own unit asked, and that they were answered: the newest first.",
  })
  @Directive('@requiresScopes(scopes: [["log:unit"]])')
  unitAccessLog(
    @Arg("query", () => UnitAccessLogSearchInput, { defaultValue: {}, description: "Which entries." })
    query: UnitAccessLogSearchInput,
    @Arg("first", () => Int, { defaultValue: 20, description: FIRST }) first: number,
    @Arg("after", () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Ctx() context: SourcesContext,
  ): Promise<AccessLogConnection> {
    const { country, agency, unit } = officerOf(context);
    return this.#read({ kind: "UNIT", country, agency, unit }, query, { first, after }, context);
  }

  /** The log gives what is kept for the owner or the unit; the policies decide on each entry of it. */
  async #read(of: LogOf, search: AnySearch, page: PageAsked, context: SourcesContext): Promise<AccessLogConnection> {
    const question = readAccessLogSearch(of, search, page);
    const found = await this.#source.find(question, context.signal);
    const { country } = officerOf(context);
    const { policies } = context;
    const edges = found.entries.flatMap((entry) => {
      const facts = factsOf(entry, of);
      if (!policies.mayReadLog(of.kind, facts)) return [];
      const isSuperior = policies.mayReadLog("UNIT", facts);
      return [{ cursor: cursorOf(entry), node: shapeEntry(entry, { country, isSuperior }) }];
    });
    return {
      edges,
      pageInfo: {
        hasNextPage: found.hasMore,
        hasPreviousPage: question.after !== null,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: found.end && cursorOf(found.end),
      },
      treeSize: String(found.treeSize),
      complete: found.isComplete,
    };
  }
}

function cursorOf({ at, index }: LogPlace): string {
  return encodeCursor([at, index]);
}

/** @throws CrosscheckError where nobody asks: then there is no log to read */
function officerOf({ authority }: SourcesContext): Officer {
  if (authority) return authority.officer;
  throw new CrosscheckError("UNAUTHENTICATED", "The log is read by officers alone.");
}
