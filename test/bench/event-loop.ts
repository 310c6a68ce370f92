/** How long the event loop was held up at most, milliseconds. */
export interface LoopDelay {
  /** By the clock: what the machine does beside it is in it. */
  readonly mostMs: number;
  /** Of computing in one go on this thread. */
  readonly mostCpuMs: number;
}

/** Watches this thread's event loop until `stop`. */
export function watchEventLoop(): { readonly stop: () => LoopDelay } {
  let most: LoopDelay = { mostMs: 0, mostCpuMs: 0 };
  let [at, cpu] = [performance.now(), process.threadCpuUsage()];
  const timer = setInterval(() => {
    const now = performance.now();
    const { user, system } = process.threadCpuUsage(cpu);
    most = { mostMs: Math.max(most.mostMs, now - at), mostCpuMs: Math.max(most.mostCpuMs, (user + system) / 1_000) };
    [at, cpu] = [now, process.threadCpuUsage()];
  }, 1);
  return {
    stop: () => {
      clearInterval(timer);
      return most;
    },
  };
}
