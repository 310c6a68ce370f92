import type { CodeEntry } from "./code-entry.js";
import { CODES_OF_ACCESS } from "./codes-of-access.js";
import { CODES_OF_CLIENTS } from "./codes-of-clients.js";
import { CODES_OF_NAMES } from "./codes-of-names.js";
import { CODES_OF_SDL } from "./codes-of-sdl.js";

/** Every code that a check gives. */
export const CODES = { ...CODES_OF_SDL, ...CODES_OF_CLIENTS, ...CODES_OF_ACCESS, ...CODES_OF_NAMES };

export type Code = keyof typeof CODES;

export function isWaivable(code: string): boolean {
  const entries: Readonly<Record<string, CodeEntry>> = CODES;
  return Object.hasOwn(entries, code) && entries[code]?.waivable === true;
}
