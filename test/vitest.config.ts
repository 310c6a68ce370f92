import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // Without the alias graphql is loaded twice, as ESM by the tests and as CommonJS by its users.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/**/*.test.ts"],
    setupFiles: ["reflect-metadata"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Most files wait for processes and databases of their own: two go on at a time even on two processors, where one is usual.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
