import { expect } from "vitest";
import { drawing } from "./drawing.js";

/** How many inputs a fuzz test makes: `FUZZ_RUNS=100000` is the long run. */
export const FUZZ_RUNS = Number(process.env["FUZZ_RUNS"] ?? 1_000);

/** The longest that one reading may take, in milliseconds of the thread's own time, and the most memory that it may keep or ask for. */
const LONGEST_MS = 50;
const MOST_BYTES = 50 * 1024 * 1024;

/** Bytes that parsers trip over: ends of ranges, separators, digits. */
const TRICKY = [0x00, 0x01, 0x1c, 0x1d, 0x1e, 0x1f, 0x2e, 0x30, 0x39, 0x3a, 0x7f, 0x80, 0xfe, 0xff];

/** What one reading came to, and what is done with it once its time is taken. */
interface Reading {
  /** `READ`, or the fault's code. */
  readonly outcome: string;
  readonly after?: () => unknown;
}

/** What {@link Meter} tells of a parser that is sound. */
export const LITTLE = { isAtOnce: true, isInLittleMemory: true };

/** What {@link fuzz} tells of a parser that is sound. */
export const SOUND = {
  outcomes: expect.arrayContaining(["READ"]),
  uncoded: [],
  ...LITTLE,
};

/** Keeps the most that any one reading has taken. */
export class Meter {
  #longestMs = 0;
  #mostBytes = 0;

  run<T>(read: () => T): T {
    const before = process.memoryUsage();
    const startedAt = process.threadCpuUsage();
    const result = read();
    const { user, system } = process.threadCpuUsage(startedAt);
    const taken = process.memoryUsage();
    this.#longestMs = Math.max(this.#longestMs, (user + system) / 1_000);
    const bytes = taken.heapUsed + taken.external - before.heapUsed - before.external;
    this.#mostBytes = Math.max(this.#mostBytes, bytes);
    return result;
  }

  /** As {@link SOUND} wants it. */
  get taken(): { readonly isAtOnce: boolean; readonly isInLittleMemory: boolean } {
    return { isAtOnce: this.#longestMs < LONGEST_MS, isInLittleMemory: this.#mostBytes < MOST_BYTES };
  }
}

/** Reads so many mutants, and tells what came of it. What is thrown is thrown on. */
export function fuzz(
  inputs: readonly Uint8Array[],
  read: (bytes: Uint8Array) => Reading,
  runs = FUZZ_RUNS,
): { readonly [Key in keyof typeof SOUND]: unknown } {
  const outcomes = new Set<string>();
  const meter = new Meter();
  for (let seed = 0; seed < runs; seed += 1) {
    const bytes = mutant(inputs, seed);
    const { outcome, after } = meter.run(() => read(bytes));
    outcomes.add(outcome);
    after?.();
  }
  return {
    outcomes: [...outcomes],
    uncoded: [...outcomes].filter((outcome) => !/^[A-Z_0-9]+$/.test(outcome)),
    ...meter.taken,
  };
}

/** One of the inputs with bytes changed, cut out, doubled, put in or cut off: repeatable by its seed. */
export function mutant(inputs: readonly Uint8Array[], seed: number): Uint8Array {
  const draw = drawing(seed);
  let bytes = [...(inputs[draw(inputs.length)] ?? [])];
  for (let change = draw(6); change >= 0; change -= 1) bytes = changed(bytes, draw);
  return Uint8Array.from(bytes);
}

function changed(bytes: readonly number[], draw: (limit: number) => number): number[] {
  const at = draw(bytes.length + 1);
  const length = draw(12);
  switch (draw(6)) {
    case 0:
      return bytes.toSpliced(at, 1, draw(256));
    case 1:
      return bytes.toSpliced(at, 1, TRICKY[draw(TRICKY.length)] ?? 0);
    case 2:
      return bytes.toSpliced(at, length);
    case 3:
      return bytes.toSpliced(at, 0, ...bytes.slice(at, at + length));
    case 4:
      return bytes.toSpliced(at, 0, TRICKY[draw(TRICKY.length)] ?? 0);
    default:
      return draw(4) === 0 ? bytes.slice(0, at) : bytes.toSpliced(draw(Math.min(64, bytes.length)), 1, draw(256));
  }
}
