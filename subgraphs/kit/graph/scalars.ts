import { GraphQLError, GraphQLScalarType, Kind } from "graphql";
import type { ValueNode } from "graphql";
import { parseCountry } from "../identifiers/country.js";
import { parseDocumentNumber } from "../identifiers/document-number.js";
import { parseLanguage } from "../identifiers/language.js";
import { parsePartialDate } from "../identifiers/partial-date.js";
import type { Parsed } from "../parsed.js";
import { parseRef, writeRef } from "../sources/record-ref.js";
import { fault, parsed } from "../parsed.js";

export const CountryCode = textScalar(
  "CountryCode",
  "A country or organisation: ISO 3166-1 alpha-3 or ICAO's special codes; alpha-2 is accepted in an argument. `FRA`, `XPO`.",
  parseCountry,
);

export const PartialDate = textScalar(
  "PartialDate",
  "A calendar date of which the day, or the month and the day, may be unknown: `1974-08-12`, `1974-08`, `1974`.",
  parsePartialDate,
);

export const LanguageCode = textScalar("LanguageCode", "A language: ISO 639-2/B, `fre`, `ger`.", parseLanguage);

export const DocumentNumber = textScalar(
  "DocumentNumber",
  "The number of a travel or identity document, 5 to 25 letters and digits once separators are dropped.",
  parseDocumentNumber,
);

export const RecordReference = textScalar(
  "RecordReference",
  "The composite key of a record in one word: the owner's three letters, a slash, the owner's id. `FRA/12345`.",
  (text) => {
    const ref = parseRef(text);
    return ref.ok ? parsed(writeRef(ref.value)) : ref;
  },
);

/** Templates and the files of a chip travel as base64; 64 KiB is more than a real one has. */
const MOST_BASE64_CHARACTERS = 90_000;

export const Base64 = textScalar(
  "Base64",
  "Binary content in base64 (RFC 4648 §4), at most 64 KiB once decoded.",
  (text) =>
    text.length <= MOST_BASE64_CHARACTERS &&
    /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)
      ? parsed(text)
      : fault("INVALID_BASE64", "Send it as base64, at most 64 KiB once decoded."),
);

export const DateTime = new GraphQLScalarType<never, string>({
  name: "DateTime",
  description: "A moment in UTC: `2026-11-24T10:15:30.123Z` (RFC 3339). Only in answers.",
  serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
  parseValue: () => {
    throw new GraphQLError("A moment cannot be given.", { extensions: { code: "INVALID_VALUE" } });
  },
});

/** A scalar whose every value from a client passes its parser. What the graph itself gives is already well formed. */
export function textScalar(
  name: string,
  description: string,
  parse: (text: string) => Parsed<string>,
): GraphQLScalarType<string, string> {
  const read = (value: unknown): string => {
    const result = typeof value === "string" ? parse(value) : fault<string>("INVALID_VALUE", "Send a text.");
    if (result.ok) return result.value;
    throw new GraphQLError(result.fault.message, { extensions: { code: result.fault.code } });
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: String,
    parseValue: read,
    parseLiteral: (node: ValueNode) => read(node.kind === Kind.STRING ? node.value : null),
  });
}
