import { Directive, Field, ObjectType } from "type-graphql";
import { CountryCode, PartialDate, RecordReference } from "../../kit/graph/scalars.js";
import { SexEnum } from "../../kit/graph/shared-enums.js";
import type { NoticeRecord } from "../backends/notice-record.js";
import { EntityId } from "./entity-id.js";
import { NoticeColour, NoticeKind, NoticeState } from "./notice-lists.js";
import { Person } from "./person.js";

@ObjectType({ description: "A name of the subject of a notice.", simpleResolvers: true })
@Directive("@authenticated")
export class NoticeSubjectName {
  @Field(() => String, { description: "Family name." })
  readonly family!: string;

  @Field(() => String, { description: "Given names." })
  readonly given!: string;

  @Field(() => String, { nullable: true, description: "The whole name in its original script, family name first." })
  readonly original!: string | null;
}

@ObjectType({ description: "A judicial order to arrest the subject of a notice.", simpleResolvers: true })
@Directive("@authenticated")
export class ArrestWarrant {
  @Field(() => CountryCode, { description: "The country whose authority issued it." })
  readonly issuingCountry!: string;

  @Field(() => String, { description: "The charge, in the words of that country." })
  readonly charge!: string;

  @Field(() => String, { nullable: true, description: "The charge in English." })
  readonly chargeTranslation!: string | null;
}

@ObjectType({
  description:
    "A notice or diffusion in force. One that is not yet, or no longer, in force looks as if it had never been there.",
  simpleResolvers: true,
})
@Directive('@key(fields: "owner localId")')
@Directive("@authenticated")
@Directive('@requiresScopes(scopes: [["notice:read"]])')
export class Notice implements Omit<NoticeRecord, "person" | "restriction"> {
  @Field(() => CountryCode, { description: "The country or organisation that owns the record." })
  readonly owner!: string;

  @Field(() => String, { description: "The owner's own id, at most 32 characters." })
  readonly localId!: string;

  @Field(() => RecordReference, { description: "Owner and id in one word: `XPO/12345`." })
  readonly ref!: string;

  @Field(() => EntityId, { nullable: true, description: "The secretariat's number of a notice; a diffusion has none." })
  readonly entityId!: string | null;

  @Field(() => NoticeColour, { description: "What it asks for." })
  readonly colour!: NoticeRecord["colour"];

  @Field(() => NoticeKind, { description: "Whether it is a notice or a diffusion." })
  readonly kind!: NoticeRecord["kind"];

  @Field(() => NoticeState, { description: "Where it stands: PUBLISHED or AMENDED." })
  readonly state!: NoticeRecord["state"];

  @Field(() => String, {
    nullable: true,
    description: "What an officer must know of its legal force before acting on it. Stands with every red one.",
  })
  readonly legalNote!: string | null;

  @Field(() => CountryCode, { description: "The country or organisation that requested it." })
  readonly issuingCountry!: string;

  @Field(() => PartialDate, { nullable: true, description: "When it was issued." })
  readonly issuedOn!: string | null;

  @Field(() => PartialDate, { nullable: true, description: "When it expires." })
  readonly expiresOn!: string | null;

  @Field(() => [NoticeSubjectName], {
    nullable: true,
    description: "Names of the subject. Empty where nobody knows who it is, or where it is about a method or a threat.",
  })
  @Directive('@requiresScopes(scopes: [["notice:details"]])')
  @Directive('@policy(policies: [["person-identity"]])')
  readonly names!: NoticeSubjectName[];

  @Field(() => [PartialDate], { nullable: true, description: "Dates of birth that the subject has or uses." })
  @Directive('@requiresScopes(scopes: [["notice:details"]])')
  @Directive('@policy(policies: [["person-identity"]])')
  readonly datesOfBirth!: string[];

  @Field(() => SexEnum, { nullable: true, description: "Sex of the subject." })
  @Directive('@requiresScopes(scopes: [["notice:details"]])')
  @Directive('@policy(policies: [["person-identity"]])')
  readonly sex!: NoticeRecord["sex"];

  @Field(() => [CountryCode], { nullable: true, description: "Nationalities of the subject." })
  @Directive('@requiresScopes(scopes: [["notice:details"]])')
  @Directive('@policy(policies: [["person-identity"]])')
  readonly nationalities!: string[];

  @Field(() => [ArrestWarrant], { nullable: true, description: "The warrants that it rests on." })
  @Directive('@requiresScopes(scopes: [["notice:details"]])')
  @Directive('@policy(policies: [["charge"]])')
  readonly warrants!: ArrestWarrant[];

  @Field(() => [CountryCode], { nullable: true, description: "The countries that a diffusion goes to; empty is all." })
  @Directive('@requiresScopes(scopes: [["notice:details"]])')
  readonly recipients!: string[];

  @Field(() => String, {
    nullable: true,
    description: "What the public may read of it; null where it is for police only.",
  })
  readonly publicExtract!: string | null;

  @Field(() => Person, { nullable: true, description: "The person that it is about." })
  @Directive('@requiresScopes(scopes: [["person:links"]])')
  @Directive('@policy(policies: [["person-link"]])')
  readonly person!: Person | null;
}
