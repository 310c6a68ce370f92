import { Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import type { SourceLines } from "../../kit/sources/source-lines.js";
import type { NoticeSource } from "../backends/notice-source.js";
import { Check } from "../types/check.js";
import { NoticeAnswer } from "../types/notice-answer.js";
import { searchNotices } from "./search-notices.js";

/** What this domain contributes to a check. */
@Resolver(() => Check)
export class CheckResolver {
  readonly #lines: SourceLines<NoticeSource>;

  constructor(lines: SourceLines<NoticeSource>) {
    this.#lines = lines;
  }

  @FieldResolver(() => NoticeAnswer, {
    nullable: true,
    description: "Notices and diffusions on the subject. Null only where this part of the graph did not answer.",
  })
  @Directive('@requires(fields: "subject { names { family given original } dateOfBirth sex nationalities }")')
  notices(@Root() { subject }: Check, @Ctx() context: SourcesContext): Promise<NoticeAnswer> {
    const { names, dateOfBirth, sex, nationalities } = subject;
    const question = { names, dateOfBirth, sex, nationalities, entityId: null };
    return searchNotices(this.#lines.current, { question, isWanted: () => true }, context);
  }
}
