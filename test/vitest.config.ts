import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Tests of these folders start no program and leave nothing behind, so that one may load what they test for all of them. */
const SHARING = [
  "test/gateway/{access,audit,officer,trusted,usage}/**",
  "test/schema/checks/**",
  "test/subgraphs/{biometrics,checks,notices,persons,travel-documents,vehicles}/**",
  "test/subgraphs/kit/{access,chip,contract,graph,hop,identifiers,names,policy,remote,rest,sources}/**",
].map((folder) => `${folder}/*.test.ts`);

export default defineConfig({
  // Without the alias graphql is loaded twice, as ESM by the tests and as CommonJS by its users.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    root: new URL("..", import.meta.url).pathname,
    setupFiles: ["reflect-metadata"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "sharing",
          include: SHARING,
          isolate: false,
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: "alone", include: ["test/**/*.test.ts"], exclude: SHARING, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
