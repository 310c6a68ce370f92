import { Arg, Ctx, Directive, FieldResolver, Int, Mutation, Resolver, Root } from "type-graphql";
import { reasonFaults } from "../../kit/decisions/read-reason.js";
import { CrosscheckError, InvalidInput } from "../../kit/errors.js";
import { firstOf } from "../../kit/graph/first-of.js";
import { noteRecord } from "../../kit/graph/note-disclosures.js";
import { refFrom } from "../../kit/sources/record-ref.js";
import type { SourceLines } from "../../kit/sources/source-lines.js";
import type { PersonSource } from "../backends/person-source.js";
import type { SettlementSource } from "../backends/settlement-source.js";
import { compareRecords } from "../matching/compare-records.js";
import { IdentityLink, IdentityLinkAnswer, SettleIdentityLinkInput } from "../types/identity-link.js";
import { Person } from "../types/person.js";
import { findIdentityLinks } from "./find-identity-links.js";
import type { PersonsContext } from "./person.js";
import { shapeIdentityLink } from "./shape-identity-link.js";

/** A search of every source goes with each. */
const MOST_PERSONS = 10;

/** Who may be whom, and what humans have settled about it. */
@Resolver(() => Person)
export class IdentityLinkResolver {
  readonly #lines: SourceLines<PersonSource>;
  readonly #settlements: SettlementSource;

  constructor(lines: SourceLines<PersonSource>, settlements: SettlementSource) {
    this.#lines = lines;
    this.#settlements = settlements;
  }

  @FieldResolver(() => IdentityLinkAnswer, {
    nullable: true,
    description: `Records of other owners that may be of this person: every source is asked. For at most ${MOST_PERSONS} persons of one request.`,
  })
  @Directive('@requiresScopes(scopes: [["person:links", "person:identity"]])')
  @Directive('@policy(policies: [["person-link", "person-identity", "document-holder-link"]])')
  async identityLinks(
    @Root() { owner, localId }: Person,
    @Ctx() context: PersonsContext,
  ): Promise<IdentityLinkAnswer | null> {
    context.linkSearches.count += 1;
    if (context.linkSearches.count > MOST_PERSONS) throw new InvalidInput([TOO_MANY_PERSONS]);
    const record = await context.personByRef.load({ owner, localId });
    return record && findIdentityLinks(record, { lines: this.#lines.current, settlements: this.#settlements }, context);
  }

  @Mutation(() => IdentityLink, {
    nullable: true,
    description:
      "Settles whether two records of different owners are of one person. The newest settlement counts, and those before it stay. Said twice it is there once.",
  })
  @Directive('@requiresScopes(scopes: [["identity:settle"]])')
  async settleIdentityLink(
    @Arg("input", () => SettleIdentityLinkInput, { description: "The two records, and what is settled about them." })
    { first, second, state, reason }: SettleIdentityLinkInput,
    @Ctx() context: PersonsContext,
  ): Promise<IdentityLink> {
    const pair = [refFrom(first), refFrom(second)] as const;
    const isOfOneOwner = pair[0].owner === pair[1].owner;
    const faults = [...reasonFaults(reason, ["input", "reason"]), ...(isOfOneOwner ? [SAME_OWNER] : [])];
    if (faults.length > 0) throw new InvalidInput(faults);
    // All three whatever comes of the first: how long it takes tells nothing of what is hidden.
    const [one, other, before] = await Promise.all([
      context.personByRef.load(pair[0]),
      context.personByRef.load(pair[1]),
      this.#settlements.ofPair(pair, context),
    ]);
    const match = one && other && compareRecords(one, other);
    if (one === null || other === null || (match === null && before.length === 0)) {
      throw new CrosscheckError("LINK_UNKNOWN", "The officer is told of no link between two such records.");
    }
    const settlement = await this.#settlements.settle(pair, { state, reason: reason.trim() }, context);
    // Of the other the answer tells by itself.
    noteRecord(one, context, true);
    const settled = [...before.filter(({ number }) => number !== settlement.number), settlement];
    return shapeIdentityLink({ record: other, match, settled }, context.authority);
  }
}

/** How many links of a person are shown. */
@Resolver(() => IdentityLinkAnswer)
export class IdentityLinkAnswerResolver {
  @FieldResolver(() => [IdentityLink], { description: "The links, the surest first." })
  links(
    @Root() { allLinks }: IdentityLinkAnswer,
    @Arg("first", () => Int, { defaultValue: 10, description: "How many at most, up to 100." }) first: number,
  ): readonly IdentityLink[] {
    return firstOf(allLinks, first);
  }
}

const TOO_MANY_PERSONS = {
  code: "TOO_MANY_VALUES",
  path: ["identityLinks"],
  message: `Ask for the identity links of at most ${MOST_PERSONS} persons at once.`,
};

const SAME_OWNER = {
  code: "SAME_OWNER",
  path: ["input", "second"],
  message: "Name records of two owners: an owner settles by itself who is who among its own.",
};
