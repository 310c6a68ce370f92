import { Field, InputType } from "type-graphql";
import { Base64 } from "../../kit/graph/scalars.js";
import { SampleKindEnum } from "../../kit/graph/shared-enums.js";
import type { SampleKind } from "../../kit/lists.js";

@InputType({ description: "A biometric sample, live or from a trace." })
export class SampleInput {
  @Field(() => SampleKindEnum, { description: "What the sample is." })
  readonly kind!: SampleKind;

  @Field(() => Base64, {
    description:
      "For fingerprints ISO/IEC 19794-2 (2005, 2011), ANSI INCITS 378 (2004, 2009) or an ANSI/NIST-ITL file with Type-9 records, told by its header; for faces Crosscheck's face template. At most 64 KiB.",
  })
  readonly template!: string;
}
