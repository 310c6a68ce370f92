import { Directive, Field, ObjectType } from "type-graphql";
import { Answer } from "../../kit/graph/answer.js";
import { PageInfo } from "../../kit/graph/connection.js";
import type { Page } from "../../kit/graph/connection.js";
import { NoticeHit } from "./notice-answer.js";

@ObjectType({ description: "One hit and its place in the list.", simpleResolvers: true })
@Directive("@authenticated")
export class NoticeEdge {
  @Field(() => String, { description: "Give it as `after` for what follows." })
  readonly cursor!: string;

  @Field(() => NoticeHit, { description: "The hit." })
  readonly node!: NoticeHit;
}

@ObjectType({
  implements: Answer,
  description: "A page of the notices that match, the surest first, with the account of every source.",
  simpleResolvers: true,
})
@Directive("@authenticated")
export class NoticeConnection extends Answer implements Page<NoticeHit> {
  @Field(() => [NoticeEdge], { description: "The hits of this page." })
  readonly edges!: readonly NoticeEdge[];

  @Field(() => PageInfo, { description: "Where the page stands." })
  readonly pageInfo!: PageInfo;
}
