import { Directive, Field, ObjectType } from "type-graphql";
import { CountryCode } from "../../kit/graph/scalars.js";

// The other ends of references: other domains answer what they say. Here each has its key alone.

@ObjectType({
  description:
    "A notice or diffusion in force. One that is not yet, or no longer, in force looks as if it had never been there.",
  simpleResolvers: true,
})
@Directive('@key(fields: "owner localId", resolvable: false)')
@Directive("@authenticated")
@Directive('@requiresScopes(scopes: [["notice:read"]])')
export class Notice {
  @Field(() => CountryCode, { description: "The country or organisation that owns the record." })
  readonly owner!: string;

  @Field(() => String, { description: "The owner's own id, at most 32 characters." })
  readonly localId!: string;
}

@ObjectType({
  description:
    "A stolen, lost or otherwise void travel, identity or administrative document. It never names its holder: these databases forbid personal data.",
  simpleResolvers: true,
})
@Directive('@key(fields: "owner localId", resolvable: false)')
@Directive("@authenticated")
@Directive('@requiresScopes(scopes: [["document:read"]])')
export class TravelDocument {
  @Field(() => CountryCode, { description: "The country or organisation that owns the record." })
  readonly owner!: string;

  @Field(() => String, { description: "The owner's own id, at most 32 characters." })
  readonly localId!: string;
}

@ObjectType({ description: "A vehicle on which at least one source holds a record.", simpleResolvers: true })
@Directive('@key(fields: "owner localId", resolvable: false)')
@Directive("@authenticated")
@Directive('@requiresScopes(scopes: [["vehicle:read"]])')
export class Vehicle {
  @Field(() => CountryCode, { description: "The country or organisation that owns the record." })
  readonly owner!: string;

  @Field(() => String, { description: "The owner's own id, at most 32 characters." })
  readonly localId!: string;
}

@ObjectType({
  description:
    "One occasion on which a sample was taken from a person or a scene. It gives neither the sample nor a name.",
  simpleResolvers: true,
})
@Directive('@key(fields: "owner localId", resolvable: false)')
@Directive("@authenticated")
@Directive('@requiresScopes(scopes: [["biometric:read"]])')
@Directive('@policy(policies: [["biometric-record"]])')
export class BiometricEncounter {
  @Field(() => CountryCode, { description: "The country or organisation that owns the record." })
  readonly owner!: string;

  @Field(() => String, { description: "The owner's own id, at most 32 characters." })
  readonly localId!: string;
}
