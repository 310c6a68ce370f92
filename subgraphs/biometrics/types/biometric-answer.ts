import { Directive, Field, ObjectType } from "type-graphql";
import { Answer, Hit } from "../../kit/graph/answer.js";
import { BiometricEncounter } from "./biometric-encounter.js";

@ObjectType({
  implements: Hit,
  description: "A sample on record that may be of the same person. A reference and a score, never a name.",
  simpleResolvers: true,
})
@Directive("@authenticated")
export class BiometricCandidate extends Hit {
  @Field(() => BiometricEncounter, {
    nullable: true,
    description: "The record behind the hit. Null where its owner gives the hit alone: ask the contact.",
  })
  readonly encounter!: BiometricEncounter | null;
}

@ObjectType({ implements: Answer, description: "Whom the subject's samples may belong to.", simpleResolvers: true })
@Directive("@authenticated")
export class BiometricAnswer extends Answer {
  /** The field `hits` cuts these to the number asked for. */
  readonly allHits!: readonly BiometricCandidate[];
}
