/** The one INTENT of a request on its way to the audit log: the request is made ready meanwhile, and no subgraph asked before. */
export class RequestIntent {
  #isWritten: Promise<boolean> = Promise.resolve(false);

  /** @param isWritten false where the log could not take it */
  follow(isWritten: Promise<boolean>): void {
    this.#isWritten = isWritten;
  }

  /** Fulfilled once it is known; false as well where nobody has begun to write it. */
  isWritten(): Promise<boolean> {
    return this.#isWritten;
  }
}
