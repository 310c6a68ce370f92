/** Codes that ISO 3166-3 lists as withdrawn, with the state that each stood for and the year in which it ended. */
const FORMER_STATES: ReadonlyMap<string, { readonly name: string; readonly until: number }> = new Map([
  ["ANT", { name: "Netherlands Antilles", until: 2010 }],
  ["BUR", { name: "Burma", until: 1989 }],
  ["BYS", { name: "Byelorussian SSR", until: 1992 }],
  ["CSK", { name: "Czechoslovakia", until: 1993 }],
  ["DDR", { name: "German Democratic Republic", until: 1990 }],
  ["DHY", { name: "Dahomey", until: 1977 }],
  ["HVO", { name: "Upper Volta", until: 1984 }],
  ["NTZ", { name: "Neutral Zone", until: 1993 }],
  ["RHO", { name: "Southern Rhodesia", until: 1980 }],
  ["SCG", { name: "Serbia and Montenegro", until: 2006 }],
  ["SUN", { name: "USSR", until: 1992 }],
  ["TMP", { name: "East Timor", until: 2002 }],
  ["VDR", { name: "Viet-Nam, Democratic Republic of", until: 1977 }],
  ["YMD", { name: "Yemen, Democratic", until: 1990 }],
  ["YUG", { name: "Yugoslavia", until: 2003 }],
  ["ZAR", { name: "Zaire", until: 1997 }],
]);

/** The state that a withdrawn code stood for; null for a code that is in use or never was. */
export function formerState(code: string): { readonly name: string; readonly until: number } | null {
  return FORMER_STATES.get(code) ?? null;
}
