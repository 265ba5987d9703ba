import { defineConfig } from "tsup";

export default defineConfig([
  {
    entry: {
      index: "src/index.ts",
      calendar: "src/calendar/index.ts",
      csv: "src/csv/index.ts",
      store: "src/store/index.ts",
      customers: "src/customers/index.ts",
      debtors: "src/debtors/index.ts",
      summary: "src/summary/index.ts",
      profile: "src/profile/index.ts",
      columns: "src/columns/index.ts",
    },
    format: ["esm", "cjs"],
    // Shared chunks keep the class Fault one class across the doors of a format.
    splitting: true,
    dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
    // Only the ESM build of csv-parse runs without Node's Buffer; bundled, the CommonJS door has it too.
    noExternal: [/^csv-parse\/browser\//],
    target: ["node20", "es2022"],
    treeshake: false,
    minify: false,
    sourcemap: false,
    // The build script empties dist: the two builds run at once, and one must not delete what the other wrote.
    clean: false,
  },
  {
    entry: { cli: "src/cli/main.ts" },
    format: ["esm"],
    // Each command is loaded when it is asked for.
    splitting: true,
    noExternal: [/^csv-parse\/browser\//],
    target: ["node20", "es2022"],
    treeshake: false,
    minify: false,
    sourcemap: false,
    clean: false,
    dts: false,
  },
]);
