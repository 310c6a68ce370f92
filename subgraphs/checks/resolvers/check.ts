import { randomUUID } from "node:crypto";
import { Arg, Ctx, Directive, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { CrosscheckError, InvalidInput } from "../../kit/errors.js";
import { SourceReply } from "../../kit/graph/answer.js";
import type { RequestContext } from "../../kit/graph/request-context.js";
import type { Domain, SourceDescription } from "../../kit/sources/source.js";
import { Check, CheckOutcome } from "../types/check.js";
import type { DomainAnswer } from "../types/domain-answer.js";
import { Justification } from "../types/justification.js";
import { SubjectInput } from "../types/subject.js";
import { readSubject } from "./read-subject.js";

/** The same for every field that sums up, so that one fetch serves them all. */
const ANSWERS = "outcome complete sources { source owner outcome reason repliedAt latencyMs }";
const REQUIRES_ALL_ANSWERS = `@requires(fields: "persons { ${ANSWERS} } notices { ${ANSWERS} } travelDocuments { ${ANSWERS} } vehicles { ${ANSWERS} } biometrics { ${ANSWERS} }")`;

/** Opens a check, and sums up what the domains found. The check itself is kept nowhere: it travels with the request. */
@Resolver(() => Check)
export class CheckResolver {
  readonly #sources: { readonly current: readonly SourceDescription[] };

  /** @param sources every source of the graph as it is now, so that those behind a silent domain can be named */
  constructor(sources: { readonly current: readonly SourceDescription[] }) {
    this.#sources = sources;
  }

  @Query(() => Check, {
    nullable: true,
    description: "Asks every source about one subject. Each domain answers under its own field.",
  })
  @Directive('@requiresScopes(scopes: [["check:run"]])')
  check(
    @Arg("subject", () => SubjectInput, { description: "What is known of the subject." }) input: SubjectInput,
  ): Pick<Check, "id" | "askedAt" | "subject"> {
    const reading = readSubject(input);
    if (!reading.ok) throw new InvalidInput(reading.faults);
    return { id: randomUUID(), askedAt: new Date(), subject: reading.subject };
  }

  @FieldResolver(() => Justification, { description: "Why it was asked, as the request said it." })
  justification(@Ctx() { authority }: RequestContext): Justification {
    if (authority?.justification) return authority.justification;
    throw new CrosscheckError("JUSTIFICATION_REQUIRED", "The check was asked without a justification.");
  }

  @FieldResolver(() => CheckOutcome, {
    nullable: true,
    description:
      "HIT if any source hit, else INCOMPLETE if any asked source did not answer, else NO_HIT. Null only where summing up itself failed: take it for INCOMPLETE, and look at the domains.",
  })
  @Directive(REQUIRES_ALL_ANSWERS)
  outcome(@Root() check: Check): CheckOutcome {
    if (domainsOf(check).some(([, answer]) => answer?.outcome === "HIT")) return "HIT";
    return this.complete(check) ? "NO_HIT" : "INCOMPLETE";
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      "Whether every source that was asked gave its answer. Null only where summing up itself failed: take it for false.",
  })
  @Directive(REQUIRES_ALL_ANSWERS)
  complete(@Root() check: Check): boolean {
    return domainsOf(check).every(([, answer]) => answer?.complete === true);
  }

  @FieldResolver(() => [SourceReply], {
    nullable: true,
    description:
      "Every source of every domain. Those of a domain that did not answer at all are UNAVAILABLE. Null only where summing up itself failed.",
  })
  @Directive(REQUIRES_ALL_ANSWERS)
  sources(@Root() check: Check): readonly SourceReply[] {
    return domainsOf(check).flatMap(([domain, answer]) => answer?.sources ?? this.#silent(domain));
  }

  #silent(domain: Domain): readonly SourceReply[] {
    return this.#sources.current
      .filter((source) => source.domain === domain)
      .map(({ id, owner }) => ({
        source: id,
        owner,
        outcome: "UNAVAILABLE",
        reason: "FAILED",
        repliedAt: null,
        latencyMs: null,
      }));
  }
}

function domainsOf(check: Check): readonly (readonly [Domain, DomainAnswer | null])[] {
  return [
    ["persons", check.persons],
    ["notices", check.notices],
    ["travel-documents", check.travelDocuments],
    ["vehicles", check.vehicles],
    ["biometrics", check.biometrics],
  ];
}
