import { Directive, Field, ID, ObjectType } from "type-graphql";
import { Base64 } from "../../kit/graph/scalars.js";
import { SampleKindEnum } from "../../kit/graph/shared-enums.js";
import type { SampleKind } from "../../kit/lists.js";

@ObjectType({ description: "A biometric sample, live or from a trace.", simpleResolvers: true })
@Directive("@external")
@Directive("@authenticated")
export class SubjectSample {
  @Field(() => SampleKindEnum, { description: "What the sample is." })
  readonly kind!: SampleKind;

  @Field(() => Base64, { description: "The template. It is compared and forgotten, never kept or logged." })
  readonly template!: string;
}

@ObjectType({ description: "What is known of the subject.", simpleResolvers: true })
@Directive("@authenticated")
export class Subject {
  @Field(() => [SubjectSample], { description: "Biometric samples." })
  @Directive("@external")
  readonly samples!: readonly SubjectSample[];
}

@ObjectType({ description: "One question about one subject to all sources.", simpleResolvers: true })
@Directive('@key(fields: "id")')
@Directive("@authenticated")
export class Check {
  @Field(() => ID, { description: "The check's own id." })
  readonly id!: string;

  @Field(() => Subject, { description: "What is known of the subject." })
  @Directive("@external")
  readonly subject!: Subject;
}
