import { Field, InputType } from "type-graphql";
import { CountryCode, RecordReference } from "../../kit/graph/scalars.js";

const FROM = "Entries at that moment or later (RFC 3339, UTC): `2026-11-24T00:00:00Z`.";
const UNTIL = "Entries before that moment (RFC 3339, UTC).";
const CASE = "Entries of that case file alone.";
const BREAK_GLASS = "True: only what was asked with a grant for an emergency.";

@InputType({ description: "A unit of an agency." })
export class AccessLogUnitInput {
  @Field(() => CountryCode, { description: "The country." })
  readonly country!: string;

  @Field(() => String, { description: "The agency, as entries name it." })
  readonly agency!: string;

  @Field(() => String, { description: "The unit, as entries name it." })
  readonly unit!: string;
}

@InputType({ description: "Which entries about one's own records; whatever is given must fit." })
export class AccessLogSearchInput {
  @Field(() => String, { nullable: true, description: FROM })
  readonly from?: string | null;

  @Field(() => String, { nullable: true, description: UNTIL })
  readonly until?: string | null;

  @Field(() => String, { nullable: true, description: CASE })
  readonly caseReference?: string | null;

  @Field(() => RecordReference, { nullable: true, description: "Entries that told of that record." })
  readonly record?: string | null;

  @Field(() => AccessLogUnitInput, { nullable: true, description: "Entries of that unit's officers." })
  readonly unit?: AccessLogUnitInput | null;

  @Field(() => Boolean, { defaultValue: false, description: BREAK_GLASS })
  readonly breakGlass!: boolean;
}

@InputType({ description: "Which entries of one's own unit; whatever is given must fit." })
export class UnitAccessLogSearchInput {
  @Field(() => String, { nullable: true, description: FROM })
  readonly from?: string | null;

  @Field(() => String, { nullable: true, description: UNTIL })
  readonly until?: string | null;

  @Field(() => String, { nullable: true, description: CASE })
  readonly caseReference?: string | null;

  @Field(() => String, { nullable: true, description: "Entries of that officer, by the issuer's id." })
  readonly officer?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: BREAK_GLASS })
  readonly breakGlass!: boolean;
}
