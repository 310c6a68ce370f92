import { Directive, Field, ObjectType, registerEnumType } from "type-graphql";
import { enumOf } from "../../kit/graph/enum-of.js";
import { EXAMINATION_VERDICTS } from "../matching/examine-document.js";
import type { ExaminationVerdict, Statement as Said, StatementCode } from "../matching/examine-document.js";
import type { ZoneComparison as Comparison } from "../matching/compare-zones.js";
import { PLAUSIBILITIES } from "../matching/examine-zone.js";
import type { Plausibility, ZoneRemark as Remark, ZoneRemarkCode } from "../matching/examine-zone.js";
import { ChipReport } from "./chip-examination.js";
import { MrzReading } from "./mrz-reading.js";

const ExaminationVerdictEnum = enumOf(EXAMINATION_VERDICTS);
registerEnumType(ExaminationVerdictEnum, {
  name: "ExaminationVerdict",
  description:
    "What an examination comes to. None of its values says that a document is genuine, or its bearer its holder.",
  valuesConfig: {
    SIGNED: { description: "A state has signed what the chip says, and nothing that was looked at contradicts it." },
    CONTRADICTED: {
      description: "Something cannot be so in a genuine document: see the checks, the remarks and the comparison.",
    },
    NOT_ESTABLISHED: { description: "Nothing contradicts the document, and nothing proves it." },
  },
});

const PlausibilityEnum = enumOf(PLAUSIBILITIES);
registerEnumType(PlausibilityEnum, {
  name: "Plausibility",
  description: "How odd something in a machine-readable zone is.",
  valuesConfig: {
    UNUSUAL: { description: "Seldom so in genuine documents: a reason to look." },
    IMPOSSIBLE: { description: "Never so in genuine documents, if it was read right." },
  },
});

@ObjectType({ description: "Something odd about a machine-readable zone, taken by itself.", simpleResolvers: true })
@Directive("@authenticated")
export class ZoneRemark implements Remark {
  @Field(() => String, { description: "What it is, for a program: EXPIRED, ISSUER_ENDED, NUMBER_UNUSUAL …" })
  readonly code!: ZoneRemarkCode;

  @Field(() => PlausibilityEnum, { description: "How odd it is." })
  readonly plausibility!: Plausibility;

  @Field(() => String, { description: "What it is, in one sentence for an officer." })
  readonly explanation!: string;
}

@ObjectType({ description: "One field of the zone, as it is printed and as the chip has it.", simpleResolvers: true })
@Directive("@authenticated")
export class ZoneComparison implements Comparison {
  @Field(() => String, { description: "The field, named as in `MrzField.field`." })
  readonly field!: Comparison["field"];

  @Field(() => String, {
    nullable: true,
    description: "As printed, with its fillers; null where that zone has no such field.",
  })
  readonly printed!: string | null;

  @Field(() => String, { nullable: true, description: "As the chip has it; null where that zone has no such field." })
  readonly onChip!: string | null;

  @Field(() => Boolean, { description: "Whether the two are the same." })
  readonly isSame!: boolean;
}

@ObjectType({ description: "One thing that can, or cannot, be said of a document.", simpleResolvers: true })
@Directive("@authenticated")
export class Statement implements Said {
  @Field(() => String, { description: "What it is, for a program: DATA_SIGNED_BY_STATE, CHIP_MAY_BE_A_COPY …" })
  readonly code!: StatementCode;

  @Field(() => String, { description: "What it is, in words that an officer may repeat." })
  readonly text!: string;
}

@ObjectType({
  description: "A document examined by what is printed in its zone and what was read off its chip. No source is asked.",
  simpleResolvers: true,
})
@Directive("@authenticated")
export class DocumentReport {
  @Field(() => ExaminationVerdictEnum, { description: "What all of it comes to." })
  readonly verdict!: ExaminationVerdict;

  @Field(() => MrzReading, {
    nullable: true,
    description: "The printed zone, field by field; null where none was given.",
  })
  readonly zone!: MrzReading | null;

  @Field(() => ChipReport, { nullable: true, description: "The chip, check by check; null where none was given." })
  readonly chip!: ChipReport | null;

  @Field(() => [ZoneComparison], {
    nullable: true,
    description: "The printed zone against that of DG1; null where one of them is not at hand.",
  })
  readonly comparison!: readonly ZoneComparison[] | null;

  @Field(() => [ZoneRemark], {
    description: "What is odd about the printed zone, or that of DG1 where none is given: dates, states, number.",
  })
  readonly remarks!: readonly ZoneRemark[];

  @Field(() => [Statement], { description: "What can be said of the document." })
  readonly canBeSaid!: readonly Statement[];

  @Field(() => [Statement], { description: "What cannot be said of it, though one might think so." })
  readonly cannotBeSaid!: readonly Statement[];
}
