import { setImmediate, setTimeout as wait } from "node:timers/promises";
import {
  bulkhead,
  circuitBreaker,
  ConsecutiveBreaker,
  handleWhen,
  isBrokenCircuitError,
  isBulkheadRejectedError,
  wrap,
} from "cockatiel";
import type { IPolicy } from "cockatiel";
import { startDeadline } from "../deadline.js";
import { InvalidQuery, NothingToSearchBy, SourceFailure, TooManyMatches } from "./source.js";
import type { FailureReason, SourceDescription, SourceOutcome, SourceReply } from "./source.js";
import { inWholeSteps } from "./whole-steps.js";

/** Failures in a row after which a source is left alone for a while. */
const FAILURES_TO_OPEN = 5;
/** How long it is left alone before one question tries it again, milliseconds. */
const LEFT_ALONE_MS = 5_000;
/**
 * Asking a source and reading its reply takes some 400 µs of computing, and 194 in one go would hold up every other request.
 * So few are asked in one turn, and the next only after a pause in which others have theirs: 194 within 400 ms.
 */
const ASKED_IN_A_TURN = 2;
const TURN_MS = 4;
/** As many as a question usually has are asked without any pause. */
const ASKED_AT_ONCE = 8;

/** A source that can be asked: what it is, how it is reached, and the guards that keep one bad source from hurting all. */
export class SourceLine<Port> implements AsyncDisposable {
  readonly description: SourceDescription;
  readonly port: Port;
  readonly #guards: IPolicy;

  constructor(description: SourceDescription, port: Port) {
    this.description = description;
    this.port = port;
    this.#guards = wrap(
      circuitBreaker(handleWhen(isSourceFailure), {
        breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
        halfOpenAfter: LEFT_ALONE_MS,
      }),
      bulkhead(description.concurrency, description.concurrency),
    );
  }

  /** Closes what the port keeps open: connections, the watch on a file. The databases are the process's own. */
  async [Symbol.asyncDispose](): Promise<void> {
    const port: unknown = this.port;
    if (isDisposable(port)) await port[Symbol.asyncDispose]();
  }

  /**
   * Asks behind the guards. The signal given to `ask` ends with the caller's signal or the source's own deadline,
   * and so does the wait, whether or not the connector obeys it. How long it took is told in whole steps.
   * @throws SourceFailure where the source is switched off
   */
  async ask<T>(ask: (port: Port, signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    if (!this.description.enabled) throw new SourceFailure("DISABLED", "the source is switched off");
    using deadline = startDeadline(signal, this.description.deadlineMs);
    const answer = this.#guards.execute(() => untilAborted(ask(this.port, deadline.signal), deadline.signal));
    return await inWholeSteps(answer, deadline.signal);
  }
}

/** What one question brought home: every hit, and an account of every source. */
export interface SourceAnswers<Hit> {
  readonly hits: readonly Hit[];
  readonly replies: readonly SourceReply[];
}

/** Told of each reply as it comes in: the command line prints them. */
export type ReplyObserver = (reply: SourceReply) => void;

/**
 * Puts one question to all sources at once. A source that fails, is late, is busy or answers rubbish is reported in
 * `replies`; it never throws and is never read as a no-hit.
 */
export async function askSources<Port, Hit>(
  lines: readonly SourceLine<Port>[],
  ask: (port: Port, line: SourceLine<Port>, signal: AbortSignal) => Promise<readonly Hit[]>,
  options: { readonly signal: AbortSignal; readonly onReply?: ReplyObserver | undefined },
): Promise<SourceAnswers<Hit>> {
  const turns = new Turns(options.signal);
  const answers = await Promise.all(
    lines.map(async (line, index) => {
      await turns.begin(Math.max(0, Math.ceil((index + 1 - ASKED_AT_ONCE) / ASKED_IN_A_TURN)));
      const answer = await askOne(line, ask, options.signal);
      options.onReply?.(answer.reply);
      return answer;
    }),
  );
  return { hits: answers.flatMap((answer) => answer.hits), replies: answers.map((answer) => answer.reply) };
}

