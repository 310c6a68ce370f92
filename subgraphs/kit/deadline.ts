export interface Deadline extends Disposable {
  readonly signal: AbortSignal;
}

/**
 * A signal that ends with another, or after so many milliseconds (`TimeoutError`, as that of `AbortSignal.timeout`). It is
 * disposed of once what it bounds is over: of a check that asked 194 sources no timer stays behind to end what has ended.
 */
export function startDeadline(signal: AbortSignal, ms: number): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException(TIMED_OUT, "TimeoutError")), ms);
  const end = (): void => {
    clearTimeout(timer);
    controller.abort(signal.reason);
  };
  if (signal.aborted) end();
  else signal.addEventListener("abort", end, { once: true });
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
    },
  };
}

const TIMED_OUT = "The operation was aborted due to timeout";
