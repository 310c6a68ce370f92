import { Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import type { SourceLines } from "../../kit/sources/source-lines.js";
import type { BiometricSource } from "../backends/biometric-source.js";
import { BiometricAnswer } from "../types/biometric-answer.js";
import { Check } from "../types/check.js";
import { identifySamples } from "./identify-samples.js";

/** What this domain contributes to a check. */
@Resolver(() => Check)
export class CheckResolver {
  readonly #lines: SourceLines<BiometricSource>;

  constructor(lines: SourceLines<BiometricSource>) {
    this.#lines = lines;
  }

  @FieldResolver(() => BiometricAnswer, {
    nullable: true,
    description: "Whom the subject's samples may belong to. Null only where this part of the graph did not answer.",
  })
  @Directive('@requires(fields: "subject { samples { kind template } }")')
  biometrics(@Root() check: Check, @Ctx() context: SourcesContext): Promise<BiometricAnswer> {
    const asked = { path: ["subject", "samples"], checkId: check.id };
    return identifySamples(this.#lines.current, check.subject.samples, asked, context);
  }
}
