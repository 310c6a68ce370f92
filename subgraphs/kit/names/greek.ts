/** ELOT 743 / ISO 843 type 2, as Greek passports print it: digraphs before letters. */
const DIGRAPHS: readonly (readonly [RegExp, string])[] = [
  [/ου/g, "ou"],
  [/αυ(?=[βγδζλμνρ]|[αεηιοω])/g, "av"],
  [/αυ/g, "af"],
  [/ευ(?=[βγδζλμνρ]|[αεηιοω])/g, "ev"],
  [/ευ/g, "ef"],
  [/γγ/g, "ng"],
  [/γξ/g, "nx"],
  [/γχ/g, "nch"],
  [/^μπ/g, "b"],
];

const SPOKEN: readonly (readonly [RegExp, string])[] = [
  [/μπ/g, "b"],
  [/ντ/g, "d"],
  [/γκ/g, "g"],
  [/τζ/g, "j"],
  [/ει|οι/g, "i"],
  [/αι/g, "e"],
  [/υ/g, "i"],
  [/χ/g, "h"],
  [/^γ(?=[ειηυ])/g, "y"],
];

const CLASSICAL: readonly (readonly [RegExp, string])[] = [
  [/ου/g, "u"],
  [/φ/g, "ph"],
  [/χ/g, "kh"],
  [/η/g, "e"],
];

const LETTERS: Readonly<Record<string, string>> = {
  α: "a",
  β: "v",
  γ: "g",
  δ: "d",
  ε: "e",
  ζ: "z",
  η: "i",
  θ: "th",
  ι: "i",
  κ: "k",
  λ: "l",
  μ: "m",
  ν: "n",
  ξ: "x",
  ο: "o",
  π: "p",
  ρ: "r",
  σ: "s",
  τ: "t",
  υ: "y",
  φ: "f",
  χ: "ch",
  ψ: "ps",
  ω: "o",
};

function apply(text: string, rules: readonly (readonly [RegExp, string])[]): string {
  return rules.reduce((result, [pattern, latin]) => result.replace(pattern, latin), text);
}

/** The Latin forms of a Greek text without accents: the passport's, the one heard, and the classical one. */
export function romaniseGreek(text: string): readonly string[] {
  const spellings = [
    apply(text, DIGRAPHS),
    apply(apply(text, DIGRAPHS), SPOKEN),
    apply(apply(text, CLASSICAL), DIGRAPHS),
  ];
  return spellings.map((spelling) => [...spelling].map((letter) => LETTERS[letter] ?? letter).join(""));
}
