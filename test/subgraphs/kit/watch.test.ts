import fc from "fast-check";
import { expect, test } from "vitest";
import { Watch } from "../../../subgraphs/kit/watch.js";

/** Something that changes, of which each reading can be held up. */
async function watched() {
  const state = { value: 1, isDown: false, held: Promise.resolve(), nudge: () => {} };
  const [heard, faults]: [number[], string[]] = [[], []];
  const closed: string[] = [];
  const watch = await Watch.open<number>({
    read: async () => {
      const { value } = state;
      await state.held;
      if (state.isDown) throw new Error("It is down.");
      return value;
    },
    announce: async (nudge) => {
      state.nudge = nudge;
      return { [Symbol.asyncDispose]: async () => void closed.push("announcements") };
    },
    isSame: (before, now) => before === now,
    onChange: (now) => heard.push(now),
    onFault: ({ message }) => faults.push(message),
    everyMs: 3_600_000,
  });
  await settled();
  return { state, heard, faults, closed, watch };
}

/** Once whatever is under way has ended. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

test("a change that comes while it is being read is read as well", async () => {
  const { state, heard, watch } = await watched();
  const reading = Promise.withResolvers<void>();

  state.value = 2;
  state.held = reading.promise;
  state.nudge();
  state.value = 3;
  state.nudge();
  reading.resolve();
  await settled();

  expect(heard).toEqual([2, 3]);
  expect(watch.current).toBe(3);
});

test("whatever comes in whichever order, the last change is heard last", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("change", "nudge", "hold", "go on", "pause"), { maxLength: 30 }),
      async (steps) => {
        const { state, heard, watch } = await watched();
        let reading = Promise.withResolvers<void>();
        for (const step of steps) {
          if (step === "change") {
            state.value += 1;
            state.nudge();
          }
          if (step === "nudge") state.nudge();
          if (step === "hold") state.held = reading.promise;
          if (step === "go on") {
            reading.resolve();
            reading = Promise.withResolvers();
            state.held = Promise.resolve();
          }
          if (step === "pause") await settled();
        }
        reading.resolve();
        await settled();

        expect(watch.current).toBe(state.value);
        expect(heard).toEqual([...new Set(heard)].toSorted((a, b) => a - b));
      },
    ),
    { numRuns: 200 },
  );
});

test("while it cannot be read what was read stays, and the fault is told once", async () => {
  const { state, heard, faults, watch } = await watched();

  state.isDown = true;
  state.value = 2;
  for (let count = 0; count < 3; count += 1) {
    state.nudge();
    await settled();
  }
  const meanwhile = watch.current;
  state.isDown = false;
  state.nudge();
  await settled();

  expect([meanwhile, heard, faults]).toEqual([1, [2], ["It is down."]]);
});

test("once it is closed nothing is told any more", async () => {
  const { state, heard, closed, watch } = await watched();
  const reading = Promise.withResolvers<void>();
  state.value = 2;
  state.held = reading.promise;
  state.nudge();

  await watch[Symbol.asyncDispose]();
  reading.resolve();
  await settled();

  expect([heard, closed]).toEqual([[], ["announcements"]]);
});
