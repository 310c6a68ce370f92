import { Directive, Field, ObjectType } from "type-graphql";
import { Answer, Hit } from "../../kit/graph/answer.js";
import { PageInfo } from "../../kit/graph/connection.js";
import type { Page } from "../../kit/graph/connection.js";
import { Person } from "./person.js";

@ObjectType({ implements: Hit, description: "A person on record who may be the subject.", simpleResolvers: true })
@Directive("@authenticated")
export class PersonHit extends Hit {
  @Field(() => Person, {
    nullable: true,
    description: "The record behind the hit. Null where its owner gives the hit alone: ask the contact.",
  })
  readonly person!: Person | null;
}

@ObjectType({ implements: Answer, description: "What is held on the subject as a person.", simpleResolvers: true })
@Directive("@authenticated")
export class PersonAnswer extends Answer {
  /** The field `hits` cuts these to the number asked for. */
  readonly allHits!: readonly PersonHit[];
}

@ObjectType({ description: "One hit and its place in the list.", simpleResolvers: true })
@Directive("@authenticated")
export class PersonEdge {
  @Field(() => String, { description: "Give it as `after` for what follows." })
  readonly cursor!: string;

  @Field(() => PersonHit, { description: "The hit." })
  readonly node!: PersonHit;
}

@ObjectType({
  implements: Answer,
  description: "A page of the persons that match, the surest first, with the account of every source.",
  simpleResolvers: true,
})
@Directive("@authenticated")
export class PersonConnection extends Answer implements Page<PersonHit> {
  @Field(() => [PersonEdge], { description: "The hits of this page." })
  readonly edges!: readonly PersonEdge[];

  @Field(() => PageInfo, { description: "Where the page stands." })
  readonly pageInfo!: PageInfo;
}
