import { expect, test } from "vitest";
import { runSubgraph } from "../../../../subgraphs/kit/graph/run-subgraph.js";
import { createVehicles } from "../../../../subgraphs/vehicles/index.js";
import type { VehicleSource } from "../../../../subgraphs/vehicles/index.js";
import { POLICIES } from "../../../support/authority.js";
import { sourceLine } from "../../../support/sources.js";

const down: VehicleSource = {
  search: () => Promise.reject(new Error("down")),
  findByRefs: () => Promise.reject(new Error("down")),
};

test("an unknown entity, one whose source is down and a plain one stand side by side, interpreted and compiled alike", async () => {
  await using subgraph = await runSubgraph(await createVehicles([sourceLine("vehicles", "DEU", down)], POLICIES));
  const query =
    "query($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on Check { id } ... on Vehicle { make } } }";
  const representations = [
    { __typename: "Vehicle", owner: "DEU", localId: "1" },
    { __typename: "Check", id: "1" },
    { __typename: "Nobody", id: "1" },
    { __typename: "Vehicle", owner: "FRA", localId: "1" },
    { __typename: "__proto__" },
    null,
  ];

  const answers = [];
  for (let run = 0; run < 3; run += 1) {
    answers.push(
      await subgraph.execute({ query, variables: { representations } }, { signal: AbortSignal.timeout(2_000) }),
    );
  }

  expect(answers[0]?.data).toBeFalsy();
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

test("entities of two kinds keep their places", async () => {
  await using subgraph = await runSubgraph(await createVehicles([sourceLine("vehicles", "DEU", down)], POLICIES));
  const query =
    "query($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on Check { id } ... on Vehicle { make } } }";
  const representations = [
    { __typename: "Vehicle", owner: "DEU", localId: "1" },
    { __typename: "Check", id: "1" },
    { __typename: "Nobody", id: "1" },
    { __typename: "Vehicle", owner: "FRA", localId: "1" },
  ];

  const answers = [];
  for (let run = 0; run < 3; run += 1) {
    answers.push(
      await subgraph.execute({ query, variables: { representations } }, { signal: AbortSignal.timeout(2_000) }),
    );
  }

  expect(answers.map(({ data }) => JSON.parse(JSON.stringify(data)))).toEqual(
    Array.from({ length: 3 }, () => ({ _entities: [null, { __typename: "Check", id: "1" }, null, null] })),
  );
  expect(answers.map(({ errors }) => errors?.map(({ path, extensions }) => [path, extensions?.["code"]]))).toEqual(
    Array.from({ length: 3 }, () => [
      [["_entities", 0], "SOURCE_UNAVAILABLE"],
      [["_entities", 2], "INVALID_INPUT"],
    ]),
  );
});
