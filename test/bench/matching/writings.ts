import levenshtein from "talisman/metrics/levenshtein.js";
import type { PersonName } from "../../../subgraphs/kit/names/person-name.js";
import type { Random } from "../../../subgraphs/world/random.js";
import type { NamePair } from "../../../subgraphs/world/names/culture.js";
import type { Pool } from "./pools.js";
import { japaneseSpelling, toKana } from "./japanese.js";
import { printed, respelled, wadeGiles, withoutMarks } from "./respellings.js";
import { romanised, SYSTEMS } from "./tables.js";

/** Somebody who is not. */
export interface Someone {
  readonly pool: Pool;
  readonly family: NamePair;
  readonly given: NamePair;
}

export function drawSomeone(pool: Pool, random: Random): Someone {
  return { pool, family: random.pick(pool.family), given: random.pick(pool.given) };
}

/** Another person of the same family. */
export function relativeOf(someone: Someone, random: Random): Someone {
  const others = someone.pool.given.filter((given) => areUnlike(given, someone.given));
  return { ...someone, given: random.pick(others) };
}

/** Another person with the same given name. */
export function strangerTo(someone: Someone, random: Random): Someone {
  const others = someone.pool.family.filter((family) => areUnlike(family, someone.family));
  return { ...someone, family: random.pick(others) };
}

/** Names so far apart that nobody would call one a spelling of the other. */
function areUnlike([nativeA, a]: NamePair, [nativeB, b]: NamePair): boolean {
  const [left, right] = [withoutMarks(a.toLowerCase()), withoutMarks(b.toLowerCase())];
  if (left.includes(right) || right.includes(left) || nativeA === nativeB) return false;
  return levenshtein(left, right) / Math.max(left.length, right.length) > 0.45;
}

/** One Latin spelling of many, by a system that some office uses. */
function spelled([native, latin]: NamePair, { language }: Pool, random: Random): string {
  switch (language) {
    case "russian":
    case "ukrainian":
    case "bulgarian":
    case "serbian":
    case "greek":
    case "georgian":
    case "armenian":
      return random.chance(0.2)
        ? latin
        : romanised(native, random.pick<ReadonlyMap<string, string>>(SYSTEMS[language]));
    case "chinese":
      return random.chance(0.5) ? withoutMarks(latin) : wadeGiles(latin);
    case "japanese":
      return japaneseSpelling(latin, random);
    case "arabic":
    case "hebrew":
    case "hindi":
    case "thai":
    case "hangul":
      return random.chance(0.25) ? latin : respelled(latin, language, random);
    default:
      return random.chance(0.5) ? withoutMarks(latin) : printed(latin, random);
  }
}

/** As its own script writes it; the romanised forms alone where that cannot be read aloud. */
function inOwnScript([written, latin]: NamePair, { language }: Pool): string {
  return language === "japanese" ? (toKana(latin) ?? latin) : written;
}

export function inLatin({ family, given, pool }: Someone, random: Random): PersonName {
  return { family: spelled(family, pool, random), given: spelled(given, pool, random) };
}

export function inNative({ family, given, pool }: Someone): PersonName {
  return { family: inOwnScript(family, pool), given: inOwnScript(given, pool) };
}

/** The whole native name in one string, as its own people order it. */
export function original({ family, given, pool }: Someone): PersonName {
  const isFamilyFirst = ["chinese", "hangul", "japanese"].includes(pool.language);
  const glue = pool.language === "chinese" || pool.language === "hangul" ? "" : " ";
  const parts = [inOwnScript(family, pool), inOwnScript(given, pool)];
  return { family: (isFamilyFirst ? parts : parts.toReversed()).join(glue), given: "" };
}
