import { readFile } from "node:fs/promises";
import { parse } from "graphql";
import { expect, test } from "vitest";
import { definitionsOf } from "../../schema/checks/definitions.js";
import { findUndescribed } from "../../schema/checks/descriptions.js";
import { PART_NAMES } from "../../subgraphs/all.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";

const FILES = ["contracts/source", ...PART_NAMES.map((name) => `subgraphs/${name}`)];

test.each(FILES)("every type, field, argument and value of %s says what it is", async (name) => {
  const document = parse(await readFile(packageFile(`schema/${name}.graphql`), "utf8"));

  expect(findUndescribed(definitionsOf(document))).toEqual([]);
});
