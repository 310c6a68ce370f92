import { CrosscheckError } from "../../subgraphs/kit/errors.js";
import type { Finding } from "../checks/finding.js";

/** Why the registry did not do what it was told to, and what helps. */
export const REFUSALS = {
  ENVELOPE_UNREADABLE: "The envelope cannot be read: sign it with npm run schema -- publish.",
  UNKNOWN_OWNER: "The registry knows no such owner: the operator adds it with npm run schema -- owner.",
  SIGNATURE_WRONG: "No key of the owner has signed this: sign with a key that the registry has.",
  NOT_THE_OWNER: "The subgraph belongs to another owner.",
  OUTSIDE_NAMESPACE:
    "The name is not the owner's to take: a country's subgraphs are named swe or swe-…, after its code.",
  REPLAYED: "The registry has a newer order about this subgraph: sign anew.",
  NOT_SEEDED: "The registry has no graph yet: begin with npm run schema -- seed.",
  ALREADY_SEEDED: "The registry has a graph already: publish to it.",
  UNKNOWN_VERSION: "The registry has no such version, or the subgraph is not in it.",
  NOT_IN_GRAPH: "The graph has no such subgraph: npm run schema -- versions shows what it has.",
  NOT_DISABLED: "This owner has not disabled the subgraph: whoever has enables it again.",
  NOT_THE_OPERATOR: "The whole graph is rolled back by the graph's own key alone; give --only for a subgraph of yours.",
  CHECKS_FAILED: "The change did not pass the checks: the graph stays as it is.",
  OVERTAKEN: "Others published again and again meanwhile: try again.",
} as const;
export type Refusal = keyof typeof REFUSALS;

/** The registry refused an order; the graph that was served before is served on. */
export class RegistryRefused extends CrosscheckError {
  readonly reason: Refusal;
  /** What the checks found, where it was they that refused. */
  readonly findings: readonly Finding[];

  constructor(reason: Refusal, findings: readonly Finding[] = [], options?: ErrorOptions) {
    super("REGISTRY_REFUSED", REFUSALS[reason], { reason }, options);
    this.name = "RegistryRefused";
    this.reason = reason;
    this.findings = findings;
  }
}

export function refused(reason: Refusal, options?: ErrorOptions): RegistryRefused {
  return new RegistryRefused(reason, [], options);
}
