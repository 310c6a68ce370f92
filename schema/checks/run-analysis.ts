import { Worker } from "node:worker_threads";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import type { AnalysisStep } from "./analyse-change.js";
import { found } from "./finding.js";
import type { Finding } from "./finding.js";
import type { CheckOptions, SchemaChange } from "./schema-change.js";

export interface Analysis {
  readonly findings: readonly Finding[];
  readonly supergraphSdl: string | null;
}

type Phase = Extract<AnalysisStep, { kind: "PHASE" }>;

/**
 * Analyses a change in a thread of its own, so that whoever asks stays free to do other things, and ends the thread when
 * one phase takes too long or too much memory: no SDL can hold the check up.
 */
export function runAnalysis(change: SchemaChange, options: CheckOptions): Promise<Analysis> {
  const worker = new Worker(packageFile("dist/schema/checks/analysis-worker.js"), {
    workerData: { change, options },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  const phaseMs = options.phaseMs ?? 30_000;
  const findings: Finding[] = [];
  let supergraphSdl: string | null = null;
  let phase: Phase = { kind: "PHASE", phase: "COMPARISON" };
  return new Promise<Analysis>((resolve, reject) => {
    const end = (): void => resolve({ findings, supergraphSdl });
    const giveUp = (why: string): void => {
      findings.push(tooMuch(phase, why));
      void worker.terminate().then(end, reject);
    };
    const within = (ms: number) => setTimeout(() => giveUp(`more than ${ms} ms`), ms);
    // The thread has nothing of the change before it is loaded, which a busy machine makes long.
    let timer = within(Math.max(phaseMs, LOADING_MS));
    worker.on("message", (step: AnalysisStep) => {
      clearTimeout(timer);
      timer = within(phaseMs);
      if (step.kind === "PHASE") phase = step;
      if (step.kind === "COMPOSED") ({ supergraphSdl } = step);
      if (step.kind === "FINDINGS") findings.push(...step.findings);
    });
    worker.on("error", (error) => {
      clearTimeout(timer);
      if (isOutOfMemory(error)) giveUp(`more than ${MOST_MEGABYTES} MB`);
      else reject(error);
    });
    worker.on("exit", () => {
      clearTimeout(timer);
      end();
    });
  });
}

/** The longest that the thread may take to be loaded and to begin. */
const LOADING_MS = 30_000;

/** 194 countries compose in 300. */
const MOST_MEGABYTES = 2_048;

function tooMuch(phase: Phase, why: string): Finding {
  switch (phase.phase) {
    case "COMPOSITION":
      return found("COMPOSITION_TIMED_OUT", `Composition took ${why}.`);
    case "COMPARISON":
      return found("COMPARISON_TIMED_OUT", `The comparison took ${why}.`);
    case "PLANNING":
      return found("PLAN_TIMED_OUT", `Planning ${phase.operation} took ${why}.`);
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}
