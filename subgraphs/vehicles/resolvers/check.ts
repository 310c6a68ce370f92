import { Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import type { SourceLines } from "../../kit/sources/source-lines.js";
import type { VehicleSource } from "../backends/vehicle-source.js";
import { Check } from "../types/check.js";
import { VehicleAnswer } from "../types/vehicle-answer.js";
import { searchVehicles } from "./search-vehicles.js";

/** What this domain contributes to a check. */
@Resolver(() => Check)
export class CheckResolver {
  readonly #lines: SourceLines<VehicleSource>;

  constructor(lines: SourceLines<VehicleSource>) {
    this.#lines = lines;
  }

  @FieldResolver(() => VehicleAnswer, {
    nullable: true,
    description: "What is held on the subject's vehicles. Null only where this part of the graph did not answer.",
  })
  @Directive('@requires(fields: "subject { vehicles { vin plate plateCountry engineNumber } }")')
  vehicles(@Root() check: Check, @Ctx() context: SourcesContext): Promise<VehicleAnswer> {
    return searchVehicles(this.#lines.current, check.subject.vehicles, context);
  }
}
