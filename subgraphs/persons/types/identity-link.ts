import { Directive, Field, Float, InputType, ObjectType, registerEnumType } from "type-graphql";
import type { Purpose } from "../../kit/authority/justification.js";
import { Answer, MatchFeature } from "../../kit/graph/answer.js";
import { DecidingOfficer } from "../../kit/graph/deciding-officer.js";
import { enumOf } from "../../kit/graph/enum-of.js";
import { DateTime, RecordReference } from "../../kit/graph/scalars.js";
import { PurposeEnum } from "../../kit/graph/shared-enums.js";
import { IDENTITY_LINK_STATES } from "../backends/settlement-source.js";
import type { IdentityLinkState } from "../backends/settlement-source.js";
import { Person } from "./person.js";

const IdentityLinkStateEnum = enumOf(IDENTITY_LINK_STATES);
registerEnumType(IdentityLinkStateEnum, {
  name: "IdentityLinkState",
  description: "Whether two records of different owners are of one person.",
  valuesConfig: {
    SAME_PERSON: { description: "A human has settled that they are." },
    DIFFERENT_PERSON: { description: "A human has settled that they are not." },
    UNVERIFIED: { description: "The matcher proposes it and nobody has settled it, or who did has taken it back." },
  },
});

@InputType({ description: "Two records of different owners, and what is settled about them." })
export class SettleIdentityLinkInput {
  @Field(() => RecordReference, { description: "One record." })
  readonly first!: string;

  @Field(() => RecordReference, { description: "The other." })
  readonly second!: string;

  @Field(() => IdentityLinkStateEnum, {
    description: "Whether they are of one person; UNVERIFIED takes back what was settled.",
  })
  readonly state!: IdentityLinkState;

  @Field(() => String, {
    description: "What it rests on, for whoever reads it after years: 10 to 500 characters, no name of a person.",
  })
  readonly reason!: string;
}

@ObjectType({
  description: "What an officer has settled about two records. None is ever changed.",
  simpleResolvers: true,
})
@Directive("@authenticated")
export class IdentitySettlement {
  @Field(() => IdentityLinkStateEnum, { description: "Whether they are of one person." })
  readonly state!: IdentityLinkState;

  @Field(() => String, { description: "What it rests on, in the officer's words." })
  readonly reason!: string;

  @Field(() => DateTime, { description: "When it was settled." })
  readonly settledAt!: Date;

  @Field(() => DecidingOfficer, { description: "Who settled it." })
  readonly settledBy!: DecidingOfficer;

  @Field(() => PurposeEnum, { description: "What the question was for." })
  readonly purpose!: Purpose;

  @Field(() => String, {
    nullable: true,
    description: "The number of the case file. Null for whoever is of another agency.",
  })
  readonly caseReference!: string | null;
}

@ObjectType({
  description:
    "Two records of different owners that may be of one person: proposed by the matcher, settled by a human. A link to a record that the officer may not open is not there.",
  simpleResolvers: true,
})
@Directive("@authenticated")
@Directive('@requiresScopes(scopes: [["person:links", "person:identity"]])')
@Directive('@policy(policies: [["person-link", "person-identity", "document-holder-link"]])')
export class IdentityLink {
  @Field(() => Person, {
    description: "The record at the other end; of a settlement, the one that was named second.",
  })
  readonly person!: Person;

  @Field(() => IdentityLinkStateEnum, { description: "Whether they are of one person, as it was settled last." })
  readonly state!: IdentityLinkState;

  @Field(() => Float, {
    nullable: true,
    description: "How alike the matcher finds them, 0 to 1; null where it would not propose them.",
  })
  readonly score!: number | null;

  @Field(() => [MatchFeature], { description: "Why it proposes them, the weightiest reason first." })
  readonly features!: readonly MatchFeature[];

  @Field(() => IdentitySettlement, { nullable: true, description: "What was settled last; null where nothing is." })
  readonly settlement!: IdentitySettlement | null;

  @Field(() => [IdentitySettlement], {
    nullable: true,
    description: "All that was ever settled about them, the newest first.",
  })
  @Directive('@requiresScopes(scopes: [["identity:history"]])')
  readonly settlements!: readonly IdentitySettlement[];
}

@ObjectType({
  implements: Answer,
  description: "Which records of other owners may be of the same person.",
  simpleResolvers: true,
})
@Directive("@authenticated")
export class IdentityLinkAnswer extends Answer {
  /** The field `links` cuts these to the number asked for. */
  readonly allLinks!: readonly IdentityLink[];
}
