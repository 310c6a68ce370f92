import { CLOCK_SKEW_S, SIGNATURE_LIFE_S } from "./times.js";

/** From the earliest that a signature is taken to the latest, seconds. */
const WINDOW_S = SIGNATURE_LIFE_S + 2 * CLOCK_SKEW_S;
/** Some 100 MB at most. A part that serves more than this in a window refuses rather than forget. */
const MOST_NONCES = 500_000;

/**
 * The nonces of messages that were taken, so that none is taken twice. Each is kept for as long as its signature could be
 * taken and at most twice as long; what was signed before this process began is refused, for it may have been taken then.
 */
export class Nonces {
  readonly #most: number;
  readonly #startedAt: number;
  #since: number;
  #current = new Set<string>();
  #previous = new Set<string>();

  /** @param now seconds since 1970 */
  constructor(now: number, most: number = MOST_NONCES) {
    this.#startedAt = now;
    this.#since = now;
    this.#most = most;
  }

  /** Whether the nonce is taken now for the first time. @param now seconds since 1970 */
  take({ nonce, created }: { readonly nonce: string; readonly created: number }, now: number): boolean {
    this.#forget(now);
    if (created < this.#startedAt || this.#current.has(nonce) || this.#previous.has(nonce)) return false;
    if (this.#current.size + this.#previous.size >= this.#most) return false;
    this.#current.add(nonce);
    return true;
  }

  #forget(now: number): void {
    if (now - this.#since < WINDOW_S) return;
    this.#previous = now - this.#since < 2 * WINDOW_S ? this.#current : new Set();
    this.#current = new Set();
    this.#since = now;
  }
}
