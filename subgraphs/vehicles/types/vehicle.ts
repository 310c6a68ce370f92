import { Directive, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { CountryCode, PartialDate, RecordReference } from "../../kit/graph/scalars.js";
import type { VehicleRecord } from "../backends/vehicle-record.js";
import { VEHICLE_CATEGORIES, VEHICLE_STATUSES } from "../backends/vehicle-record.js";
import { enumOf } from "../../kit/graph/enum-of.js";

const VehicleStatus = enumOf(VEHICLE_STATUSES);
registerEnumType(VehicleStatus, {
  name: "VehicleStatus",
  description: "Why a vehicle is on record.",
  valuesConfig: {
    STOLEN: { description: "Reported stolen." },
    MISAPPROPRIATED: { description: "Not returned: hired, lent or leased." },
    WANTED: { description: "Sought in connection with an offence." },
    RECOVERED: { description: "Found; the record is kept until its owner deletes it." },
  },
});

const VehicleCategory = enumOf(VEHICLE_CATEGORIES);
registerEnumType(VehicleCategory, {
  name: "VehicleCategory",
  description: "The kind of vehicle.",
  valuesConfig: {
    CAR: { description: "Passenger car." },
    MOTORCYCLE: { description: "Motorcycle, moped or scooter." },
    VAN: { description: "Van up to 3.5 tonnes." },
    TRUCK: { description: "Lorry." },
    BUS: { description: "Bus or coach." },
    TRAILER: { description: "Trailer, semi-trailer or caravan." },
    TRACTOR: { description: "Agricultural tractor." },
    CONSTRUCTION: { description: "Construction machine." },
    OTHER: { description: "Any other vehicle." },
  },
});

@ObjectType({ description: "A vehicle on which at least one source holds a record.", simpleResolvers: true })
@Directive('@key(fields: "owner localId")')
@Directive("@authenticated")
@Directive('@requiresScopes(scopes: [["vehicle:read"]])')
export class Vehicle implements Omit<VehicleRecord, "restriction"> {
  @Field(() => CountryCode, { description: "The country or organisation that owns the record." })
  readonly owner!: string;

  @Field(() => String, { description: "The owner's own id, at most 32 characters." })
  readonly localId!: string;

  @Field(() => RecordReference, { description: "Owner and id in one word: `FRA/12345`." })
  readonly ref!: string;

  @Field(() => VehicleStatus, { description: "Why it is on record." })
  readonly status!: VehicleRecord["status"];

  @Field(() => String, {
    nullable: true,
    description: "Vehicle identification number (ISO 3779), or the shorter chassis number before 1981, as written.",
  })
  @Directive('@policy(policies: [["vehicle-identity"]])')
  readonly vin!: string | null;

  @Field(() => String, { nullable: true, description: "Registration plate as written, in its own script." })
  @Directive('@policy(policies: [["vehicle-identity"]])')
  readonly plate!: string | null;

  @Field(() => CountryCode, { nullable: true, description: "The country that gave out the plate." })
  @Directive('@policy(policies: [["vehicle-identity"]])')
  readonly plateCountry!: string | null;

  @Field(() => String, { nullable: true, description: "Engine number as stamped." })
  @Directive('@policy(policies: [["vehicle-identity"]])')
  readonly engineNumber!: string | null;

  @Field(() => String, { nullable: true, description: "Make." })
  readonly make!: string | null;

  @Field(() => String, { nullable: true, description: "Model." })
  readonly model!: string | null;

  @Field(() => String, { nullable: true, description: "Colour in the owner's words." })
  readonly colour!: string | null;

  @Field(() => VehicleCategory, { nullable: true, description: "The kind of vehicle." })
  readonly category!: VehicleRecord["category"];

  @Field(() => Int, { nullable: true, description: "Year of manufacture." })
  readonly year!: number | null;

  @Field(() => CountryCode, { nullable: true, description: "Where it was stolen." })
  readonly countryOfTheft!: string | null;

  @Field(() => PartialDate, { nullable: true, description: "When it was stolen." })
  readonly dateOfTheft!: string | null;

  @Field(() => [String], { nullable: true, description: "Serial numbers of parts that can be recognised one by one." })
  @Directive('@policy(policies: [["vehicle-identity"]])')
  readonly partNumbers!: string[];
}
