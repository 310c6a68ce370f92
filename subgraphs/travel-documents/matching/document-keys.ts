import { cleanDocumentNumber, confusionKey, numbersWithinOneEdit } from "../../kit/identifiers/document-number.js";

/**
 * The kinds of key that a mapping of this domain may offer: `number` is the cleaned number, `class` the number with
 * characters that are taken for one another made the same. A source with `class` alone finds by both.
 */
export type DocumentKey = "number" | "class";

/** The keys by which documents are kept and looked up: the same of a question and of a record. */
export function documentKeys(
  documents: readonly { readonly number: string }[],
): Readonly<Record<DocumentKey, readonly string[]>> {
  const numbers = documents.map(({ number }) => cleanDocumentNumber(number)).filter((number) => number !== "");
  return { number: numbers, class: numbers.map(confusionKey) };
}

/** The keys of every document whose number one typing error parts from one of these. */
export function nearDocumentKeys(
  documents: readonly { readonly number: string }[],
): Readonly<Record<DocumentKey, readonly string[]>> {
  const near = documents.flatMap(({ number }) => numbersWithinOneEdit(number));
  return { number: near, class: [...new Set(near.map(confusionKey))] };
}
