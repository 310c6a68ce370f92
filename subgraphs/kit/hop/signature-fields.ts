import { isInnerList, parseDictionary } from "structured-headers";
import { z } from "zod";
import type { Key } from "./keys.js";
import { algorithmOf, isSignatureOf, signBase, SIGNATURE_ALGORITHMS } from "./signature.js";
import { signatureBase, signatureParams } from "./signature-base.js";
import type { CoveredComponent } from "./signature-base.js";
import { CLOCK_SKEW_S, SIGNATURE_LIFE_S } from "./times.js";

/** The label under which a message of ours carries its one signature. */
const LABEL = "hop";

export interface SignatureFields {
  readonly "signature-input": string;
  readonly signature: string;
}

/** The terms of a signature; all four, and no other, are written and demanded. */
const termsSchema = z.strictObject({
  /** Seconds since 1970. */
  created: z.int().min(0),
  nonce: z.string().regex(/^[\w-]{16,64}$/),
  keyid: z.string(),
  alg: z.enum(SIGNATURE_ALGORITHMS),
});
export type SignatureTerms = z.output<typeof termsSchema>;

/** A signature as it was received, read but not verified. */
export interface ReceivedSignature {
  readonly names: readonly string[];
  readonly terms: SignatureTerms;
  /** The exact text that `@signature-params` has in the signature base. */
  readonly params: string;
  /** In base64. */
  readonly signature: string;
}

/** Signs the components and writes the two fields (RFC 9421 §4). */
export function writeSignature(
  key: Key,
  components: readonly CoveredComponent[],
  { created, nonce }: { readonly created: number; readonly nonce: string },
): SignatureFields {
  const params = signatureParams(
    components.map(([name]) => name),
    [
      ["created", created],
      ["nonce", nonce],
      ["keyid", key.id],
      ["alg", algorithmOf(key.key)],
    ],
  );
  return {
    "signature-input": `${LABEL}=${params}`,
    signature: `${LABEL}=:${signBase(key.key, signatureBase(components, params))}:`,
  };
}

/** Null for whatever is not exactly one signature under our label, with our terms. */
export function readSignature(fields: SignatureFields): ReceivedSignature | null {
  const input = fields["signature-input"];
  const [, signature] = SIGNATURE.exec(fields.signature) ?? [];
  if (signature === undefined || !input.startsWith(`${LABEL}=(`)) return null;
  const member = parseOnly(input);
  if (member === null) return null;
  const terms = termsSchema.safeParse(Object.fromEntries(member.parameters));
  if (!terms.success) return null;
  return { names: member.names, terms: terms.data, params: input.slice(LABEL.length + 1), signature };
}

/** Whether it was signed by this key, over exactly these components in this order, and not too long ago. */
export async function isGoodSignature(
  { names, terms, params, signature }: ReceivedSignature,
  { key }: Key,
  components: readonly CoveredComponent[],
): Promise<boolean> {
  if (terms.alg !== algorithmOf(key)) return false;
  if (names.length !== components.length || components.some(([name], index) => name !== names[index])) return false;
  return isSignatureOf(key, signatureBase(components, params), signature);
}

/** @param now seconds since 1970 */
export function isTimely({ created }: SignatureTerms, now: number): boolean {
  return created <= now + CLOCK_SKEW_S && created >= now - SIGNATURE_LIFE_S - CLOCK_SKEW_S;
}

const SIGNATURE = new RegExp(`^${LABEL}=:([A-Za-z0-9+/]{1,128}={0,2}):$`);

/** The one member of a dictionary (RFC 8941 §3.2): a list of plain texts with its parameters. */
function parseOnly(
  input: string,
): { readonly names: readonly string[]; readonly parameters: ReadonlyMap<string, unknown> } | null {
  const members = parsedMembers(input);
  const [member] = members;
  if (member === undefined || members.length > 1 || !isInnerList(member)) return null;
  const [entries, parameters] = member;
  const names = entries.flatMap(([name, own]) => (typeof name === "string" && own.size === 0 ? [name] : []));
  return names.length === entries.length ? { names, parameters } : null;
}

function parsedMembers(input: string) {
  try {
    return [...parseDictionary(input).values()];
  } catch {
    return [];
  }
}
