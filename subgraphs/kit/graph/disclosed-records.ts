import { z } from "zod";

const refSchema = z.string().regex(/^[A-Z]{3}\/\S{1,32}$/);

/** Of whose records a subgraph told, beside its answer: `extensions.disclosed`. */
export const disclosureSchema = z.strictObject({
  /** `FRA/12345`, each once: the records that the answer tells of, in part or whole. */
  refs: z.array(refSchema).readonly(),
  /** Those of them that were given themselves; of the others only that there is one. May name more than what left, never less. */
  opened: z.array(refSchema).readonly().default([]),
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
  readonly #opened = new Set<string>();
  /** By source, so that a record that stands in the answer twice counts once. */
  readonly #bySource = new Map<string, Set<string>>();

  /** @param isOpened whether the record itself is given, or only that there is one */
  add(ref: string, sources: readonly string[], isOpened: boolean): void {
    this.#refs.add(ref);
    if (isOpened) this.#opened.add(ref);
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
    return {
      refs: [...this.#refs].toSorted(),
      opened: [...this.#opened].toSorted(),
      sources: Object.fromEntries(sources.toSorted()),
    };
  }
}
