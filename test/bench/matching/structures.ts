import type { PersonName } from "../../../subgraphs/kit/names/person-name.js";
import type { Random } from "../../../subgraphs/world/random.js";
import type { Someone } from "./writings.js";
import { withoutMarks } from "./respellings.js";

/** How many parts a people's names have and which of them an office writes down: two writings of one name, by language. */
type Structure = (someone: Someone, random: Random) => readonly [PersonName, PersonName];

const wholly = (text: string): PersonName => ({ family: text, given: "" });

/** Both family names or the first alone; both given names or the first, or its initial. */
const spanish: Structure = ({ pool, family, given }, random) => {
  const mother = random.pick(pool.family)[1];
  const second = random.pick(pool.given)[1];
  const full = { family: `${family[1]} ${mother}`, given: `${given[1]} ${second}` };
  return [
    full,
    random.pick([
      { family: family[1], given: given[1] },
      { family: `${family[1]}-${mother}`, given: given[1] },
      { family: `${family[1]} ${mother}`, given: `${given[1]} ${second.charAt(0)}.` },
      wholly(withoutMarks(`${given[1]} ${second} ${family[1]} ${mother}`).toUpperCase()),
    ]),
  ];
};

/** The father's name, which comes last, is the one that is kept. */
const portuguese: Structure = ({ pool, family, given }, random) => {
  const mother = random.pick(pool.family)[1];
  return [
    { family: `da ${mother} ${family[1]}`, given: given[1] },
    random.pick([
      { family: family[1], given: given[1] },
      wholly(`${given[1]} ${mother} ${family[1]}`),
      { family: family[1], given: `${given[1]} ${mother}` },
      { family: `${mother} ${family[1]}`, given: withoutMarks(given[1]) },
    ]),
  ];
};

/** Father and grandfather after bin, or without it, or left out; the article joined or not. */
const arabic: Structure = ({ pool, family, given }, random) => {
  const father = random.pick(pool.given)[1];
  const house = family[1].replace(/^(?:al|el)[- ]/i, "");
  return [
    { family: `Al-${house}`, given: `${given[1]} bin ${father}` },
    random.pick([
      { family: `Al ${house}`, given: given[1] },
      { family: house, given: `${given[1]} ${father}` },
      { family: `El${house.toLowerCase()}`, given: `${given[1]} ben ${father}` },
      wholly(`${given[1]} ibn ${father} Al-${house}`),
      { family: `Al-${house}`, given: `Sheikh ${given[1]}` },
    ]),
  ];
};

/** With the father's name or without. */
const slavic: Structure = ({ pool, family, given }, random) => {
  const father = `${random.pick(pool.given)[1].replace(/[aeiouy]+$/, "")}ovich`;
  return [
    { family: family[1], given: `${given[1]} ${father}` },
    random.pick([
      { family: family[1], given: given[1] },
      wholly(`${given[1]} ${father} ${family[1]}`),
      { family: family[1], given: `${given[1].charAt(0)}. ${father.charAt(0)}.` },
    ]),
  ];
};

/** Han and Hangul given names have two syllables, which are joined, parted or hyphened. */
const eastAsian: Structure = ({ pool, family, given }, random) => {
  const second = random.pick(pool.given)[1].split(/[- ]/)[0] ?? "";
  const [first, last] = [withoutMarks(given[1].split(/[- ]/)[0] ?? ""), withoutMarks(second).toLowerCase()];
  const house = withoutMarks(family[1]);
  return [
    { family: house, given: `${first}${last}` },
    random.pick([
      { family: house.toUpperCase(), given: `${first} ${last}`.toUpperCase() },
      { family: house, given: `${first}-${last}` },
      wholly(`${house} ${first}${last}`),
      wholly(`${first}-${last} ${house.toUpperCase()}`),
    ]),
  ];
};

/** A middle name, its initial, nothing; a title before, a suffix behind. */
const western: Structure = ({ pool, family, given }, random) => {
  const middle = random.pick(pool.given)[1];
  return [
    { family: family[1], given: `${given[1]} ${middle}` },
    random.pick([
      { family: family[1], given: given[1] },
      { family: family[1], given: `${given[1]} ${middle.charAt(0)}.` },
      { family: `${family[1]} Jr`, given: `${given[1]} ${middle}` },
      wholly(`Dr. ${given[1]} ${family[1]}`),
      { family: family[1], given: `${given[1].charAt(0)}. ${middle.charAt(0)}.` },
    ]),
  ];
};

/** A name of three parts, of which the middle one is often left out, and any of which may come first. */
const vietnamese: Structure = (_, random) => {
  const house = random.pick([
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
  ]);
  const middle = random.pick(["Văn", "Thị", "Hữu", "Đức", "Minh", "Quang", "Ngọc", "Thanh"]);
  const last = random.pick([
    "Hùng",
    "Tuấn",
    "Phương",
    "Lan",
    "Hạnh",
    "Dũng",
    "Sơn",
    "Thảo",
    "Khánh",
    "Trung",
    "Cường",
    "Giang",
  ]);
  const plain = (text: string): string => withoutMarks(text.replaceAll("Đ", "D").replaceAll("đ", "d"));
  return [
    { family: house, given: `${middle} ${last}` },
    random.pick([
      { family: plain(house), given: plain(last) },
      wholly(plain(`${last} ${middle} ${house}`)),
      { family: plain(house).toUpperCase(), given: plain(`${middle} ${last}`).toUpperCase() },
      { family: plain(house), given: plain(`${middle}${last.toLowerCase()}`) },
    ]),
  ];
};

/** No family name but the father's, which the spelling of passports changes; people stand under their given name. */
const icelandic: Structure = ({ given, pool }, random) => {
  const father = `${random.pick(pool.given)[1].replace(/(?:ur|i|a)$/, "")}s${random.pick(["son", "dóttir"])}`;
  return [
    { family: father, given: given[1] },
    random.pick([
      wholly(withoutMarks(`${given[1]} ${father}`)),
      { family: withoutMarks(father), given: withoutMarks(given[1]) },
    ]),
  ];
};

/** A title before a given name that is often all that people use, and a long family name. */
const thai: Structure = ({ family, given }, random) => [
  { family: family[0], given: given[0] },
  random.pick([
    wholly(`นาย${given[0]} ${family[0]}`),
    wholly(`นาย ${given[0]} ${family[0]}`),
    wholly(`นางสาว ${given[0]} ${family[0]}`),
  ]),
];

export const STRUCTURES: Readonly<Record<string, readonly [language: string, structure: Structure]>> = {
  Spanish: ["spanish", spanish],
  Portuguese: ["portuguese", portuguese],
  Arabic: ["arabic", arabic],
  Russian: ["russian", slavic],
  Chinese: ["chinese", eastAsian],
  Korean: ["hangul", eastAsian],
  English: ["english", western],
  German: ["german", western],
  Vietnamese: ["english", vietnamese],
  Icelandic: ["icelandic", icelandic],
  Thai: ["thai", thai],
};
