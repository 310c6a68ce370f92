import { z } from "zod";
import { restrictionField } from "../../kit/policy/restriction.js";
import { countryField, keyFields, partialDateField, textField } from "../../kit/sources/record-fields.js";

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
  ...keyFields,
  restriction: restrictionField,
  status: z.enum(VEHICLE_STATUSES),
  /** As written: 17 characters by ISO 3779, shorter before 1981. */
  vin: z.string().min(5).max(17).nullable(),
  plate: z.string().min(1).max(20).nullable(),
  plateCountry: countryField.nullable(),
  engineNumber: textField.nullable(),
  make: textField.nullable(),
  model: textField.nullable(),
  colour: textField.nullable(),
  category: z.enum(VEHICLE_CATEGORIES).nullable(),
  year: z.int().min(1880).max(2150).nullable(),
  countryOfTheft: countryField.nullable(),
  dateOfTheft: partialDateField.nullable(),
  /** Serial numbers of parts that can be recognised one by one. */
  partNumbers: z.array(z.string().max(40)),
});
export type VehicleRecord = z.output<typeof vehicleRecordSchema>;
