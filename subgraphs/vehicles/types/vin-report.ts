import { Directive, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { enumOf } from "../../kit/graph/enum-of.js";
import { CountryCode } from "../../kit/graph/scalars.js";
import { VIN_REGIONS } from "../../kit/identifiers/vin-makers.js";
import type { VinRegion } from "../../kit/identifiers/vin-makers.js";
import type { VinFacts } from "../../kit/identifiers/vin-reading.js";
import type { Vin } from "../../kit/identifiers/vin.js";

const VinRegionEnum = enumOf(VIN_REGIONS);
registerEnumType(VinRegionEnum, {
  name: "VinRegion",
  description: "The part of the world that the first character of a VIN stands for (ISO 3780).",
  valuesConfig: {
    AFRICA: { description: "A to H." },
    ASIA: { description: "J to R." },
    EUROPE: { description: "S to Z." },
    NORTH_AMERICA: { description: "1 to 5: the check digit in position 9 binds." },
    OCEANIA: { description: "6 and 7." },
    SOUTH_AMERICA: { description: "8 and 9." },
  },
});

const VinCheckEnum: { readonly [check in Vin["checkDigit"]]: check } = enumOf(["VALID", "INVALID", "NOT_REQUIRED"]);
registerEnumType(VinCheckEnum, {
  name: "VinCheck",
  description: "Whether the check digit of a VIN matches.",
  valuesConfig: {
    VALID: { description: "It binds, and matches." },
    INVALID: { description: "It binds, and does not match: the number was misread, or is none that a maker gave." },
    NOT_REQUIRED: { description: "It does not bind outside North America." },
  },
});

@ObjectType({ description: "What a vehicle identification number says by itself.", simpleResolvers: true })
@Directive("@authenticated")
export class VinReport implements VinFacts {
  @Field(() => String, { description: "The number, 17 capitals and digits." })
  readonly vin!: string;

  @Field(() => Boolean, { description: "Whether I, O or Q were read as the digits that they look like." })
  readonly isRepaired!: boolean;

  @Field(() => VinCheckEnum, { description: "Whether its check digit matches." })
  readonly checkDigit!: Vin["checkDigit"];

  @Field(() => String, { description: "World manufacturer identifier: positions 1 to 3." })
  readonly wmi!: string;

  @Field(() => Boolean, { description: "Whether the maker is a small one, which positions 12 to 14 name as well." })
  readonly isSmallMaker!: boolean;

  @Field(() => VinRegionEnum, { nullable: true, description: "The part of the world of the maker; null for none." })
  readonly region!: VinRegion | null;

  @Field(() => CountryCode, {
    nullable: true,
    description: "The country to whose makers the number is given; null where it is not known.",
  })
  readonly country!: string | null;

  @Field(() => [Int], {
    description:
      "The model years that position 10 may mean, the likelier first; makers outside North America need not keep to it.",
  })
  readonly modelYears!: readonly number[];

  @Field(() => String, { description: "Vehicle indicator section: positions 10 to 17, which windows are etched with." })
  readonly indicator!: string;
}
