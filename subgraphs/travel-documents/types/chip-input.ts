import { Field, InputType } from "type-graphql";
import { Base64 } from "../../kit/graph/scalars.js";

@InputType({
  description:
    "The files of a document's chip as they were read (ICAO 9303-10), from the first byte of the tag to the last of the value. What was not read is left out. They are examined and forgotten, never kept or logged.",
})
export class ChipInput {
  @Field(() => Base64, { nullable: true, description: "EF.COM: what the chip says is on it." })
  readonly efCom!: string | null | undefined;

  @Field(() => Base64, { nullable: true, description: "EF.SOD: what a state has signed." })
  readonly efSod!: string | null | undefined;

  @Field(() => Base64, { nullable: true, description: "DG1: the machine-readable zone." })
  readonly dg1!: string | null | undefined;

  @Field(() => Base64, { nullable: true, description: "DG2: the face." })
  readonly dg2!: string | null | undefined;

  @Field(() => Base64, { nullable: true, description: "DG11: more on the holder." })
  readonly dg11!: string | null | undefined;

  @Field(() => Base64, { nullable: true, description: "DG14: the protocols that the chip offers." })
  readonly dg14!: string | null | undefined;

  @Field(() => Base64, { nullable: true, description: "DG15: the key of active authentication." })
  readonly dg15!: string | null | undefined;
}
