import fc from "fast-check";
import { expect, test } from "vitest";
import { arbDay } from "../../test/arbitraries/open-items.ts";
import { addDays } from "../calendar/day.ts";
import type { Statement } from "../model/statement.ts";
import { latestStatement } from "./statement.ts";

const statement = (statementId: string, issuedOn: string, accountId = "A"): Statement => ({
  statementId,
  accountId,
  issuedOn,
  lines: [],
});

test("A-174 G-44 the latest issued by the day, of two on one day the greater id", () => {
  const statements = [
    statement("S1", "2025-01-31"),
    statement("S3", "2025-02-28"),
    statement("S2", "2025-02-28"),
    statement("S9", "2025-02-28", "B"),
    statement("S4", "2025-03-10"),
    statement("S0", "2025-02-01"),
  ];
  const latest = (asOf: string, of: Iterable<Statement> = statements) =>
    latestStatement(of, "A", asOf)?.statementId;
  expect(latest("2025-03-11")).toBe("S4");
  expect(latest("2025-03-10")).toBe("S4");
  expect(latest("2025-03-09")).toBe("S3");
  expect(latest("2025-02-27")).toBe("S0");
  expect(latest("2025-01-31")).toBe("S1");
  expect(latest("2025-01-30")).toBeUndefined();
  expect(latest("2025-03-09", new Set([...statements].reverse()))).toBe("S3");
  expect(latestStatement(statements, "C", "2025-03-10")).toBeUndefined();
  expect(latestStatement([], "A", "2025-03-10")).toBeUndefined();
});

test("A-174 L-06 L-50 in any order it is the last by day and then by id, and the statements are only read", () => {
  const arb = fc.record({
    asOf: arbDay,
    all: fc.array(fc.tuple(fc.constantFrom("S1", "S2", "S3"), fc.integer({ min: -2, max: 2 }), fc.boolean())),
  });
  fc.assert(
    fc.property(arb, ({ asOf, all }) => {
      const statements = all.map(([id, days, mine]) =>
        Object.freeze(statement(id, addDays(asOf, days), mine ? "A" : "B")),
      );
      const [last] = statements
        .filter(({ accountId, issuedOn }) => accountId === "A" && issuedOn <= asOf)
        .map(({ issuedOn, statementId }) => `${issuedOn} ${statementId}`)
        .sort()
        .reverse();
      const found = latestStatement(Object.freeze(statements), "A", asOf);
      expect(found === undefined ? undefined : `${found.issuedOn} ${found.statementId}`).toBe(last);
    }),
    { numRuns: 1000 },
  );
});
