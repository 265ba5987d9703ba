import fc from "fast-check";
import { expect, test } from "vitest";
import { readBothWays } from "../../test/open-files.ts";
import { runs } from "../../test/runs.ts";

type Often = <Value>(
  usual: fc.Arbitrary<Value>,
  rare: fc.Arbitrary<Value>,
  weight?: number,
) => fc.Arbitrary<Value>;

/** Mostly the one, now and then the other; the tidier a file, the more seldom. */
const oftenIn =
  (tidiness: number): Often =>
  (usual, rare, weight = 12) =>
    fc.oneof({ weight: weight * tidiness, arbitrary: usual }, { weight: 1, arbitrary: rare });

const arbDay = fc
  .integer({ min: -120, max: 60 })
  .map((days) => new Date(Date.UTC(2025, 2, 10) + days * 86_400_000).toISOString().slice(0, 10));
const arbAmount = fc
  .integer({ min: 1, max: 99_999 })
  .chain((minor) =>
    fc.constantFrom(
      (minor / 100).toFixed(2),
      (minor / 100).toFixed(2).replace(/\.?0+$/, ""),
      `00${(minor / 100).toFixed(2)}0`,
    ),
  );

/** Cells of a column that read as they should, and now and then one that does not, or needs a second look. */
const cellsIn = (often: Often): Readonly<Record<string, fc.Arbitrary<string>>> => ({
  amount: often(
    arbAmount,
    fc.constantFrom("0.00", "-5.00", "1,00", "12.345", " 1.00", "1.", ".5", "9007199254740993", ""),
  ),
  balance: often(fc.constantFrom("", "", "0.01"), fc.constantFrom("0", "0.00", "99999.99", "-1", "x")),
  due_on: often(
    arbDay,
    fc.constantFrom("2025-02-29", "2024-02-29", "0000-01-01", "2025-3-1", "2025-03-01T10", ""),
  ),
  issued_on: often(fc.constantFrom("", "2024-11-01"), fc.constantFrom("2025-03-09", "2026-01-01", "soon")),
  discount_amount: often(fc.constantFrom("", "0", "0.01"), fc.constantFrom("0.00", "5000", "-1", "1")),
  discount_until: often(arbDay, fc.constantFrom("", "never")),
  status: often(
    fc.constantFrom("", "Open"),
    fc.constantFrom("Paid", "Partially Paid", "Voided", "open", "Closed", "Applied"),
  ),
  posting: often(fc.constantFrom("", "Posted"), fc.constantFrom("Unapproved", "Unposted A/R", "posted", "?")),
  kind: often(
    fc.constantFrom("", "invoice", "charge"),
    fc.constantFrom("weekly-billing", "Weekly Billing", "credit"),
  ),
  retention: often(fc.constant(""), fc.constantFrom("0", "0.01", "100000")),
  cost: often(fc.constantFrom("", "1.00"), fc.constantFrom("-1.00", "1.001", "x")),
  posted_on: often(fc.constantFrom("", "2025-01-01"), fc.constant("x")),
  voided_on: often(fc.constant(""), fc.constantFrom("2025-01-01", "2026-01-01")),
  recorded_on: often(fc.constant(""), fc.constantFrom("2025-01-01", "2026-01-01", "x")),
  currency: often(fc.constant(""), fc.constantFrom("USD", "EUR", "usd")),
  job_id: often(fc.constantFrom("", "J-1"), fc.constantFrom(" ", "J\u0007", "Jé")),
  store_id: fc.constantFrom("", "S"),
  reason: often(
    fc.constantFrom("", "goodwill"),
    fc.constantFrom('say "no"', "a,b", "é", "\u202e", "two\nlines", "two\r\nlines"),
  ),
  type: often(fc.constantFrom("credit", "debit"), fc.constantFrom("Credit", "memo", "")),
  extra: often(fc.constantFrom("", "x"), fc.constantFrom('"', "a,b", "é", "\u0000")),
});

/** A document's number: most count on, some stand alone, few are met before or hard to tell from others. */
const arbId = (often: Often, index: number) =>
  often(
    fc.constantFrom(
      `INV-${String(index).padStart(6, "0")}`,
      `${index}`,
      `X${index}Y`,
      `${index * 1_000_003}`,
    ),
    fc.constantFrom("inv-000001", "INV-000001", "1", " 1", "Ü1", "a b", "", " "),
    40,
  );
const arbAccountId = (often: Often) =>
  often(
    fc.constantFrom("A", "B", "ACME-1", "1".repeat(20), "C 9"),
    fc.constantFrom("a", "É", "x,y", "", "A ", " A", "\t"),
    40,
  );

