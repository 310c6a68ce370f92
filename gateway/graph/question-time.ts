/** Kept back from the first stages of a plan for the last ones, milliseconds: references, and the check's own outcome. */
const KEPT_FOR_LAST_STAGES_MS = 200;
/** What a last stage may take beyond the deadline, milliseconds; the whole answer is out 100 ms after it. */
const LAST_STAGE_OVERTIME_MS = 50;
/** The way back from a subgraph: its sources must be given up before the subgraph itself is. */
const WAY_BACK_MS = 30;

/** The time that one question may take, and how it is shared out among the stages of its plan. */
export class QuestionTime {
  readonly #deadline: number;

  /** @param deadlineMs from now, milliseconds */
  constructor(deadlineMs: number) {
    this.#deadline = performance.now() + deadlineMs;
  }

  /** How long the fetch that starts now may take, and how much of it the subgraph may give its sources. */
  nextFetch(): { readonly fetchMs: number; readonly sourcesMs: number } {
    const now = performance.now();
    const firstStagesEnd = this.#deadline - KEPT_FOR_LAST_STAGES_MS;
    const end = now < firstStagesEnd ? firstStagesEnd : this.#deadline + LAST_STAGE_OVERTIME_MS;
    const fetchMs = Math.max(1, Math.floor(end - now));
    return { fetchMs, sourcesMs: Math.max(1, fetchMs - WAY_BACK_MS) };
  }
}
