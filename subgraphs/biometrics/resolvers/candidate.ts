import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { newestOf } from "../../kit/decisions/decision.js";
import { reasonFaults } from "../../kit/decisions/read-reason.js";
import { CrosscheckError, InvalidInput } from "../../kit/errors.js";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import { mayStillBeTold } from "../../kit/sources/find-by-refs.js";
import { refFrom } from "../../kit/sources/record-ref.js";
import type { SourceLines } from "../../kit/sources/source-lines.js";
import type { BiometricSource } from "../backends/biometric-source.js";
import type { ConfirmationSource } from "../backends/confirmation-source.js";
import type { ConfirmationsByRef } from "../loaders/confirmations-by-ref.js";
import type { EncounterByRef } from "../loaders/encounter-by-ref.js";
import { BiometricEncounter } from "../types/biometric-encounter.js";
import { CandidateConfirmation, ConfirmCandidateInput } from "../types/candidate-confirmation.js";
import { Person } from "../types/person.js";
import { shapeEncounter } from "./identify-samples.js";
import { shapeConfirmation } from "./shape-confirmation.js";

export interface ConfirmingContext extends SourcesContext {
  readonly encounterByRef: EncounterByRef;
  readonly confirmationsByRef: ConfirmationsByRef;
}

/** What a human says of a candidate, and what that opens. */
@Resolver(() => CandidateConfirmation)
export class CandidateResolver {
  readonly #lines: SourceLines<BiometricSource>;
  readonly #confirmations: ConfirmationSource;

  constructor(lines: SourceLines<BiometricSource>, confirmations: ConfirmationSource) {
    this.#lines = lines;
    this.#confirmations = confirmations;
  }

  @Mutation(() => CandidateConfirmation, {
    nullable: true,
    description:
      "States whether a candidate is the person of the samples. From then on a confirmed candidate leads on to the person, for all officers of the agency who work on the case. Said twice it is there once.",
  })
  @Directive('@requiresScopes(scopes: [["biometric:confirm"]])')
  async confirmCandidate(
    @Arg("input", () => ConfirmCandidateInput, { description: "The candidate, and what is said of it." })
    { candidate, verdict, reason, checkId }: ConfirmCandidateInput,
    @Ctx() context: ConfirmingContext,
  ): Promise<CandidateConfirmation> {
    const faults = reasonFaults(reason, ["input", "reason"]);
    if (faults.length > 0) throw new InvalidInput(faults);
    // First, and for all candidates alike: who was never told learns nothing from what follows.
    const telling = await this.#confirmations.lastTelling(candidate, checkId ?? null, context);
    if (telling === null || !(await mayStillBeTold(this.#lines.current, refFrom(candidate), context))) {
      throw new CrosscheckError("CANDIDATE_UNKNOWN", "The officer was told of no such candidate for this case.");
    }
    const statement = { verdict, reason: reason.trim() };
    const confirmation = await this.#confirmations.confirm(candidate, telling, statement, context);
    context.confirmationsByRef.clear(candidate);
    return shapeConfirmation(confirmation, context.authority);
  }

  @FieldResolver(() => BiometricEncounter, {
    nullable: true,
    description: "The candidate's record. Null where its owner gives the hit alone: ask the contact.",
  })
  async encounter(
    @Root() { ref }: CandidateConfirmation,
    @Ctx() { encounterByRef }: ConfirmingContext,
  ): Promise<BiometricEncounter | null> {
    const record = await encounterByRef.load(refFrom(ref));
    return record && shapeEncounter(record);
  }
}

/** Where a record of a sample leads on to the person: only once a human has said that this is the one. */
@Resolver(() => BiometricEncounter)
export class EncounterPersonResolver {
  @FieldResolver(() => Person, {
    nullable: true,
    description:
      "The person whom the owner holds the sample to be of. Null until an officer of the same agency and case has confirmed the candidate (`confirmCandidate`), and where nobody is named.",
  })
  @Directive('@requiresScopes(scopes: [["person:links"]])')
  @Directive('@policy(policies: [["person-link"]])')
  async person(
    @Root() { ref, personRef }: BiometricEncounter,
    @Ctx() { confirmationsByRef }: ConfirmingContext,
  ): Promise<Person | null> {
    // Whoever is named or not: the answer may depend on nothing else until it is confirmed.
    const said = await confirmationsByRef.load(ref);
    const isConfirmed = said.some(
      ({ about, verdict }) => verdict === "CONFIRMED" && newestOf(said, about)?.verdict === verdict,
    );
    return isConfirmed ? personRef : null;
  }
}
