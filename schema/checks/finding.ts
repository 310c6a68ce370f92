import { CODES } from "./codes.js";
import type { Code } from "./codes.js";

/** One thing that a check found: what is wrong, where, why it matters and what to do. */
export interface Finding {
  /** Stable: `ACCESS_WIDENED`, `BREAKING_FIELD_REMOVED`. README.md of this folder lists them all. */
  readonly code: string;
  readonly severity: "error" | "warning";
  /** `Type`, `Type.field`, `Type.field(argument:)` or `Enum.VALUE`. */
  readonly coordinate?: string;
  readonly file?: string;
  readonly line?: number;
  readonly message: string;
  readonly why: string;
  readonly todo: string;
  /** The file of the waiver that lets it pass. */
  readonly waivedBy?: string;
}

export interface Place {
  readonly coordinate?: string | undefined;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
}

/** A finding of a code, with what the code itself says of it. Whatever else the case is worth stands in the message. */
export function found(code: Code, message: string, { coordinate, file, line }: Place = {}): Finding {
  const { severity, why, todo } = CODES[code];
  return {
    code,
    severity,
    ...(coordinate === undefined ? {} : { coordinate }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    message,
    why,
    todo,
  };
}

/** The same, let through: where nothing that anybody asks for is touched, a fault is worth a word and no more. */
export function asWarning(finding: Finding): Finding {
  return { ...finding, severity: "warning" };
}
