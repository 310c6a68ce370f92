import { Directive, Field, ID, ObjectType } from "type-graphql";
import { CountryCode, DocumentNumber, PartialDate } from "../../kit/graph/scalars.js";
import { DocumentTypeEnum, SexEnum } from "../../kit/graph/shared-enums.js";
import type { DocumentType, Sex } from "../../kit/lists.js";
import type { PersonName } from "../../kit/names/person-name.js";
import type { CarriedDocument } from "../backends/person-source.js";

@ObjectType({ description: "A name by which the subject is known.", simpleResolvers: true })
@Directive("@external")
@Directive("@authenticated")
export class SubjectName implements PersonName {
  @Field(() => String, { description: "Family name." })
  readonly family!: string;

  @Field(() => String, { description: "Given names." })
  readonly given!: string;

  @Field(() => String, { nullable: true, description: "The whole name in its original script, family name first." })
  readonly original!: string | null;
}

@ObjectType({ description: "A document that the subject carries or uses.", simpleResolvers: true })
@Directive("@external")
@Directive("@authenticated")
export class SubjectDocument implements CarriedDocument {
  @Field(() => DocumentNumber, { description: "Its number." })
  readonly number!: string;

  @Field(() => CountryCode, { nullable: true, description: "Who issued it." })
  readonly issuingCountry!: string | null;

  @Field(() => DocumentTypeEnum, { nullable: true, description: "Its kind." })
  readonly type!: DocumentType | null;
}

@ObjectType({ description: "What is known of the subject.", simpleResolvers: true })
@Directive("@authenticated")
export class Subject {
  @Field(() => [SubjectName], { description: "Names by which the subject is known." })
  @Directive("@external")
  readonly names!: readonly SubjectName[];

  @Field(() => PartialDate, { nullable: true, description: "Date of birth." })
  @Directive("@external")
  readonly dateOfBirth!: string | null;

  @Field(() => SexEnum, { nullable: true, description: "Sex." })
  @Directive("@external")
  readonly sex!: Sex | null;

  @Field(() => [CountryCode], { description: "Nationalities." })
  @Directive("@external")
  readonly nationalities!: readonly string[];

  @Field(() => String, { nullable: true, description: "Place of birth." })
  @Directive("@external")
  readonly birthPlace!: string | null;

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
