import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbRawLedger } from "./ledgers.ts";
import {
  type RawInvoice,
  type RawLedger,
  type RawStatementLine,
  type TwinOptions,
  twinExport,
} from "./twin.ts";

const now = "2025-03-10T05:00:00Z"; // the first instant of 10 March in Chicago
const nextDay = "2025-03-11T05:00:00Z";

/** The worked example of the documents: five customers of a dealer in Chicago, C-100 with all there can be. */
function goldenDealer(): RawLedger {
  const invoice = (
    invoice_number: string,
    due_on: string,
    amount: string,
    more: Partial<RawInvoice> = {},
  ): RawInvoice => ({
    invoice_number,
    account_id: "C-100",
    issued_on: "2024-11-01",
    due_on,
    amount,
    ...more,
  });
  return {
    business: { time_zone: "America/Chicago", currency: "USD" },
    accounts: [
      {
        account_id: "C-100",
        account_name: "Acme Builders",
        buyer_company_name: "Acme Building LLC",
        account_type: "Credit",
        status: "Active",
      },
      { account_id: "C-200", status: "Inactive" },
      { account_id: "C-300" },
      { account_id: "C-400", status: "Not Used" },
      { account_id: "C-500", account_type: "Cash" },
    ],
    invoices: [
      invoice("0001", "2025-01-09", "10000.00"),
      invoice("0002", "2025-03-09", "100.00"),
      invoice("0003", "2025-02-08", "100.00", { discount_amount: "5.00", discount_until: "2025-04-30" }),
      invoice("0004", "2025-02-07", "250.00"),
      invoice("0005", "2025-01-08", "400.00"),
      invoice("0006", "2024-12-10", "80.00"),
      invoice("0007", "2024-12-09", "20.00"),
      invoice("0008", "2025-03-10", "500.00", { discount_amount: "10.00", discount_until: "2025-03-10" }),
      invoice("0009", "2025-04-01", "700.00"),
      invoice("0010", "2025-02-01", "50.00", { status: "Paid" }), // paid by the credit
      invoice("0011", "2025-02-01", "999.00", { voided_on: "2025-02-10" }),
      invoice("0012", "2025-02-01", "999.00", { posting: "Unapproved" }),
      { ...invoice("0201", "2025-04-01", "1000000.00"), account_id: "C-200" },
      { ...invoice("0301", "2025-02-28", "1000.00"), account_id: "C-300" }, // 10 days
      { ...invoice("0501", "2025-03-09", "0.01"), account_id: "C-500" }, // 1 day
    ],
    adjustments: [
      { adjustment_id: "D1", account_id: "C-100", type: "debit", amount: "75.00", issued_on: "2025-01-01" },
      { adjustment_id: "K1", account_id: "C-100", type: "credit", amount: "200.00", issued_on: "2025-01-02" },
      {
        adjustment_id: "K2",
        account_id: "C-100",
        type: "credit",
        amount: "30.00",
        balance: "0.00",
        issued_on: "2025-01-02",
      },
    ],
    payments: [
      { payment_id: "P1", account_id: "C-100", paid_on: "2025-02-01", amount: "7000.00" },
      { payment_id: "P2", account_id: "C-100", paid_on: "2025-02-01", amount: "3000.00", status: "pending" },
    ],
    allocations: [
      { payment_id: "P1", invoice_id: "0001", amount: "7000.00", allocated_on: "2025-02-01" },
      { payment_id: "P2", invoice_id: "0001", amount: "3000.00", allocated_on: "2025-02-01" },
      { adjustment_id: "K1", invoice_id: "0010", amount: "50.00", allocated_on: "2025-01-10" },
    ],
    invites: [
      {
        account_id: "C-100",
        email: "old@acme.test",
        status: "Expired",
        created_at: "2024-12-05T15:00:00Z",
      },
      {
        account_id: "C-100",
        email: "ap@acme.test",
        status: "Accepted",
        created_at: "2025-01-05T15:00:00Z",
        updated_at: "2025-01-06T09:30:00Z",
      },
    ],
    statements: [{ statement_id: "S1", account_id: "C-100", issued_on: "2025-03-01" }],
    statement_lines: [
      { statement_id: "S1", invoice_id: "0009", discount_amount: "14.00", discount_until: "2025-03-09" },
    ],
  };
}

