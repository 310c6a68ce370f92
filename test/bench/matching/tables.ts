/**
 * Romanisation systems as their norms give them, written down again here so that the matcher is not measured with its own
 * tables. `letter:latin`, digraphs first.
 */
type Table = ReadonlyMap<string, string>;

function tableOf(text: string, base: Table = new Map()): Table {
  const entries = text.split(" ").map((entry): readonly [string, string] => {
    const [letter = "", latin = ""] = entry.split(":");
    return [letter, latin];
  });
  return new Map([...base, ...entries]);
}

/** Letter by letter, the longest entry that fits first; what has no entry stays. */
function write(text: string, table: Table): string {
  let written = "";
  for (let index = 0; index < text.length;) {
    const two = text.slice(index, index + 2);
    const letters = table.has(two) ? two : text.slice(index, index + 1);
    written += table.get(letters) ?? letters;
    index += letters.length;
  }
  return written;
}

const PLAIN_CYRILLIC = tableOf(
  "а:a б:b в:v г:g д:d е:e ё:e з:z и:i і:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f ы:y ь: ъ: э:e ў:u ґ:g є:ie ї:i",
);
/** ISO 9:1995. */
const ISO_9 = tableOf("ж:ž х:h ц:c ч:č ш:š щ:ŝ ю:û я:â ё:ë й:j ъ:ʺ ь:ʹ э:è ў:ŭ є:ê ї:ï і:ì", PLAIN_CYRILLIC);
/** BGN/PCGN 1947. */
const BGN = tableOf("ж:zh х:kh ц:ts ч:ch ш:sh щ:shch ю:yu я:ya ё:yo й:y ий:iy ье:ye", PLAIN_CYRILLIC);
const ICAO = tableOf("ж:zh х:kh ц:ts ч:ch ш:sh щ:shch ю:iu я:ia й:i ъ:ie", PLAIN_CYRILLIC);
const FRENCH = tableOf("у:ou ж:j х:kh ц:ts ч:tch ш:ch щ:chtch ю:iou я:ia ё:io й:i ий:i", PLAIN_CYRILLIC);
const GERMAN = tableOf("в:w ж:sch х:ch ц:z ч:tsch ш:sch щ:schtsch ю:ju я:ja ё:jo й:j з:s", PLAIN_CYRILLIC);
const POLISH = tableOf("в:w ж:ż х:ch ц:c ч:cz ш:sz щ:szcz ю:ju я:ja ё:jo й:j", PLAIN_CYRILLIC);
const PRESS = tableOf("ж:zh х:kh ц:ts ч:ch ш:sh щ:shch ю:yu я:ya ё:yo й:y ий:y ый:y ья:ya", PLAIN_CYRILLIC);
/** Cabinet of Ministers of Ukraine, resolution 55 of 2010. */
const UKRAINE = tableOf("г:h ґ:g и:y й:i ж:zh х:kh ц:ts ч:ch ш:sh щ:shch ю:iu я:ia зг:zgh '\u{2019}:", PLAIN_CYRILLIC);
/** Transliteration Act of Bulgaria, 2009. */
const BULGARIA = tableOf("ж:zh х:h ц:ts ч:ch ш:sh щ:sht ъ:a ь:y ю:yu я:ya й:y", PLAIN_CYRILLIC);
const SERBIA = tableOf("ж:ž х:h ц:c ч:č ш:š ћ:ć ђ:đ џ:dž љ:lj њ:nj ј:j ѓ:gj ќ:kj ѕ:dz", PLAIN_CYRILLIC);
const SERBIA_PLAIN = tableOf("ж:z х:h ц:c ч:c ш:s ћ:c ђ:dj џ:dz љ:lj њ:nj ј:j ѓ:g ќ:k ѕ:dz", PLAIN_CYRILLIC);

