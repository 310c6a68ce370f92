import { z } from "zod";
import { parseCountry } from "../../kit/identifiers/country.js";
import { parsePartialDate } from "../../kit/identifiers/partial-date.js";

const country = z.string().refine((text) => parseCountry(text).ok);
const date = z.string().refine((text) => parsePartialDate(text).ok);
const text = z.string().min(1).max(80).nullable();

export const VEHICLE_STATUSES = ["STOLEN", "MISAPPROPRIATED", "WANTED", "RECOVERED"] as const;
export const VEHICLE_CATEGORIES = [
  "CAR",
  "MOTORCYCLE",
  "VAN",
  "TRUCK",
  "BUS",
  "TRAILER",
  "TRACTOR",
  "CONSTRUCTION",
  "OTHER",
] as const;

/** A vehicle as its owner holds it: what every connector of this domain gives, whatever the back end looks like. */
export const vehicleRecordSchema = z.object({
  owner: country,
  localId: z.string().min(1).max(32),
  status: z.enum(VEHICLE_STATUSES),
  /** As written: 17 characters by ISO 3779, shorter before 1981. */
  vin: z.string().min(5).max(17).nullable(),
  plate: z.string().min(1).max(20).nullable(),
  plateCountry: country.nullable(),
  engineNumber: text,
  make: text,
  model: text,
  colour: text,
  category: z.enum(VEHICLE_CATEGORIES).nullable(),
  year: z.int().min(1880).max(2150).nullable(),
  countryOfTheft: country.nullable(),
  dateOfTheft: date.nullable(),
  /** Serial numbers of parts that can be recognised one by one. */
  partNumbers: z.array(z.string().max(40)),
});
export type VehicleRecord = z.output<typeof vehicleRecordSchema>;
