import { expect, test } from "vitest";
import { compoundSounds } from "../../../../subgraphs/kit/names/arabic-compound.js";

test.each([
  ["shamsaldin", "shamsuddin", "shamseldin", "chemseddine", "semsettin"],
  ["abdalrahman", "abdurrahman", "abderrahmane", "abdulrahman", "abdirahman", "abdourahmane"],
  ["jamaladdin", "djameleddine", "gamaleldin", "cemalettin", "jamaluddin", "jamaloddeen"],
  ["salahaldin", "salaheddine", "selahattin", "saladin", "salahudeen"],
  ["abdallah", "abdullah", "abdollah", "abdoulaye"],
])("%s is written in many ways, all of which have its consonants", (...spellings) => {
  expect(new Set(spellings.map(compoundSounds)).size).toBe(1);
  expect(compoundSounds(spellings[0])).not.toBe(null);
});

test.each([
  ["abdulhai", "abdullah"],
  ["abdulrahman", "abdulrahim"],
  ["nuraddin", "badraddin"],
  ["abdulali", "abdullah"],
])("%s and %s are two names", (left, right) => {
  expect(compoundSounds(left)).not.toBe(compoundSounds(right));
});

test.each([
  "abdul",
  "abdal",
  "din",
  "martin",
  "constantin",
  "augustine",
  "valentine",
  "donatelli",
  "alderman",
  "benedetti",
])("%s is no compound", (word) => {
  expect(compoundSounds(word)).toBe(null);
});
