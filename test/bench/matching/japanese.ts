import type { Random } from "../../../subgraphs/world/random.js";
import { apply } from "./respellings.js";
import type { Rules } from "./respellings.js";
import { capitalised } from "./tables.js";

/** Hepburn with its long vowels marked, as kana; null where a syllable is none of Japanese. */
export function toKana(latin: string): string | null {
  let rest = latin.toLowerCase().normalize("NFC").replaceAll("ō", "ou").replaceAll("ū", "uu").replaceAll("'", "");
  let kana = "";
  while (rest !== "") {
    const length = [3, 2, 1].find((letters) => KANA.has(rest.slice(0, letters)));
    if (/^([kstpc])\1|^tch/.test(rest) && length === undefined) {
      kana += "ッ";
      rest = rest.slice(1);
      continue;
    }
    if (length === undefined) return null;
    kana += KANA.get(rest.slice(0, length)) ?? "";
    rest = rest.slice(length);
  }
  return kana;
}

const KANA: ReadonlyMap<string, string> = new Map(
  (
    "a:ア i:イ u:ウ e:エ o:オ ka:カ ki:キ ku:ク ke:ケ ko:コ sa:サ shi:シ su:ス se:セ so:ソ ta:タ chi:チ tsu:ツ te:テ to:ト na:ナ ni:ニ nu:ヌ ne:ネ no:ノ " +
    "ha:ハ hi:ヒ fu:フ he:ヘ ho:ホ ma:マ mi:ミ mu:ム me:メ mo:モ ya:ヤ yu:ユ yo:ヨ ra:ラ ri:リ ru:ル re:レ ro:ロ wa:ワ n:ン ga:ガ gi:ギ gu:グ ge:ゲ go:ゴ " +
    "za:ザ ji:ジ zu:ズ ze:ゼ zo:ゾ da:ダ de:デ do:ド ba:バ bi:ビ bu:ブ be:ベ bo:ボ pa:パ pi:ピ pu:プ pe:ペ po:ポ kya:キャ kyu:キュ kyo:キョ sha:シャ shu:シュ " +
    "sho:ショ cha:チャ chu:チュ cho:チョ nya:ニャ nyu:ニュ nyo:ニョ hya:ヒャ hyo:ヒョ mya:ミャ myo:ミョ rya:リャ ryu:リュ ryo:リョ ja:ジャ ju:ジュ jo:ジョ gya:ギャ gyo:ギョ"
  )
    .split(" ")
    .map((entry): readonly [string, string] => {
      const [latin = "", kana = ""] = entry.split(":");
      return [latin, kana];
    }),
);

/** ISO 3602, and the long vowels that passports and letters write. */
const JAPANESE: readonly Rules[] = [
  [
    [/shi/g, "si"],
    [/sh/g, "sy"],
    [/chi/g, "ti"],
    [/ch/g, "ty"],
    [/tsu/g, "tu"],
    [/ji/g, "zi"],
    [/j/g, "zy"],
    [/fu/g, "hu"],
    [/ō/g, "o"],
    [/ū/g, "u"],
  ],
  [
    [/ō/g, "ou"],
    [/ū/g, "uu"],
  ],
  [
    [/ō/g, "oh"],
    [/ū/g, "u"],
  ],
  [
    [/ō/g, "o"],
    [/ū/g, "u"],
  ],
];

export function japaneseSpelling(latin: string, random: Random): string {
  return capitalised(apply(latin.toLowerCase(), random.pick(JAPANESE)));
}
