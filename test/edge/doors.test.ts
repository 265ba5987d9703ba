import { expect, test } from "vitest";

const doors = {
  receivables: () => import("../../src/index.ts"),
  "receivables/calendar": () => import("../../src/calendar/index.ts"),
  "receivables/csv": () => import("../../src/csv/index.ts"),
  "receivables/store": () => import("../../src/store/index.ts"),
  "receivables/customers": () => import("../../src/customers/index.ts"),
  "receivables/debtors": () => import("../../src/debtors/index.ts"),
  "receivables/summary": () => import("../../src/summary/index.ts"),
  "receivables/profile": () => import("../../src/profile/index.ts"),
  "receivables/columns": () => import("../../src/columns/index.ts"),
};

test.each(Object.entries(doors))("%s loads in an edge runtime", async (_door, load) => {
  expect(Object.keys(await load())).not.toEqual([]);
});
