import fc from "fast-check";
import { expect, test } from "vitest";
import { writePath, writeQuery, writeWords } from "../../../../subgraphs/kit/rest/write-path.js";

test("words are written as the API wants them, and those that it has no word for are not given", () => {
  const words = {
    nationality: "FRA",
    sex: "M",
    entityId: "2024/1",
    type: "VISA",
    given: "",
    born: null,
    plain: "as is",
  };

  const written = writeWords(words, {
    nationality: { country: "ALPHA_2" },
    sex: { codes: { M: "male" } },
    entityId: { replace: ["/", "-"] },
    type: { codes: { PASSPORT: "p" } },
  });

  expect([...written]).toEqual([
    ["nationality", "FR"],
    ["sex", "male"],
    ["entityId", "2024-1"],
    ["plain", "as is"],
  ]);
});

test("an organisation has no code of two letters, so it is not given", () => {
  expect([...writeWords({ nationality: "XPO" }, { nationality: { country: "ALPHA_2" } })]).toEqual([]);
});

test("a parameter whose word is not given is left out, a path is not written", () => {
  const words = new Map([["family", "O'Neil & sons"]]);

  expect(writeQuery({ name: "{family}", forename: "{given}", size: "20" }, words).toString()).toBe(
    "name=O%27Neil+%26+sons&size=20",
  );
  expect(writePath("/v1/{given}", words)).toBe(null);
});

test("whatever a word is, it is one step of the path and never another", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (word) => {
      const path = writePath("/v1/{word}/detail", new Map([["word", word]]));

      const steps = path === null ? null : new URL(path, "http://a").pathname.split("/");
      const stays = steps === null || (steps.length === 4 && steps[1] === "v1" && steps[3] === "detail");
      expect([stays, path === null]).toEqual([true, word === "." || word === ".."]);
    }),
  );
});
