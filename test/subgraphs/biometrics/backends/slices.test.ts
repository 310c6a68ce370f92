import { expect, test } from "vitest";
import { mapInSlices } from "../../../../subgraphs/biometrics/backends/slices.js";

function* countUp(): Iterable<number> {
  for (let number = 0; ; number += 1) yield number;
}

test("every entry is mapped, in its order", async () => {
  const signal = AbortSignal.timeout(10_000);

  expect(await mapInSlices([1, 2, 3], (number) => number * 2, signal)).toEqual([2, 4, 6]);
});

test("a search without end leaves the process free, so that its deadline ends it", async () => {
  const searching = mapInSlices(countUp(), () => null, AbortSignal.timeout(50));

  await expect(searching).rejects.toMatchObject({ name: "TimeoutError" });
});

test("no entry is mapped once the question is given up", async () => {
  const controller = new AbortController();
  const mapped: number[] = [];

  const searching = mapInSlices(
    countUp(),
    (number) => {
      mapped.push(number);
      if (number === 2) controller.abort();
    },
    controller.signal,
  );

  await expect(searching).rejects.toMatchObject({ name: "AbortError" });
  expect(mapped).toEqual([0, 1, 2]);
});

test("what an entry throws ends the search", async () => {
  const searching = mapInSlices(
    countUp(),
    () => {
      throw new RangeError("no such entry");
    },
    AbortSignal.timeout(10_000),
  );

  await expect(searching).rejects.toThrow(RangeError);
});
