import { z } from "zod";
import { parseCountry } from "../identifiers/country.js";
import { parseLanguage } from "../identifiers/language.js";
import { parsePartialDate } from "../identifiers/partial-date.js";

/** Fields that records of several domains have. A source's value passes the same parsers as a client's. */
export const countryField = z.string().refine((text) => parseCountry(text).ok);
export const languageField = z.string().refine((text) => parseLanguage(text).ok);
export const partialDateField = z.string().refine((text) => parsePartialDate(text).ok);

/** A short text of the owner's. */
export const textField = z.string().min(1).max(200);

/** The reference of a record of another domain: `FRA/12345`. */
export const referenceField = z.string().regex(/^[A-Z]{3}\/\S{1,32}$/);

/** The composite key that every record has. */
export const keyFields = { owner: countryField, localId: z.string().min(1).max(32) };

/** A name as the owner wrote it. */
export const nameFields = {
  family: z.string().max(120),
  given: z.string().max(120),
  /** The same name in its original script, family name first, where the owner holds it. */
  original: z.string().max(240).nullable(),
};
