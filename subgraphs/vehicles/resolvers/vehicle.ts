import { Arg, Ctx, Directive, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { InvalidInput } from "../../kit/errors.js";
import { firstOf } from "../../kit/graph/first-of.js";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import { CountryCode } from "../../kit/graph/scalars.js";
import { parsePlate } from "../../kit/identifiers/plate.js";
import { possibleVins, readVinFacts } from "../../kit/identifiers/vin-reading.js";
import { parseVin } from "../../kit/identifiers/vin.js";
import type { Parsed } from "../../kit/parsed.js";
import type { SourceLines } from "../../kit/sources/source-lines.js";
import type { VehicleSource } from "../backends/vehicle-source.js";
import { VehicleAnswer, VehicleHit } from "../types/vehicle-answer.js";
import { VinReport } from "../types/vin-report.js";
import { searchVehicles } from "./search-vehicles.js";

/** The questions that this domain answers on its own. */
@Resolver(() => VehicleAnswer)
export class VehicleResolver {
  readonly #lines: SourceLines<VehicleSource>;

  constructor(lines: SourceLines<VehicleSource>) {
    this.#lines = lines;
  }

  @Query(() => VehicleAnswer, {
    nullable: true,
    description: "Searches every source for a vehicle identification number.",
  })
  @Directive('@requiresScopes(scopes: [["vehicle:search"]])')
  vehicle(
    @Arg("vin", () => String, {
      description:
        "17 characters by ISO 3779; `?` for one that cannot be read, two at most. I, O and Q are read as 1, 0 and 0.",
    })
    vin: string,
    @Arg("asRead", () => Boolean, {
      defaultValue: false,
      description: "Search the number though its check digit does not match.",
    })
    asRead: boolean,
    @Ctx() context: SourcesContext,
  ): Promise<VehicleAnswer> {
    const { vins, origin } = valueOf("vin", possibleVins(vin, { asRead }));
    const possible = vins.map((text) => ({
      vin: text,
      vinOrigin: origin,
      plate: null,
      plateCountry: null,
      engineNumber: null,
    }));
    return searchVehicles(this.#lines.current, possible, context);
  }

  @Query(() => VinReport, {
    description: "Reads a vehicle identification number by ISO 3779 and ISO 3780. No source is asked.",
  })
  @Directive("@authenticated")
  readVin(
    @Arg("vin", () => String, { description: "17 characters; I, O and Q are read as 1, 0 and 0." }) vin: string,
  ): VinReport {
    const repaired = valueOf("vin", possibleVins(vin, { asRead: true }));
    const [only = "", ...others] = repaired.vins;
    const read = valueOf("vin", parseVin(others.length === 0 ? only : vin, { asRead: true }));
    return { ...readVinFacts(read, new Date().getUTCFullYear()), isRepaired: repaired.origin === "REPAIRED" };
  }

  @Query(() => VehicleAnswer, { nullable: true, description: "Searches every source for a registration plate." })
  @Directive('@requiresScopes(scopes: [["vehicle:search"]])')
  vehicleByPlate(
    @Arg("plate", () => String, { description: "Letters and digits as read, in any script." }) plate: string,
    @Arg("country", () => CountryCode, {
      nullable: true,
      description: "The country that gave out the plate, if known.",
    })
    country: string | null,
    @Ctx() context: SourcesContext,
  ): Promise<VehicleAnswer> {
    const text = valueOf("plate", parsePlate(plate));
    return searchVehicles(
      this.#lines.current,
      [{ vin: null, plate: text, plateCountry: country ?? null, engineNumber: null }],
      context,
    );
  }

  @FieldResolver(() => [VehicleHit], { description: "The hits, the surest first." })
  hits(
    @Root() answer: VehicleAnswer,
    @Arg("first", () => Int, { defaultValue: 10, description: "How many at most, up to 100." }) first: number,
  ): readonly VehicleHit[] {
    return firstOf(answer.allHits, first);
  }
}

/** @throws InvalidInput that names the argument */
function valueOf<T>(argument: string, result: Parsed<T>): T {
  if (result.ok) return result.value;
  throw new InvalidInput([{ ...result.fault, path: [argument] }]);
}
