import { Worker } from "node:worker_threads";
import { packageFile } from "../../subgraphs/kit/package-file.js";
import type { Planning } from "./planning.js";
import type { PlanningAnswer, PlanningTask } from "./planning-worker.js";

export interface PlanningThreadSettings {
  /** Told when the thread has ended by itself: it is begun anew. */
  readonly onFault: (error: Error) => void;
  /** How long one step may take, reading a supergraph or planning one operation: milliseconds. */
  readonly mostMs?: number;
  /** What runs in the thread. */
  readonly file?: string;
}

/** Two versions of a graph with the fields of 194 countries take 600. */
const MOST_MEGABYTES = 2_048;
const MOST_MS = 15_000;
/** What the thread has ended on so often is not tried again. */
const MOST_TRIES = 2;

type Operation = Extract<PlanningTask, { kind: "PLAN" }>["operation"];
type Planned = Extract<PlanningAnswer, { kind: "PLANNED" }>;

/** One thing to do, for whoever waits for it. */
interface Step {
  readonly graph: number;
  readonly operation: Operation;
  readonly resolve: (planned: Planned) => void;
  readonly reject: (error: PlanningFailed) => void;
  tries: number;
}

/**
 * Plans in a thread of its own, for every version of the graph that is in use, one step at a time: whoever is answered
 * meanwhile does not wait for it. The thread is begun with the first step. One that ends by itself is begun anew for the
 * steps that are waiting, so that they are done all the same.
 */
export class PlanningThread implements AsyncDisposable {
  readonly #onFault: (error: Error) => void;
  readonly #mostMs: number;
  readonly #file: string;
  /** The supergraphs that may be planned over, by number. */
  readonly #graphs = new Map<number, string>();
  /** Those that the present thread has read. */
  readonly #read = new Set<number>();
  readonly #waiting: Step[] = [];
  #underWay: Step | null = null;
  #worker: Worker | null = null;
  #timer: NodeJS.Timeout | undefined;
  #numbers = 0;
  #isEnded = false;

  constructor({ onFault, mostMs = MOST_MS, file = packageFile(WORKER) }: PlanningThreadSettings) {
    this.#onFault = onFault;
    this.#mostMs = mostMs;
    this.#file = file;
  }

  /** For one version of the graph. */
  planningOf(supergraphSdl: string): Planning {
    this.#numbers += 1;
    const graph = this.#numbers;
    this.#graphs.set(graph, supergraphSdl);
    return {
      open: async () => (await this.#ask(graph, null)).apiSdl,
      plan: async (source, operationName) => {
        const { plan } = await this.#ask(graph, { source, operationName });
        if (plan === null) throw new PlanningFailed("The thread has not planned.");
        return plan;
      },
      [Symbol.asyncDispose]: async () => this.#forget(graph),
    };
  }

  /** Ends the thread. What has not been planned is not planned any more. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isEnded = true;
    clearTimeout(this.#timer);
    this.#underWay?.reject(new PlanningFailed(ENDED));
    for (const { reject } of this.#waiting.splice(0)) reject(new PlanningFailed(ENDED));
    await this.#worker?.terminate();
  }

  #ask(graph: number, operation: Operation): Promise<Planned> {
    const { promise, resolve, reject } = Promise.withResolvers<Planned>();
    this.#waiting.push({ graph, operation, resolve, reject, tries: 0 });
    this.#next();
    return promise;
  }

  #forget(graph: number): void {
    this.#graphs.delete(graph);
    if (this.#read.delete(graph)) this.#worker?.postMessage({ kind: "FORGET", graph } satisfies PlanningTask);
  }

  #next(): void {
    if (this.#underWay !== null) return;
    const step = this.#waiting.shift();
    if (step === undefined) return;
    const supergraphSdl = this.#graphs.get(step.graph);
    if (supergraphSdl === undefined || this.#isEnded) {
      step.reject(new PlanningFailed(ENDED));
      this.#next();
      return;
    }
    step.tries += 1;
    this.#underWay = step;
    const worker = (this.#worker ??= this.#begin());
    const { graph, operation } = step;
    const isRead = this.#read.has(graph);
    const task = { kind: "PLAN", graph, supergraphSdl: isRead ? null : supergraphSdl, operation } as const;
    worker.postMessage(task satisfies PlanningTask);
    this.#timer = setTimeout(() => this.#tookTooLong(worker, step), this.#mostMs);
  }

  #begin(): Worker {
    const worker = new Worker(this.#file, { resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES } });
    let fault = new PlanningFailed("The thread has ended.");
    worker.on("message", (answer: PlanningAnswer) => this.#take(answer));
    worker.on("error", (cause: Error) => {
      fault = new PlanningFailed(cause.message, { cause });
    });
    worker.once("exit", () => this.#restart(fault));
    return worker;
  }

  #take(answer: PlanningAnswer): void {
    const step = this.#underWay;
    if (step === null) return;
    clearTimeout(this.#timer);
    this.#underWay = null;
    if (answer.kind === "PLANNED") {
      this.#read.add(step.graph);
      step.resolve(answer);
      // It was let go of in the meantime.
      if (!this.#graphs.has(step.graph)) this.#forget(step.graph);
    } else {
      step.reject(new PlanningFailed(answer.message));
    }
    this.#next();
  }

  #tookTooLong(worker: Worker, step: Step): void {
    step.tries = MOST_TRIES;
    void worker.terminate();
  }

  /** The thread has ended: by itself, or because a step took too long. */
  #restart(fault: PlanningFailed): void {
    clearTimeout(this.#timer);
    const step = this.#underWay;
    this.#underWay = null;
    this.#worker = null;
    this.#read.clear();
    if (this.#isEnded) return;
    this.#onFault(fault);
    if (step !== null && step.tries < MOST_TRIES) this.#waiting.unshift(step);
    else step?.reject(fault);
    this.#next();
  }
}

const WORKER = "dist/gateway/graph/planning-worker.js";
const ENDED = "Nothing is planned any more.";

/** An operation could not be planned, or a supergraph not be read. */
export class PlanningFailed extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PlanningFailed";
  }
}
