import { askWitness } from "./ask-witness.js";
import type { Witnessed } from "./ask-witness.js";
import type { NoteVerifier } from "../note/note-key.js";
import type { Witness } from "./witness.js";

export interface WitnessRoundsSettings {
  /** The log's folder. */
  readonly path: string;
  readonly log: NoteVerifier;
  readonly witnesses: readonly Witness[];
  /** How long after one checkpoint the next is shown, milliseconds. */
  readonly everyMs: number;
  /** Told how each was answered. */
  readonly onAnswer?: ((witness: Witness, answer: RoundAnswer) => void) | undefined;
}

/** FAILED: the log itself could not be read, or what was signed not be kept. */
export type RoundAnswer = Witnessed | { readonly kind: "FAILED"; readonly cause: unknown };

/**
 * Shows each witness the log from time to time, as it is published. Nobody waits for a witness: one that is slow, down or
 * wrong is asked again in the next round, and the log goes on meanwhile.
 */
export class WitnessRounds implements AsyncDisposable {
  readonly #settings: WitnessRoundsSettings;
  readonly #closing = new AbortController();
  #round: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** Whether something was published that the last round may not have shown. */
  #isBehind = false;

  constructor(settings: WitnessRoundsSettings) {
    this.#settings = settings;
  }

  /** The log has published more. */
  follow(): void {
    this.#isBehind = true;
    if (this.#round === null && this.#timer === null) this.#begin();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#round;
  }

  #begin(): void {
    if (this.#closing.signal.aborted || this.#settings.witnesses.length === 0) return;
    this.#isBehind = false;
    this.#round = this.#runRound();
  }

  async #runRound(): Promise<void> {
    await this.#askAll();
    this.#round = null;
    this.#wait();
  }

  #wait(): void {
    if (this.#closing.signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#isBehind) this.#begin();
    }, this.#settings.everyMs).unref();
  }

  async #askAll(): Promise<void> {
    const { witnesses, path, log, onAnswer = () => {} } = this.#settings;
    const { signal } = this.#closing;
    await Promise.all(
      witnesses.map(async (witness) => {
        const answer = await askWitness(witness, { path, log, signal }).catch(
          (cause: unknown) => ({ kind: "FAILED", cause }) as const,
        );
        if (signal.aborted) return;
        if (answer.kind !== "COSIGNED" && answer.kind !== "UP_TO_DATE") this.#isBehind = true;
        onAnswer(witness, answer);
      }),
    );
  }
}
