import { Temporal } from "@js-temporal/polyfill";
import { Decimal } from "decimal.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { arbDay, arbDrafts, deepFreeze, itemsOn, usd } from "../../test/arbitraries/open-items.ts";
import type { Day } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { columnName } from "../model/row.ts";
import { formatAmount } from "../money/amount.ts";
import type { OpenItem } from "../positions/open-items.ts";
import { readOpenItems } from "../positions/read-open-items.ts";
import { statsByAccount } from "./account-stats.ts";
import { type ReadStatsOptions, readAccountStats } from "./read-stats.ts";
import { discountCombinings } from "./stats.ts";

const runs = { numRuns: 1000 };

/** A cell of a row: a key and what stands there. */
type Cell = readonly [string, unknown];

/** The plain row of an open item; of several discounts a row can only say the first. */
function rowOf({ id, accountId, kind, balance, dueOn, discounts, statementIds, jobId }: OpenItem): Cell[] {
  const discount = discounts?.[0];
  const cells: Cell[] = [
    ["id", id],
    ["accountId", accountId],
    ["kind", kind],
    ["balance", formatAmount(balance, usd)],
    ["dueOn", dueOn],
    ["discountAmount", discount === undefined ? undefined : formatAmount(discount.amount, usd)],
    ["discountUntil", discount?.until],
    ["statementId", statementIds?.[0]],
    ["jobId", jobId],
  ];
  return cells.filter(([, value]) => value !== undefined);
}

/** The open item that such a row says. */
function itemOf(item: OpenItem): OpenItem {
  const { discounts, statementIds, ...rest } = item;
  const [discount] = discounts ?? [];
  return {
    ...rest,
    ...(discount === undefined ? {} : { discounts: [{ ...discount, from: "invoice" }] }),
    ...(statementIds === undefined ? {} : { statementIds: statementIds.slice(0, 1) }),
  };
}

test("A-082 A-083 A-085 L-07 plain rows say what the open items say", () => {
  fc.assert(
    fc.property(arbDrafts, arbDay, fc.constantFrom(...discountCombinings), (drafts, asOf, discounts) => {
      const items = itemsOn(drafts, asOf);
      const options = { asOf, currency: usd, discounts };
      const reading = readAccountStats(
        items.map((item) => Object.fromEntries(rowOf(item))),
        options,
      );
      const value = reading.ok ? [...reading.value] : [];
      expect(value).toEqual([...statsByAccount(items.map(itemOf), options)]);
    }),
    runs,
  );
});

class Row {
  constructor(cells: Readonly<Record<string, unknown>>) {
    Object.assign(this, cells);
  }
}

const thrower = {
  toFixed: () => {
    throw new Error("no decimals");
  },
};

/** Cells that are unusual or wrong. */
const arbCell: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  null,
  undefined,
  "",
  " ",
  "x",
  "A",
  "é",
  "A\u0000",
  "\ud800",
  7,
  Number.NaN,
  true,
  5n,
  [],
  {},
  "0",
  "-0.00",
  "-1",
  "12.345",
  "12.3400",
  "1e3",
  "90071992547409.91",
  "90071992547409.92",
  new Decimal("12.5"),
  new Decimal("-1"),
  thrower,
  "2025-02-29",
  "2024-02-29",
  "2025-03-10T00:00:00Z",
  "10000-01-01",
  new Date(0),
  Temporal.PlainDate.from("2024-02-29"),
  Temporal.PlainDate.from({ year: 2567, month: 2, day: 1, calendar: "buddhist" }),
  Temporal.PlainDateTime.from("2024-02-29T12:00"),
  "Invoice",
  "CREDIT",
  "debit ",
  "refund",
);

const arbKey = fc.constantFrom(
  "id",
  "accountId",
  "kind",
  "balance",
  "dueOn",
  "issuedOn",
  "discountAmount",
  "discountUntil",
  "statementId",
  "jobId",
  "colour",
  "toString",
);

type Row1 = (cells: readonly Cell[]) => unknown;

const object = (cells: readonly Cell[]): Record<string, unknown> => Object.fromEntries(cells);

