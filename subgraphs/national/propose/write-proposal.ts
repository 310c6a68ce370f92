import type { DomainProposal, Proposal } from "./propose-country.js";

/** The proposal as a person reads it: where each field comes from, how surely, and what is still to do. */
export function writeProposal({ domains, todos }: Proposal): string {
  const all = [...todos, ...domains.flatMap(({ entry, todos: own }) => own.map((todo) => `${entry.domain}: ${todo}`))];
  return [
    "# What was proposed",
    "",
    ...domains.flatMap(sectionOf),
    "## To do",
    "",
    ...(all.length === 0 ? ["Nothing."] : all.map((todo) => `- [ ] ${todo}`)),
    "",
  ].join("\n");
}

function sectionOf({ entry, reasons }: DomainProposal): readonly string[] {
  return [
    `## ${entry.domain}: ${entry.mapping.schema}.${entry.mapping.table}`,
    "",
    "| Field | From | Confidence |",
    "|---|---|---|",
    ...reasons.map(({ field, from, confidence }) => `| ${field} | ${from ?? "a constant"} | ${confidence} |`),
    "",
  ];
}
