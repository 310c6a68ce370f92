import { Directive, Field, ID, ObjectType } from "type-graphql";
import { CountryCode, DocumentNumber } from "../../kit/graph/scalars.js";
import { DocumentTypeEnum } from "../../kit/graph/shared-enums.js";
import type { DocumentType } from "../../kit/lists.js";
import type { DocumentDescription } from "../backends/travel-document-source.js";

@ObjectType({ description: "A document that the subject carries or uses.", simpleResolvers: true })
@Directive("@external")
@Directive("@authenticated")
export class SubjectDocument implements DocumentDescription {
  @Field(() => DocumentNumber, { description: "Its number, letters and digits only." })
  readonly number!: string;

  @Field(() => CountryCode, { nullable: true, description: "Who issued it." })
  readonly issuingCountry!: string | null;

  @Field(() => DocumentTypeEnum, { nullable: true, description: "Its kind." })
  readonly type!: DocumentType | null;
}

@ObjectType({ description: "What is known of the subject.", simpleResolvers: true })
@Directive("@authenticated")
export class Subject {
  @Field(() => [SubjectDocument], { description: "Documents that the subject carries or uses." })
  @Directive("@external")
  readonly documents!: readonly SubjectDocument[];
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
