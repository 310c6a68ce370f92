import { Directive, Field, ObjectType, registerEnumType } from "type-graphql";
import { Answer, Hit } from "../../kit/graph/answer.js";
import { enumOf } from "../../kit/graph/enum-of.js";
import { RecordReference } from "../../kit/graph/scalars.js";
import { CLONE_SIGN_KINDS } from "../matching/clone-signs.js";
import type { CloneSign as Sign, CloneSignKind } from "../matching/clone-signs.js";
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

const CloneSignKindEnum = enumOf(CLONE_SIGN_KINDS);
registerEnumType(CloneSignKindEnum, {
  name: "CloneSignKind",
  description: "How two vehicles share an identity that one alone can have.",
  valuesConfig: {
    VIN_ON_TWO_PLATES: { description: "One VIN, two plates." },
    PLATE_ON_TWO_VINS: { description: "One plate of one country, two VINs." },
    PLATE_ON_TWO_MAKES: { description: "One plate of one country, two makes." },
  },
});

@ObjectType({
  description: "A sign that a vehicle goes about under another's identity, or that its plates were changed.",
  simpleResolvers: true,
})
@Directive("@authenticated")
export class CloneSign implements Sign {
  @Field(() => CloneSignKindEnum, { description: "What is shared, and what differs." })
  readonly kind!: CloneSignKind;

  @Field(() => [RecordReference], {
    description: "The records that show it; one where the officer's own reading differs.",
  })
  readonly refs!: readonly string[];

  @Field(() => String, { description: "What it is, in one sentence for an officer." })
  readonly explanation!: string;
}

@ObjectType({ implements: Answer, description: "What is held on the subject's vehicles.", simpleResolvers: true })
@Directive("@authenticated")
export class VehicleAnswer extends Answer {
  @Field(() => [CloneSign], {
    nullable: true,
    description: "Signs of a cloned vehicle among the records that may be opened and what was asked.",
  })
  @Directive('@requiresScopes(scopes: [["vehicle:read"]])')
  @Directive('@policy(policies: [["vehicle-identity"]])')
  readonly cloneSigns!: readonly CloneSign[];

  /** The field `hits` cuts these to the number asked for. */
  readonly allHits!: readonly VehicleHit[];
}
