/** Hangul syllables are composed arithmetically (Unicode 3.12): lead, vowel, tail. */
const FIRST = 0xac00;
const LAST = 0xd7a3;
const VOWEL_COUNT = 21;
const TAIL_COUNT = 28;

interface System {
  readonly leads: readonly string[];
  readonly vowels: readonly string[];
  readonly tails: readonly string[];
}

const split = (list: string): readonly string[] => list.split(" ").map((jamo) => (jamo === "-" ? "" : jamo));

const TAILS = split("- k k k n n n t l k m l l l p l m p p t t ng t t k t p t");

/** Revised Romanization of the Republic of Korea (2000). */
const REVISED: System = {
  leads: split("g kk n d tt r m b pp s ss - j jj ch k t p h"),
  vowels: split("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"),
  tails: TAILS,
};

/** McCune-Reischauer without its breves and apostrophes, close to North Korean passports. */
const MCCUNE: System = {
  leads: split("k kk n t tt r m p pp s ss - ch tch ch k t p h"),
  vowels: split("a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i"),
  tails: TAILS,
};

/** The spellings South Koreans choose for their own passports. */
const CHOSEN: System = {
  leads: split("k kk n d tt r m b pp s ss - j jj ch k t p h"),
  vowels: split("a ae ya yae u e yu ye o wa wae oi yo oo wo we wi yoo eu ui ee"),
  tails: TAILS,
};

/** North Korean spelling of state media: j stays j, eo is o, eu is u. */
const NORTHERN: System = { ...MCCUNE, leads: split("k kk n t tt r m p pp s ss - j jj ch k t p h") };

const SYSTEMS: readonly System[] = [REVISED, MCCUNE, NORTHERN, CHOSEN];

/** Spellings of family names in use, the commonest first. */
const FAMILY_NAMES: Readonly<Record<string, string>> = {
  김: "kim gim",
  이: "lee yi rhee i ri",
  리: "ri lee",
  박: "park pak bak",
  최: "choi choe",
  정: "jung jeong chung chong jong",
  강: "kang gang",
  조: "cho jo",
  윤: "yoon yun",
  장: "jang chang",
  임: "lim im rim yim",
  림: "rim lim",
  한: "han",
  오: "oh o",
  서: "seo suh so",
  신: "shin sin",
  권: "kwon gwon",
  황: "hwang",
  안: "ahn an",
  송: "song",
  전: "jeon chun jun",
  홍: "hong",
  유: "yoo yu ryu",
  류: "ryu yoo yu",
  고: "ko go koh",
  문: "moon mun",
  양: "yang",
  손: "son sohn",
  배: "bae pae",
  백: "baek paik paek",
  허: "heo hur huh",
  남: "nam",
  심: "shim sim",
  노: "noh roh no",
  로: "ro roh",
  하: "ha",
  곽: "kwak gwak",
  성: "sung seong",
  차: "cha",
  주: "joo ju chu",
  우: "woo u",
  구: "koo gu ku",
  민: "min",
  나: "na ra",
  진: "jin chin",
  지: "ji chi",
  엄: "um eom",
  채: "chae",
  원: "won",
  천: "cheon chun",
  방: "bang pang",
  공: "kong gong",
  현: "hyun hyeon",
  변: "byun byeon",
  여: "yeo yuh",
  추: "choo chu",
  반: "ban pan",
  길: "gil kil",
  남궁: "namgung namkoong",
  황보: "hwangbo",
  제갈: "jegal",
  선우: "sunwoo seonu",
  독고: "dokgo",
  사공: "sagong",
};

const LATIN_FAMILY_NAMES = new Set(Object.values(FAMILY_NAMES).flatMap((spellings) => spellings.split(" ")));

/** Whether Koreans spell one of their family names so; some are words of other languages too. */
export function isKoreanFamilyName(latin: string): boolean {
  return LATIN_FAMILY_NAMES.has(latin);
}

/** The family name a Hangul full name begins with: one of the few of two syllables, or the first syllable. */
export function hangulFamilyName(fullName: string): string {
  const two = fullName.slice(0, 2);
  return fullName.length > 2 && FAMILY_NAMES[two] !== undefined ? two : fullName.slice(0, 1);
}

function syllable(character: string, system: System): string {
  const code = character.charCodeAt(0);
  if (code < FIRST || code > LAST) return "";
  const index = code - FIRST;
  const lead = system.leads[Math.floor(index / (VOWEL_COUNT * TAIL_COUNT))] ?? "";
  const vowel = system.vowels[Math.floor((index % (VOWEL_COUNT * TAIL_COUNT)) / TAIL_COUNT)] ?? "";
  return lead + vowel + (system.tails[index % TAIL_COUNT] ?? "");
}

/** The Latin forms of a Hangul text: usual spellings when it is a family name, then the systems above. */
export function romaniseHangul(text: string): readonly string[] {
  const usual = FAMILY_NAMES[text]?.split(" ") ?? [];
  return [...usual, ...SYSTEMS.map((system) => [...text].map((character) => syllable(character, system)).join(""))];
}
