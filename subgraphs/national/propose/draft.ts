import type { FieldMapping } from "../../kit/sources/mapping.js";

/** How surely a field was recognised. `DEFAULT`: nothing in the database says it. */
export type Confidence = "HIGH" | "MEDIUM" | "LOW" | "DEFAULT";

/** Why a field is mapped as it is. */
export interface Reason {
  readonly field: string;
  /** `table.column`; null for a constant. */
  readonly from: string | null;
  readonly confidence: Confidence;
}

/** A mapping while it is being drawn up, with what a person must look at. */
export class Draft {
  readonly fields: Record<string, FieldMapping> = {};
  readonly reasons: Reason[] = [];
  readonly todos: string[] = [];

  set(field: string, mapping: FieldMapping, from: string | null, confidence: Confidence): void {
    this.fields[field] = mapping;
    this.reasons.push({ field, from, confidence });
  }

  /** Whether nothing in the database says it. */
  isConstant(field: string): boolean {
    return this.reasons.some((reason) => reason.field === field && reason.from === null);
  }

  /** Nothing says it: a constant stands in, and a person is told where that matters. */
  fallBack(field: string, mapping: FieldMapping, todo?: string): void {
    this.set(field, mapping, null, "DEFAULT");
    if (todo !== undefined) this.todos.push(todo);
  }
}

export function confidenceOf(score: number): Confidence {
  if (score >= 0.95) return "HIGH";
  return score >= 0.7 ? "MEDIUM" : "LOW";
}
