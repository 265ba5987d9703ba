import type { Adjustment } from "../model/adjustment.ts";
import type { Invoice } from "../model/invoice.ts";
import { type DaysToPay, DaysToPayCount, type DaysToPayRule } from "../payments/days-to-pay.ts";
import { isReceived } from "../payments/received.ts";
import { type Repayment, repaymentsOn } from "../payments/repayment.ts";
import { type DayWindow, isIn, rollingMonths, WindowSums } from "../payments/window.ts";
import type { ViewParts } from "./view.ts";

/** What came in and went out in a window that ends with the view's day, by account. */
export interface WindowFigures {
  readonly window: DayWindow;
  /** Posted invoices of every kind issued in it. Debit memos are no sales. */
  readonly sales: WindowSums;
  /** What is unpaid of these invoices. */
  readonly outstanding: WindowSums;
  /** Money received in it. */
  readonly payments: WindowSums;
}

/** Sales and payments of the last so many months, found once a view. */
export function windowFigures(parts: ViewParts, months: number): WindowFigures {
  return parts.once(`window ${months}`, () => {
    const { standing, ledger, header } = parts;
    const { from } = rollingMonths(header.asOf, months);
    // What is dated ahead of today has not happened, on a later day either.
    const through = header.asOf < standing.day ? header.asOf : standing.day;
    const window = { from, through };
    const sales = new WindowSums(window);
    const outstanding = new WindowSums(window);
    const payments = new WindowSums(window);
    for (const { document, issuedOn, balance } of standing.invoices) {
      if (!isIn(window, issuedOn)) continue;
      sales.addInside(document.accountId, document.amount);
      if (balance > 0) outstanding.addInside(document.accountId, balance);
    }
    for (const payment of ledger.payments.values()) {
      if (!isIn(window, payment.paidOn) || !isReceived(payment, standing.day)) continue;
      payments.addInside(payment.accountId, payment.amount);
    }
    return { window, sales, outstanding, payments };
  });
}

/** What was put against each document by the view's day, found once a view. */
export function repayments(parts: ViewParts): ReadonlyMap<Invoice | Adjustment, Repayment> {
  const { standing, ledger, header } = parts;
  const through = standing.day < header.asOf ? standing.day : header.asOf;
  return parts.once("repayments", () => repaymentsOn(ledger, standing.day, through));
}

/** Days to pay under a rule, by account: as `daysToPay` of the ledger, over what the view has found already. */
export function daysToPayIn(parts: ViewParts, rule: DaysToPayRule): ReadonlyMap<string, DaysToPay> {
  const { endpoint, months, withoutSameDay } = rule;
  return parts.once(`days to pay ${endpoint} ${months} ${withoutSameDay}`, () => {
    const count = new DaysToPayCount(rule, parts.header.asOf);
    const found = repayments(parts);
    for (const { document, balance } of parts.standing.invoices) count.add(document, balance, found);
    return count.byAccount;
  });
}
