import { setImmediate as nextTurn } from "node:timers/promises";

/** How long a search may hold the thread, milliseconds. */
const SLICE_MS = 10;

/**
 * Maps a long list without holding up the process: after each slice others have their turn, and the signal ends the
 * work within one entry.
 */
export async function mapInSlices<Entry, Result>(
  entries: Iterable<Entry>,
  map: (entry: Entry) => Result,
  signal: AbortSignal,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let sliceEnds = performance.now() + SLICE_MS;
  for (const entry of entries) {
    if (performance.now() >= sliceEnds) {
      await nextTurn();
      sliceEnds = performance.now() + SLICE_MS;
    }
    signal.throwIfAborted();
    results.push(map(entry));
  }
  return results;
}
