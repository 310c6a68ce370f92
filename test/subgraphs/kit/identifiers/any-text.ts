import fc from "fast-check";

const anyCodePoint = fc.integer({ min: 0, max: 0x10ffff }).map((codePoint) => String.fromCodePoint(codePoint));
const likelyCharacter = fc.constantFrom(...Array.from("<<<<-/ \nABCDXYZabcxyz0123456789"));

/** Any Unicode text, lone surrogates included, and texts of the characters that identifiers are made of. */
export const anyText = fc.oneof(
  fc.string({ unit: anyCodePoint }),
  fc.string({ unit: likelyCharacter, maxLength: 100 }),
  fc.string({ unit: likelyCharacter, minLength: 88, maxLength: 90 }),
);
