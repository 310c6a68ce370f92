import { Arg, Ctx, Directive, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { pageOf } from "../../kit/graph/connection.js";
import { firstOf } from "../../kit/graph/first-of.js";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import { RecordReference } from "../../kit/graph/scalars.js";
import type { SourceLines } from "../../kit/sources/source-lines.js";
import { refFrom } from "../../kit/sources/record-ref.js";
import type { PersonSource } from "../backends/person-source.js";
import type { PersonByRef } from "../loaders/person-by-ref.js";
import { PersonAnswer, PersonConnection, PersonHit } from "../types/person-answer.js";
import { PersonSearchInput } from "../types/person-search-input.js";
import { Person } from "../types/person.js";
import { readPersonSearch } from "./read-person-search.js";
import { searchPersons } from "./search-persons.js";
import { shapePerson } from "./shape-person.js";

/** What the resolvers of this domain know of a request. */
export interface PersonsContext extends SourcesContext {
  readonly personByRef: PersonByRef;
  /** Of how many persons the identity links were asked for. */
  readonly linkSearches: { count: number };
}

/** The questions that this domain answers on its own. */
@Resolver(() => PersonAnswer)
export class PersonResolver {
  readonly #lines: SourceLines<PersonSource>;

  constructor(lines: SourceLines<PersonSource>) {
    this.#lines = lines;
  }

  @Query(() => Person, {
    nullable: true,
    description:
      "The record with this reference; null where there is none. An error where a source that may hold it did not answer.",
  })
  @Directive('@requiresScopes(scopes: [["person:read"]])')
  async person(
    @Arg("ref", () => RecordReference, { description: "Owner and id: `FRA/12345`." }) ref: string,
    @Ctx() { personByRef }: PersonsContext,
  ): Promise<Person | null> {
    const record = await personByRef.load(refFrom(ref));
    return record && shapePerson(record);
  }

  @Query(() => PersonConnection, { nullable: true, description: "Searches every source for a person." })
  @Directive('@requiresScopes(scopes: [["person:search"]])')
  async searchPersons(
    @Arg("query", () => PersonSearchInput, { description: "What is known of the person." }) query: PersonSearchInput,
    @Arg("first", () => Int, { defaultValue: 10, description: "How many at most, up to 100." }) first: number,
    @Arg("after", () => String, { nullable: true, description: "The cursor after which the page begins." })
    after: string | null | undefined,
    @Ctx() context: SourcesContext,
  ): Promise<PersonConnection> {
    const { allHits, ...answer } = await searchPersons(this.#lines.current, readPersonSearch(query), context);
    return { ...answer, ...pageOf(allHits, { first, after: after ?? null }) };
  }

  @FieldResolver(() => [PersonHit], { description: "The hits, the surest first." })
  hits(
    @Root() answer: PersonAnswer,
    @Arg("first", () => Int, { defaultValue: 10, description: "How many at most, up to 100." }) first: number,
  ): readonly PersonHit[] {
    return firstOf(answer.allHits, first);
  }
}