/** The cells of one account under their headers. */
function cellsOf(
  ledger: RawLedger,
  accountId: string,
  options: TwinOptions = { now },
): Record<string, string> {
  const { header, rows } = twinExport(ledger, options);
  const row = rows.find(([id]) => id === accountId) ?? [];
  return Object.fromEntries(header.map((name, column) => [name, row[column] ?? "missing"]));
}

/** A dealer with one customer, A, who owes these amounts for so many days by 10 March 2025. */
function debtor(owed: [amount: string, days: number][]): RawLedger {
  return {
    business: { time_zone: "America/Chicago", currency: "USD" },
    invoices: owed.map(([amount, days], index) => ({
      invoice_number: String(index),
      account_id: "A",
      amount,
      issued_on: "2024-01-01",
      due_on: daysBefore(days),
    })),
  };
}

/** So many days before 10 March 2025, for the days the examples speak of. */
function daysBefore(days: number): string {
  return new Date(Date.UTC(2025, 2, 10 - days)).toISOString().slice(0, 10);
}

describe("twin: golden dealer", () => {
  test("twin: golden dealer, a part payment leaves the rest, a full one nothing", () => {
    const ledger = debtor([["10000.00", 1]]);
    ledger.payments = [{ payment_id: "P", account_id: "A", paid_on: "2025-03-01", amount: "10000.00" }];
    const paid = { payment_id: "P", invoice_id: "0", allocated_on: "2025-03-01" };

    ledger.allocations = [{ ...paid, amount: "7000.00" }];
    expect(cellsOf(ledger, "A")).toMatchObject({ outstanding_amount: "3000.00", outstanding_count: "1" });

    ledger.allocations.push({ ...paid, amount: "3000.00" });
    expect(cellsOf(ledger, "A")).toMatchObject({ outstanding_amount: "0.00", outstanding_count: "0" });
  });

  test("twin: golden dealer, averages are weighted by amount", () => {
    const small = Array.from({ length: 10 }, (): [string, number] => ["100.00", 5]);
    expect(averageOf([["3000.00", 60], ...small])).toBe("46.25");
  });

  test("twin: golden dealer, averages round halves away from zero", () => {
    expect(
      averageOf([
        ["1.99", 1],
        ["0.01", 2],
      ]),
    ).toBe("1.01");
    expect(
      averageOf([
        ["13.00", 2],
        ["27.00", 3],
      ]),
    ).toBe("2.68");
    expect(
      averageOf([
        ["1.00", 1],
        ["1.00", 1],
        ["1.00", 2],
      ]),
    ).toBe("1.33");
  });

  test("twin: golden dealer, buckets", () => {
    expect(cellsOf(goldenDealer(), "C-100")).toMatchObject({
      outstanding_invoice_amount: "5150.00",
      outstanding_invoice_count: "9",
      current_invoice_amount: "1200.00",
      current_invoice_count: "2",
      past_due_invoice_amount: "3950.00",
      past_due_invoice_count: "7",
      past_due_invoice_weighted_average_days_overdue: "56.78",
      one_to_thirty_invoice_amount: "200.00",
      one_to_thirty_invoice_count: "2",
      one_to_thirty_invoice_weighted_average_days_overdue: "15.50",
      thirty_one_to_sixty_invoice_amount: "3250.00",
      thirty_one_to_sixty_invoice_count: "2",
      thirty_one_to_sixty_invoice_weighted_average_days_overdue: "57.77",
      sixty_one_to_ninety_invoice_amount: "480.00",
      sixty_one_to_ninety_invoice_count: "2",
      sixty_one_to_ninety_invoice_weighted_average_days_overdue: "65.83",
      ninety_one_plus_invoice_amount: "20.00",
      ninety_one_plus_invoice_count: "1",
      ninety_one_plus_invoice_weighted_average_days_overdue: "91.00",
    });
  });

  test("twin: golden dealer, debits add to what is outstanding and credits stand apart", () => {
    const cells = cellsOf(goldenDealer(), "C-100");
    expect(cells).toMatchObject({
      outstanding_amount: "5225.00",
      outstanding_count: "10",
      outstanding_credit_adjustment_amount: "150.00",
      outstanding_credit_adjustment_count: "1",
      outstanding_debit_adjustment_amount: "75.00",
      outstanding_debit_adjustment_count: "1",
    });
  });

  test("twin: golden dealer, discounts last through their day, on current invoices only", () => {
    const discount = (at: string): unknown => {
      const { discount_amount, discount_count } = cellsOf(goldenDealer(), "C-100", { now: at });
      return [discount_amount, discount_count];
    };
    expect(discount(now)).toEqual(["10.00", "1"]);
    expect(discount(nextDay)).toEqual(["0.00", "0"]);
  });

  test("twin: golden dealer, the best discount counts once, up to the balance, from statements already out", () => {
    const discountWith = (issued_on: string, line: Partial<RawStatementLine>): unknown => {
      const ledger = goldenDealer();
      ledger.statements?.push({ statement_id: "S2", account_id: "C-100", issued_on });
      ledger.statement_lines?.push({
        statement_id: "S2",
        invoice_id: "0008",
        discount_until: "2025-03-31",
        ...line,
      });
      const { discount_amount, discount_count } = cellsOf(ledger, "C-100");
      return [discount_amount, discount_count];
    };
    expect(discountWith("2025-03-10", { discount_amount: "12.00" })).toEqual(["12.00", "1"]);
    expect(discountWith("2025-03-10", { discount_amount: "8.00" })).toEqual(["10.00", "1"]);
    expect(discountWith("2025-03-10", { discount_amount: "501.00" })).toEqual(["500.00", "1"]);
    expect(discountWith("2025-03-11", { discount_amount: "12.00" })).toEqual(["10.00", "1"]);
  });

  test("twin: golden dealer, nothing past due reads zero", () => {
    for (const accountId of ["C-200", "C-400"]) {
      const cells = cellsOf(goldenDealer(), accountId);
      const averages = Object.entries(cells).filter(([name]) => name.includes("weighted_average"));
      expect(averages.map(([, text]) => text)).toEqual(["0.00", "0.00", "0.00", "0.00", "0.00"]);
      expect(cells).toMatchObject({ past_due_invoice_amount: "0.00", past_due_invoice_count: "0" });
    }
  });

  test("twin: golden dealer, a million not yet due scores zero", () => {
    expect(cellsOf(goldenDealer(), "C-200")).toMatchObject({
      outstanding_amount: "1000000.00",
      collection_priority: "0.0",
      status: "Inactive",
    });
  });

  test("twin: golden dealer, rows stand by score, most urgent first, equals by account", () => {
    const { rows } = twinExport(goldenDealer(), { now });
    expect(rows.map((row) => [row[0], row[5]])).toEqual([
      ["C-100", "10.0"],
      ["C-300", "7.5"],
      ["C-500", "0.0"],
      ["C-200", "0.0"],
      ["C-400", "0.0"],
    ]);
  });

  test("twin: golden dealer, the next day the invoice of today is past due", () => {
    expect(cellsOf(goldenDealer(), "C-100", { now: nextDay })).toMatchObject({
      past_due_invoice_amount: "4450.00",
      past_due_invoice_weighted_average_days_overdue: "51.40",
      one_to_thirty_invoice_amount: "600.00",
      one_to_thirty_invoice_weighted_average_days_overdue: "1.17",
      thirty_one_to_sixty_invoice_amount: "350.00",
      thirty_one_to_sixty_invoice_weighted_average_days_overdue: "31.71",
      sixty_one_to_ninety_invoice_amount: "3400.00",
      sixty_one_to_ninety_invoice_weighted_average_days_overdue: "61.12",
      ninety_one_plus_invoice_amount: "100.00",
      ninety_one_plus_invoice_weighted_average_days_overdue: "91.20",
    });
  });

  test("twin: golden dealer, the row of C-100", () => {
    const { header, rows } = twinExport(goldenDealer(), { now });
    expect(header).toHaveLength(37);
    expect(rows[0]?.join(",")).toBe(
      "C-100,Acme Builders,Acme Building LLC,Credit,Active,10.0,ap@acme.test,Accepted," +
        "2025-01-05T15:00:00.000Z,2025-01-06T09:30:00.000Z,5225.00,10,5150.00,9,1200.00,2,10.00,1," +
        "3950.00,7,56.78,200.00,2,15.50,3250.00,2,57.77,480.00,2,65.83,20.00,1,91.00,150.00,1,75.00,1",
    );
  });
});

