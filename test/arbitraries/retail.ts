import fc from "fast-check";
import { addDays } from "../../src/calendar/day.ts";
import type { Ledger } from "../../src/model/ledger.ts";
import { readLedger } from "../../src/model/read-ledger.ts";
import { mustRead } from "../must-read.ts";

type Row = Readonly<Record<string, string>>;

/** Tables of a random retailer as they come in. */
export interface RetailTables {
  readonly business: object;
  readonly accounts: readonly Row[];
  readonly invoices: readonly Row[];
  readonly adjustments: readonly Row[];
  readonly payments: readonly Row[];
  readonly allocations: readonly Row[];
  readonly laybys: readonly Row[];
  readonly layby_items: readonly Row[];
  readonly layby_payments: readonly Row[];
}

const money = (minor: number): string => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, "0")}`;

/** Days back from today where buckets, windows and months have their edges. */
const edges = [0, 1, 6, 7, 8, 14, 15, 21, 22, 28, 29, 30, 31, 60, 61, 90, 91, 181, 182, 364, 365, 366];
const arbBack = fc.oneof(fc.constantFrom(...edges), fc.integer({ min: -40, max: 500 }));
const arbMinor = fc.oneof(fc.constantFrom(1, 99, 100), fc.integer({ min: 1, max: 500_000 }));

interface Drawn {
  readonly account: number;
  readonly back: number;
  readonly due: number | null;
  readonly amount: number;
  readonly kind: string;
  readonly cost: number | null;
  readonly late: number;
  readonly voided: number | null;
}

const arbDocument: fc.Arbitrary<Drawn> = fc.record({
  account: fc.nat(4),
  back: arbBack,
  due: fc.option(fc.integer({ min: 0, max: 60 })),
  amount: arbMinor,
  kind: fc.constantFrom("invoice", "charge", "weekly-billing"),
  cost: fc.option(arbMinor),
  late: fc.constantFrom(0, 0, 0, 1, 5),
  voided: fc.option(fc.nat(30), { freq: 8 }),
});

const arbPayment = fc.record({
  account: fc.nat(4),
  back: arbBack,
  amount: arbMinor,
  kind: fc.constantFrom("payment", "payment", "payment", "discount", "write-off"),
  status: fc.constantFrom("settled", "settled", "settled", "pending", "reversed"),
  register: fc.constantFrom("account", "account", "account", "layby"),
});

const arbAdjustment = fc.record({
  account: fc.nat(4),
  back: arbBack,
  amount: arbMinor,
  type: fc.constantFrom("credit", "debit"),
});

const arbAccount = fc.record({
  terms: fc.constantFrom("", "7 days", "30 days", "EOM Current", "EOM Following"),
  limit: fc.option(fc.integer({ min: 0, max: 600_000 })),
  established: fc.option(fc.constantFrom(30, 181, 182, 365, 366, 900)),
  kind: fc.constantFrom("customer", "customer", "customer", "prospect"),
});

const arbLayby = fc.record({
  account: fc.nat(4),
  back: fc.integer({ min: 0, max: 200 }),
  items: fc.array(
    fc.record({
      price: arbMinor,
      quantity: fc.integer({ min: 1, max: 3 }),
      collected: fc.nat(3),
      credited: fc.nat(3),
    }),
    { maxLength: 3 },
  ),
  paid: fc.array(fc.nat(100), { maxLength: 3 }),
});

/** Random retailers on a day, with a day to ask about: up to five customers of every terms, every edge of every bucket. */
export const arbRetail: fc.Arbitrary<{
  readonly tables: RetailTables;
  readonly ledger: Ledger;
  readonly today: string;
  readonly asOf: string;
}> = fc
  .record({
    today: fc.constantFrom("2025-05-10", "2025-03-31", "2024-02-29", "2025-08-31", "2025-01-01"),
    accounts: fc.array(arbAccount, { minLength: 5, maxLength: 5 }),
    documents: fc.array(arbDocument, { maxLength: 14 }),
    payments: fc.array(arbPayment, { maxLength: 8 }),
    adjustments: fc.array(arbAdjustment, { maxLength: 4 }),
    laybys: fc.array(arbLayby, { maxLength: 3 }),
    allocations: fc.array(
      fc.record({
        from: fc.nat(50),
        to: fc.nat(50),
        share: fc.integer({ min: 1, max: 100 }),
        after: fc.nat(20),
      }),
      {
        maxLength: 10,
      },
    ),
    ago: fc.oneof(fc.constant(0), fc.integer({ min: -60, max: 300 })),
  })
  .map((drawn) => {
    const { today, ago } = drawn;
    const tables = tablesOf(drawn);
    const ledger = mustRead(readLedger(tables, { today }));
    return { tables, ledger, today, asOf: addDays(today, -ago) };
  });

interface AllDrawn {
  readonly today: string;
  readonly accounts: readonly (typeof arbAccount extends fc.Arbitrary<infer Account> ? Account : never)[];
  readonly documents: readonly Drawn[];
  readonly payments: readonly (typeof arbPayment extends fc.Arbitrary<infer Payment> ? Payment : never)[];
  readonly adjustments: readonly (typeof arbAdjustment extends fc.Arbitrary<infer Memo> ? Memo : never)[];
  readonly laybys: readonly (typeof arbLayby extends fc.Arbitrary<infer Layby> ? Layby : never)[];
  readonly allocations: readonly {
    readonly from: number;
    readonly to: number;
    readonly share: number;
    readonly after: number;
  }[];
}

function tablesOf({
  today,
  accounts,
  documents,
  payments,
  adjustments,
  laybys,
  allocations,
}: AllDrawn): RetailTables {
  const idOf = (account: number) => `C${account}`;
  const dayBack = (back: number) => addDays(today, -back);
  const given = (key: string, value: string | undefined): Row =>
    value === undefined ? {} : { [key]: value };
  return {
    business: {
      time_zone: "Australia/Sydney",
      currency: "AUD",
      layby_term: { days: 90 },
      value_tiers: [
        { id: 1, name: "Bronze", min: "0.00", max: "99.99" },
        { id: 2, name: "Silver", min: "100.00", max: "999.99" },
        { id: 3, name: "Gold", min: "2000.00", max: null },
      ],
    },
    accounts: accounts.map(({ terms, limit, established, kind }, at) => ({
      account_id: idOf(at),
      account_name: `Customer ${at}`,
      kind,
      ...given("terms", terms === "" ? undefined : terms),
      ...given("credit_limit", limit === null ? undefined : money(limit)),
      ...given("established_on", established === null ? undefined : dayBack(established)),
    })),
    invoices: documents.map(({ account, back, due, amount, kind, cost, late, voided }, at) => {
      const issued = dayBack(back);
      const terms = accounts[account]?.terms ?? "";
      const dueOn = due === null && terms !== "" ? undefined : addDays(issued, due ?? 0);
      // Entered late only where that is not before today's end: a document of the future is entered today.
      const recorded = late === 0 || back <= 0 ? undefined : addDays(issued, Math.min(late, back));
      const voidedOn =
        voided === null || back <= 0 ? undefined : addDays(issued, Math.min(voided + late, back));
      return {
        invoice_number: `S${at}`,
        account_id: idOf(account),
        amount: money(amount),
        kind,
        issued_on: issued,
        ...given("due_on", dueOn),
        ...given("cost", cost === null ? undefined : money(cost)),
        ...given("recorded_on", recorded),
        ...given("voided_on", voidedOn),
      };
    }),
    adjustments: adjustments.map(({ account, back, amount, type }, at) => ({
      adjustment_id: `M${at}`,
      account_id: idOf(account),
      type,
      amount: money(amount),
      issued_on: dayBack(back),
    })),
    payments: payments.map(({ account, back, amount, kind, status, register }, at) => ({
      payment_id: `P${at}`,
      account_id: idOf(account),
      paid_on: dayBack(back),
      amount: money(amount),
      kind,
      status,
      register,
    })),
    allocations: allocationsOf(dayBack, documents, payments, adjustments, allocations),
    ...laybyTables(dayBack, idOf, laybys),
  };
}

function allocationsOf(
  dayBack: (back: number) => string,
  documents: AllDrawn["documents"],
  payments: AllDrawn["payments"],
  adjustments: AllDrawn["adjustments"],
  wanted: AllDrawn["allocations"],
): readonly Row[] {
  const sources = [
    ...payments.map((row, at) => ({ ...row, key: "payment_id", id: `P${at}`, left: row.amount })),
    ...adjustments.flatMap((row, at) =>
      row.type === "credit" ? [{ ...row, key: "adjustment_id", id: `M${at}`, left: row.amount }] : [],
    ),
  ];
  const targets = [
    ...documents.flatMap((row, at) =>
      row.voided === null ? [{ ...row, key: "invoice_id", id: `S${at}`, left: row.amount }] : [],
    ),
    ...adjustments.flatMap((row, at) =>
      row.type === "debit" ? [{ ...row, key: "debit_adjustment_id", id: `M${at}`, left: row.amount }] : [],
    ),
  ];
  const rows: Row[] = [];
  for (const { from, to, share, after } of wanted) {
    const source = sources[from % Math.max(1, sources.length)];
    if (source === undefined) continue;
    const fitting = targets.filter(({ account }) => account === source.account);
    const target = fitting[to % Math.max(1, fitting.length)];
    if (target === undefined) continue;
    const amount = Math.ceil((Math.min(source.left, target.left) * share) / 100);
    if (amount <= 0) continue;
    source.left -= amount;
    target.left -= amount;
    rows.push({
      [source.key]: source.id,
      [target.key]: target.id,
      amount: money(amount),
      allocated_on: dayBack(source.back - after),
    });
  }
  return rows;
}

function laybyTables(
  dayBack: (back: number) => string,
  idOf: (account: number) => string,
  laybys: AllDrawn["laybys"],
): Pick<RetailTables, "laybys" | "layby_items" | "layby_payments"> {
  const items: Row[] = [];
  const payments: Row[] = [];
  const rows = laybys.map(({ account, back, items: drawn, paid }, at) => {
    const layby_id = `L${at}`;
    let left = 0;
    for (const { price, quantity, collected, credited } of drawn) {
      const taken = Math.min(credited, quantity);
      left += price * (quantity - taken);
      items.push({
        layby_id,
        price: money(price),
        quantity: String(quantity),
        collected: String(Math.min(collected, quantity - taken)),
        credited: String(taken),
      });
    }
    for (const [place, percent] of paid.entries()) {
      const amount = Math.floor((left * percent) / 100);
      if (amount === 0) continue;
      left -= amount;
      payments.push({ layby_id, paid_on: dayBack(back - place * 10), amount: money(amount) });
    }
    return { layby_id, account_id: idOf(account), sold_on: dayBack(back) };
  });
  return { laybys: rows, layby_items: items, layby_payments: payments };
}
