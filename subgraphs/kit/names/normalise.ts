import type { Script } from "./script.js";

/** Longest text the matcher reads; ICAO 9303 allows 39 characters in an MRZ name, national registers rarely pass 150. */
const MAX_NAME_LENGTH = 200;

const ARABIC_FOLDS: Readonly<Record<string, string>> = {
  أ: "ا",
  إ: "ا",
  آ: "ا",
  ٱ: "ا",
  ى: "ي",
  ی: "ي",
  ئ: "ي",
  ؤ: "و",
  ة: "ه",
  ۀ: "ه",
  ک: "ك",
};

const HEBREW_FOLDS: Readonly<Record<string, string>> = { ך: "כ", ם: "מ", ן: "נ", ף: "פ", ץ: "צ" };

/** Traditional and Japanese forms of characters common in names, each followed by its simplified form (Unihan kSimplifiedVariant). */
const HAN_PAIRS =
  "習习 張张 陳陈 劉刘 楊杨 黃黄 趙赵 吳吴 孫孙 馬马 羅罗 鄭郑 謝谢 許许 鄧邓 馮冯 蕭萧 蔣蒋 葉叶 閻阎 盧卢 蘇苏 賈贾 鍾钟 譚谭 陸陆 範范 韓韩 鄒邹 龍龙 萬万 錢钱 湯汤 賀贺 賴赖 龔龚 莊庄 顏颜 齊齐 嚴严 " +
  "歐欧 陽阳 澤泽 東东 國国 華华 偉伟 傑杰 軍军 強强 紅红 麗丽 蘭兰 鳳凤 飛飞 輝辉 寶宝 慶庆 義义 衛卫 學学 榮荣 樂乐 興兴 廣广 長长 鵬鹏 鳴鸣 瑋玮 穎颖 曉晓 靜静 瓊琼 蓮莲 貴贵 賢贤 貞贞 順顺 預预 顧顾 " +
  "錦锦 鋒锋 銀银 鐵铁 鎮镇 雲云 電电 愛爱 憲宪 懷怀 應应 戰战 進进 連连 達达 遠远 邁迈 風风 齡龄 龐庞 駱骆 騰腾 驥骥 魯鲁 麥麦 聶聂 聖圣 聲声 職职 葦苇 藝艺 澀涩 邊边 沢泽 広广 辺边 竜龙 桜樱 櫻樱 恵惠 " +
  "栄荣 実实 實实 亜亚 亞亚 児儿 兒儿 會会 倫伦 億亿 儉俭 剛刚 勝胜 勳勋 勵励 單单 喬乔 圍围 堅坚 塵尘 壽寿 夢梦 婁娄 嬌娇 寧宁 尋寻 導导 島岛 師师 幹干 彥彦 復复 恆恒 惲恽 揚扬 撫抚 時时 書书 暉晖 曄晔 " +
  "條条 業业 樑梁 機机 權权 歡欢 歲岁 歷历 淵渊 溫温 滬沪 漢汉 潔洁 濤涛 瀾澜 灣湾 煒炜 營营 爾尔 獻献 現现 璽玺 畢毕 異异 碩硕 禮礼 禎祯 穩稳 競竞 筆笔 節节 簡简 純纯 紹绍 維维 綱纲 緒绪 編编 繼继 纓缨 " +
  "翹翘 聞闻 聯联 聰聪 肅肃 臨临 舉举 舊旧 蔭荫 餘余";

const HAN_FOLDS: ReadonlyMap<string, string> = new Map(
  HAN_PAIRS.split(" ").map((pair) => {
    const [from = "", to = ""] = pair;
    return [from, to] as const;
  }),
);

const ASCII_ONLY = /^[\x20-\x7e]*$/;
const MARKS = /\p{Mn}/gu;
const ABJAD_MARKS = /\p{Mn}|\u0640/gu;

/**
 * Text ready to be cut into parts: NFKC, at most 200 characters, lone surrogates and invisible marks gone.
 * The zero-width non-joiner separates Persian letters within a word and goes too.
 */
export function cleanName(text: string): string {
  const bounded = text.length > MAX_NAME_LENGTH ? text.slice(0, MAX_NAME_LENGTH) : text;
  if (ASCII_ONLY.test(bounded)) return bounded;
  return bounded
    .toWellFormed()
    .normalize("NFKC")
    .replace(/[\u200b-\u200f\u2060\ufeff\u0640\ufffd]/g, "")
    .slice(0, MAX_NAME_LENGTH)
    .toWellFormed();
}

/** The native spelling two parts are compared by: lower case, with the variants a clerk chooses freely folded together. */
export function foldNative(text: string, script: Script | null): string {
  switch (script) {
    case "ARABIC":
      return text
        .replace(ABJAD_MARKS, "")
        .replace(/[أإآٱىیئؤةۀک]/g, (letter) => ARABIC_FOLDS[letter] ?? letter)
        .replace(/ء/g, "");
    case "HEBREW":
      return text.replace(ABJAD_MARKS, "").replace(/[ךםןףץ]/g, (letter) => HEBREW_FOLDS[letter] ?? letter);
    case "HAN":
      return [...text].map((character) => HAN_FOLDS.get(character) ?? character).join("");
    case "CYRILLIC":
      return text.toLowerCase().replaceAll("ё", "е");
    case "GREEK":
      return text.toLowerCase().normalize("NFD").replace(MARKS, "").replaceAll("ς", "σ");
    default:
      return text.toLowerCase();
  }
}
