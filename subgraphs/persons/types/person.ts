import { Directive, Field, Float, ObjectType } from "type-graphql";
import { CountryCode, LanguageCode, PartialDate, RecordReference } from "../../kit/graph/scalars.js";
import { DocumentTypeEnum, SexEnum } from "../../kit/graph/shared-enums.js";
import type { DocumentType } from "../../kit/lists.js";
import type { PersonRecord } from "../backends/person-record.js";
import { BiometricEncounter, Notice, TravelDocument, Vehicle } from "./linked-records.js";
import { ActionToTake, Caution, EyeColour, HairColour, NameKind } from "./person-lists.js";

@ObjectType({ description: "A name as the owner recorded it.", simpleResolvers: true })
@Directive("@authenticated")
class PersonName {
  @Field(() => NameKind, { description: "What the name is to the person." })
  readonly kind!: PersonRecord["names"][number]["kind"];

  @Field(() => String, { description: "Family name." })
  readonly family!: string;

  @Field(() => String, { description: "Given names." })
  readonly given!: string;

  @Field(() => String, { nullable: true, description: "The whole name in its original script, family name first." })
  readonly original!: string | null;
}

@ObjectType({ description: "A document that the owner recorded with the person.", simpleResolvers: true })
@Directive("@authenticated")
class IdentityDocument {
  @Field(() => DocumentTypeEnum, { description: "Its kind." })
  readonly type!: DocumentType;

  @Field(() => String, { description: "Its number as written." })
  readonly number!: string;

  @Field(() => CountryCode, { description: "Who issued it." })
  readonly issuingCountry!: string;
}

/** What a record of this domain says of records elsewhere is a reference; the graph follows it. */
type Linked = "notices" | "travelDocuments" | "vehicles" | "encounters";

const MAY_BE_NULL = "An entry is null where that part of the graph does not have it or did not answer.";

@ObjectType({ description: "A person on whom at least one source holds a record.", simpleResolvers: true })
@Directive('@key(fields: "owner localId")')
@Directive("@authenticated")
@Directive('@requiresScopes(scopes: [["person:read"]])')
export class Person implements Omit<PersonRecord, Linked | "restriction"> {
  @Field(() => CountryCode, { description: "The country or organisation that owns the record." })
  readonly owner!: string;

  @Field(() => String, { description: "The owner's own id, at most 32 characters." })
  readonly localId!: string;

  @Field(() => RecordReference, { description: "Owner and id in one word: `FRA/12345`." })
  readonly ref!: string;

  @Field(() => [PersonName], {
    nullable: true,
    description: "Names as the owner recorded them, the primary name first.",
  })
  @Directive('@requiresScopes(scopes: [["person:identity"]])')
  @Directive('@policy(policies: [["person-identity"]])')
  readonly names!: PersonRecord["names"];

  @Field(() => [PartialDate], { nullable: true, description: "Dates of birth, the most likely first." })
  @Directive('@requiresScopes(scopes: [["person:identity"]])')
  @Directive('@policy(policies: [["person-identity"]])')
  readonly datesOfBirth!: string[];

  @Field(() => SexEnum, { nullable: true, description: "Sex." })
  @Directive('@requiresScopes(scopes: [["person:identity"]])')
  @Directive('@policy(policies: [["person-identity"]])')
  readonly sex!: PersonRecord["sex"];

  @Field(() => String, { nullable: true, description: "Place of birth." })
  @Directive('@requiresScopes(scopes: [["person:identity"]])')
  @Directive('@policy(policies: [["person-identity"]])')
  readonly birthPlace!: string | null;

  @Field(() => CountryCode, { nullable: true, description: "Country of birth." })
  @Directive('@requiresScopes(scopes: [["person:identity"]])')
  @Directive('@policy(policies: [["person-identity"]])')
  readonly birthCountry!: string | null;

  @Field(() => [CountryCode], { nullable: true, description: "Nationalities." })
  @Directive('@requiresScopes(scopes: [["person:identity"]])')
  @Directive('@policy(policies: [["person-identity"]])')
  readonly nationalities!: string[];

  @Field(() => String, { nullable: true, description: "Name of the father." })
  @Directive('@requiresScopes(scopes: [["person:identity"]])')
  @Directive('@policy(policies: [["person-identity"]])')
  readonly fatherName!: string | null;

