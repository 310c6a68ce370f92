import { Directive, Field, ObjectType } from "type-graphql";
import { Answer, Hit } from "../../kit/graph/answer.js";
import { TravelDocument } from "./travel-document.js";

@ObjectType({ implements: Hit, description: "A document on record that matches.", simpleResolvers: true })
@Directive("@authenticated")
export class TravelDocumentHit extends Hit {
  @Field(() => TravelDocument, {
    nullable: true,
    description: "The record behind the hit. Null where its owner gives the hit alone: ask the contact.",
  })
  readonly travelDocument!: TravelDocument | null;
}

@ObjectType({ implements: Answer, description: "What is held on the subject's documents.", simpleResolvers: true })
@Directive("@authenticated")
export class TravelDocumentAnswer extends Answer {
  /** The field `hits` cuts these to the number asked for. */
  readonly allHits!: readonly TravelDocumentHit[];
}
