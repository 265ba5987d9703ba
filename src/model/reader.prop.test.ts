import fc from "fast-check";
import { expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, usd, warningsOf } from "../../test/reading.ts";
import { readInvoices } from "./invoice.ts";
import { columnName } from "./row.ts";

const many = { numRuns: 1000 };

const arbCell = fc.oneof(
  fc.constantFrom("1.00", "-1.00", "0", "2025-03-01", "2025-02-29", "", "Open", "x"),
  fc.anything({ maxDepth: 1 }),
);
const arbRow = fc.dictionary(
  fc.constantFrom(
    "invoiceNumber",
    "accountId",
    "amount",
    "dueOn",
    "issuedOn",
    "balance",
    "status",
    "discountAmount",
    "hue",
  ),
  arbCell,
);
const good = { invoiceNumber: "7", accountId: "A", amount: "1.00", dueOn: "2025-03-01" };

test("whatever the limit, it lists the first issues and counts the others", () => {
  fc.assert(
    fc.property(fc.array(arbRow, { maxLength: 8 }), fc.integer({ min: 1, max: 12 }), (rows, issueLimit) => {
      const all = readInvoices(rows, { currency: usd });
      const some = readInvoices(rows, { currency: usd, issueLimit });
      expect(issuesOf(some)).toEqual(issuesOf(all).slice(0, issueLimit));
      expect(warningsOf(some)).toEqual(warningsOf(all).slice(0, issueLimit));
      expect(some.warningsOmitted).toBe(Math.max(0, warningsOf(all).length - issueLimit));
      expect(some.ok ? 0 : some.omitted).toBe(Math.max(0, issuesOf(all).length - issueLimit));
    }),
    many,
  );
});

test("a row means the same in either spelling, and its issues are at the keys as they are spelled", () => {
  fc.assert(
    fc.property(arbRow, arbCell, (part, cell) => {
      const camel = { ...good, ...part, discountUntil: cell };
      const snake = Object.fromEntries(Object.entries(camel).map(([key, value]) => [columnName(key), value]));
      const [one, other] = [
        readInvoices([camel], { currency: usd }),
        readInvoices([snake], { currency: usd }),
      ];
      expect(issuesOf(other)).toEqual(issuesOf(one).map(inSnakeCase));
      if (one.ok) expect(mustRead(other)).toEqual(one.value);
    }),
    many,
  );
});

/** An issue's text as it reads of a row in snake_case: its code stays. */
function inSnakeCase(issue: string): string {
  const [code, path = ""] = issue.split(" ");
  return `${code} ${columnName(path)}`;
}

test("F-29 whatever the rows are, they are answered with values or issues, at places that are there", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.anything({ withSparseArray: true, withNullPrototype: true }), fc.array(arbRow)),
      (rows) => {
        const reading = readInvoices(rows, { currency: usd });
        if (reading.ok) {
          expect(reading.value).toHaveLength((rows as unknown[]).length);
          return;
        }
        for (const { path } of reading.issues) {
          const [index] = path;
          if (index === undefined) expect(Array.isArray(rows)).toBe(false);
          else expect(index).toBeLessThan((rows as unknown[]).length);
        }
      },
    ),
    many,
  );
});

test("good rows around a bad one are not to blame", () => {
  fc.assert(
    fc.property(fc.nat({ max: 5 }), fc.nat({ max: 5 }), (before, after) => {
      const rows = [...Array(before).fill(good), { ...good, amount: 1 }, ...Array(after).fill(good)];
      expect(issuesOf(readInvoices(rows, { currency: usd }))).toEqual([`TYPE ${before}/amount`]);
    }),
    many,
  );
});
