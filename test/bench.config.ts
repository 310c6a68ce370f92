import { defineConfig } from "vitest/config";

/** Measurements: they print figures and assert nothing that depends on time. */
export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/bench/**/*.bench.ts"],
    setupFiles: ["reflect-metadata"],
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
  },
});
