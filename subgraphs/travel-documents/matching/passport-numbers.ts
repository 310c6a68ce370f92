/** How some states number their ordinary passports. */
const PATTERNS: ReadonlyMap<string, RegExp> = new Map([
  ["AUS", /^[A-Z]{1,2}[0-9]{7}$/],
  ["BEL", /^[A-Z]{2}[0-9]{6}$/],
  ["BRA", /^[A-Z]{2}[0-9]{6}$/],
  ["CAN", /^(?:[A-Z]{2}[0-9]{6}|[A-Z][0-9]{6}[A-Z]{2})$/],
  ["CHN", /^[A-Z](?:[0-9]{8}|[A-Z][0-9]{7})$/],
  // No vowels, and no letter that is taken for a digit.
  ["DEU", /^[0-9CFGHJKLMNPRTVWXYZ]{9}$/],
  ["ESP", /^[A-Z]{2,3}[0-9]{6}$/],
  ["FRA", /^[0-9]{2}[A-Z]{2}[0-9]{5}$/],
  ["GBR", /^[0-9]{9}$/],
  ["IND", /^[A-Z][0-9]{7}$/],
  ["ITA", /^[A-Z]{2}[0-9]{7}$/],
  ["JPN", /^[A-Z]{2}[0-9]{7}$/],
  ["KOR", /^[A-Z](?:[0-9]{8}|[0-9]{3}[A-Z][0-9]{4})$/],
  ["NLD", /^[A-NP-Z]{2}[A-NP-Z0-9]{6}[0-9]$/],
  ["POL", /^[A-Z]{2}[0-9]{7}$/],
  ["RUS", /^[0-9]{9}$/],
  ["USA", /^(?:[0-9]{9}|[A-Z][0-9]{8})$/],
]);

/** Whether a state numbers its ordinary passports so; null where we do not know how it does. */
export function isUsualNumber(issuingCountry: string, number: string): boolean | null {
  return PATTERNS.get(issuingCountry)?.test(number) ?? null;
}
