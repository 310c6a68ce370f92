import type { PersonFacts } from "../../../subgraphs/kit/names/score-person.js";
import type { PersonName } from "../../../subgraphs/kit/names/person-name.js";
import { createRandom, hash } from "../../../subgraphs/world/random.js";
import type { Random } from "../../../subgraphs/world/random.js";
import { misdated, mistyped, otherDate } from "./edits.js";
import { NICKNAME_PAIRS } from "./nickname-pairs.js";
import { readPools } from "./pools.js";
import type { Pool } from "./pools.js";
import { STRUCTURES } from "./structures.js";
import { drawSomeone, inLatin, inNative, original, relativeOf, strangerTo } from "./writings.js";
import type { Someone } from "./writings.js";

/** Two writings of a person, or of two people. */
export interface LabelledPair {
  readonly group: string;
  /** The script, or the people whose custom it is. */
  readonly kind: string;
  readonly isSame: boolean;
  readonly query: PersonFacts;
  readonly record: PersonFacts;
}

const POOLS = readPools();
const SEED = "matching";

function facts(name: PersonName, more: Partial<PersonFacts> = {}): PersonFacts {
  return { names: [name], datesOfBirth: [], nationalities: [], ...more };
}

/** Somebody else who shares a part of the name: the hard case, that random strangers would not be. */
function somebodyElse(someone: Someone, random: Random): Someone {
  return random.chance(0.5) ? relativeOf(someone, random) : strangerTo(someone, random);
}

type Draw = (someone: Someone, other: Someone, random: Random) => readonly [PersonFacts, PersonFacts];

/** As many pairs of one person as of two, each of its own seed. */
function draw(group: string, pools: readonly Pool[], most: number, make: Draw): readonly LabelledPair[] {
  return Array.from({ length: most }, (_, index) => {
    const random = createRandom(hash(SEED, group, pools[0]?.script ?? "", index));
    const pool = random.pick(pools);
    const isSame = index % 2 === 0;
    const someone = drawSomeone(pool, random);
    const [query, record] = make(someone, isSame ? someone : somebodyElse(someone, random), random);
    return { group, kind: pool.script, isSame, query, record };
  });
}

function transliterations(): readonly LabelledPair[] {
  const scripts = [...new Set(POOLS.map(({ script }) => script))];
  return scripts.flatMap((script) =>
    draw(
      "transliteration",
      POOLS.filter((pool) => pool.script === script),
      220,
      (one, other, random) => {
        const left = script === "LATIN" || random.chance(0.7) ? inNative(one) : inLatin(one, random);
        return [facts(random.chance(0.3) && script !== "LATIN" ? original(one) : left), facts(inLatin(other, random))];
      },
    ),
  );
}

function orders(): readonly LabelledPair[] {
  return draw("order", POOLS, 700, (one, other, random) => {
    const left = inLatin(one, random);
    const right = inLatin(other, random);
    return [
      facts(left),
      facts(
        random.pick([
          { family: right.given, given: right.family },
          { family: `${right.given} ${right.family}`, given: "" },
          { family: `${right.family} ${right.given}`.toUpperCase(), given: "" },
          { family: "", given: `${right.given} ${right.family}` },
        ]),
      ),
    ];
  });
}

/** The second name of a pair of two is the short form of another name, of another first letter. */
function nicknames(): readonly LabelledPair[] {
  return Array.from({ length: 800 }, (_, index) => {
    const random = createRandom(hash(SEED, "nicknames", index));
    const pool = random.pick(POOLS.filter(({ script }) => script === "LATIN"));
    const [family, stranger] = [random.pick(pool.family), random.pick(pool.family)];
    const [formal, short] = random.pick(NICKNAME_PAIRS);
    const isSame = index % 2 === 0;
    const [, other] = random.pick(
      NICKNAME_PAIRS.filter(
        (pair) => !pair.includes(formal) && !isAlsoOf(formal, pair[1]) && pair[1].charAt(0) !== short.charAt(0),
      ),
    );
    const surname = isSame || random.chance(0.7) ? family : stranger;
    return {
      group: "nicknames",
      kind: pool.language,
      isSame,
      query: facts({ family: family[1], given: formal }),
      record: facts({ family: surname[1], given: isSame ? short : other }),
    };
  }).filter(({ isSame, query, record }) => isSame || query.names[0]?.given !== record.names[0]?.given);
}

