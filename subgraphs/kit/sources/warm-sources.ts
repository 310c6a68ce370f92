import type { SourceLine } from "./ask-sources.js";

/** A back end that can do ahead of the first question what every question needs. */
export interface Warmable {
  warm(signal: AbortSignal): Promise<void>;
}

/** Makes every source ready that can be. One that fails now answers for itself when it is asked. */
export async function warmSources(lines: readonly SourceLine<Partial<Warmable>>[], signal: AbortSignal): Promise<void> {
  await Promise.allSettled(lines.map(({ port }) => port.warm?.(signal)));
}
