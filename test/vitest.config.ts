import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The same tests under another zone of the host: no result may differ. The longest run in part there. */
function nodeIn(place: string, timeZone: string, shareOfRuns = 1): TestProjectInlineConfiguration {
  return {
    root,
    test: {
      name: `node-${place}`,
      // A zone set inside a worker thread does not take effect; in a process of its own it does.
      pool: "forks",
      // Modules loaded once for all files halve the time; each file alone in a process is what the full run is for.
      isolate: shareOfRuns === 1,
      env: { TZ: timeZone, SHARE_OF_RUNS: String(shareOfRuns) },
      include: ["src/**/*.test.ts", "test/**/*.test.ts"],
      exclude: ["test/edge/**", "test/packed/**", "**/node_modules/**"],
      testTimeout: 120_000,
    },
  };
}

const engine = [
  "fault",
  "money",
  "calendar",
  "tally",
  "table",
  "model",
  "aging",
  "positions",
  "credit",
  "payments",
  "stats",
  "columns",
];
const doors = ["csv", "store", "customers", "debtors", "summary", "profile"];

export default defineConfig({
  root,
  test: {
    // Every core: by default one is left idle, which on two cores doubles the time.
    maxWorkers: "100%",
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      exclude: ["src/cli/**", "src/**/index.ts", "src/**/*.test.ts", "src/**/*.test-d.ts"],
      reportsDirectory: "coverage",
      reporter: ["text", "json-summary", "html"],
      thresholds: Object.fromEntries(
        [...engine, ...doors].map((room) => [`src/${room}/**/*.ts`, { lines: 98, branches: 98 }]),
      ),
    },
    projects: [
      nodeIn("utc", "UTC"),
      nodeIn("auckland", "Pacific/Auckland", 0.1),
      nodeIn("st-johns", "America/St_Johns", 0.1),
      {
        root,
        test: {
          name: "edge",
          environment: "edge-runtime",
          include: ["test/edge/**/*.test.ts"],
          testTimeout: 120_000,
        },
      },
      {
        root,
        test: {
          name: "types",
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ["src/**/*.test-d.ts"],
            tsconfig: "test/tsconfig.json",
          },
        },
      },
      {
        root,
        test: {
          name: "packed",
          pool: "forks",
          env: { TZ: "UTC" },
          include: ["test/packed/**/*.test.ts"],
          globalSetup: ["test/packed/setup.ts"],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
