/** BGN/PCGN 1981, Eastern Armenian; ու, և and a first ե or ո before the letters. */
const DIGRAPHS: readonly (readonly [RegExp, string])[] = [
  [/ու/g, "u"],
  [/և|եւ/g, "ev"],
  [/^ե/g, "ye"],
  [/^ո(?!վ)/g, "vo"],
];

const LETTERS: Readonly<Record<string, string>> = Object.fromEntries(
  "ա:a բ:b գ:g դ:d ե:e զ:z է:e ը:y թ:t ժ:zh ի:i լ:l խ:kh ծ:ts կ:k հ:h ձ:dz ղ:gh ճ:ch մ:m յ:y ն:n շ:sh ո:o չ:ch պ:p ջ:j ռ:r ս:s վ:v տ:t ր:r ց:ts ւ:v փ:p ք:k օ:o ֆ:f"
    .split(" ")
    .map((pair) => pair.split(":")),
);

/** Western Armenian speaks these the other way round, and its families spell themselves so. */
const WESTERN: Readonly<Record<string, string>> = {
  ...LETTERS,
  ...Object.fromEntries("բ:p գ:k դ:t կ:g պ:b տ:d ծ:dz ձ:ts ճ:j ջ:ch".split(" ").map((pair) => pair.split(":"))),
};

/** The Latin forms of a lower-case Armenian text: the Eastern, without its first glide, and the Western. */
export function romaniseArmenian(text: string): readonly string[] {
  const sounds = DIGRAPHS.reduce((result, [pattern, latin]) => result.replace(pattern, latin), text);
  const plain = text.replaceAll("ու", "u").replaceAll("և", "ev");
  const western = write(plain, WESTERN);
  return [write(sounds, LETTERS), write(plain, LETTERS), western, western.replace(/yan$/, "ian")];
}

function write(text: string, letters: Readonly<Record<string, string>>): string {
  return [...text].map((letter) => letters[letter] ?? letter).join("");
}
