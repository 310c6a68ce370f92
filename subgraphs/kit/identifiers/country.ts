import { fault, parsed } from "../parsed.js";
import type { Parsed } from "../parsed.js";
import { ISO_COUNTRIES, SPECIAL_CODES } from "./country-table.js";

/** ISO 3166-1 alpha-3, or a special code of ICAO 9303-3 §5: `FRA`, `XPO`, `XXA`. */
export type CountryCode = string;

const ENTRIES = [...ISO_COUNTRIES, ...SPECIAL_CODES];
const BY_ALPHA3 = new Map(ENTRIES.map((entry) => [entry.alpha3, entry]));
const BY_ALPHA2 = new Map(ENTRIES.flatMap((entry) => (entry.alpha2 === null ? [] : [[entry.alpha2, entry]])));

/** Germany is the one state whose code in a travel document is not alpha-3 (ICAO 9303-3 §5). */
const GERMANY = /^D<{0,2}$/i;
const TWO_OR_THREE_LETTERS = /^[A-Z]{2,3}$/i;

/** The alpha-3 code of a country or organisation, from alpha-3, alpha-2 or Germany's `D<<`. Fault: `INVALID_COUNTRY`. */
export function parseCountry(text: string): Parsed<CountryCode> {
  const code = text.trim();
  if (GERMANY.test(code)) return parsed("DEU");
  // The test comes before the capitals: outside ASCII they can turn other letters into these.
  if (!TWO_OR_THREE_LETTERS.test(code)) return unknownCountry();

  const capitals = code.toUpperCase();
  const entry = BY_ALPHA3.get(capitals) ?? BY_ALPHA2.get(capitals);
  return entry === undefined ? unknownCountry() : parsed(entry.alpha3);
}

/** The alpha-2 code of a country; null for an organisation, which has none. */
export function alpha2Of(code: CountryCode): string | null {
  return BY_ALPHA3.get(code)?.alpha2 ?? null;
}

/** The English name behind an alpha-3 code, null when the code is not listed. */
export function countryName(code: CountryCode): string | null {
  return BY_ALPHA3.get(code)?.name ?? null;
}

function unknownCountry(): Parsed<CountryCode> {
  return fault("INVALID_COUNTRY", "Give a country by its ISO 3166-1 code, or an organisation by its ICAO code.");
}
