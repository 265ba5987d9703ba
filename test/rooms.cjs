/** Rooms from the bottom up; rooms in one inner list stand side by side and never import each other. */
const floors = [
  ["fault"],
  ["calendar"],
  ["money"],
  ["tally"],
  ["table"],
  ["model"],
  ["aging"],
  ["positions"],
  ["credit"],
  ["payments"],
  ["stats"],
  ["columns"],
  ["csv"],
  ["store"],
  ["customers", "debtors", "summary", "profile"],
  ["fast-check"],
  ["sql"],
  ["cli"],
];

const rooms = floors.flat();
const floorOf = new Map(floors.flatMap((floor, height) => floor.map((room) => [room, height])));
const inRooms = (names) => `^src/(${names.join("|")})/`;
const tests = "\\.test(-d)?\\.ts$";
const aboveTheFrontDoor = rooms.filter((room) => floorOf.get(room) >= floorOf.get("store"));

/** One rule a room: what stands beside or above it is out of its reach. */
const looksOnlyDown = rooms.slice(0, -1).map((room) => ({
  name: `${room}-looks-only-down`,
  severity: "error",
  from: { path: inRooms([room]), pathNot: tests },
  to: { path: inRooms(rooms.filter((other) => other !== room && floorOf.get(other) >= floorOf.get(room))) },
}));

module.exports = {
  forbidden: [
    ...looksOnlyDown,
    {
      name: "front-door-shows-the-engine",
      comment:
        "src/index.ts names what stands below the store; boards and the command have doors of their own.",
      severity: "error",
      from: { path: "^src/index\\.ts$" },
      to: { path: inRooms(aboveTheFrontDoor) },
    },
    {
      name: "no-unknown-room",
      comment: "A new room takes its place in the list above first.",
      severity: "error",
      from: { path: "^src/", pathNot: tests },
      to: { path: "^src/", pathNot: [`^src/(${rooms.join("|")})/`, "^src/index\\.ts$"] },
    },
    {
      name: "no-import-from-an-unknown-room",
      severity: "error",
      from: { path: "^src/", pathNot: [`^src/(${rooms.join("|")})/`, "^src/index\\.ts$", tests] },
      to: {},
    },
    { name: "no-cycle", severity: "error", from: { path: "^src/" }, to: { circular: true } },
    {
      name: "import-the-file-that-defines-it",
      comment: "index.ts files are doors for the outside; inside they would tie rooms into knots.",
      severity: "error",
      from: { path: "^src/", pathNot: tests },
      to: { path: ["^src/index\\.ts$", "^src/.+/index\\.ts$"] },
    },
    {
      name: "temporal-behind-one-file",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/calendar/zone\\.ts$", "^src/cli/", tests] },
      to: { path: "(^|/)@js-temporal/polyfill" },
    },
    {
      name: "csv-parser-behind-one-file",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/table/read-csv\\.ts$", tests] },
      to: { path: "(^|node_modules/)csv-parse(/|$)" },
    },
    {
      name: "node-only-in-the-command",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/cli/", tests] },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "no-test-code-in-src",
      severity: "error",
      from: { path: "^src/", pathNot: tests },
      to: { path: ["^test/", tests] },
    },
    {
      name: "only-declared-dependencies",
      comment:
        "What src imports at run time must be installed with the package or, like csv-parse, built into it; fast-check comes from its user.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/fast-check/", tests] },
      to: {
        dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown", "unknown", "undetermined"],
        pathNot: "node_modules/csv-parse/",
      },
    },
    {
      name: "resolvable",
      severity: "error",
      from: { path: "^src/" },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "default", "types"],
      mainFields: ["module", "main", "types"],
      extensions: [".ts", ".js", ".mjs", ".cjs", ".d.ts"],
    },
  },
};
