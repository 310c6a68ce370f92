import { Field, InputType, Int } from "type-graphql";
import { CountryCode, PartialDate } from "../../kit/graph/scalars.js";
import type { NoticeRecord } from "../backends/notice-record.js";
import { NoticeColour } from "./notice-lists.js";

@InputType({ description: "A name of the subject of a notice." })
export class NoticeNameInput {
  @Field(() => String, { description: "Family name, at most 100 characters, in any script." })
  readonly family!: string;

  @Field(() => String, { defaultValue: "", description: "Given names, at most 100 characters, in any script." })
  readonly given!: string;

  @Field(() => String, { nullable: true, description: "The whole name in its original script, family name first." })
  readonly original?: string | null;
}

@InputType({ description: "Whom the notices may be about, and which of them to leave out." })
export class NoticeSearchInput {
  @Field(() => [NoticeNameInput], { description: "Names of one person, 1 to 10: a notice matches by any of them." })
  readonly names!: readonly NoticeNameInput[];

  @Field(() => PartialDate, {
    nullable: true,
    description: "Date of birth, as far as it is known. It raises or lowers the score.",
  })
  readonly dateOfBirth?: string | null;

  @Field(() => CountryCode, { nullable: true, description: "Nationality. It raises or lowers the score." })
  readonly nationality?: string | null;

  @Field(() => NoticeColour, { nullable: true, description: "Leave out other colours." })
  readonly colour?: NoticeRecord["colour"] | null;

  @Field(() => CountryCode, { nullable: true, description: "Leave out notices that others requested." })
  readonly issuingCountry?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "Leave out who must be younger, in years. Who has no date of birth on record stays.",
  })
  readonly ageMin?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Leave out who must be older, in years. Who has no date of birth on record stays.",
  })
  readonly ageMax?: number | null;
}
