import { Directive, Field, ObjectType } from "type-graphql";
import type { Authority } from "../authority/authority.js";
import type { Decider } from "../decisions/decision.js";
import { CountryCode } from "./scalars.js";

@ObjectType({ description: "Who decided, as far as the reader may know it.", simpleResolvers: true })
@Directive("@shareable")
@Directive("@authenticated")
export class DecidingOfficer {
  @Field(() => CountryCode, { description: "The officer's country." })
  readonly country!: string;

  @Field(() => String, { description: "The agency." })
  readonly agency!: string;

  @Field(() => String, { description: "The unit of that agency: whom to ask about the decision." })
  readonly unit!: string;

  @Field(() => String, {
    nullable: true,
    description: "The issuer's own id of the officer. Null for whoever is of another agency.",
  })
  readonly id!: string | null;
}

/** An agency knows its own officers; to others it answers as an agency. */
export function shapeDecider(
  { id, country, agency, unit }: Decider,
  reader: Authority | null | undefined,
): DecidingOfficer {
  return { country, agency, unit, id: isColleague({ country, agency }, reader) ? id : null };
}

/** Whether the reader is of the agency that decided. */
export function isColleague(
  { country, agency }: Pick<Decider, "country" | "agency">,
  reader: Authority | null | undefined,
): boolean {
  return reader?.officer.country === country && reader.officer.agency === agency;
}