/** What may be done to a row, from nothing to making it no row at all. */
const arbChange: fc.Arbitrary<Row1> = fc.oneof(
  { arbitrary: fc.constant<Row1>(object), weight: 4 },
  {
    arbitrary: fc.tuple(arbKey, arbCell).map<Row1>(
      ([key, value]) =>
        (cells) =>
          object([...cells.filter(([other]) => other !== key), [key, value]]),
    ),
    weight: 8,
  },
  {
    arbitrary: arbKey.map<Row1>((key) => (cells) => object(cells.filter(([other]) => other !== key))),
    weight: 2,
  },
  {
    arbitrary: fc.tuple(arbKey, arbCell).map<Row1>(
      ([key, value]) =>
        (cells) =>
          object([...cells, [columnName(key), value]]),
    ),
    weight: 2,
  },
  {
    arbitrary: fc.constant<Row1>((cells) => object(cells.map(([key, value]) => [columnName(key), value]))),
    weight: 2,
  },
  {
    arbitrary: fc.constant<Row1>((cells) =>
      object(
        cells.map(([key, value]) => [
          key,
          key === "balance"
            ? new Decimal(String(value))
            : key === "dueOn"
              ? Temporal.PlainDate.from(String(value))
              : value,
        ]),
      ),
    ),
    weight: 2,
  },
  {
    arbitrary: arbKey.map<Row1>(
      (key) => (cells) => Object.defineProperty(object(cells), key, { enumerable: false }),
    ),
    weight: 1,
  },
  {
    arbitrary: arbKey.map<Row1>(
      (key) => (cells) =>
        Object.defineProperty(object(cells), key, {
          get: () => {
            throw new Error("gone");
          },
          enumerable: true,
        }),
    ),
    weight: 1,
  },
  {
    arbitrary: fc.constantFrom<Row1>(
      (cells) => new Row(object(cells)),
      (cells) => Object.assign(Object.create(null), object(cells)),
      (cells) => Object.assign([], object(cells)),
      (cells) => Object.create(object(cells)),
      (cells) => new Proxy(object(cells), {}),
      () => null,
      () => undefined,
      () => "row",
    ),
    weight: 1,
  },
);

/** Rows of which many are as they should be and some are not. */
const arbRows: fc.Arbitrary<{ readonly asOf: Day; readonly rows: unknown }> = fc
  .tuple(arbDrafts, arbDay)
  .chain(([drafts, asOf]) =>
    fc.record({
      asOf: fc.constant(asOf),
      rows: fc
        .array(arbChange, { minLength: drafts.length, maxLength: drafts.length })
        .map((changes) => itemsOn(drafts, asOf).map((item, index) => changes[index]?.(rowOf(item)))),
    }),
  );

/** What came of a call, a fault included. */
function outcome(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    if (error instanceof Fault) return { code: error.code, path: error.path, message: error.message };
    throw error;
  }
}

const both = (rows: unknown, options: ReadStatsOptions) => [
  outcome(() => {
    const reading = readAccountStats(rows, options);
    return reading.ok ? { ...reading, value: [...reading.value] } : reading;
  }),
  outcome(() => {
    const { asOf, currency, issueLimit } = options;
    const reading = readOpenItems(rows, { currency, ...(issueLimit === undefined ? {} : { issueLimit }) });
    return reading.ok
      ? { ...reading, value: [...statsByAccount(reading.value, { asOf, currency })] }
      : reading;
  }),
];

test("F-28 F-29 any rows, plain, unusual and broken: the answer, the issues and the warnings of reading and then adding up", () => {
  let good = 0;
  fc.assert(
    fc.property(arbRows, ({ asOf, rows }) => {
      const [atOnce, inTwo] = both(rows, { asOf, currency: usd });
      expect(atOnce).toStrictEqual(inTwo);
      if ((atOnce as { readonly ok?: boolean }).ok) good += 1;
    }),
    runs,
  );
  // Enough of either kind, or the comparison would say little.
  expect(good).toBeGreaterThan(100);
  expect(good).toBeLessThan(900);
});

test("F-29 the same at any limit of issues, and for what is no list", () => {
  fc.assert(
    fc.property(arbRows, fc.integer({ min: 1, max: 3 }), arbCell, ({ asOf, rows }, issueLimit, noRows) => {
      const [atOnce, inTwo] = both(rows, { asOf, currency: usd, issueLimit });
      expect(atOnce).toStrictEqual(inTwo);
      const [one, two] = both(noRows, { asOf, currency: usd, issueLimit });
      expect(one).toStrictEqual(two);
    }),
    runs,
  );
});

test("L-50 rows are only read", () => {
  fc.assert(
    fc.property(arbDrafts, arbDay, (drafts, asOf) => {
      const rows = deepFreeze(itemsOn(drafts, asOf).map((item) => Object.fromEntries(rowOf(item))));
      const before = JSON.stringify(rows);
      expect(readAccountStats(rows, Object.freeze({ asOf, currency: usd })).ok).toBe(true);
      expect(JSON.stringify(rows)).toBe(before);
    }),
    runs,
  );
});
