import { Directive, Field, ID, ObjectType } from "type-graphql";
import { PageInfo } from "../../kit/graph/connection.js";
import type { Page } from "../../kit/graph/connection.js";
import type { Purpose } from "../../kit/authority/justification.js";
import { CountryCode, DateTime, RecordReference } from "../../kit/graph/scalars.js";
import { PurposeEnum } from "../../kit/graph/shared-enums.js";
import type { LoggedEntry } from "../backends/access-log-source.js";
import { AccessLogContentState, AccessLogEntryKind, DisclosureLevel } from "./access-log-lists.js";

@ObjectType({ description: "Who asked, as far as the reader may know it.", simpleResolvers: true })
@Directive("@authenticated")
export class AccessLogOfficer {
  @Field(() => CountryCode, { description: "The officer's country." })
  readonly country!: string;

  @Field(() => String, { description: "The agency." })
  readonly agency!: string;

  @Field(() => String, { description: "The unit of that agency: whom to ask about the question." })
  readonly unit!: string;

  @Field(() => String, {
    nullable: true,
    description: "The issuer's own id of the officer. Null for whoever is not the superior of the officer's unit.",
  })
  readonly id!: string | null;
}

@ObjectType({ description: "A record of the reader's country that an answer told of.", simpleResolvers: true })
@Directive("@authenticated")
export class AccessLogRecord {
  @Field(() => RecordReference, { description: "The record's reference." })
  readonly ref!: string;

  @Field(() => DisclosureLevel, { description: "How much was told of it." })
  readonly level!: keyof typeof DisclosureLevel;
}

@ObjectType({ description: "A grant for an emergency that the question was asked with.", simpleResolvers: true })
@Directive("@authenticated")
export class AccessLogGrant {
  @Field(() => String, { description: "Why it could not wait, in the officer's words." })
  readonly reason!: string;

  @Field(() => DateTime, { description: "When the grant ended by itself." })
  readonly endsAt!: string;
}

@ObjectType({
  description:
    "One entry of the audit log. Where its content is erased or damaged, what it said is null or empty, and the rest stands.",
  simpleResolvers: true,
})
@Directive("@authenticated")
@Directive('@requiresScopes(scopes: [["log:own"], ["log:unit"]])')
export class AccessLogEntry {
  @Field(() => String, {
    description: "The entry's number in the log, from 0: `npm run audit -- prove` proves that it is there.",
  })
  readonly index!: string;

  @Field(() => AccessLogEntryKind, { description: "At what moment of the request it was made." })
  readonly kind!: LoggedEntry["kind"];

  @Field(() => ID, { description: "The request's own id (UUID): its INTENT and its RELEASE have the same." })
  readonly auditId!: string;

  @Field(() => DateTime, { description: "When." })
  readonly at!: Date;

  @Field(() => AccessLogContentState, { description: "Whether what it says is still there." })
  readonly content!: keyof typeof AccessLogContentState;

  @Field(() => AccessLogOfficer, { nullable: true, description: "Who asked." })
  readonly officer!: AccessLogOfficer | null;

  @Field(() => PurposeEnum, { nullable: true, description: "What for." })
  readonly purpose!: Purpose | null;

  @Field(() => String, { nullable: true, description: "The number of the case file." })
  readonly caseReference!: string | null;

  @Field(() => String, { nullable: true, description: "The offence, a code of INT-I's list (OTY)." })
  readonly offence!: string | null;

  @Field(() => AccessLogGrant, { nullable: true, description: "The grant for an emergency, where one was used." })
  readonly breakGlass!: AccessLogGrant | null;

  @Field(() => [String], { description: "The domains that were asked; of an INTENT none yet." })
  readonly domains!: readonly string[];

  @Field(() => [AccessLogRecord], {
    description:
      "Records of the reader's own country that the answer told of. Of other owners' records nothing is said.",
  })
  readonly records!: readonly AccessLogRecord[];
}

@ObjectType({ description: "One entry and its place in the list.", simpleResolvers: true })
@Directive("@authenticated")
export class AccessLogEdge {
  @Field(() => String, { description: "Give it as `after` for what follows." })
  readonly cursor!: string;

  @Field(() => AccessLogEntry, { description: "The entry." })
  readonly node!: AccessLogEntry;
}

@ObjectType({
  description:
    "A page of the log, the newest first. Where several conditions are given a page may be shorter than asked for, even empty, while `hasNextPage` is true: go on from `endCursor`.",
  simpleResolvers: true,
})
@Directive("@authenticated")
export class AccessLogConnection implements Page<AccessLogEntry> {
  @Field(() => [AccessLogEdge], { description: "The entries of this page." })
  readonly edges!: readonly AccessLogEdge[];

  @Field(() => PageInfo, { description: "Where the page stands." })
  readonly pageInfo!: PageInfo;

  @Field(() => String, {
    description:
      "How many entries the log had when it was looked at, of all owners and units. Each entry here is under the checkpoint of that size and under every later one.",
  })
  readonly treeSize!: string;

  @Field(() => Boolean, {
    description:
      "Whether all entries that the log had published were looked at. False means that newer ones are still to be taken in: ask again.",
  })
  readonly complete!: boolean;
}
