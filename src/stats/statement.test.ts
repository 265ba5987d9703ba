import fc from "fast-check";
import { expect, test } from "vitest";
import { arbDay } from "../../test/arbitraries/open-items.ts";
import { faultOf } from "../../test/fault-of.ts";
import { addDays } from "../calendar/day.ts";
import type { Statement } from "../model/statement.ts";
import { latestStatements } from "./statement.ts";

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
    latestStatements(of, asOf).get("A")?.statementId;
  expect(latest("2025-03-11")).toBe("S4");
  expect(latest("2025-03-10")).toBe("S4");
  expect(latest("2025-03-09")).toBe("S3");
  expect(latest("2025-02-27")).toBe("S0");
  expect(latest("2025-01-31")).toBe("S1");
  expect(latest("2025-01-30")).toBeUndefined();
  expect(latest("2025-03-09", new Set([...statements].reverse()))).toBe("S3");
  expect(latestStatements(statements, "2025-03-10").get("C")).toBeUndefined();
  expect(latestStatements([], "2025-03-10").get("A")).toBeUndefined();
});

test("A-174 every account has its own, and a day that is none is refused", () => {
  const statements = [statement("S1", "2025-01-31"), statement("S9", "2025-02-28", "B")];
  expect(
    [...latestStatements(statements, "2025-03-01")].map(([id, { statementId }]) => [id, statementId]),
  ).toEqual([
    ["A", "S1"],
    ["B", "S9"],
  ]);
  expect(faultOf(() => latestStatements(statements, "2025-99-99"))?.code).toBe("DATE_INVALID");
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
      const found = latestStatements(Object.freeze(statements), asOf).get("A");
      expect(found === undefined ? undefined : `${found.issuedOn} ${found.statementId}`).toBe(last);
    }),
    { numRuns: 1000 },
  );
});
