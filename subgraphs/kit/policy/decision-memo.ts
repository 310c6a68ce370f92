/** Decisions by what they were made from, bounded in number; the longest unused go first. */
export class DecisionMemo {
  readonly #most: number;
  /** A map keeps the order of insertion, which is kept the order of use here. */
  readonly #decisions = new Map<string, boolean>();

  constructor(most: number) {
    this.#most = most;
  }

  /** The decision under this key, made now where it is not known. */
  of(key: string, decide: () => boolean): boolean {
    const known = this.#decisions.get(key);
    const decision = known ?? decide();
    if (known !== undefined) this.#decisions.delete(key);
    this.#decisions.set(key, decision);
    if (this.#decisions.size > this.#most) this.#dropOldest();
    return decision;
  }

  #dropOldest(): void {
    for (const oldest of this.#decisions.keys()) {
      this.#decisions.delete(oldest);
      return;
    }
  }
}
