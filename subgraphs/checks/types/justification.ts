import { Directive, Field, ObjectType } from "type-graphql";
import type { Justification as JustificationGiven } from "../../kit/authority/justification.js";
import { AimEnum, PurposeEnum, SubjectRoleEnum } from "../../kit/graph/shared-enums.js";

@ObjectType({ description: "Why the question was asked, as the request said it.", simpleResolvers: true })
@Directive("@authenticated")
export class Justification implements JustificationGiven {
  @Field(() => PurposeEnum, { description: "What the search is for." })
  readonly purpose!: JustificationGiven["purpose"];

  @Field(() => String, { description: "The number of the case file." })
  readonly caseReference!: string;

  @Field(() => String, { description: "The offence, a code of INT-I's list (OTY)." })
  readonly offence!: string;

  @Field(() => SubjectRoleEnum, { description: "What the person asked about is to the case." })
  readonly role!: JustificationGiven["role"];

  @Field(() => AimEnum, { description: "What the officer wants to know." })
  readonly aim!: JustificationGiven["aim"];

  @Field(() => String, { description: "Who ordered the search, by the agency's own id." })
  readonly orderedBy!: string;
}
