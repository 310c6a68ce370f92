import { Field, InputType } from "type-graphql";
import type { ChipFileName } from "../../kit/chip/lds-file.js";
import { Base64 } from "../../kit/graph/scalars.js";

@InputType({
  description:
    "The files of a document's chip as they were read (ICAO 9303-10), from the first byte of the tag to the last of the value. What was not read is left out. They are examined and forgotten, never kept or logged.",
})
export class ChipInput implements Record<ChipFileName, string | null | undefined> {
  @Field(() => Base64, { nullable: true, description: "EF.COM: what the chip says is on it." })
  readonly EF_COM!: string | null | undefined;

  @Field(() => Base64, { nullable: true, description: "EF.SOD: what a state has signed." })
  readonly EF_SOD!: string | null | undefined;

  @Field(() => Base64, { nullable: true, description: "DG1: the machine-readable zone." })
  readonly DG1!: string | null | undefined;

  @Field(() => Base64, { nullable: true, description: "DG2: the face." })
  readonly DG2!: string | null | undefined;

  @Field(() => Base64, { nullable: true, description: "DG11: more on the holder." })
  readonly DG11!: string | null | undefined;

  @Field(() => Base64, { nullable: true, description: "DG14: the protocols that the chip offers." })
  readonly DG14!: string | null | undefined;

  @Field(() => Base64, { nullable: true, description: "DG15: the key of active authentication." })
  readonly DG15!: string | null | undefined;
}
