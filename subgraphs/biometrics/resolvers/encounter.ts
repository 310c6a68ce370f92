import { Arg, Ctx, Directive, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { DecisionsUnavailable, newestOf } from "../../kit/decisions/decision.js";
import { firstOf } from "../../kit/graph/first-of.js";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import { RecordReference } from "../../kit/graph/scalars.js";
import type { SourceLines } from "../../kit/sources/source-lines.js";
import { refFrom } from "../../kit/sources/record-ref.js";
import type { BiometricSource } from "../backends/biometric-source.js";
import type { Confirmation, ConfirmationSource, SampleSearch } from "../backends/confirmation-source.js";
import { BiometricAnswer, BiometricCandidate } from "../types/biometric-answer.js";
import type { UnconfirmedCandidate } from "../types/biometric-answer.js";
import { BiometricEncounter } from "../types/biometric-encounter.js";
import { SampleInput } from "../types/sample-input.js";
import type { ConfirmingContext } from "./candidate.js";
import { identifySamples, shapeEncounter } from "./identify-samples.js";
import { shapeConfirmation } from "./shape-confirmation.js";

/** The questions that this domain answers on its own. */
@Resolver(() => BiometricAnswer)
export class EncounterResolver {
  readonly #lines: SourceLines<BiometricSource>;
  readonly #confirmations: ConfirmationSource;

  constructor(lines: SourceLines<BiometricSource>, confirmations: ConfirmationSource) {
    this.#lines = lines;
    this.#confirmations = confirmations;
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
    return identifySamples(this.#lines.current, samples, { path: ["samples"] }, context);
  }

  @Query(() => BiometricEncounter, {
    nullable: true,
    description:
      "One record. Null where its owner holds none; an error where a source that may hold it did not answer.",
  })
  @Directive('@requiresScopes(scopes: [["biometric:read"]])')
  async encounter(
    @Arg("ref", () => RecordReference, { description: "The record's key: `FRA/12345`." }) ref: string,
    @Ctx() { encounterByRef }: ConfirmingContext,
  ): Promise<BiometricEncounter | null> {
    const record = await encounterByRef.load(refFrom(ref));
    return record && shapeEncounter(record);
  }

  @FieldResolver(() => [BiometricCandidate], { description: "The candidates, the surest first." })
  async hits(
    @Root() { allHits, search }: BiometricAnswer,
    @Arg("first", () => Int, { defaultValue: 10, description: "How many at most, up to 100." }) first: number,
    @Ctx() context: ConfirmingContext,
  ): Promise<readonly BiometricCandidate[]> {
    const told = firstOf(allHits, first);
    if (told.length === 0) return [];
    const said = await this.#saidOf(told, search, context);
    return told.map((candidate, index) => {
      const confirmation = said[index] ?? null;
      const shaped = confirmation && shapeConfirmation(confirmation, context.authority);
      return { ...candidate, verified: confirmation?.verdict === "CONFIRMED", confirmation: shaped };
    });
  }

  /**
   * What was said last of each; that they are told of now is remembered. Where the graph's own tables do not answer, the
   * candidates are told of all the same, as the machine's alone.
   */
  async #saidOf(
    told: readonly UnconfirmedCandidate[],
    search: SampleSearch,
    context: ConfirmingContext,
  ): Promise<readonly (Confirmation | null)[]> {
    const refs = told.map(({ ref }) => ref);
    try {
      await this.#confirmations.remember(refs, search, context);
      const said = await Promise.all(refs.map((ref) => context.confirmationsByRef.load(ref)));
      return refs.map((ref, index) =>
        newestOf(said[index] ?? [], this.#confirmations.aboutOf(ref, search.samples, context)),
      );
    } catch (error) {
      if (error instanceof DecisionsUnavailable) return [];
      throw error;
    }
  }
}
