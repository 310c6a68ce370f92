import type { Random } from "../../../subgraphs/world/random.js";

const NEIGHBOURS: Readonly<Record<string, string>> = {
  a: "qsz",
  b: "vgn",
  c: "xdv",
  d: "sfe",
  e: "wrd",
  f: "dgr",
  g: "fht",
  h: "gjy",
  i: "uok",
  j: "hku",
  k: "jli",
  l: "ko",
  m: "n",
  n: "bm",
  o: "ipl",
  p: "o",
  q: "wa",
  r: "etf",
  s: "adw",
  t: "ryg",
  u: "yij",
  v: "cb",
  w: "qe",
  x: "zc",
  y: "tu",
  z: "xs",
};
const MISREAD: readonly (readonly [RegExp, string])[] = [
  [/rn/, "m"],
  [/m/, "rn"],
  [/l/, "i"],
  [/i/, "l"],
  [/cl/, "d"],
  [/o/, "0"],
  [/u/, "v"],
  [/s/, "z"],
];

/** One slip of a clerk's hand or a scanner's eye, not in the first letter. */
export function mistyped(text: string, random: Random): string {
  const at = random.integer(1, Math.max(1, text.length - 1));
  const letter = text.charAt(at);
  switch (random.integer(0, 5)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + letter + text.slice(at);
    case 2:
      return text.slice(0, at) + text.charAt(at + 1) + letter + text.slice(at + 2);
    case 3:
      return text.slice(0, at) + random.pick([...(NEIGHBOURS[letter] ?? "e")]) + text.slice(at + 1);
    case 4:
      return text.slice(0, at) + random.pick([..."aeinrst"]) + text.slice(at);
    default: {
      const [pattern, replacement] = random.pick(MISREAD);
      return text.slice(0, 1) + text.slice(1).replace(pattern, replacement);
    }
  }
}

/** The date as somebody wrote it who swapped, slipped or knew only a part. */
export function misdated(date: string, random: Random): string {
  const [year = "", month = "", day = ""] = date.split("-");
  const pad = (value: number): string => String(value).padStart(2, "0");
  switch (random.integer(0, 5)) {
    case 0:
      return Number(day) <= 12 ? `${year}-${day}-${month}` : date;
    case 1:
      return `${year}-${month}-${pad(Number(day) + 1)}`;
    case 2:
      return `${Number(year) + random.pick([-1, 1])}-${month}-${day}`;
    case 3:
      return year;
    case 4:
      return `${year}-01-01`;
    default:
      return `${year}-${month}-${pad(1 + ((Number(day) + 9) % 28))}`;
  }
}

/** Another day, so far off that nobody mistook it. */
export function otherDate(date: string, random: Random): string {
  const year = Number(date.slice(0, 4)) + random.pick([-1, 1]) * random.integer(2, 9);
  return `${year}-${String(1 + ((Number(date.slice(5, 7)) + random.integer(2, 9)) % 12)).padStart(2, "0")}-${String(1 + ((Number(date.slice(8)) + random.integer(3, 20)) % 28)).padStart(2, "0")}`;
}
