import { readFile } from "node:fs/promises";
import { Kind, parse, visit } from "graphql";
import type { ASTNode, DocumentNode } from "graphql";
import { expect, test } from "vitest";
import { PART_NAMES } from "../../subgraphs/all.js";
import { packageFile } from "../../subgraphs/kit/package-file.js";

test.each(PART_NAMES)("every type, field, argument and value of %s says what it is", async (name) => {
  const document = parse(await readFile(packageFile(`schema/subgraphs/${name}.graphql`), "utf8"));

  expect(undescribed(document)).toEqual([]);
});

/** Definitions without a description, by their path: `Person.names`. The root type is described by its fields. */
function undescribed(document: DocumentNode): readonly string[] {
  const path: string[] = [];
  const found: string[] = [];
  visit(document, {
    enter(node: ASTNode) {
      if (!("name" in node) || node.name === undefined || !("description" in node || DESCRIBED.has(node.kind))) return;
      path.push(node.name.value);
      const described = "description" in node && node.description !== undefined && node.description.value.length > 3;
      if (DESCRIBED.has(node.kind) && !described && node.name.value !== "Query") found.push(path.join("."));
    },
    leave(node: ASTNode) {
      if ("name" in node && node.name !== undefined && ("description" in node || DESCRIBED.has(node.kind))) path.pop();
    },
  });
  return found;
}

const DESCRIBED: ReadonlySet<string> = new Set([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.ENUM_VALUE_DEFINITION,
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
  Kind.FIELD_DEFINITION,
  Kind.INPUT_VALUE_DEFINITION,
]);
