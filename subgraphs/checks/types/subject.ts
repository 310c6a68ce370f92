import { Directive, Field, InputType, ObjectType } from "type-graphql";
import { Base64, CountryCode, DocumentNumber, PartialDate } from "../../kit/graph/scalars.js";
import { DocumentTypeEnum, SampleKindEnum, SexEnum } from "../../kit/graph/shared-enums.js";
import type { DocumentType, SampleKind, Sex } from "../../kit/lists.js";

@ObjectType({ description: "A name by which the subject is known.", simpleResolvers: true })
@Directive("@authenticated")
export class SubjectName {
  @Field(() => String, { description: "Family name." })
  readonly family!: string;

  @Field(() => String, { description: "Given names." })
  readonly given!: string;

  @Field(() => String, { nullable: true, description: "The whole name in its original script, family name first." })
  readonly original!: string | null;
}

@ObjectType({ description: "A document that the subject carries or uses.", simpleResolvers: true })
@Directive("@authenticated")
export class SubjectDocument {
  @Field(() => DocumentNumber, { description: "Its number, letters and digits only." })
  readonly number!: string;

  @Field(() => CountryCode, { nullable: true, description: "Who issued it." })
  readonly issuingCountry!: string | null;

  @Field(() => DocumentTypeEnum, { nullable: true, description: "Its kind." })
  readonly type!: DocumentType | null;
}

@ObjectType({ description: "A vehicle of which the officer knows something.", simpleResolvers: true })
@Directive("@authenticated")
export class SubjectVehicle {
  @Field(() => String, { nullable: true, description: "Vehicle identification number." })
  readonly vin!: string | null;

  @Field(() => String, { nullable: true, description: "Registration plate, letters and digits only." })
  readonly plate!: string | null;

  @Field(() => CountryCode, { nullable: true, description: "The country that gave out the plate." })
  readonly plateCountry!: string | null;

  @Field(() => String, { nullable: true, description: "Engine number." })
  readonly engineNumber!: string | null;
}

@ObjectType({ description: "A biometric sample, live or from a trace.", simpleResolvers: true })
@Directive("@authenticated")
export class SubjectSample {
  @Field(() => SampleKindEnum, { description: "What the sample is." })
  readonly kind!: SampleKind;

  @Field(() => Base64, { description: "The template. It is compared and forgotten, never kept or logged." })
  readonly template!: string;
}

@ObjectType({ description: "What is known of the subject, once read and made comparable.", simpleResolvers: true })
@Directive("@authenticated")
export class Subject {
  @Field(() => [SubjectName], { description: "Names, those of the machine-readable zone last." })
  readonly names!: readonly SubjectName[];

  @Field(() => PartialDate, { nullable: true, description: "Date of birth." })
  readonly dateOfBirth!: string | null;

  @Field(() => SexEnum, { nullable: true, description: "Sex." })
  readonly sex!: Sex | null;

  @Field(() => [CountryCode], { description: "Nationalities." })
  readonly nationalities!: readonly string[];

  @Field(() => String, { nullable: true, description: "Place of birth." })
  readonly birthPlace!: string | null;

  @Field(() => [SubjectDocument], { description: "Documents, that of the machine-readable zone last." })
  readonly documents!: readonly SubjectDocument[];

  @Field(() => [SubjectVehicle], { description: "Vehicles." })
  readonly vehicles!: readonly SubjectVehicle[];

  @Field(() => [SubjectSample], { description: "Biometric samples." })
  readonly samples!: readonly SubjectSample[];

  @Field(() => Boolean, {
    description: "Whether numbers are searched as read although a check digit does not match: expect misses.",
  })
  readonly asRead!: boolean;
}

@InputType({ description: "A name by which the subject is known." })
export class SubjectNameInput {
  @Field(() => String, { description: "Family name, at most 100 characters, in any script." })
  readonly family!: string;

  @Field(() => String, { defaultValue: "", description: "Given names, at most 100 characters, in any script." })
  readonly given!: string;

  @Field(() => String, { nullable: true, description: "The whole name in its original script, family name first." })
  readonly original?: string | null;
}

@InputType({ description: "A document that the subject carries or uses." })
export class SubjectDocumentInput {
  @Field(() => DocumentNumber, { description: "Its number; spaces and hyphens do not matter." })
  readonly number!: string;

  @Field(() => CountryCode, { nullable: true, description: "Who issued it." })
  readonly issuingCountry?: string | null;

  @Field(() => DocumentTypeEnum, { nullable: true, description: "Its kind." })
  readonly type?: DocumentType | null;
}

@InputType({ description: "A vehicle of which the officer knows something: at least one of its numbers." })
export class SubjectVehicleInput {
  @Field(() => String, {
    nullable: true,
    description: "Vehicle identification number, or the chassis number before 1981.",
  })
  readonly vin?: string | null;

  @Field(() => String, { nullable: true, description: "Registration plate, in any script." })
  readonly plate?: string | null;

  @Field(() => CountryCode, { nullable: true, description: "The country that gave out the plate." })
  readonly plateCountry?: string | null;

  @Field(() => String, { nullable: true, description: "Engine number." })
  readonly engineNumber?: string | null;
}

@InputType({ description: "A biometric sample, live or from a trace." })
export class SubjectSampleInput {
  @Field(() => SampleKindEnum, { description: "What the sample is." })
  readonly kind!: SampleKind;

  @Field(() => Base64, {
    description:
      "For fingerprints ISO/IEC 19794-2 (2005, 2011), ANSI INCITS 378 (2004, 2009) or an ANSI/NIST-ITL file with Type-9 records, told by its header; for faces Crosscheck's face template.",
  })
  readonly template!: string;
}

@InputType({ description: "What is known of the subject: any mix, at least one thing that can be searched by." })
export class SubjectInput {
  @Field(() => [SubjectNameInput], { defaultValue: [], description: "Names, at most 10." })
  readonly names!: readonly SubjectNameInput[];

  @Field(() => PartialDate, { nullable: true, description: "Date of birth, as far as it is known." })
  readonly dateOfBirth?: string | null;

  @Field(() => SexEnum, { nullable: true, description: "Sex." })
  readonly sex?: Sex | null;

  @Field(() => [CountryCode], { defaultValue: [], description: "Nationalities, at most 10." })
  readonly nationalities!: readonly string[];

  @Field(() => String, { nullable: true, description: "Place of birth, at most 100 characters, in any script." })
  readonly birthPlace?: string | null;

  @Field(() => [SubjectDocumentInput], { defaultValue: [], description: "Documents, at most 10." })
  readonly documents!: readonly SubjectDocumentInput[];

  @Field(() => String, {
    nullable: true,
    description:
      "The machine-readable zone of a travel document (ICAO 9303), its lines joined or not. Its name, date of birth, sex, nationality and number are searched.",
  })
  readonly mrz?: string | null;

  @Field(() => [SubjectVehicleInput], { defaultValue: [], description: "Vehicles, at most 10." })
  readonly vehicles!: readonly SubjectVehicleInput[];

  @Field(() => [SubjectSampleInput], { defaultValue: [], description: "Biometric samples, at most 12." })
  readonly samples!: readonly SubjectSampleInput[];

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Search a number as read though its check digit does not match, for instance from a worn document.",
  })
  readonly asRead!: boolean;
}