  @Field(() => String, { nullable: true, description: "Name of the mother." })
  @Directive('@requiresScopes(scopes: [["person:identity"]])')
  @Directive('@policy(policies: [["person-identity"]])')
  readonly motherName!: string | null;

  @Field(() => Float, { nullable: true, description: "Height, centimetres." })
  @Directive('@requiresScopes(scopes: [["person:description"]])')
  @Directive('@policy(policies: [["person-description"]])')
  readonly heightCm!: number | null;

  @Field(() => Float, { nullable: true, description: "Weight, kilograms." })
  @Directive('@requiresScopes(scopes: [["person:description"]])')
  @Directive('@policy(policies: [["person-description"]])')
  readonly weightKg!: number | null;

  @Field(() => EyeColour, { nullable: true, description: "Colour of the eyes." })
  @Directive('@requiresScopes(scopes: [["person:description"]])')
  @Directive('@policy(policies: [["person-description"]])')
  readonly eyes!: PersonRecord["eyes"];

  @Field(() => HairColour, { nullable: true, description: "Colour of the hair." })
  @Directive('@requiresScopes(scopes: [["person:description"]])')
  @Directive('@policy(policies: [["person-description"]])')
  readonly hair!: PersonRecord["hair"];

  @Field(() => [String], { nullable: true, description: "Scars, marks, tattoos and the like." })
  @Directive('@requiresScopes(scopes: [["person:description"]])')
  @Directive('@policy(policies: [["person-description"]])')
  readonly distinguishingMarks!: string[];

  @Field(() => [LanguageCode], { nullable: true, description: "Languages spoken." })
  @Directive('@requiresScopes(scopes: [["person:description"]])')
  @Directive('@policy(policies: [["person-description"]])')
  readonly languages!: string[];

  @Field(() => [Caution], { nullable: true, description: "What to be ready for." })
  @Directive('@requiresScopes(scopes: [["person:cautions"]])')
  @Directive('@policy(policies: [["caution"]])')
  readonly cautions!: PersonRecord["cautions"];

  @Field(() => ActionToTake, { nullable: true, description: "What the owner asks of whoever finds the person." })
  @Directive('@requiresScopes(scopes: [["person:cautions"]])')
  @Directive('@policy(policies: [["caution"]])')
  readonly actionToTake!: PersonRecord["actionToTake"];

  @Field(() => String, { nullable: true, description: "Offence, as INT-I v6 codes it (OTY): `IKK`." })
  @Directive('@requiresScopes(scopes: [["person:offences"]])')
  @Directive('@policy(policies: [["charge"]])')
  readonly offence!: string | null;

  @Field(() => [IdentityDocument], { nullable: true, description: "Documents recorded with the person." })
  @Directive('@requiresScopes(scopes: [["person:links"]])')
  @Directive('@policy(policies: [["document-holder-link"]])')
  readonly identityDocuments!: PersonRecord["identityDocuments"];

  @Field(() => [Notice], { nullable: "itemsAndList", description: `Notices on the person. ${MAY_BE_NULL}` })
  @Directive('@requiresScopes(scopes: [["person:links"]])')
  @Directive('@policy(policies: [["person-link"]])')
  readonly notices!: readonly Notice[];

  @Field(() => [TravelDocument], { nullable: "itemsAndList", description: `Documents on record. ${MAY_BE_NULL}` })
  @Directive('@requiresScopes(scopes: [["person:links"]])')
  @Directive('@policy(policies: [["document-holder-link"]])')
  readonly travelDocuments!: readonly TravelDocument[];

  @Field(() => [Vehicle], { nullable: "itemsAndList", description: `Vehicles on record. ${MAY_BE_NULL}` })
  @Directive('@requiresScopes(scopes: [["person:links"]])')
  @Directive('@policy(policies: [["person-link"]])')
  readonly vehicles!: readonly Vehicle[];

  @Field(() => [BiometricEncounter], {
    nullable: "itemsAndList",
    description: `Takings of biometric samples. ${MAY_BE_NULL}`,
  })
  @Directive('@requiresScopes(scopes: [["person:links"]])')
  @Directive('@policy(policies: [["person-link"]])')
  readonly encounters!: readonly BiometricEncounter[];
}
