import { InvalidConfiguration } from "../errors.js";
import type { SourceLine } from "./ask-sources.js";
import type { SourceConfiguration } from "./registry.js";
import type { SourceLines } from "./source-lines.js";
import type { Domain } from "./source.js";

/** The sources of the registry, and whoever has to know when they change. */
export interface SourceList {
  readonly current: readonly SourceConfiguration[];
  /** @param take is given each list that takes the place of the one before, and throws where it cannot use it */
  subscribe(take: (sources: readonly SourceConfiguration[]) => void): void;
}

/** A list that stays as it is. */
export function fixedSources(current: readonly SourceConfiguration[]): SourceList {
  return { current, subscribe: () => {} };
}

interface Connected<Port> {
  /** The configuration that it was made from, as text. */
  readonly from: string;
  readonly line: SourceLine<Port>;
}

/**
 * The lines to one domain's sources, kept in step with a list. A source whose row stays as it is keeps its line, with what
 * its circuit breaker has seen and whoever waits at its bulkhead. One that cannot be connected any more keeps the line that
 * it had, for what is known of it must not fall silent unseen.
 */
export class LiveLines<Port> implements SourceLines<Port> {
  readonly #domain: Domain;
  readonly #connect: (source: SourceConfiguration) => SourceLine<Port>;
  #connected: readonly Connected<Port>[] = [];
  #lines: readonly SourceLine<Port>[] = [];

  /** @throws InvalidConfiguration that names every source that cannot be connected */
  constructor(list: SourceList, domain: Domain, connect: (source: SourceConfiguration) => SourceLine<Port>) {
    this.#domain = domain;
    this.#connect = connect;
    this.#take(list.current);
    list.subscribe((sources) => this.#take(sources));
  }

  get current(): readonly SourceLine<Port>[] {
    return this.#lines;
  }

  #take(sources: readonly SourceConfiguration[]): void {
    const faults: string[] = [];
    const before = this.#connected;
    this.#connected = sources
      .filter(({ domain }) => domain === this.#domain)
      .flatMap((source) => {
        try {
          return [this.#lineTo(source)];
        } catch (error) {
          faults.push(`${source.id}: ${error instanceof Error ? error.message : String(error)}`);
          return before.filter(({ line }) => line.description.id === source.id);
        }
      });
    this.#lines = this.#connected.map(({ line }) => line);
    for (const { line } of before) if (!this.#lines.includes(line)) closeOnceAnswered(line);
    if (faults.length > 0) throw new InvalidConfiguration(faults.join("\n"));
  }

  #lineTo(source: SourceConfiguration): Connected<Port> {
    const from = JSON.stringify(source);
    return this.#connected.find((known) => known.from === from) ?? { from, line: this.#connect(source) };
  }
}

/** Whoever is asking it has an answer by its deadline. */
function closeOnceAnswered(line: SourceLine<unknown>): void {
  setTimeout(() => void line[Symbol.asyncDispose](), line.description.deadlineMs).unref();
}
