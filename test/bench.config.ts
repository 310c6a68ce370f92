import { defineConfig } from "vitest/config";

/** Measurements, which print figures and assert nothing that depends on time; and what runs too long for every change. */
export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/bench/**/*.bench.ts", "test/soak/**/*.soak.ts"],
    setupFiles: ["reflect-metadata"],
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
  },
});
