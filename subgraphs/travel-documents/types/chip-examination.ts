import { Directive, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import type { PersonalDetails } from "../../kit/chip/data-groups.js";
import { CHIP_CHECKS, CHIP_OUTCOMES, CHIP_REASONS } from "../../kit/chip/chip-reason.js";
import type { ChipCheck as Check, ChipCheckName, ChipOutcome, ChipReason } from "../../kit/chip/chip-reason.js";
import { CHIP_VERDICTS } from "../../kit/chip/examine-chip.js";
import type { ChipVerdict } from "../../kit/chip/examine-chip.js";
import type { FaceImage } from "../../kit/chip/face-file.js";
import { enumOf } from "../../kit/graph/enum-of.js";
import { MrzReading } from "./mrz-reading.js";

const ChipVerdictEnum = enumOf(CHIP_VERDICTS);
registerEnumType(ChipVerdictEnum, {
  name: "ChipVerdict",
  description: "What passive authentication (ICAO 9303-11) shows of a chip's data. It says nothing of the chip itself.",
  valuesConfig: {
    SIGNED: { description: "The issuing state has signed them, the machine-readable zone among them." },
    FAILED: { description: "They were changed, or are not signed as the norm asks." },
    NOT_ESTABLISHED: { description: "Something that would show it is not at hand: no proof either way." },
  },
});

const ChipOutcomeEnum = enumOf(CHIP_OUTCOMES);
registerEnumType(ChipOutcomeEnum, {
  name: "ChipOutcome",
  description: "How one check of a chip ended.",
  valuesConfig: {
    PASSED: { description: "It is as it must be." },
    WEAK: { description: "It is as it must be, by an algorithm that proves less than those of today." },
    FAILED: { description: "It is not as it must be." },
    UNDECIDED: { description: "It could not be checked, which says nothing either way." },
  },
});

const ChipCheckNameEnum = enumOf(CHIP_CHECKS);
registerEnumType(ChipCheckNameEnum, {
  name: "ChipCheckName",
  description: "What is looked at on a chip.",
  valuesConfig: {
    FILE: { description: "Whether a file can be read." },
    FILE_LIST: { description: "Whether the chip lists what is signed." },
    SECURITY_OBJECT: { description: "Whether what the state signed can be read." },
    SIGNER: { description: "Whether the signer's certificate is there." },
    SIGNATURE: { description: "Whether the signer has signed the digests." },
    ALGORITHMS: { description: "How strong digests and keys are." },
    SIGNER_KEY_USAGE: { description: "Whether the signer's certificate is for signing documents." },
    SIGNER_VALIDITY: { description: "Whether it was valid when it signed." },
    ISSUER: { description: "Whether a trusted authority of a state has issued it." },
    ISSUER_KEY_USAGE: { description: "Whether the authority's certificate is for signing certificates." },
    ISSUER_VALIDITY: { description: "Whether it was valid when the document was signed." },
    REVOCATION: { description: "Whether the authority has withdrawn the signer's certificate." },
    COUNTRY: { description: "Whether the state that signed is the one that the zone names." },
    DATA_GROUP: { description: "Whether a data group is as it was signed." },
    COPY: { description: "Whether the chip can be a copy." },
  },
});

const ChipReasonEnum = enumOf(
  Object.keys(CHIP_REASONS).filter((name): name is ChipReason => Object.hasOwn(CHIP_REASONS, name)),
);
registerEnumType(ChipReasonEnum, {
  name: "ChipReason",
  description: "Why a check of a chip ended as it did.",
  valuesConfig: Object.fromEntries(
    Object.entries(CHIP_REASONS).map(([reason, [, , description]]) => [reason, { description }]),
  ),
});

@ObjectType({ description: "One thing that was looked at on a chip.", simpleResolvers: true })
@Directive("@authenticated")
export class ChipCheck implements Check {
  @Field(() => ChipCheckNameEnum, { description: "What was looked at." })
  readonly check!: ChipCheckName;

  @Field(() => ChipOutcomeEnum, { description: "How it ended." })
  readonly outcome!: ChipOutcome;

  @Field(() => ChipReasonEnum, { description: "Why, for a program." })
  readonly reason!: ChipReason;

  @Field(() => String, { description: "Why, in one sentence for an officer." })
  readonly explanation!: string;

  @Field(() => String, {
    nullable: true,
    description: "Which file it is about: `EF_SOD`, `DG1`; null for the whole chip.",
  })
  readonly file!: string | null;

  @Field(() => String, { nullable: true, description: "Why the file cannot be read: `TLV_TRUNCATED`." })
  readonly fault!: string | null;
}

@ObjectType({
  description: "A picture of a face in DG2, of which the picture itself is not given.",
  simpleResolvers: true,
})
@Directive("@authenticated")
export class ChipFace implements FaceImage {
  @Field(() => String, { description: "JPEG or JPEG2000." })
  readonly format!: FaceImage["format"];

  @Field(() => Int, { description: "How long the picture is, bytes." })
  readonly bytes!: number;
}

@ObjectType({ description: "More on the holder: DG11, as the state wrote it.", simpleResolvers: true })
@Directive("@authenticated")
export class ChipDetails implements PersonalDetails {
  @Field(() => String, { nullable: true, description: "Full name, `<<` between family and given names." })
  readonly fullName!: string | null;

  @Field(() => String, { nullable: true, description: "Personal number." })
  readonly personalNumber!: string | null;

  @Field(() => String, { nullable: true, description: "Date of birth, `YYYYMMDD`, zeros where a part is not known." })
  readonly dateOfBirth!: string | null;

  @Field(() => String, { nullable: true, description: "Place of birth, `<` between its parts." })
  readonly placeOfBirth!: string | null;
}

@ObjectType({ description: "What was read off a document's chip, and what it proves.", simpleResolvers: true })
@Directive("@authenticated")
export class ChipReport {
  @Field(() => ChipVerdictEnum, { description: "What the checks come to." })
  readonly verdict!: ChipVerdict;

  @Field(() => [ChipCheck], {
    description: "Every check that was made or could not be, in the order in which they build on each other.",
  })
  readonly checks!: readonly ChipCheck[];

  @Field(() => Boolean, { description: "Whether a state's signature shows that the zone of DG1 is what it wrote." })
  readonly isZoneSigned!: boolean;

  @Field(() => MrzReading, {
    nullable: true,
    description: "The zone of DG1; null where it was not given or cannot be read.",
  })
  readonly zone!: MrzReading | null;

  @Field(() => ChipDetails, { nullable: true, description: "DG11; null where it was not given or cannot be read." })
  readonly details!: ChipDetails | null;

  @Field(() => [ChipFace], {
    nullable: true,
    description: "The faces of DG2; null where it was not given or cannot be read.",
  })
  readonly faces!: readonly ChipFace[] | null;
}
