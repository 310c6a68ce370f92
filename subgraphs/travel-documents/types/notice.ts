import { Directive, Field, ObjectType } from "type-graphql";
import { CountryCode } from "../../kit/graph/scalars.js";

/** The other end of a reference: the notices domain answers what it says, and whether it is there at all. */
@ObjectType({ description: "A notice or diffusion.", simpleResolvers: true })
@Directive('@key(fields: "owner localId", resolvable: false)')
@Directive("@authenticated")
@Directive('@requiresScopes(scopes: [["notice:read"]])')
export class Notice {
  @Field(() => CountryCode, { description: "The country or organisation that owns the record." })
  readonly owner!: string;

  @Field(() => String, { description: "The owner's own id, at most 32 characters." })
  readonly localId!: string;
}
