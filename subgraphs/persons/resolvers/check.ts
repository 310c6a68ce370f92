import { Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import type { SourceLines } from "../../kit/sources/source-lines.js";
import type { PersonSource } from "../backends/person-source.js";
import { Check } from "../types/check.js";
import { PersonAnswer } from "../types/person-answer.js";
import { searchPersons } from "./search-persons.js";

/** What this domain contributes to a check. */
@Resolver(() => Check)
export class CheckResolver {
  readonly #lines: SourceLines<PersonSource>;

  constructor(lines: SourceLines<PersonSource>) {
    this.#lines = lines;
  }

  @FieldResolver(() => PersonAnswer, {
    nullable: true,
    description: "What is held on the subject as a person. Null only where this part of the graph did not answer.",
  })
  @Directive(
    '@requires(fields: "subject { names { family given original } dateOfBirth sex nationalities birthPlace documents { number issuingCountry type } }")',
  )
  persons(@Root() { subject }: Check, @Ctx() context: SourcesContext): Promise<PersonAnswer> {
    return searchPersons(this.#lines.current, subject, context);
  }
}