/** When the sources of one question are asked: each turn has its moment, and none waits once the question's time is over. */
class Turns {
  readonly #startedAt = performance.now();
  readonly #signal: AbortSignal;
  readonly #begun: Promise<unknown>[] = [Promise.resolve()];

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Turns are counted from 0, and asked for in their order. */
  begin(turn: number): Promise<unknown> {
    const begun = this.#begun[turn] ?? this.begin(turn - 1).then(() => this.#pauseBefore(turn));
    this.#begun[turn] = begun;
    return begun;
  }

  /** One that is late makes up for it, but lets others in all the same. */
  async #pauseBefore(turn: number): Promise<void> {
    const early = this.#startedAt + turn * TURN_MS - performance.now();
    if (early < 1 || this.#signal.aborted) return setImmediate();
    await wait(early, undefined, { signal: this.#signal }).catch(() => {});
  }
}

/** The account of sources that this question does not concern. */
export function notAsked(lines: readonly SourceLine<unknown>[]): readonly SourceReply[] {
  return lines.map(notAskedReply);
}

function notAskedReply({ description }: SourceLine<unknown>): SourceReply {
  const { id, owner } = description;
  return { source: id, owner, outcome: "NOT_ASKED", reason: null, repliedAt: null, latencyMs: null };
}

/** HIT if any source hit, else what kept an asked source from answering, else NO_HIT; NOT_ASKED if none was asked. */
export function outcomeOf(replies: readonly SourceReply[]): SourceOutcome {
  const outcomes = new Set(replies.map((reply) => reply.outcome));
  const order: readonly SourceOutcome[] = ["HIT", "TOO_MANY", "UNAVAILABLE", "TIMED_OUT", "INVALID_QUERY", "NO_HIT"];
  return order.find((outcome) => outcomes.has(outcome)) ?? "NOT_ASKED";
}

/** Whether every source that was asked gave an answer that can be relied on. */
export function isComplete(replies: readonly SourceReply[]): boolean {
  return replies.every(({ outcome }) => outcome === "HIT" || outcome === "NO_HIT" || outcome === "NOT_ASKED");
}

async function askOne<Port, Hit>(
  line: SourceLine<Port>,
  ask: (port: Port, line: SourceLine<Port>, signal: AbortSignal) => Promise<readonly Hit[]>,
  signal: AbortSignal,
): Promise<{ readonly hits: readonly Hit[]; readonly reply: SourceReply }> {
  const { id, owner } = line.description;
  const startedAt = performance.now();
  const replyOf = (outcome: SourceOutcome, reason: FailureReason | null): SourceReply => ({
    source: id,
    owner,
    outcome,
    reason,
    repliedAt: new Date(),
    latencyMs: Math.round(performance.now() - startedAt),
  });
  try {
    const hits = await line.ask((port, deadline) => ask(port, line, deadline), signal);
    return { hits, reply: replyOf(hits.length > 0 ? "HIT" : "NO_HIT", null) };
  } catch (error) {
    if (error instanceof NothingToSearchBy) return { hits: [], reply: notAskedReply(line) };
    return { hits: [], reply: replyOf(...failureOf(error)) };
  }
}

function failureOf(error: unknown): readonly [SourceOutcome, FailureReason | null] {
  if (error instanceof TooManyMatches) return ["TOO_MANY", null];
  if (error instanceof InvalidQuery) return ["INVALID_QUERY", null];
  if (isAbort(error)) return ["TIMED_OUT", "DEADLINE"];
  if (isBulkheadRejectedError(error)) return ["UNAVAILABLE", "BUSY"];
  if (isBrokenCircuitError(error)) return ["UNAVAILABLE", "CIRCUIT_OPEN"];
  if (error instanceof SourceFailure) return ["UNAVAILABLE", error.reason];
  return ["UNAVAILABLE", "FAILED"];
}

/** What counts against a source: not that it is busy, nor that the question was too wide or of no use to it, or not its own. */
function isSourceFailure(error: unknown): boolean {
  if (error instanceof NothingToSearchBy) return false;
  if (error instanceof SourceFailure && error.reason === "NOT_OFFERED") return false;
  if (error instanceof TooManyMatches || error instanceof InvalidQuery) return false;
  return !(error instanceof Error && isBulkheadRejectedError(error));
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");
}

function isDisposable(port: unknown): port is AsyncDisposable {
  return typeof port === "object" && port !== null && Symbol.asyncDispose in port;
}

async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  // The connector's own late failure has no reader any more.
  promise.catch(() => {});
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
