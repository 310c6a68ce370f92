import { Arg, Directive, Query, Resolver } from "type-graphql";
import { InvalidInput } from "../../kit/errors.js";
import { parseMrz } from "../../kit/identifiers/mrz.js";
import { MrzReading } from "../types/mrz-reading.js";

/** Reads a document; asks no source. */
@Resolver(() => MrzReading)
export class MrzReadingResolver {
  @Query(() => MrzReading, {
    description: "Reads a machine-readable zone of any of ICAO 9303's five formats and works out every check digit.",
  })
  @Directive("@authenticated")
  readMrz(
    @Arg("mrz", () => String, { description: "The whole zone, its lines joined or not." }) mrz: string,
    @Arg("asRead", () => Boolean, {
      defaultValue: false,
      description: "Read the zone though a check digit does not match; `fields` then says which.",
    })
    asRead: boolean,
  ): MrzReading {
    const reading = parseMrz(mrz, { asRead });
    if (!reading.ok) throw new InvalidInput([{ ...reading.fault, path: ["mrz"] }]);
    return reading.value;
  }
}
