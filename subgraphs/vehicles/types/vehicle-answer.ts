import { Directive, Field, ObjectType } from "type-graphql";
import { Answer, Hit } from "../../kit/graph/answer.js";
import { Vehicle } from "./vehicle.js";

@ObjectType({ implements: Hit, description: "A vehicle on record that matches.", simpleResolvers: true })
@Directive("@authenticated")
export class VehicleHit extends Hit {
  @Field(() => Vehicle, {
    nullable: true,
    description: "The record behind the hit. Null where its owner gives the hit alone: ask the contact.",
  })
  readonly vehicle!: Vehicle | null;
}

@ObjectType({ implements: Answer, description: "What is held on the subject's vehicles.", simpleResolvers: true })
@Directive("@authenticated")
export class VehicleAnswer extends Answer {
  /** The field `hits` cuts these to the number asked for. */
  readonly allHits!: readonly VehicleHit[];
}
