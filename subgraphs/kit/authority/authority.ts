import type { BreakGlass } from "./break-glass.js";
import type { Justification } from "./justification.js";
import type { Officer } from "./officer.js";

/** On whose authority a question is asked, and why. It goes with the question from the HTTP request to each source. */
export interface Authority {
  readonly officer: Officer;
  /** Null where none was given: then no personal data may be asked for. */
  readonly justification: Justification | null;
  /** Only in an emergency. */
  readonly breakGlass?: BreakGlass | undefined;
}
