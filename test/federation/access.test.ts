import { parse, visit } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFieldRights } from "../../subgraphs/kit/access/field-rights.js";
import type { FieldRights } from "../../subgraphs/kit/access/field-rights.js";
import { openWorld, suspect } from "../../subgraphs/world/index.js";
import type { World } from "../../subgraphs/world/index.js";
import { checkOperation, startFederation } from "../support/federation.js";
import type { Federation } from "../support/federation.js";

let world: World;
let federation: Federation;
/** Of whoever asks next. */
let rights: FieldRights;

beforeAll(async () => {
  world = await openWorld({ seed: 1, size: 1_000 });
  federation = await startFederation(world, { fieldRightsOf: () => rights });
});

afterAll(async () => {
  await federation[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

function officer(scopes: readonly string[], policies: readonly string[] = []): FieldRights {
  return createFieldRights({ isAuthenticated: true, scopes, policies });
}

/** The names of all fields that the subgraphs were asked for since `from`. */
function fieldsAskedSince(from: number): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { query } of federation.fetches.slice(from)) {
    visit(parse(query), { Field: ({ name }) => void names.add(name.value) });
  }
  return names;
}

test("an officer who may check and open records, but not read who somebody is, learns where the hits are and no names", async () => {
  rights = officer(["check:run", "person:read"]);
  const query = `query($subject: SubjectInput!) {
    check(subject: $subject) { outcome complete persons { hits(first: 1) { owner features { how explanation } person { ref names { family } sex } } } }
  }`;
  const before = federation.fetches.length;

  const { data, errors } = await federation.ask(query, { subject: suspect(1) });

  const path = ["check", "persons", "hits", 0];
  const refused = { message: "You may not read this field.", extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" } };
  expect(data).toMatchObject({
    check: {
      outcome: "HIT",
      complete: true,
      persons: { hits: [{ person: { ref: expect.any(String), names: null, sex: null } }] },
    },
  });
  expect(errors).toContainEqual({ ...refused, path: [...path, "person", "names"] });
  expect(errors).toContainEqual({ ...refused, path: [...path, "person", "sex"] });
  expect(errors).toContainEqual({ ...refused, path: [...path, "features", 0, "explanation"] });
  const asked = fieldsAskedSince(before);
  expect(asked.has("ref")).toBe(true);
  // `sex` and `names` of the subject are the officer's own words: they go to whoever searches by them.
  expect(asked.has("explanation")).toBe(false);
});

test("whoever may not run a check asks nobody", async () => {
  rights = officer(["person:read", "vehicle:search"]);
  const before = federation.fetches.length;

  const { data, errors } = await federation.ask(await checkOperation(), { subject: suspect(1) });

  expect(data).toEqual({ check: null });
  expect(errors).toEqual([
    {
      message: "You may not read this field.",
      path: ["check"],
      extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" },
    },
  ]);
  expect(federation.fetches).toHaveLength(before);
});

test("without a token nothing of the graph is answered, and nobody is asked", async () => {
  rights = createFieldRights({ isAuthenticated: false, scopes: ["vehicle:search", "vehicle:read"], policies: [] });
  const before = federation.fetches.length;

  const { data, errors } = await federation.ask('{ vehicle(vin: "1M8GDM9AXKP042788") { outcome } __typename }');

  expect(data).toEqual({ vehicle: null, __typename: "Query" });
  expect(errors.map(({ path }) => path)).toEqual([["vehicle"]]);
  expect(federation.fetches).toHaveLength(before);
});
