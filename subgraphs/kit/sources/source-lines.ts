import type { SourceLine } from "./ask-sources.js";

/** The sources of a domain, which may change while it runs: one question takes `current` once and keeps to it. */
export interface SourceLines<Port> {
  readonly current: readonly SourceLine<Port>[];
}

/** Lines as they change, also where they never do. */
export function asSourceLines<Port>(lines: readonly SourceLine<Port>[] | SourceLines<Port>): SourceLines<Port> {
  return "current" in lines ? lines : { current: lines };
}
