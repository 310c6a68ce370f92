import { pinyin } from "pinyin-pro";

/** Family names of two characters; every other family name has one. */
const COMPOUND = new Set(
  "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 夏侯 皇甫 尉迟 公孙 公孫 慕容 司徒 令狐 长孙 宇文 东方 東方 南宫 独孤 呼延 端木 申屠 轩辕 濮阳 太史 淳于 单于".split(
    " ",
  ),
);

/** Cantonese, Hokkien and Taiwanese spellings of common family names, which no pinyin table gives. */
const SPELLINGS: Readonly<Record<string, string>> = {
  陈: "chan tan",
  陳: "chan tan",
  林: "lam lim",
  黄: "wong ng",
  黃: "wong ng",
  李: "lee",
  王: "wong ong",
  张: "cheung chang",
  張: "cheung chang",
  刘: "lau low",
  劉: "lau low",
  吴: "ng goh",
  吳: "ng goh",
  周: "chow chou",
  郑: "cheng tay",
  鄭: "cheng tay",
  蔡: "choi tsai chua",
  杨: "yeung yeo",
  楊: "yeung yeo",
  梁: "leung",
  何: "ho",
  许: "hui hsu koh",
  許: "hui hsu koh",
  叶: "yip yeh",
  葉: "yip yeh",
  徐: "tsui hsu",
  谢: "tse hsieh",
  謝: "tse hsieh",
  冯: "fung",
  馮: "fung",
  邓: "tang teng",
  鄧: "tang teng",
  罗: "law lo",
  羅: "law lo",
  郭: "kwok kuo",
  胡: "wu woo",
  朱: "chu",
  曾: "tsang tseng",
  赵: "chiu chao",
  趙: "chiu chao",
  苏: "so su",
  蘇: "so su",
  洪: "hung ang",
  吕: "lui lu",
  呂: "lui lu",
  余: "yu yee",
  潘: "poon pan",
  关: "kwan",
  關: "kwan",
};

/** Wade-Giles without apostrophes, for papers issued before 1979 and in Taiwan. */
const WADE_GILES: readonly (readonly [RegExp, string])[] = [
  [/^zh(?=i$)/, "chi"],
  [/^zh|^j|^q/, "ch"],
  [/^x/, "hs"],
  [/^[zc]i$/, "tzu"],
  [/^si$/, "ssu"],
  [/^[zc](?!h)/, "ts"],
  [/^b/, "p"],
  [/^d/, "t"],
  [/^g/, "k"],
  [/^r/, "j"],
  [/ong$/, "ung"],
  [/ian$/, "ien"],
  [/(?<=[iu])e$/, "eh"],
  [/^(ch|sh)i$/, "$1ih"],
  [/^e$/, "o"],
];

function wadeGiles(syllable: string): string {
  return WADE_GILES.reduce((result, [pattern, latin]) => result.replace(pattern, latin), syllable);
}

/** The family name a Han full name begins with. */
export function hanFamilyName(fullName: string): string {
  const two = fullName.slice(0, 2);
  return fullName.length > 2 && COMPOUND.has(two) ? two : fullName.slice(0, 1);
}

/**
 * The Latin forms of a Han text: pinyin with the reading a family name has at the head, without it, Wade-Giles, and the
 * Cantonese and Hokkien spellings of common family names. Japanese readings need a dictionary and are not given.
 */
export function romaniseHan(text: string): readonly string[] {
  const head = pinyin(text, { toneType: "none", type: "array", surname: "head", v: true });
  const plain = pinyin(text, { toneType: "none", type: "array", surname: "off", v: true });
  const spellings = SPELLINGS[text]?.split(" ") ?? [];
  const forms = [head.join(""), plain.join(""), head.map(wadeGiles).join("")].map((form) => form.replaceAll("v", "u"));
  return [...forms.slice(0, 1), ...spellings, ...forms.slice(1), head.join("").replaceAll("v", "yu")];
}
