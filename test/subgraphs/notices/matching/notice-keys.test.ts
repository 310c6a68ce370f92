import { expect, test } from "vitest";
import { noticeKeys } from "../../../../subgraphs/notices/matching/notice-keys.js";
import { NOBODY, RED_NOTICE } from "../fake-source.js";

test("a question in one alphabet shares a name key with a record in another", () => {
  const asked = noticeKeys({ ...NOBODY, names: [{ family: "Орлова", given: "Нина", original: null }] });
  const held = noticeKeys({ ...NOBODY, names: [{ family: "Orlova", given: "Nina", original: null }] });

  expect(asked.name.filter((key) => held.name.includes(key))).not.toEqual([]);
});

test("names that share a key give it once", () => {
  const { names } = RED_NOTICE;

  expect(noticeKeys({ names: [...names, ...names], entityId: null })).toEqual(noticeKeys({ names, entityId: null }));
});

test("what is not known gives no key, and so finds nothing rather than everything", () => {
  expect(noticeKeys(NOBODY)).toEqual({ name: [], entity: [] });
  expect(noticeKeys({ names: [], entityId: "2024/12345" })).toEqual({ name: [], entity: ["2024/12345"] });
});
