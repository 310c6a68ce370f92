import { Directive, Field, ObjectType, registerEnumType } from "type-graphql";
import { enumOf } from "../../kit/graph/enum-of.js";
import { CountryCode, DocumentNumber, PartialDate, RecordReference } from "../../kit/graph/scalars.js";
import { DocumentTypeEnum } from "../../kit/graph/shared-enums.js";
import { DOCUMENT_STATUSES } from "../backends/travel-document-record.js";
import type { TravelDocumentRecord } from "../backends/travel-document-record.js";
import { Notice } from "./notice.js";

const DocumentStatus = enumOf(DOCUMENT_STATUSES);
registerEnumType(DocumentStatus, {
  name: "DocumentStatus",
  description: "Why a document is on record.",
  valuesConfig: {
    STOLEN: { description: "Stolen from its holder." },
    LOST: { description: "Lost by its holder." },
    STOLEN_BLANK: { description: "Stolen before it was made out to anyone." },
    REVOKED: { description: "Withdrawn by the authority that issued it." },
    INVALID: { description: "No longer valid for another reason of the issuer's." },
    MISAPPROPRIATED: { description: "Used by someone whom it does not belong to, or obtained by deceit." },
    FALSE: { description: "Forged, altered, or of an issuer that does not exist." },
  },
});

@ObjectType({
  description:
    "A stolen, lost or otherwise void travel, identity or administrative document. It never names its holder: these databases forbid personal data.",
  simpleResolvers: true,
})
@Directive('@key(fields: "owner localId")')
@Directive("@authenticated")
@Directive('@requiresScopes(scopes: [["document:read"]])')
export class TravelDocument implements Omit<TravelDocumentRecord, "notice" | "restriction"> {
  @Field(() => CountryCode, { description: "The country or organisation that owns the record." })
  readonly owner!: string;

  @Field(() => String, { description: "The owner's own id, at most 32 characters." })
  readonly localId!: string;

  @Field(() => RecordReference, { description: "Owner and id in one word: `FRA/12345`." })
  readonly ref!: string;

  @Field(() => String, { description: "The number as its owner wrote it." })
  readonly number!: string;

  @Field(() => DocumentNumber, {
    description: "The number as it is compared: capitals, letters A to Z and digits only.",
  })
  readonly cleanedNumber!: string;

  @Field(() => DocumentTypeEnum, { description: "The kind of document." })
  readonly type!: TravelDocumentRecord["type"];

  @Field(() => CountryCode, { description: "The country or organisation that issued it." })
  readonly issuingCountry!: string;

  @Field(() => DocumentStatus, { description: "Why it is on record." })
  readonly status!: TravelDocumentRecord["status"];

  @Field(() => CountryCode, { nullable: true, description: "Where it was stolen or lost." })
  readonly countryOfTheft!: string | null;

  @Field(() => PartialDate, { nullable: true, description: "When it was stolen or lost." })
  readonly dateOfTheft!: string | null;

  @Field(() => PartialDate, { nullable: true, description: "When it was issued." })
  readonly issuedOn!: string | null;

  @Field(() => PartialDate, {
    nullable: true,
    description: "When it expires; null where it never does, or nobody knows.",
  })
  readonly expiresOn!: string | null;

  @Field(() => String, { nullable: true, description: "The batch, where many blanks were stolen at once." })
  readonly batch!: string | null;

  @Field(() => String, { nullable: true, description: "A remark of at most 40 characters, without personal data." })
  readonly note!: string | null;

  @Field(() => Notice, { nullable: true, description: "The notice that the document is linked to." })
  @Directive('@requiresScopes(scopes: [["person:links"]])')
  @Directive('@policy(policies: [["document-holder-link"]])')
  readonly notice!: Notice | null;
}
