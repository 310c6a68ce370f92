import { Field, InputType } from "type-graphql";
import { CountryCode, DocumentNumber, PartialDate } from "../../kit/graph/scalars.js";
import { DocumentTypeEnum, SexEnum } from "../../kit/graph/shared-enums.js";
import type { DocumentType, Sex } from "../../kit/lists.js";

@InputType({ description: "A name of the person." })
export class PersonNameInput {
  @Field(() => String, { description: "Family name, at most 100 characters, in any script." })
  readonly family!: string;

  @Field(() => String, { defaultValue: "", description: "Given names, at most 100 characters, in any script." })
  readonly given!: string;

  @Field(() => String, { nullable: true, description: "The whole name in its original script, family name first." })
  readonly original?: string | null;
}

@InputType({ description: "A document of the person." })
export class IdentityDocumentInput {
  @Field(() => DocumentNumber, { description: "Its number; spaces and hyphens do not matter." })
  readonly number!: string;

  @Field(() => CountryCode, { nullable: true, description: "Who issued it." })
  readonly issuingCountry?: string | null;

  @Field(() => DocumentTypeEnum, { nullable: true, description: "Its kind." })
  readonly type?: DocumentType | null;
}

@InputType({ description: "What is known of one person: at least a name or a document." })
export class PersonSearchInput {
  @Field(() => [PersonNameInput], {
    defaultValue: [],
    description: "Names, at most 10: a record matches by any of them.",
  })
  readonly names!: readonly PersonNameInput[];

  @Field(() => PartialDate, { nullable: true, description: "Date of birth, as far as it is known." })
  readonly dateOfBirth?: string | null;

  @Field(() => SexEnum, { nullable: true, description: "Sex." })
  readonly sex?: Sex | null;

  @Field(() => [CountryCode], { defaultValue: [], description: "Nationalities, at most 10." })
  readonly nationalities!: readonly string[];

  @Field(() => String, { nullable: true, description: "Place of birth, at most 100 characters, in any script." })
  readonly birthPlace?: string | null;

  @Field(() => [IdentityDocumentInput], { defaultValue: [], description: "Documents, at most 10." })
  readonly documents!: readonly IdentityDocumentInput[];
}
