import { Arg, Ctx, Directive, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { firstOf } from "../../kit/graph/first-of.js";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import { CountryCode, DocumentNumber } from "../../kit/graph/scalars.js";
import { DocumentTypeEnum } from "../../kit/graph/shared-enums.js";
import type { DocumentType } from "../../kit/lists.js";
import type { SourceLines } from "../../kit/sources/source-lines.js";
import type { TravelDocumentSource } from "../backends/travel-document-source.js";
import { TravelDocumentAnswer, TravelDocumentHit } from "../types/travel-document-answer.js";
import { searchTravelDocuments } from "./search-travel-documents.js";

/** The question that this domain answers on its own. */
@Resolver(() => TravelDocumentAnswer)
export class TravelDocumentResolver {
  readonly #lines: SourceLines<TravelDocumentSource>;

  constructor(lines: SourceLines<TravelDocumentSource>) {
    this.#lines = lines;
  }

  @Query(() => TravelDocumentAnswer, {
    nullable: true,
    description: "Searches every source for the number of a document.",
  })
  @Directive('@requiresScopes(scopes: [["document:search"]])')
  travelDocument(
    @Arg("number", () => DocumentNumber, { description: "As printed; spaces and hyphens do not matter." })
    number: string,
    @Arg("issuingCountry", () => CountryCode, { nullable: true, description: "Who issued the document, if known." })
    issuingCountry: string | null | undefined,
    @Arg("type", () => DocumentTypeEnum, { nullable: true, description: "The kind of document, if known." })
    type: DocumentType | null | undefined,
    @Arg("near", () => Boolean, {
      defaultValue: false,
      description:
        "Whether numbers that one typing error parts from this one are found too: a character more, less, other, or two swapped.",
    })
    near: boolean,
    @Ctx() context: SourcesContext,
  ): Promise<TravelDocumentAnswer> {
    const document = { number, issuingCountry: issuingCountry ?? null, type: type ?? null, isNearEnough: near };
    return searchTravelDocuments(this.#lines.current, [document], context);
  }

  @FieldResolver(() => [TravelDocumentHit], { description: "The hits, the surest first." })
  hits(
    @Root() answer: TravelDocumentAnswer,
    @Arg("first", () => Int, { defaultValue: 10, description: "How many at most, up to 100." }) first: number,
  ): readonly TravelDocumentHit[] {
    return firstOf(answer.allHits, first);
  }
}
