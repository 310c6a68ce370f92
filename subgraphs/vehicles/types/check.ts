import { Directive, Field, ID, ObjectType } from "type-graphql";
import { CountryCode } from "../../kit/graph/scalars.js";
import type { VehicleDescription } from "../backends/vehicle-source.js";

@ObjectType({ description: "A vehicle of which the officer knows something.", simpleResolvers: true })
@Directive("@external")
@Directive("@authenticated")
export class SubjectVehicle implements VehicleDescription {
  @Field(() => String, { nullable: true, description: "Vehicle identification number." })
  readonly vin!: string | null;

  @Field(() => String, { nullable: true, description: "Registration plate." })
  readonly plate!: string | null;

  @Field(() => CountryCode, { nullable: true, description: "The country that gave out the plate." })
  readonly plateCountry!: string | null;

  @Field(() => String, { nullable: true, description: "Engine number." })
  readonly engineNumber!: string | null;
}

@ObjectType({ description: "What is known of the subject.", simpleResolvers: true })
@Directive("@authenticated")
export class Subject {
  @Field(() => [SubjectVehicle], { description: "Vehicles of which something is known." })
  @Directive("@external")
  readonly vehicles!: readonly SubjectVehicle[];
}

@ObjectType({ description: "One question about one subject to all sources.", simpleResolvers: true })
@Directive('@key(fields: "id")')
@Directive("@authenticated")
export class Check {
  @Field(() => ID, { description: "The check's own id." })
  readonly id!: string;

  @Field(() => Subject, { description: "What is known of the subject." })
  @Directive("@external")
  readonly subject!: Subject;
}