const averageOf = (owed: [amount: string, days: number][]): string | undefined =>
  cellsOf(debtor(owed), "A")["past_due_invoice_weighted_average_days_overdue"];

describe("twin: scores", () => {
  const scores = (...exposures: string[]): string[] => {
    const ledger = debtor(exposures.map((exposure) => [exposure, 1]));
    ledger.accounts = exposures.map((_, index) => ({ account_id: `A${index}` }));
    for (const [index, invoice] of (ledger.invoices ?? []).entries()) invoice.account_id = `A${index}`;
    ledger.invoices = ledger.invoices?.filter(({ amount }) => amount !== "0") ?? [];
    return exposures.map((_, index) => cellsOf(ledger, `A${index}`)["collection_priority"] ?? "");
  };

  test("twin: equal exposures are all most urgent, or none where nothing is past due", () => {
    expect(scores("500", "500", "500")).toEqual(["10.0", "10.0", "10.0"]);
    expect(scores("0", "500", "500")).toEqual(["0.0", "10.0", "10.0"]);
    expect(scores("500")).toEqual(["10.0"]);
    expect(scores("0", "0")).toEqual(["0.0", "0.0"]);
  });

  test("twin: exposures too close for doubles are still told apart", () => {
    expect(scores("1000000000000000000.00", "1000000000000000000.01")).toEqual(["0.0", "10.0"]);
  });

  test("twin: logarithms between the lowest and the highest", () => {
    expect(scores("0", "1000", "2000")).toEqual(["0.0", "9.1", "10.0"]);
    expect(scores("9", "10", "20")).toEqual(["0.0", "1.3", "10.0"]);
    expect(scores("0", "1", "255")).toEqual(["0.0", "1.3", "10.0"]); // an exact 1.25
  });
});

