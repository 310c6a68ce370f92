import { Arg, Ctx, Directive, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { pageOf } from "../../kit/graph/connection.js";
import { firstOf } from "../../kit/graph/first-of.js";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import { CountryCode } from "../../kit/graph/scalars.js";
import type { SourceLines } from "../../kit/sources/source-lines.js";
import type { NoticeSource } from "../backends/notice-source.js";
import { meetsCriteria } from "../matching/notice-criteria.js";
import { EntityId } from "../types/entity-id.js";
import { NoticeAnswer, NoticeHit } from "../types/notice-answer.js";
import { NoticeConnection } from "../types/notice-connection.js";
import { NoticeSearchInput } from "../types/notice-search-input.js";
import { Notice } from "../types/notice.js";
import { findNotice } from "./find-notice.js";
import { readNoticeSearch } from "./read-notice-search.js";
import { searchNotices } from "./search-notices.js";
import { shapeNotice } from "./shape-notice.js";

/** The questions that this domain answers on its own. */
@Resolver(() => NoticeAnswer)
export class NoticeResolver {
  readonly #lines: SourceLines<NoticeSource>;

  constructor(lines: SourceLines<NoticeSource>) {
    this.#lines = lines;
  }

  @Query(() => Notice, {
    nullable: true,
    description:
      "The notice in force with this number; null where there is none. An error where a source that may hold it did not answer.",
  })
  @Directive('@requiresScopes(scopes: [["notice:read"]])')
  async notice(
    @Arg("id", () => EntityId, { description: "The number that the secretariat gave it." }) entityId: string,
    @Arg("owner", () => CountryCode, { defaultValue: "XPO", description: "Who owns it." }) owner: string,
    @Ctx() context: SourcesContext,
  ): Promise<Notice | null> {
    const record = await findNotice(this.#lines.current, { entityId, owner }, context);
    return record && shapeNotice(record);
  }

  @Query(() => NoticeConnection, {
    nullable: true,
    description: "Searches every source for notices in force on a person.",
  })
  @Directive('@requiresScopes(scopes: [["notice:search"]])')
  async searchNotices(
    @Arg("query", () => NoticeSearchInput, { description: "Whom the notices may be about." }) query: NoticeSearchInput,
    @Arg("first", () => Int, { defaultValue: 10, description: "How many at most, up to 100." }) first: number,
    @Arg("after", () => String, { nullable: true, description: "The cursor after which the page begins." })
    after: string | null | undefined,
    @Ctx() context: SourcesContext,
  ): Promise<NoticeConnection> {
    const { question, criteria } = readNoticeSearch(query);
    const today = new Date().toISOString().slice(0, 10);
    const { allHits, ...answer } = await searchNotices(
      this.#lines.current,
      { question, isWanted: (record) => meetsCriteria(record, criteria, today) },
      context,
    );
    return { ...answer, ...pageOf(allHits, { first, after: after ?? null }) };
  }

  @FieldResolver(() => [NoticeHit], { description: "The hits, the surest first." })
  hits(
    @Root() answer: NoticeAnswer,
    @Arg("first", () => Int, { defaultValue: 10, description: "How many at most, up to 100." }) first: number,
  ): readonly NoticeHit[] {
    return firstOf(answer.allHits, first);
  }
}
