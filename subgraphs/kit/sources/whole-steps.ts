/** The first steps, milliseconds: most look-ups end within one. */
const SHORTEST_MS = 5;
/** Later steps are a tenth of the time that has gone by, but never longer. */
const LONGEST_MS = 40;

/**
 * Hands on what the work gives at the end of a step, not when it is there: 5, 10, 15 … 50, 55, 61 … ms after it was begun.
 * A record that is found, decided upon and dropped takes some 50 µs more than one that is not there, and whoever may ask
 * often enough could measure that. Every step is begun before it is known whether the work ends within it, so that its
 * end does not depend on the work (bucketing: Köpf and Dürmuth, CSF 2009). Waits no longer than the signal does.
 */
export async function inWholeSteps<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let isUnderWay = true;
  const settle = (): void => {
    isUnderWay = false;
  };
  work.then(settle, settle);
  await stepping(() => isUnderWay, signal);
  return work;
}

/** Ends with the first step at whose end nothing is under way any more, or with the signal: what is there by then is handed on. */
function stepping(isUnderWay: () => boolean, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
    resolve();
  };
  const step = (elapsed: number): void => {
    const ms = Math.min(Math.max(SHORTEST_MS, Math.round(elapsed / 10)), LONGEST_MS);
    timer = setTimeout(() => (isUnderWay() ? step(elapsed + ms) : end()), ms);
  };
  if (signal.aborted) return Promise.resolve();
  signal.addEventListener("abort", end, { once: true });
  step(0);
  return promise;
}
