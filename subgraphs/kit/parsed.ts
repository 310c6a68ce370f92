/** What reading a text gives: the value, or the one reason why it is none. Expected faults are values, not exceptions. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

/** Why a text could not be read. */
export interface Fault {
  /** Stable and in capitals: `INVALID_VIN`, `VIN_CHECK_DIGIT`. */
  readonly code: string;
  /** One sentence that says what to do. It never repeats the input, which may be personal data. */
  readonly message: string;
}

export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function fault<T>(code: string, message: string): Parsed<T> {
  return { ok: false, fault: { code, message } };
}
