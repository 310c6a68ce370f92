import { Directive, Field, ObjectType } from "type-graphql";
import { CountryCode } from "../../kit/graph/scalars.js";

/** The other end of a reference: the persons domain answers what it says. */
@ObjectType({ description: "A person on whom at least one source holds a record.", simpleResolvers: true })
@Directive('@key(fields: "owner localId", resolvable: false)')
@Directive("@authenticated")
@Directive('@requiresScopes(scopes: [["person:read"]])')
export class Person {
  @Field(() => CountryCode, { description: "The country or organisation that owns the record." })
  readonly owner!: string;

  @Field(() => String, { description: "The owner's own id, at most 32 characters." })
  readonly localId!: string;
}
