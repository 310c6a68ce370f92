/** A list of words as the object of which GraphQL makes an enum: one list serves schema, parser and code. */
export function enumOf<const Word extends string>(words: readonly Word[]): { readonly [word in Word]: word } {
  return Object.fromEntries(words.map((word) => [word, word])) as { [word in Word]: word };
}
