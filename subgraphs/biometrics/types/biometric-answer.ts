import { Directive, Field, ObjectType, registerEnumType } from "type-graphql";
import { Answer, Hit } from "../../kit/graph/answer.js";
import { enumOf } from "../../kit/graph/enum-of.js";
import { SAMPLE_FORMATS } from "../matching/sample.js";
import type { SampleFormat } from "../matching/sample.js";
import type { SampleSearch } from "../backends/confirmation-source.js";
import { BiometricEncounter } from "./biometric-encounter.js";
import { CandidateConfirmation } from "./candidate-confirmation.js";

const SampleFormatEnum = enumOf(SAMPLE_FORMATS);
registerEnumType(SampleFormatEnum, {
  name: "SampleFormat",
  description: "What a sample came in, told by its header.",
  valuesConfig: {
    ISO_19794_2_2005: { description: "Finger minutiae, ISO/IEC 19794-2:2005." },
    ISO_19794_2_2011: { description: "Finger minutiae, ISO/IEC 19794-2:2011." },
    ANSI_378_2004: { description: "Finger minutiae, ANSI INCITS 378-2004." },
    ANSI_378_2009: { description: "Finger minutiae, ANSI INCITS 378-2009, and its first amendment." },
    ANSI_NIST_ITL: {
      description: "A file of ANSI/NIST-ITL in traditional encoding: the minutiae of its Type-9 records.",
    },
    CCFT: { description: "Crosscheck's own face template: a vector that the caller's face model made." },
  },
});

@ObjectType({
  implements: Hit,
  description: "A sample on record that may be of the same person. A reference and a score, never a name.",
  simpleResolvers: true,
})
@Directive("@authenticated")
export class BiometricCandidate extends Hit {
  @Field(() => CandidateConfirmation, {
    nullable: true,
    description:
      "What was said last of this candidate for these samples, in the case of the request and by its agency. `verified` is true where it was confirmed.",
  })
  readonly confirmation!: CandidateConfirmation | null;

  @Field(() => BiometricEncounter, {
    nullable: true,
    description: "The record behind the hit. Null where its owner gives the hit alone: ask the contact.",
  })
  readonly encounter!: BiometricEncounter | null;
}

/** A candidate as the machine found it. */
export type UnconfirmedCandidate = Omit<BiometricCandidate, "confirmation">;

@ObjectType({ implements: Answer, description: "Whom the subject's samples may belong to.", simpleResolvers: true })
@Directive("@authenticated")
export class BiometricAnswer extends Answer {
  @Field(() => [SampleFormatEnum], {
    description: "What each sample of the question was read as, in their order; empty where none was given.",
  })
  readonly formats!: readonly SampleFormat[];

  /** The field `hits` cuts these to the number asked for, and adds what was said of each. */
  readonly allHits!: readonly UnconfirmedCandidate[];

  /** The search that found them. */
  readonly search!: SampleSearch;
}
