import type { CodeEntry } from "./code-entry.js";

/** Codes of who may read what, who is sent what, and what is let through for a time. */
export const CODES_OF_ACCESS = {
  ACCESS_WIDENED: {
    severity: "error",
    waivable: true,
    finds: "Somebody may read what he could not: there are rights that meet the new rule and not the old.",
    why: "Who reads what of a person is laid down by law; it never widens by accident.",
    todo: "Put the rule back, or have the owner of the data sign a waiver.",
  },
  ANOTHERS_ACCESS_CHANGED: {
    severity: "error",
    finds: "A country's rule changes what it takes to read what another owns.",
    why: "Rules add up over subgraphs: one country could shut a field for all.",
    todo: "Repeat the rule as its owner writes it, or leave it out, and put yours on your own fields.",
  },
  ACCESS_RULE_FAULT: {
    severity: "error",
    finds: "A field without a rule, an empty rule, or a scope or field class that is in no list.",
    why: "What has no rule is open to everybody, and a rule that says nothing is read in two ways.",
    todo: "Write what the message says.",
  },
  RULED_FIELD_NOT_NULL: {
    severity: "error",
    waivable: true,
    finds: "A field under a scope or a policy may not be null.",
    why: "A refusal is null: it would take along everything around it.",
    todo: "Let the field be null.",
  },
  DATA_WIDENED: {
    severity: "error",
    waivable: true,
    finds: "A subgraph will be sent data that it is not sent now.",
    why: "Each part of the graph receives what its question needs and nothing else (data minimisation).",
    todo: "Ask for less in @requires, @key or the argument, or have the owner of the data sign a waiver.",
  },
  WAIVER_EXPIRED: {
    severity: "error",
    finds: "A waiver of this subgraph has ended.",
    why: "What was let through for a time would stay for good.",
    todo: "Delete the waiver, or have its owner sign a new date.",
  },
  WAIVER_UNUSED: {
    severity: "warning",
    finds: "A waiver of this subgraph lets nothing through: nothing is found there, or nothing that can be waived.",
    why: "It would let through the next change that nobody has looked at.",
    todo: "Delete the waiver.",
  },
} as const satisfies Record<string, CodeEntry>;
