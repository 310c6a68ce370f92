/** A part of a message that a signature covers: its name (`@method`, `content-digest`) and its value. */
export type CoveredComponent = readonly [name: string, value: string];

/** Parameters of a signature in the order in which they are written: `created`, `keyid` and the like. */
export type SignatureParameter = readonly [name: string, value: string | number];

/**
 * The value of `@signature-params`: what is covered, in order, and on which terms (RFC 9421 §2.3).
 * Text values are words of ours, without a quote or a backslash.
 */
export function signatureParams(names: readonly string[], parameters: readonly SignatureParameter[]): string {
  const covered = names.map((name) => `"${name}"`).join(" ");
  const terms = parameters.map(([name, value]) => `;${name}=${typeof value === "number" ? value : `"${value}"`}`);
  return `(${covered})${terms.join("")}`;
}

/** The text that is signed (RFC 9421 §2.5). @param params as `signatureParams` writes it, or as it was received */
export function signatureBase(components: readonly CoveredComponent[], params: string): string {
  const lines = components.map(([name, value]) => `"${name}": ${value}`);
  return [...lines, `"@signature-params": ${params}`].join("\n");
}
