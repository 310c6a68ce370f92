import { Directive, Field, Float, Int, InterfaceType, ObjectType, registerEnumType } from "type-graphql";
import type { MatchFeature as Feature } from "../sources/match-feature.js";
import { FAILURE_REASONS, SOURCE_OUTCOMES } from "../sources/source.js";
import type {
  Contact as SourceContact,
  FailureReason,
  SourceOutcome,
  SourceReply as Reply,
} from "../sources/source.js";
import { enumOf } from "./enum-of.js";
import { CountryCode, DateTime, RecordReference } from "./scalars.js";

/** How one source, one domain or a whole check ended. */
export const SourceOutcomeEnum = enumOf(SOURCE_OUTCOMES);

registerEnumType(SourceOutcomeEnum, {
  name: "SourceOutcome",
  description: "How a source answered, or why it did not. Only NO_HIT means that nothing is held.",
  valuesConfig: {
    HIT: { description: "At least one record matches." },
    NO_HIT: { description: "The source answered, and holds nothing that matches." },
    TOO_MANY: { description: "More records match than the source will send: narrow the question." },
    INVALID_QUERY: { description: "The source could not use the question." },
    UNAVAILABLE: { description: "The source failed, refused, was overloaded, or answered what cannot be read." },
    TIMED_OUT: { description: "The source did not answer in time." },
    NOT_ASKED: {
      description: "The subject has nothing that this source is searched by, or the officer may not ask it.",
    },
  },
});

const FailureReasonEnum = enumOf(FAILURE_REASONS);

registerEnumType(FailureReasonEnum, {
  name: "FailureReason",
  description: "Why a source that was asked gave nothing.",
  valuesConfig: {
    DEADLINE: { description: "It took longer than it may." },
    BUSY: { description: "As many questions as it takes were already under way." },
    CIRCUIT_OPEN: { description: "It failed several times in a row and is left alone for some seconds." },
    DISABLED: { description: "It is switched off, by its owner or by the operator of the graph." },
    INVALID_REPLY: { description: "Its reply breaks the contract: a value of a wrong type, a date that is none." },
    REPLY_TOO_LARGE: { description: "Its reply is larger than may be read." },
    REPLY_TOO_DEEP: { description: "Its reply is nested deeper than may be read." },
    REPLY_ENCODED: { description: "Its reply is compressed, which was not asked for." },
    UNEXPECTED_FIELD: { description: "Its reply has a field that was not asked for." },
    WRONG_TYPE_NAME: { description: "Its reply has an object of another type than was asked for." },
    OTHER_QUESTION: { description: "Its reply answers another question." },
    UNSIGNED: { description: "Its reply is not signed by it." },
    REDIRECTED: { description: "It sent the question on to another address, which is not followed." },
    ADDRESS_REFUSED: { description: "Its address is within this network." },
    NOT_OFFERED: { description: "It does not offer what was asked." },
    FAILED: { description: "It failed or could not be reached." },
  },
});

@ObjectType({ description: "One source's own account of one question.", simpleResolvers: true })
@Directive("@shareable")
@Directive("@authenticated")
export class SourceReply implements Reply {
  @Field(() => String, { description: "The source, as the registry names it: `fra-vehicles`." })
  readonly source!: string;

  @Field(() => CountryCode, { description: "The country or organisation that owns the source." })
  readonly owner!: string;

  @Field(() => SourceOutcomeEnum, { description: "How it answered, or that it did not." })
  readonly outcome!: SourceOutcome;

  @Field(() => FailureReasonEnum, {
    nullable: true,
    description: "Why it gave nothing, where it was asked and failed.",
  })
  readonly reason!: FailureReason | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When the reply was in or was given up.",
  })
  readonly repliedAt!: Date | null;

  @Field(() => Int, { nullable: true, description: "How long it took, milliseconds." })
  readonly latencyMs!: number | null;
}

@ObjectType({ description: "Whom to call about a hit: the owner's bureau.", simpleResolvers: true })
@Directive("@shareable")
@Directive("@authenticated")
export class Contact implements SourceContact {
  @Field(() => String, { description: "The bureau to ask for." })
  readonly bureau!: string;

  @Field(() => String, {
    nullable: true,
    description: "Telephone, day and night, in international form.",
  })
  readonly telephone?: string | undefined;

  @Field(() => String, { nullable: true, description: "Address of the bureau's duty desk." })
  readonly email?: string | undefined;
}

@ObjectType({
  description: "One reason for a hit: what was compared, how it matched, and how much it counts.",
  simpleResolvers: true,
})
@Directive("@shareable")
@Directive("@authenticated")
export class MatchFeature implements Feature {
  @Field(() => String, {
    description: "What was compared: NAME, DATE_OF_BIRTH, DOCUMENT_NUMBER, VIN, PLATE, FINGERPRINT, FACE …",
  })
  readonly feature!: string;

  @Field(() => String, {
    description: "How it matched: EXACT, TRANSLITERATION, PHONETIC, CONFUSABLE, ONE_EDIT …",
  })
  readonly how!: string;

  @Field(() => Float, {
    description: "How much it counts in the score; negative where it speaks against the match.",
  })
  readonly weight!: number;

  @Field(() => String, { nullable: true, description: "The reason in one sentence for an officer." })
  @Directive('@requiresScopes(scopes: [["person:identity"]])')
  @Directive('@policy(policies: [["person-identity"]])')
  readonly explanation!: string;
}

@InterfaceType({
  description: "A record of some source matches the subject. What the record says is behind it.",
  autoRegisterImplementations: false,
})
export abstract class Hit {
  @Field(() => RecordReference, { description: "The record's key." })
  readonly ref!: string;

  @Field(() => CountryCode, {
    description: "The country or organisation that owns the record, and alone decides on it.",
  })
  readonly owner!: string;

  @Field(() => [String], { description: "The sources that report this record, the owner's own first." })
  readonly sources!: readonly string[];

  @Field(() => Float, { description: "How well it matches, 0 to 1." })
  readonly score!: number;

  @Field(() => [MatchFeature], { description: "Why it matches, the weightiest reason first." })
  readonly features!: readonly MatchFeature[];

  @Field(() => Boolean, {
    description:
      "Whether a human has verified the match. A hit of the machine alone is a reason to look, never to act.",
  })
  readonly verified!: boolean;

  @Field(() => Contact, { description: "Whom to call before acting on it." })
  readonly contact!: Contact;
}

@InterfaceType({
  description: "What one domain found, with the account of every source.",
  autoRegisterImplementations: false,
})
export abstract class Answer {
  @Field(() => SourceOutcomeEnum, {
    description: "HIT if any source hit, else why an asked source did not answer, else NO_HIT.",
  })
  readonly outcome!: SourceOutcome;

  @Field(() => Boolean, { description: "Whether every source that was asked gave its answer." })
  readonly complete!: boolean;

  @Field(() => [SourceReply], { description: "Every source of the domain, asked or not." })
  readonly sources!: readonly SourceReply[];

  @Field(() => Int, { description: "How many hits there are in all." })
  readonly hitCount!: number;
}
