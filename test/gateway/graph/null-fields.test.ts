import { parse } from "graphql";
import { expect, test } from "vitest";
import { entityKeys } from "../../../gateway/graph/null-fields.js";

test("the keys of all types, fragments and aliases are found, each once", () => {
  const document = parse(`
    query($representations: [_Any!]!) {
      _entities(representations: $representations) {
        __typename
        ... on Check { persons { outcome } mine: vehicles { outcome } ...more }
        ... on Person { persons { outcome } }
      }
    }
    fragment more on Check { biometrics { outcome } }
  `);

  expect(entityKeys(document)).toEqual(["persons", "mine", "biometrics"]);
});

test("an operation without entities has none", () => {
  expect(entityKeys(parse("{ check { id } }"))).toEqual([]);
});
