import { expect, test } from "vitest";
import { SampleCache } from "../../../../subgraphs/biometrics/backends/sample-cache.js";
import type { PreparedSample } from "../../../../subgraphs/biometrics/matching/identify.js";
import { prepareSample } from "../../../../subgraphs/biometrics/matching/identify.js";
import { faceOf } from "../../../../subgraphs/world/prints.js";
import { faceSample, fingerprintSample, printOf } from "../samples.js";

/** Takes about 900 bytes: 400 for the entry and 512 for the numbers. */
function face(seed: number): PreparedSample {
  return prepareSample(faceSample(faceOf(seed)));
}

test("a sample is kept by its digest", () => {
  const cache = new SampleCache(10_000);
  const kept = face(1);

  cache.add("a", kept);

  expect(cache.get("a")).toBe(kept);
  expect(cache.get("b")).toBeUndefined();
});

test("the longest unused goes first once there is no room", () => {
  const cache = new SampleCache(2_000);

  cache.add("a", face(1));
  cache.add("b", face(2));
  cache.get("a");
  cache.add("c", face(3));

  expect(["a", "b", "c"].map((digest) => cache.get(digest) !== undefined)).toEqual([true, false, true]);
});

test("a sample that is added again takes its place once", () => {
  const cache = new SampleCache(2_000);

  cache.add("a", face(1));
  cache.add("b", face(2));
  cache.add("b", face(2));

  expect(cache.get("a")).toEqual(face(1));
});

test("a sample larger than the whole cache is not kept", () => {
  const cache = new SampleCache(2_000);

  cache.add("a", prepareSample(fingerprintSample(printOf(1, 1))));

  expect(cache.get("a")).toBeUndefined();
});

test("what is not to be kept is forgotten, and leaves its room", () => {
  const cache = new SampleCache(2_000);
  cache.add("a", face(1));
  cache.add("b", face(2));

  cache.keepOnly(new Set(["b", "never added"]));
  cache.add("c", face(3));

  expect(["a", "b", "c"].map((digest) => cache.get(digest))).toEqual([undefined, face(2), face(3)]);
});
