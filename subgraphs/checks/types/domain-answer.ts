import { Directive, Field, ObjectType } from "type-graphql";
import { SourceOutcomeEnum, SourceReply } from "../../kit/graph/answer.js";
import type { SourceOutcome } from "../../kit/sources/source.js";

/** What of a domain's answer the check's own outcome is made of. Each domain owns the type; here it is external. */
@ObjectType({ description: "What every answer of a domain has." })
export abstract class DomainAnswer {
  @Field(() => SourceOutcomeEnum, { description: "How the domain as a whole ended." })
  readonly outcome!: SourceOutcome;

  @Field(() => Boolean, { description: "Whether every source that was asked gave its answer." })
  readonly complete!: boolean;

  @Field(() => [SourceReply], { description: "Every source of the domain." })
  readonly sources!: readonly SourceReply[];
}

@ObjectType({ description: "What is held on the subject as a person.", simpleResolvers: true })
@Directive("@external")
@Directive("@authenticated")
export class PersonAnswer extends DomainAnswer {}

@ObjectType({ description: "Notices on the subject.", simpleResolvers: true })
@Directive("@external")
@Directive("@authenticated")
export class NoticeAnswer extends DomainAnswer {}

@ObjectType({ description: "What is held on the subject's documents.", simpleResolvers: true })
@Directive("@external")
@Directive("@authenticated")
export class TravelDocumentAnswer extends DomainAnswer {}

@ObjectType({ description: "What is held on the subject's vehicles.", simpleResolvers: true })
@Directive("@external")
@Directive("@authenticated")
export class VehicleAnswer extends DomainAnswer {}

@ObjectType({ description: "Whom the subject's samples may belong to.", simpleResolvers: true })
@Directive("@external")
@Directive("@authenticated")
export class BiometricAnswer extends DomainAnswer {}