function isAlsoOf(formal: string, short: string): boolean {
  const start = formal.slice(0, 3).toLowerCase();
  return (
    NICKNAME_PAIRS.some((pair) => pair[1] === short && pair[0].toLowerCase().startsWith(start)) ||
    short.toLowerCase().startsWith(start.slice(0, 2))
  );
}

function typings(): readonly LabelledPair[] {
  return draw("typing", POOLS, 1_000, (one, other, random) => {
    const left = { family: one.family[1], given: one.given[1] };
    const right = { family: other.family[1], given: other.given[1] };
    const inFamily = random.chance(0.5);
    const wrong = {
      family: inFamily || random.chance(0.2) ? mistyped(right.family, random) : right.family,
      given: inFamily ? right.given : mistyped(right.given, random),
    };
    return [facts(left), facts(wrong)];
  });
}

function structures(): readonly LabelledPair[] {
  return Object.entries(STRUCTURES).flatMap(([kind, [language, structure]]) => {
    const pools = POOLS.filter((pool) => pool.language === language);
    return draw(`structure ${kind}`, pools, 110, (one, other, random) => {
      const seed = random.integer(0, 2 ** 31);
      const [left] = structure(one, createRandom(seed));
      const [, right] = structure(other, one === other ? createRandom(seed) : random);
      return [facts(left), facts(right)];
    }).map((pair) => ({ ...pair, group: "structure", kind }));
  });
}

const birth = (random: Random): string =>
  `${random.integer(1950, 2004)}-${String(random.integer(1, 12)).padStart(2, "0")}-${String(random.integer(2, 27)).padStart(2, "0")}`;

/** The same name both times: what is known beside it decides. */
function namesakes(): readonly LabelledPair[] {
  return draw("namesakes", POOLS, 900, (one, other, random) => {
    const date = birth(random);
    const country = random.pick(one.pool.nationalities);
    const isSame = one === other;
    const query = facts(inLatin(one, random), { datesOfBirth: [date], nationalities: [country], sex: "M" });
    const born = isSame ? (random.chance(0.3) ? misdated(date, random) : date) : otherDate(date, random);
    const nationality = isSame || random.chance(0.5) ? country : "CAN";
    return [query, facts(inLatin(one, random), { datesOfBirth: [born], nationalities: [nationality], sex: "M" })];
  });
}

/** Brothers and sisters, twins among them, against one person seen twice. */
function families(): readonly LabelledPair[] {
  return draw("family members", POOLS, 900, (one, other, random) => {
    const date = birth(random);
    const country = random.pick(one.pool.nationalities);
    const more = { nationalities: [country] };
    const sibling = one === other ? one : relativeOf(one, random);
    const isTwin = one === other || random.chance(0.25);
    const born = isTwin ? date : otherDate(date, random);
    return [
      facts(inLatin(one, random), { ...more, datesOfBirth: [date] }),
      facts(inLatin(sibling, random), { ...more, datesOfBirth: [born] }),
    ];
  });
}

/** One name, two dates: of one day miswritten, or of two. */
function dates(): readonly LabelledPair[] {
  return draw("dates", POOLS, 800, (one, other, random) => {
    const date = birth(random);
    const born = one === other ? misdated(date, random) : otherDate(date, random);
    return [
      facts(inLatin(one, random), { datesOfBirth: [date] }),
      facts(inLatin(one, random), { datesOfBirth: [born] }),
    ];
  });
}

/** Every pair, the same on every machine. */
export function labelledPairs(): readonly LabelledPair[] {
  return [transliterations, orders, nicknames, typings, structures, namesakes, families, dates].flatMap((make) =>
    make(),
  );
}

/** The half that rules may be judged by pair by pair; of the other half only the figures are looked at. */
export function isHeldOut(pair: LabelledPair): boolean {
  return hash(JSON.stringify([pair.query, pair.record])) % 2 === 1;
}
