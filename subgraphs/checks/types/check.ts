import { Directive, Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { DateTime } from "../../kit/graph/scalars.js";
import { enumOf } from "../../kit/graph/enum-of.js";
import { BiometricAnswer, NoticeAnswer, PersonAnswer, TravelDocumentAnswer, VehicleAnswer } from "./domain-answer.js";
import { Subject } from "./subject.js";

export const CheckOutcome = enumOf(["HIT", "INCOMPLETE", "NO_HIT"]);
export type CheckOutcome = keyof typeof CheckOutcome;
registerEnumType(CheckOutcome, {
  name: "CheckOutcome",
  description: "How a check ended.",
  valuesConfig: {
    HIT: { description: "At least one source hit. Look at `complete` too: others may not have answered." },
    INCOMPLETE: {
      description: "No source hit, and at least one that was asked did not answer. This is not a negative answer.",
    },
    NO_HIT: { description: "Every source that was asked answered, and none holds anything that matches." },
  },
});

@ObjectType({ description: "One question about one subject to all sources.", simpleResolvers: true })
@Directive('@key(fields: "id")')
@Directive("@authenticated")
export class Check {
  @Field(() => ID, { description: "The check's own id (UUID)." })
  readonly id!: string;

  @Field(() => DateTime, { description: "When it was asked." })
  readonly askedAt!: Date;

  @Field(() => Subject, { description: "What was asked about, as the graph read it." })
  readonly subject!: Subject;

  @Field(() => PersonAnswer, { nullable: true, description: "Persons." })
  @Directive("@external")
  readonly persons!: PersonAnswer | null;

  @Field(() => NoticeAnswer, { nullable: true, description: "Notices and diffusions." })
  @Directive("@external")
  readonly notices!: NoticeAnswer | null;

  @Field(() => TravelDocumentAnswer, { nullable: true, description: "Travel documents." })
  @Directive("@external")
  readonly travelDocuments!: TravelDocumentAnswer | null;

  @Field(() => VehicleAnswer, { nullable: true, description: "Vehicles." })
  @Directive("@external")
  readonly vehicles!: VehicleAnswer | null;

  @Field(() => BiometricAnswer, { nullable: true, description: "Biometrics." })
  @Directive("@external")
  readonly biometrics!: BiometricAnswer | null;
}
