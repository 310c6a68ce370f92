import fc from "fast-check";
import { expect, test } from "vitest";

import { splitFullName, splitName } from "../../../../subgraphs/kit/names/parts.js";
import { scriptOf } from "../../../../subgraphs/kit/names/script.js";
import { romanise } from "../../../../subgraphs/kit/names/transliterate.js";

test.each([
  ["Müller", ["muller", "mueller", "muxxller"]],
  ["Ñíguez", ["niguez", "nxxiguez"]],
  ["Åkesson", ["akesson", "aakesson"]],
  ["Æsir", ["aesir"]],
  ["Þór", ["thor"]],
  ["Weiß", ["weiss"]],
])("%s has every Latin variant that ICAO 9303-3 permits", (text, forms) => {
  expect(romanise(text)).toEqual(forms);
});

test.each([
  ["Щукин", "shchukin"],
  ["Юрьева", "iureva"],
  ["Παπάς", "papas"],
  ["欧阳", "ouyang"],
  ["单", "shan"],
  ["たろう", "taro"],
  ["김", "kim"],
  ["शर्मा", "sharma"],
  ["გიორგი", "giorgi"],
])("%s is first of all %s", (text, form) => {
  expect(romanise(text)[0]).toBe(form);
});

test("any text gives at most ten forms of lower-case ASCII", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 250 }), (text) => {
      const forms = romanise(text);

      expect(forms.length).toBeLessThanOrEqual(10);
      expect(forms.filter((form) => !/^[a-z0-9]+$/.test(form))).toEqual([]);
    }),
  );
});

test.each([
  ["Smith", "LATIN"],
  ["Орлов", "CYRILLIC"],
  ["Ξενάκης", "GREEK"],
  ["محمد", "ARABIC"],
  ["משה", "HEBREW"],
  ["राम", "DEVANAGARI"],
  ["สมชาย", "THAI"],
  ["ნინო", "GEORGIAN"],
  ["Արմեն", "ARMENIAN"],
  ["김", "HANGUL"],
  ["たろう", "KANA"],
  ["ター", "KANA"],
  ["王", "HAN"],
  ["ঢাকা", "OTHER"],
  ["12-3", null],
])("%s is in %s", (text, script) => {
  expect(scriptOf(text)).toBe(script);
});

test.each([
  ["van den Berg", ["van PARTICLE", "den PARTICLE", "Berg SIGNIFICANT"]],
  ["Dr. John Q. Public Jr.", ["Dr TITLE", "John SIGNIFICANT", "Q INITIAL", "Public SIGNIFICANT", "Jr SUFFIX"]],
  ["al-Sabah", ["al PARTICLE", "Sabah SIGNIFICANT"]],
  ["O'Neil", ["ONeil SIGNIFICANT"]],
  ["Do Van", ["Do SIGNIFICANT", "Van SIGNIFICANT"]],
  ["", []],
])("%s is split and tagged", (text, parts) => {
  expect(splitName(text).map((part) => `${part.text} ${part.tag}`)).toEqual(parts);
});

test.each([
  ["欧阳伟", ["欧阳", "伟"]],
  ["王小明", ["王", "小明"]],
  ["남궁민", ["남궁", "민"]],
  ["김정호", ["김", "정호"]],
])("%s is cut after its family name", (text, parts) => {
  expect(splitFullName(text).map((part) => part.text)).toEqual(parts);
});
