import type { Disclosure } from "../../subgraphs/kit/graph/disclosed-records.js";

/** Of whose records the subgraphs told one request, one fetch after the other. */
export class RequestDisclosures {
  readonly #refs = new Set<string>();
  readonly #sources = new Map<string, number>();

  add({ refs, sources }: Disclosure): void {
    for (const ref of refs) this.#refs.add(ref);
    for (const [source, count] of Object.entries(sources)) {
      this.#sources.set(source, (this.#sources.get(source) ?? 0) + count);
    }
  }

  /** All of them together: records each once. */
  total(): Disclosure {
    return { refs: [...this.#refs].toSorted(), sources: Object.fromEntries([...this.#sources].toSorted()) };
  }
}
