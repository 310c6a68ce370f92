import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import type { Purpose } from "../../kit/authority/justification.js";
import { DecidingOfficer } from "../../kit/graph/deciding-officer.js";
import { enumOf } from "../../kit/graph/enum-of.js";
import { CountryCode, DateTime, RecordReference } from "../../kit/graph/scalars.js";
import { PurposeEnum } from "../../kit/graph/shared-enums.js";
import { CANDIDATE_VERDICTS } from "../backends/confirmation-source.js";
import type { CandidateVerdict } from "../backends/confirmation-source.js";

const CandidateVerdictEnum = enumOf(CANDIDATE_VERDICTS);
registerEnumType(CandidateVerdictEnum, {
  name: "CandidateVerdict",
  description: "What a human says of a candidate of a search by samples.",
  valuesConfig: {
    CONFIRMED: { description: "The candidate is the person of the samples." },
    NOT_A_MATCH: { description: "The candidate is somebody else." },
    INCONCLUSIVE: { description: "The samples do not decide it." },
  },
});

@InputType({ description: "What an officer says of a candidate that a search for the same case told of." })
export class ConfirmCandidateInput {
  @Field(() => RecordReference, { description: "The candidate, as `ref` of the hit gave it." })
  readonly candidate!: string;

  @Field(() => CandidateVerdictEnum, { description: "Whether the candidate is the person of the samples." })
  readonly verdict!: CandidateVerdict;

  @Field(() => String, {
    description: "What it rests on, for whoever reads it after years: 10 to 500 characters, no name of a person.",
  })
  readonly reason!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The check whose samples are meant (`Check.id`). Left out: those of the last search that told of it.",
  })
  readonly checkId?: string | null;
}

@ObjectType({
  description:
    "What a human said of a candidate, for the samples of one search and for one case. The newest counts; none is changed.",
  simpleResolvers: true,
})
@Directive("@authenticated")
@Directive('@requiresScopes(scopes: [["biometric:confirm"], ["biometric:read"]])')
@Directive('@policy(policies: [["biometric-record"]])')
export class CandidateConfirmation {
  @Field(() => RecordReference, { description: "The candidate." })
  readonly ref!: string;

  @Field(() => CountryCode, { description: "The country or organisation that owns the candidate's record." })
  readonly owner!: string;

  @Field(() => CandidateVerdictEnum, { description: "Whether the candidate is the person of the samples." })
  readonly verdict!: CandidateVerdict;

  @Field(() => String, { description: "What it rests on, in the officer's words." })
  readonly reason!: string;

  @Field(() => DateTime, { description: "When it was said." })
  readonly decidedAt!: Date;

  @Field(() => DecidingOfficer, { description: "Who said it." })
  readonly decidedBy!: DecidingOfficer;

  @Field(() => String, { description: "The number of the case file that it was said for, and in which it counts." })
  readonly caseReference!: string;

  @Field(() => PurposeEnum, { description: "What the search was for." })
  readonly purpose!: Purpose;

  @Field(() => ID, {
    nullable: true,
    description: "Where the samples came from: the check, or the entry of the audit log of the search.",
  })
  readonly origin!: string | null;
}
