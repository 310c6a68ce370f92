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
  },
});
