import { hanFamilyName } from "./han.js";
import { hangulFamilyName } from "./hangul.js";
import { cleanName, foldNative } from "./normalise.js";
import { remember } from "../remember.js";
import { type Script, scriptOf } from "./script.js";
import { romanise } from "./transliterate.js";

export type PartTag = "SIGNIFICANT" | "PARTICLE" | "TITLE" | "INITIAL" | "SUFFIX";

/** One word of a name. */
export interface NamePart {
  /** As written, without punctuation. */
  readonly text: string;
  /** Comparable Latin forms, the most usual first. */
  readonly forms: readonly string[];
  readonly tag: PartTag;
  readonly script: Script | null;
  /** The spelling compared within one script: lower case, free variants folded. */
  readonly native: string;
  /** What the spelling may stand for, in a tradition that the whole name belongs to (traditions.ts); none for a part alone. */
  readonly readings?: readonly string[];
}

/** Parts read from one name; what follows adds nothing that a search needs. */
export const MAX_PARTS = 10;

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

const PARTICLES = words(
  "al el ul ad ar as ash at az an bin ibn ben bint binti binte bt bte bent ould uld ait de del della dello delle dei degli di da das do dos du des " +
    "la le las los lo van von vom zu zum zur der den het ter ten te op af av till y e i ap abu abou umm oglu kizi kyzy uulu " +
    "de'la d l dela vander vanden و بن ابن بنت ال בן בת אבו أبو ابو",
);

const TITLES = words(
  "mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend fr father sheikh shaikh shaykh sheik haji hajji hadji haj hajj sayyid sayed " +
    "syed mullah mulla imam maulana mawlana ayatollah gen general col colonel maj major capt captain lt lieutenant sgt herr frau senor senora don dona " +
    "monsieur madame mme mlle shri sri smt eng ing dipl hon господин г-н г-жа الشيخ شيخ الدكتور دكتور السيد الحاج ดร นาย นาง นางสาว mag",
);

const SUFFIXES = words("jr junior sr senior ii iii iv phd md esq");

const SEPARATORS = /[\s.,;:/\\|()[\]{}"“”«»_־‐-―・·•=＝-]+/u;
const JOINERS = /['’‘`´ʹʼʻ′״׳]/gu;
const NOT_IN_A_WORD = /[^\p{L}\p{M}\p{N}]/gu;

function tagOf(text: string, script: Script | null): PartTag {
  const lower = text.toLowerCase();
  if (lower.length === 1 && lower !== text) return "INITIAL";
  if (PARTICLES.has(lower)) return "PARTICLE";
  if (TITLES.has(lower)) return "TITLE";
  if (SUFFIXES.has(lower)) return "SUFFIX";
  return [...text].length === 1 && (script === "LATIN" || script === "CYRILLIC" || script === "GREEK")
    ? "INITIAL"
    : "SIGNIFICANT";
}

/** Words of names that are kept as parts, about 10 MB. */
const MAX_REMEMBERED = 20_000;

/** The same word gives the same object, so that what is worked out of a part can be kept beside it. */
const toPart = remember((text): NamePart | null => {
  const script = scriptOf(text);
  const forms = romanise(text);
  return script === null || forms.length === 0
    ? null
    : { text, forms, tag: tagOf(text, script), script, native: foldNative(text, script) };
}, MAX_REMEMBERED);

/** A name of particles and titles alone is a name: Le, Do, Van and Don are family or given names somewhere. */
function keepSomethingSignificant(parts: readonly NamePart[]): readonly NamePart[] {
  if (parts.some((part) => part.tag === "SIGNIFICANT")) return parts;
  return parts.map((part) => (part.tag === "INITIAL" ? part : { ...part, tag: "SIGNIFICANT" }));
}

function tokenise(text: string): readonly string[] {
  return cleanName(text)
    .replace(JOINERS, "")
    .split(SEPARATORS)
    .map((token) => token.replace(NOT_IN_A_WORD, ""))
    .filter((token) => token !== "")
    .slice(0, MAX_PARTS);
}

function toParts(tokens: readonly string[]): readonly NamePart[] {
  return keepSomethingSignificant(tokens.map((token) => toPart(token)).filter((part) => part !== null));
}

/** Chinese and Korean full names are written without a space, the family name first. */
function splitUnspaced(token: string): readonly string[] {
  const letters = token.length;
  if (letters < 2 || letters > 5) return [token];
  const script = scriptOf(token);
  if (script !== "HAN" && script !== "HANGUL") return [token];
  const family = script === "HAN" ? hanFamilyName(token) : hangulFamilyName(token);
  return [family, token.slice(family.length)];
}

/** The tagged parts of a family name or of given names, at most ten. Hyphens and stops separate, apostrophes join. */
export function splitName(text: string): readonly NamePart[] {
  return toParts(tokenise(text));
}

/** The tagged parts of a whole name in one string; an unspaced Han or Hangul name is cut after its family name. */
export function splitFullName(text: string): readonly NamePart[] {
  const tokens = tokenise(text);
  const [only] = tokens;
  return toParts(tokens.length === 1 && only !== undefined ? splitUnspaced(only) : tokens);
}