describe("twin: days", () => {
  test("twin: a past day shows what stood then, and today's balances where it only re-ages", () => {
    const ledger = goldenDealer();
    const past = { now, asOf: "2025-01-09" };
    expect(() => twinExport(ledger, past)).toThrow(/^HISTORY_UNAVAILABLE K2$/);
    ledger.adjustments = ledger.adjustments?.filter(({ adjustment_id }) => adjustment_id !== "K2") ?? [];

    // Not yet paid: 0001 in full, 0010 and the credit of 200.00; not yet void: 0011.
    expect(cellsOf(ledger, "C-100", past)).toMatchObject({
      outstanding_invoice_amount: "13199.00",
      outstanding_invoice_count: "11",
      past_due_invoice_amount: "500.00",
      outstanding_credit_adjustment_amount: "200.00",
      collection_priority: "10.0",
    });
    expect(cellsOf(ledger, "C-100", { ...past, mode: "reage" })).toMatchObject({
      outstanding_invoice_amount: "5150.00",
      past_due_invoice_amount: "500.00",
      outstanding_credit_adjustment_amount: "150.00",
    });
  });

  test("twin: history is asked only of documents that may have been there", () => {
    const unknown: Partial<RawInvoice>[] = [
      { balance: "1.00" },
      { balance: "1.00", recorded_on: "2025-03-05" },
      { balance: "1.00", posting: "Unposted A/R" },
      { status: "Voided" },
      { status: "Voided", voided_on: "2025-01-31" },
      { balance: "2.00" },
    ];
    const ledger = debtor(unknown.map(() => ["2.00", 1]));
    ledger.invoices = ledger.invoices?.map((invoice, index) => ({ ...invoice, ...unknown[index] })) ?? [];
    ledger.invoices.push({ invoice_number: "B", account_id: "A", amount: "1.00", due_on: "2025-01-01" });
    expect(() => twinExport(ledger, { now, asOf: "2025-03-01" })).toThrow(/^HISTORY_UNAVAILABLE 0,3,B$/);
    expect(cellsOf(ledger, "A")).toMatchObject({ outstanding_amount: "5.00", outstanding_count: "4" });
  });

  test("twin: due days follow the account's terms where none is given", () => {
    const dueWith = (terms: string): string | undefined => {
      const ledger = debtor([]);
      ledger.accounts = [{ account_id: "A", terms }];
      ledger.invoices = [{ invoice_number: "1", account_id: "A", amount: "1.00", issued_on: "2025-01-31" }];
      return cellsOf(ledger, "A")["past_due_invoice_weighted_average_days_overdue"];
    };
    expect(["EOM Current", "EOM Following", "7 days", "30 days"].map(dueWith)).toEqual([
      "38.00",
      "10.00",
      "31.00",
      "8.00",
    ]);
  });
});

