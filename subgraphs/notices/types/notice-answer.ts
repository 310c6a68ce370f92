import { Directive, Field, ObjectType } from "type-graphql";
import { Answer, Hit } from "../../kit/graph/answer.js";
import { Notice } from "./notice.js";

@ObjectType({ implements: Hit, description: "A notice in force that matches.", simpleResolvers: true })
@Directive("@authenticated")
export class NoticeHit extends Hit {
  @Field(() => Notice, {
    nullable: true,
    description: "The record behind the hit. Null where its owner gives the hit alone: ask the contact.",
  })
  readonly notice!: Notice | null;
}

@ObjectType({ implements: Answer, description: "Notices and diffusions on the subject.", simpleResolvers: true })
@Directive("@authenticated")
export class NoticeAnswer extends Answer {
  /** The field `hits` cuts these to the number asked for. */
  readonly allHits!: readonly NoticeHit[];
}
