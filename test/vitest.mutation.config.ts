import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Mutants are judged by the tests beside the code alone, in one zone: whole-library checks would cost minutes a mutant. */
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    env: { TZ: "UTC" },
    setupFiles: ["test/fixed-seed.ts"],
    include: ["src/**/*.test.ts"],
    testTimeout: 30_000,
  },
});
