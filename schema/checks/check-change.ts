import { runAnalysis } from "./run-analysis.js";
import type { Finding } from "./finding.js";
import { GRAPH } from "./schema-change.js";
import type { CheckOptions, CheckReport, SchemaChange } from "./schema-change.js";
import { findSizeFaults, SDL_LIMITS } from "./sdl-limits.js";
import { findUrlFaults } from "./url.js";
import { applyWaivers } from "./waivers.js";

export type { CheckOptions, CheckReport, SchemaChange } from "./schema-change.js";

/**
 * Everything that is wrong with a change of one subgraph, before anybody can ask the graph that it would make. What is
 * too large to be looked at is refused before it is parsed; nothing makes it wait without end.
 */
export async function checkChange(change: SchemaChange, options: CheckOptions = {}): Promise<CheckReport> {
  const { sdl, url, file, owner, waivers, name, isWithdrawn, mayBePrivate = owner === GRAPH } = change;
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const ofUrl = isWithdrawn === true ? [] : findUrlFaults(url, { mayBePrivate, file });
  const ofSize = findSizeFaults(sdl, { ...SDL_LIMITS, ...options.limits }, file);
  const analysis =
    ofSize.length > 0 ? { findings: [], supergraphSdl: null } : await runAnalysis(change, { ...options, today });
  const judged = applyWaivers([...ofUrl, ...ofSize, ...analysis.findings], { waivers, subgraph: name, today });
  return {
    findings: judged.toSorted(bySeverityAndPlace),
    supergraphSdl: analysis.supergraphSdl,
    passed: judged.every(({ severity, waivedBy }) => severity === "warning" || waivedBy !== undefined),
  };
}

function bySeverityAndPlace(a: Finding, b: Finding): number {
  return (
    gravityOf(a) - gravityOf(b) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    a.code.localeCompare(b.code) ||
    a.message.localeCompare(b.message)
  );
}

/** What fails the check first, what is let through last. */
function gravityOf({ severity, waivedBy }: Finding): number {
  if (waivedBy !== undefined) return 2;
  return severity === "error" ? 0 : 1;
}