describe("twin: invitations", () => {
  const invite = {
    account_id: "C-300",
    email: "a@b.test",
    status: "Pending",
    created_at: "2025-03-01T00:00:00Z",
  };
  const inviteCells = (...invites: RawLedger["invites"] & object): string[] => {
    const cells = cellsOf({ ...goldenDealer(), invites }, "C-300");
    return ["invite_email_address", "invite_status", "invite_updated_at"].map((name) => cells[name] ?? "");
  };

  test("twin: unanswered invitations expire at their instant", () => {
    expect(inviteCells()).toEqual(["", "", ""]);
    expect(inviteCells({ ...invite, expires_at: "2025-03-10T05:00:00.001Z" })[1]).toBe("Pending");
    expect(inviteCells({ ...invite, expires_at: now })[1]).toBe("Expired");
    expect(inviteCells({ ...invite, status: "Declined", expires_at: now })[1]).toBe("Declined");
  });

  test("twin: of equally old invitations the greater id counts, without ids the later in the file", () => {
    const at = "2025-03-01T05:45:00+05:45"; // the same instant, spelled otherwise
    const other = { ...invite, email: "z@b.test", created_at: at };
    expect(inviteCells(invite, other)[0]).toBe("z@b.test");
    expect(inviteCells({ ...invite, invite_id: "9" }, { ...other, invite_id: "10" })[0]).toBe("a@b.test");
  });
});

describe("twin: random ledgers", () => {
  test("twin: every random ledger gives full rows when it is re-aged", () => {
    fc.assert(
      fc.property(arbRawLedger, ({ ledger, now: at, asOf }) => {
        const { header, rows } = twinExport(ledger, { now: at, asOf, mode: "reage" });
        expect(header).toHaveLength(37);
        expect(rows.every((row) => row.length === 37)).toBe(true);
        if (ledger.accounts !== undefined) expect(rows).toHaveLength(ledger.accounts.length);
      }),
      { numRuns: 200 },
    );
  });

  test("twin: today re-aged is today reconstructed, and the rows do not depend on the order of the file", () => {
    fc.assert(
      fc.property(arbRawLedger, ({ ledger, now: at }) => {
        const today = twinExport(ledger, { now: at });
        expect(twinExport(ledger, { now: at, mode: "reage" })).toEqual(today);
        expect(
          twinExport(
            {
              ...ledger,
              ...(ledger.invoices && { invoices: ledger.invoices.toReversed() }),
              ...(ledger.allocations && { allocations: ledger.allocations.toReversed() }),
              ...(ledger.accounts && { accounts: ledger.accounts.toReversed() }),
            },
            { now: at },
          ),
        ).toEqual(today);
      }),
      { numRuns: 50 },
    );
  });
});
