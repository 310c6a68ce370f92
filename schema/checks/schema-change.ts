import type { SubgraphSdl } from "../compose.js";
import type { OperationUsage } from "../usage/operation-usage.js";
import type { Finding } from "./finding.js";
import type { GoneRules } from "./gone-rules.js";
import type { SdlLimits } from "./sdl-limits.js";
import type { Waiver } from "./waivers.js";

/** The owner of the six subgraphs that are the graph itself. Every other owner is a country or an organisation. */
export const GRAPH = "GRAPH";

/** One subgraph as somebody wants it to be, beside all that is in force. */
export interface SchemaChange {
  /** The subgraph that is published. */
  readonly name: string;
  /** Its proposed SDL. */
  readonly sdl: string;
  readonly url: string;
  /** The file that the SDL was read from: findings name it. */
  readonly file?: string;
  /** `GRAPH`, or the ISO 3166-1 alpha-3 or ICAO code of the country or organisation: `SWE`, `XPO`. */
  readonly owner: string;
  /** Every subgraph as now published, the present version of this one among them. */
  readonly current: readonly SubgraphSdl[];
  readonly operations: readonly { readonly name: string; readonly document: string }[];
  readonly usage: readonly OperationUsage[];
  readonly waivers: readonly Waiver[];
  /** Whether the subgraph leaves the graph; its SDL is then the one that is published. */
  readonly isWithdrawn?: boolean;
  /** Whether it may live on loopback or a private network; where it is left out, the graph's own may. */
  readonly mayBePrivate?: boolean;
  /** What it took to read what was in the graph once; a registry knows it. */
  readonly gone?: GoneRules;
}

export interface CheckReport {
  readonly findings: readonly Finding[];
  /** The graph as it would be; null where it does not compose. */
  readonly supergraphSdl: string | null;
  readonly passed: boolean;
}

export interface CheckOptions {
  /** The day on which waivers and deprecations are judged, ISO 8601; today where it is left out. */
  readonly today?: string;
  readonly limits?: Partial<SdlLimits>;
  /** The longest that one phase may take (composition, comparison, planning one operation), milliseconds; 30,000. */
  readonly phaseMs?: number;
  /** The most fetches of one plan; 40. */
  readonly mostFetches?: number;
  /** From how many milliseconds on planning one operation is called slow; 500. */
  readonly slowPlanMs?: number;
}
