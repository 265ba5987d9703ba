import { addDays, type Day } from "../calendar/day.ts";
import type { Ledger } from "../model/ledger.ts";
import { type Minor, plusMinor } from "../money/amount.ts";
import { type DayWindow, isIn, monthsBefore, monthToDate, type WindowSum } from "../payments/window.ts";
import { visitDocuments } from "../positions/open-items.ts";
import { issueDateMissing, transactionDay } from "../positions/transaction-day.ts";
import type { DashboardSettings, SalesTable } from "./settings.ts";

/** A sale as the widgets count it: minor units on a day. */
export interface CountedSale {
  readonly on: Day;
  readonly amount: Minor;
  readonly wholesalerId: string | undefined;
}

/**
 * The sales of a ledger of one account. Post-dated ones are among them: every window that they are added up in ends today.
 *
 * @throws {Fault} `ISSUE_DATE_MISSING` for invoices as sales that give neither an issue day nor a record day.
 */
export function salesIn(ledger: Ledger, from: SalesTable): readonly CountedSale[] {
  if (from === "sales") {
    return ledger.sales.map(({ soldOn, amount, wholesalerId }) => ({ on: soldOn, amount, wholesalerId }));
  }
  const sales: CountedSale[] = [];
  const undated: string[] = [];
  visitDocuments(
    ledger,
    { asOf: ledger.today },
    {
      invoice: (invoice, _, voided) => {
        const { invoiceId, amount, wholesalerId } = invoice;
        const on = transactionDay(invoice);
        if (voided) return;
        if (on !== undefined) sales.push({ on, amount, wholesalerId });
        else if (amount > 0) undated.push(invoiceId);
      },
      adjustment: () => {},
    },
  );
  if (undated.length > 0) throw issueDateMissing(undated);
  return sales;
}

/** The sales that a user sees. */
export function scopedSales(
  sales: readonly CountedSale[],
  { salesScope, wholesalerId }: Pick<DashboardSettings, "salesScope" | "wholesalerId">,
): readonly CountedSale[] {
  if (salesScope === "all") return sales;
  return sales.filter((sale) => (sale.wholesalerId ?? null) === wholesalerId);
}

const nothing: WindowSum = { amount: 0, count: 0 };

/**
 * What sales of a window add up to; without a window, nothing.
 *
 * @throws {Fault} `AMOUNT_OVERFLOW`.
 */
export function sumIn(sales: readonly CountedSale[], window: DayWindow | undefined): WindowSum {
  if (window === undefined) return nothing;
  let amount = 0;
  let count = 0;
  for (const sale of sales) {
    if (!isIn(window, sale.on)) continue;
    amount = plusMinor(amount, sale.amount);
    count += 1;
  }
  return { amount, count };
}

/** The months that sales are compared over, as seen on a day. */
export interface SalesMonths {
  /** The day's month up to it. */
  readonly current: DayWindow;
  /** The complete months before it, the last first; fewer where the calendar begins. */
  readonly before: readonly DayWindow[];
}

/** The month of a day, and so many before it. */
export function salesMonths(today: Day, months: number): SalesMonths {
  return { current: monthToDate(today), before: [...monthsBefore(today, months)].reverse() };
}

/** The days of another month up to the same date, or up to its end where it is shorter. */
export function sameDays(month: DayWindow, current: DayWindow): DayWindow {
  const date = Number(current.through.slice(8));
  const through = addDays(month.from, date - 1);
  return { from: month.from, through: through < month.through ? through : month.through };
}

/** `2025-06` of a window within a month. */
export function monthName({ from }: DayWindow): string {
  return from.slice(0, 7);
}
