import type { Disclosure } from "../../subgraphs/kit/graph/disclosed-records.js";

/** What one request came to: whom the gateway asked, and of whose records it was told. */
export interface RequestTotal extends Disclosure {
  /** The subgraphs that were asked, by name, each once. */
  readonly domains: readonly string[];
}

/** Of whose records the subgraphs told one request, one fetch after the other. */
export class RequestDisclosures {
  readonly #refs = new Set<string>();
  readonly #opened = new Set<string>();
  readonly #domains = new Set<string>();
  readonly #sources = new Map<string, number>();

  /** A subgraph is about to be asked. */
  ask(subgraph: string): void {
    this.#domains.add(subgraph);
  }

  add({ refs, opened, sources }: Disclosure): void {
    for (const ref of refs) this.#refs.add(ref);
    for (const ref of opened) this.#opened.add(ref);
    for (const [source, count] of Object.entries(sources)) {
      this.#sources.set(source, (this.#sources.get(source) ?? 0) + count);
    }
  }

  /** All of them together: records each once. */
  total(): RequestTotal {
    return {
      domains: [...this.#domains].toSorted(),
      refs: [...this.#refs].toSorted(),
      opened: [...this.#opened].toSorted(),
      sources: Object.fromEntries([...this.#sources].toSorted()),
    };
  }
}
