import { Directive, Field, ObjectType, registerEnumType } from "type-graphql";
import { enumOf } from "../../kit/graph/enum-of.js";
import { CountryCode, PartialDate, RecordReference } from "../../kit/graph/scalars.js";
import { SampleKindEnum } from "../../kit/graph/shared-enums.js";
import type { EncounterRecord } from "../backends/encounter-record.js";
import { FINGER_POSITIONS } from "../matching/finger-positions.js";
import type { FingerPosition } from "../matching/finger-positions.js";
import type { Person } from "./person.js";

const FingerPositionEnum = enumOf(FINGER_POSITIONS);
registerEnumType(FingerPositionEnum, {
  name: "FingerPosition",
  description: "A finger, by INT-I's table FGP (the codes of ANSI/NIST-ITL 1-2011).",
  valuesConfig: {
    UNKNOWN_FINGER: { description: "00: which finger is not known, as with most marks from a scene." },
    RIGHT_THUMB: { description: "01: right thumb." },
    RIGHT_INDEX_FINGER: { description: "02: right index finger." },
    RIGHT_MIDDLE_FINGER: { description: "03: right middle finger." },
    RIGHT_RING_FINGER: { description: "04: right ring finger." },
    RIGHT_LITTLE_FINGER: { description: "05: right little finger." },
    LEFT_THUMB: { description: "06: left thumb." },
    LEFT_INDEX_FINGER: { description: "07: left index finger." },
    LEFT_MIDDLE_FINGER: { description: "08: left middle finger." },
    LEFT_RING_FINGER: { description: "09: left ring finger." },
    LEFT_LITTLE_FINGER: { description: "10: left little finger." },
  },
});

@ObjectType({
  description:
    "One occasion on which a sample was taken from a person or a scene. It gives neither the sample nor a name.",
  simpleResolvers: true,
})
@Directive('@key(fields: "owner localId")')
@Directive("@authenticated")
@Directive('@requiresScopes(scopes: [["biometric:read"]])')
@Directive('@policy(policies: [["biometric-record"]])')
export class BiometricEncounter implements Omit<EncounterRecord, "finger" | "person" | "restriction"> {
  @Field(() => CountryCode, { description: "The country or organisation that owns the record." })
  readonly owner!: string;

  @Field(() => String, { description: "The owner's own id, at most 32 characters." })
  readonly localId!: string;

  @Field(() => RecordReference, { description: "Owner and id in one word: `FRA/12345`." })
  readonly ref!: string;

  @Field(() => SampleKindEnum, { description: "What kind of sample was taken." })
  readonly kind!: EncounterRecord["kind"];

  @Field(() => FingerPositionEnum, { nullable: true, description: "Which finger; null for a face." })
  readonly finger!: FingerPosition | null;

  @Field(() => PartialDate, { nullable: true, description: "When the sample was taken." })
  readonly takenOn!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Why it was taken, in the owner's words: custody, a visa, a mark from a scene.",
  })
  readonly reason!: string | null;

  /** Where the owner's record leads on to; the field `person` gives it once the candidate is confirmed. */
  readonly personRef!: Person | null;
}