function quoted(cell: string, force: boolean): string {
  return force || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

interface Wanted {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

const tables = {
  invoices: {
    required: ["invoice_number", "account_id", "amount", "due_on"],
    optional: [
      ...[
        "invoice_id",
        "balance",
        "issued_on",
        "discount_amount",
        "discount_until",
        "status",
        "posting",
        "kind",
      ],
      ...[
        "retention",
        "cost",
        "posted_on",
        "voided_on",
        "recorded_on",
        "currency",
        "job_id",
        "store_id",
        "extra",
      ],
    ],
  },
  adjustments: {
    required: ["adjustment_id", "account_id", "type", "amount"],
    optional: ["balance", "issued_on", "status", "reason", "recorded_on", "currency", "extra"],
  },
} as const satisfies Record<string, Wanted>;

/** A file of documents as somebody's system may write it. */
function arbFile({ required, optional }: Wanted, often: Often): fc.Arbitrary<string> {
  const cells = cellsIn(often);
  const arbHeader = fc
    .tuple(
      fc.subarray([...optional]),
      often(fc.constant("as is"), fc.constantFrom("upper", "twice", "short", "blank"), 30),
    )
    .chain(([more, how]) =>
      fc
        .shuffledSubarray([...required, ...more], { minLength: required.length + more.length })
        .map((names) => {
          if (how === "twice") return { names: [...names, names[0] as string], how };
          return how === "short" ? { names: names.slice(1), how } : { names, how };
        }),
    );
  return arbHeader.chain(({ names, how }) => {
    const arbRow = (index: number) =>
      fc.tuple(
        ...names.map((name) =>
          /_number$|^invoice_id$|^adjustment_id$/.test(name)
            ? name === "invoice_id"
              ? often(fc.constant(""), arbId(often, index + 500))
              : arbId(often, index)
            : name === "account_id"
              ? arbAccountId(often)
              : (cells[name] as fc.Arbitrary<string>),
        ),
        often(
          fc.constant("plain"),
          fc.constantFrom("quoted", "short", "long", "blank before", "cells blank"),
          25,
        ),
      );
    const shown = names.map((name) => (how === "upper" ? ` ${name.toUpperCase()} ` : name));
    const header = how === "blank" ? [...shown, ""] : shown;
    return fc
      .tuple(
        fc
          .integer({ min: 0, max: 12 })
          .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => arbRow(index)))),
        often(fc.constantFrom("\n", "\r\n"), fc.constant("\r"), 40),
        often(fc.constantFrom("", "\n", "\r\n\n"), fc.constantFrom("\n,,,\n", '\n"never closed\n', "\r"), 20),
        fc.constantFrom("", "", "\ufeff"),
      )
      .map(([rows, lineEnd, end, mark]) => {
        const lines = rows.map((row) => {
          const way = row[names.length] as string;
          const own = row.slice(0, names.length) as string[];
          const given = way === "short" ? own.slice(1) : way === "long" ? [...own, "x"] : own;
          if (way === "cells blank") return given.map(() => "").join(",");
          const line = given.map((cell) => quoted(cell, way === "quoted")).join(",");
          return way === "blank before" ? `${lineEnd}${line}` : line;
        });
        return `${mark}${[header.map((name) => quoted(name, false)).join(","), ...lines].join(lineEnd)}${end}`;
      });
  });
}

const arbFiles = fc
  .constantFrom(1, 1000)
  .map(oftenIn)
  .chain((often) =>
    fc.record({
      accounts: fc.option(
        often(
          fc.constant(
            'account_id,account_name,terms\nA,"Alpha, Inc.",30 days\nB,,\nACME-1,Ä,\n11111111111111111111,1,\nC 9,,\nD,nobody,\n',
          ),
          fc.constantFrom(
            "account_id\nA\n",
            "account_id\nA\na\nB\nACME-1\n",
            "account_id,x\nA,1\nB,2\nACME-1,3\n11111111111111111111,\nC 9,\n",
          ),
        ),
        { nil: undefined },
      ),
      invoices: fc.option(arbFile(tables.invoices, often), { nil: undefined, freq: 10 }),
      adjustments: fc.option(arbFile(tables.adjustments, often), { nil: undefined }),
      invites: fc.option(
        fc.constant("account_id,email,status,created_at\nA,a@example.com,Pending,2025-01-01T00:00:00Z\n"),
        {
          nil: undefined,
          freq: 1,
        },
      ),
      jobs: often(fc.constant(undefined), fc.constant("job_id,account_id\nJ-1,A\n"), 20),
      exponent: often(fc.constantFrom(2, 3), fc.constant(0), 5),
    }),
  )
  .map(({ exponent, ...files }) => {
    const named = Object.entries(files).flatMap(([name, text]) =>
      text === undefined ? [] : [[`${name}.csv`, text] as const],
    );
    const business = { time_zone: "UTC", currency: { code: "USD", exponent } };
    return new Map<string, string>([["business.json", JSON.stringify(business)], ...named]);
  });

test("F-45 L-30 files read as columns, whole or in pieces, say and add up to what they do as rows", async () => {
  const counts = { plain: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      arbFiles,
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 }),
      async (files, lengths) => {
        const { ok, plain } = await readBothWays(files, lengths);
        if (plain) counts.plain += 1;
        if (!ok) counts.refused += 1;
      },
    ),
    { numRuns: runs(1500) },
  );
  // Neither way is left untried.
  expect(counts.plain).toBeGreaterThan(runs(1500) / 10);
  expect(counts.refused).toBeGreaterThan(runs(1500) / 10);
});