const PLAIN_GREEK = tableOf(
  "α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o ου:ou γγ:ng γξ:nx γχ:nch",
);
/** ELOT 743, without the sounds that decide between αυ as av and as af. */
const ELOT = tableOf("αυ:av ευ:ev", PLAIN_GREEK);
/** BGN/PCGN 1962. */
const GREEK_BGN = tableOf("χ:kh ντ:d μπ:b γκ:g αυ:av ευ:ev αι:ai", PLAIN_GREEK);
const GREEK_HEARD = tableOf("χ:h υ:i ει:i οι:i αι:e ντ:d μπ:b γκ:g τζ:tz ου:u ευ:ef αυ:af", PLAIN_GREEK);
const GREEK_CLASSICAL = tableOf("β:b φ:ph η:e υ:y ου:u ευ:eu αυ:au", PLAIN_GREEK);

/** Georgian national system of 2002. */
const GEORGIAN = tableOf(
  "ა:a ბ:b გ:g დ:d ე:e ვ:v ზ:z თ:t ი:i კ:k ლ:l მ:m ნ:n ო:o პ:p ჟ:zh რ:r ს:s ტ:t უ:u ფ:p ქ:k ღ:gh ყ:q შ:sh ჩ:ch ც:ts ძ:dz წ:ts ჭ:ch ხ:kh ჯ:j ჰ:h",
);
/** ISO 9984:1996. */
const GEORGIAN_ISO = tableOf("ჟ:ž ღ:ḡ შ:š ჩ:č̕ ც:c̕ ძ:j წ:c ჭ:č ხ:x ჯ:ǰ", GEORGIAN);
/** By way of Russian, and by way of Russian into German. */
const GEORGIAN_RUSSIAN = tableOf("ყ:k ღ:g ჯ:dzh ფ:f", GEORGIAN);
const GEORGIAN_GERMAN = tableOf("ვ:w ზ:s ჟ:sch ღ:g ყ:k შ:sch ჩ:tsch ც:z ძ:ds წ:z ჭ:tsch ხ:ch ჯ:dsch", GEORGIAN);

/** BGN/PCGN 1981 of Armenian. */
const ARMENIAN = tableOf(
  "ու:u եւ:ev ա:a բ:b գ:g դ:d ե:e զ:z է:e ը:y թ:t ժ:zh ի:i լ:l խ:kh ծ:ts կ:k հ:h ձ:dz ղ:gh ճ:ch մ:m յ:y ն:n շ:sh ո:o չ:ch պ:p ջ:j ռ:r ս:s վ:v տ:t ր:r ց:ts ւ:v փ:p ք:k և:ev օ:o ֆ:f",
);
/** Western Armenian, as the families of the diaspora write themselves. */
const ARMENIAN_WESTERN = tableOf("բ:p գ:k դ:t կ:g պ:b տ:d ծ:dz ձ:ts ճ:j ջ:ch յա:ia", ARMENIAN);
/** ISO 9985:1996. */
const ARMENIAN_ISO = tableOf("ժ:ž խ:x ծ:ç ձ:j ղ:ġ ճ:č̣ շ:š չ:č ջ:ǰ ռ:ṙ ց:cʼ ը:ë", ARMENIAN);

export const SYSTEMS = {
  russian: [ISO_9, BGN, ICAO, FRENCH, GERMAN, POLISH, PRESS],
  ukrainian: [UKRAINE, ISO_9, ICAO, PRESS],
  bulgarian: [BULGARIA, ISO_9, ICAO, GERMAN],
  serbian: [SERBIA, SERBIA_PLAIN],
  greek: [ELOT, GREEK_BGN, GREEK_HEARD, GREEK_CLASSICAL],
  georgian: [GEORGIAN, GEORGIAN_ISO, GEORGIAN_RUSSIAN, GEORGIAN_GERMAN],
  armenian: [ARMENIAN, ARMENIAN_WESTERN, ARMENIAN_ISO],
} as const;

/** A native name in one of the systems, capitalised word by word. */
export function romanised(native: string, table: Table): string {
  const plain = native
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u{300}\u{301}\u{342}]/gu, "")
    .normalize("NFC");
  return capitalised(
    plain
      .split(" ")
      .map((word) => write(withoutAccents(word), table))
      .join(" "),
  );
}

function withoutAccents(word: string): string {
  return /[\u{370}-\u{3ff}]/u.test(word) ? word.normalize("NFD").replace(/\p{Mn}/gu, "") : word;
}

export function capitalised(text: string): string {
  return text.replace(/(^|[ -])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}
