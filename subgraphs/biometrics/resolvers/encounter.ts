import { Arg, Ctx, Directive, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { firstOf } from "../../kit/graph/first-of.js";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import { RecordReference } from "../../kit/graph/scalars.js";
import type { SourceLines } from "../../kit/sources/source-lines.js";
import { refFrom } from "../../kit/sources/record-ref.js";
import type { BiometricSource } from "../backends/biometric-source.js";
import type { EncounterByRef } from "../loaders/encounter-by-ref.js";
import { BiometricAnswer, BiometricCandidate } from "../types/biometric-answer.js";
import { BiometricEncounter } from "../types/biometric-encounter.js";
import { SampleInput } from "../types/sample-input.js";
import { identifySamples, shapeEncounter } from "./identify-samples.js";

/** The questions that this domain answers on its own. */
@Resolver(() => BiometricAnswer)
export class EncounterResolver {
  readonly #lines: SourceLines<BiometricSource>;

  constructor(lines: SourceLines<BiometricSource>) {
    this.#lines = lines;
  }

  @Query(() => BiometricAnswer, {
    nullable: true,
    description: "Asks every source whom the samples of one person may belong to.",
  })
  @Directive('@requiresScopes(scopes: [["biometric:search"]])')
  identify(
    @Arg("samples", () => [SampleInput], { description: "Samples of one person, at most 12." })
    samples: readonly SampleInput[],
    @Ctx() context: SourcesContext,
  ): Promise<BiometricAnswer> {
    return identifySamples(this.#lines.current, samples, ["samples"], context);
  }

  @Query(() => BiometricEncounter, {
    nullable: true,
    description:
      "One record. Null where its owner holds none; an error where a source that may hold it did not answer.",
  })
  @Directive('@requiresScopes(scopes: [["biometric:read"]])')
  async encounter(
    @Arg("ref", () => RecordReference, { description: "The record's key: `FRA/12345`." }) ref: string,
    @Ctx() { encounterByRef }: { readonly encounterByRef: EncounterByRef },
  ): Promise<BiometricEncounter | null> {
    const record = await encounterByRef.load(refFrom(ref));
    return record && shapeEncounter(record);
  }

  @FieldResolver(() => [BiometricCandidate], { description: "The candidates, the surest first." })
  hits(
    @Root() answer: BiometricAnswer,
    @Arg("first", () => Int, { defaultValue: 10, description: "How many at most, up to 100." }) first: number,
  ): readonly BiometricCandidate[] {
    return firstOf(answer.allHits, first);
  }
}
