export interface WatchSettings<T> {
  /** Reads what is watched, as it is now. */
  readonly read: () => Promise<T>;
  /** Opens what nudges at each change, and after any time in which a change may not have been told. */
  readonly announce: (nudge: () => void) => Promise<AsyncDisposable>;
  readonly isSame: (before: T, now: T) => boolean;
  readonly onChange: (now: T) => void;
  /** Told when it could not be read; what was read before stays. A fault that lasts is told once. */
  readonly onFault: (fault: Error) => void;
  /** How often it is looked at without being nudged, milliseconds: for an announcement that a silent network lost. */
  readonly everyMs: number;
}

type Phase = "idle" | "reading" | "nudged" | "ended";

/**
 * Something that changes elsewhere, read again at each nudge and every so often. A nudge that comes while it is being read
 * makes it be read once more, so that the last change is never missed, and what is told is always newer than what was told.
 */
export class Watch<T> implements AsyncDisposable {
  readonly #settings: WatchSettings<T>;
  readonly #announcements: AsyncDisposable;
  readonly #timer: NodeJS.Timeout;
  #current: T;
  #state: Phase = "idle";
  #fault: string | null = null;

  private constructor(current: T, settings: WatchSettings<T>, announcements: AsyncDisposable) {
    this.#current = current;
    this.#settings = settings;
    this.#announcements = announcements;
    this.#timer = setInterval(() => this.nudge(), settings.everyMs);
    this.#timer.unref();
  }

  /** @throws what reading it for the first time throws */
  static async open<T>(settings: WatchSettings<T>): Promise<Watch<T>> {
    const opened: { watch?: Watch<T> } = {};
    // Before the first look, so that no change falls between the two.
    const announcements = await settings.announce(() => opened.watch?.nudge());
    try {
      opened.watch = new Watch(await settings.read(), settings, announcements);
    } catch (error) {
      await announcements[Symbol.asyncDispose]();
      throw error;
    }
    opened.watch.nudge();
    return opened.watch;
  }

  get current(): T {
    return this.#current;
  }

  /** It may have changed. */
  nudge(): void {
    if (this.#state === "idle") void this.#readUntilQuiet();
    else if (this.#state === "reading") this.#state = "nudged";
  }

  async #readUntilQuiet(): Promise<void> {
    do {
      this.#state = "reading";
      await this.#readOnce();
    } while (this.#phase() === "nudged");
    if (this.#phase() === "reading") this.#state = "idle";
  }

  async #readOnce(): Promise<void> {
    try {
      this.#take(await this.#settings.read());
    } catch (error) {
      this.#tell(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Asked by a method, since it changes while something is awaited. */
  #phase(): Phase {
    return this.#state;
  }

  #take(now: T): void {
    this.#fault = null;
    if (this.#state === "ended" || this.#settings.isSame(this.#current, now)) return;
    this.#current = now;
    this.#settings.onChange(now);
  }

  #tell(fault: Error): void {
    if (this.#state === "ended" || fault.message === this.#fault) return;
    this.#fault = fault.message;
    this.#settings.onFault(fault);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#state = "ended";
    clearInterval(this.#timer);
    await this.#announcements[Symbol.asyncDispose]();
  }
}
