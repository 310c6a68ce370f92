import { Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import type { SourceLines } from "../../kit/sources/source-lines.js";
import type { TravelDocumentSource } from "../backends/travel-document-source.js";
import { Check } from "../types/check.js";
import { TravelDocumentAnswer } from "../types/travel-document-answer.js";
import { searchTravelDocuments } from "./search-travel-documents.js";

/** What this domain contributes to a check. */
@Resolver(() => Check)
export class CheckResolver {
  readonly #lines: SourceLines<TravelDocumentSource>;

  constructor(lines: SourceLines<TravelDocumentSource>) {
    this.#lines = lines;
  }

  @FieldResolver(() => TravelDocumentAnswer, {
    nullable: true,
    description: "What is held on the subject's documents. Null only where this part of the graph did not answer.",
  })
  @Directive('@requires(fields: "subject { documents { number issuingCountry type } }")')
  travelDocuments(@Root() check: Check, @Ctx() context: SourcesContext): Promise<TravelDocumentAnswer> {
    return searchTravelDocuments(this.#lines.current, check.subject.documents, context);
  }
}
