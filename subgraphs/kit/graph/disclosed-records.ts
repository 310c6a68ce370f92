import { z } from "zod";

/** Of whose records a subgraph told, beside its answer: `extensions.disclosed`. */
export const disclosureSchema = z.strictObject({
  /** `FRA/12345`, each once: the records that the answer tells of, in part or whole. */
  refs: z.array(z.string().regex(/^[A-Z]{3}\/\S{1,32}$/)).readonly(),
  /** How many of them each source reported in a search. */
  sources: z.record(z.string().max(64), z.int().min(0)),
});
export type Disclosure = z.output<typeof disclosureSchema>;

/**
 * Collects of whose records one request is told: a client need not select their references, so the answer itself does
 * not say. What is collected may be more than what leaves, where another field fails and takes its parent along; never less.
 */
export class DisclosedRecords {
  readonly #refs = new Set<string>();
  /** By source, so that a record that stands in the answer twice counts once. */
  readonly #bySource = new Map<string, Set<string>>();

  add(ref: string, sources: readonly string[]): void {
    this.#refs.add(ref);
    for (const source of sources) {
      const refs = this.#bySource.get(source) ?? new Set<string>();
      this.#bySource.set(source, refs.add(ref));
    }
  }

  get isEmpty(): boolean {
    return this.#refs.size === 0;
  }

  report(): Disclosure {
    const sources = [...this.#bySource].map(([source, refs]) => [source, refs.size] as const);
    return { refs: [...this.#refs].toSorted(), sources: Object.fromEntries(sources.toSorted()) };
  }
}
