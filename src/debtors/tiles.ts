import type { Day } from "../calendar/day.ts";
import { creditUse, meanUtilizationPercent } from "../credit/credit-use.ts";
import { type Minor, plusMinor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { deepFrozen } from "../table/frozen.ts";
import { laybyTotals } from "./layby.ts";
import { type DebtorListKind, outstandingDays, wholeList } from "./list.ts";
import { type DebtorsView, partsOf, type ViewParts } from "./view.ts";

/** What a tile opens: one of the lists, or the layby manager. */
export type TileTarget = DebtorListKind | "layby-manager";

/** A tile along the top of the dashboard. */
export interface DebtorTile {
  readonly name: string;
  /** What stands on it. */
  readonly label: string;
  /** What it says, in a sentence. */
  readonly means: string;
  /** The source document and lines that define it. */
  readonly source: string;
  /** What a click opens; null where it opens nothing. */
  readonly opens: TileTarget | null;
  /** Minor units; null for a tile that shows a percentage. */
  readonly amount: Minor | null;
  /** Only of Total Debtors: unallocated payments and unapplied credits, which it does not net, and the amount less these. */
  readonly unallocatedCredit: Minor | null;
  readonly net: Minor | null;
  /** Unique customer accounts; null where the tile does not count them. */
  readonly accounts: number | null;
  /** Only of Credit Utilization, and null where nobody has a limit. May pass 100. */
  readonly percent: number | null;
  /** How far its bar is filled, 0 to 100; null where there is none. */
  readonly barPercent: number | null;
  /** Only of Total Layby: how many have something outstanding, and how many of these are overdue. */
  readonly laybys: { readonly active: number; readonly overdue: number } | null;
}

/** The tiles of a business today. Plain data. */
export interface DebtorTiles {
  readonly today: Day;
  readonly currency: Currency;
  readonly tiles: readonly DebtorTile[];
}

/** What a tile is, without its figures. */
export type TileText = Pick<DebtorTile, "name" | "label" | "means" | "source" | "opens">;
type TileFigures = Partial<
  Pick<DebtorTile, "amount" | "unallocatedCredit" | "net" | "accounts" | "percent" | "barPercent" | "laybys">
>;

const tileReaders: readonly (TileText & { readonly read: (parts: ViewParts) => TileFigures })[] = [
  {
    name: "total_debtors",
    label: "Total Debtors",
    means: "What is left on all charges to accounts, current and overdue. Credits are not taken off.",
    source: "002:43-47",
    opens: null,
    read: totalDebtors,
  },
  {
    name: "overdue_amount",
    label: "Overdue Amount",
    means: "What is left on charges that were due before today.",
    source: "002:48-52",
    opens: null,
    read: (parts) => chargesWhere(parts, ({ dueOn }) => dueOn < parts.header.today),
  },
  {
    name: "current_month_sales",
    label: "Current Month Sales",
    means: "Charges to accounts this month less payments and credits; may be negative.",
    source: "002:53-71",
    opens: "current-month-sales",
    read: (parts) => ({ amount: wholeList(parts, "current-month-sales").totals.amount }),
  },
  {
    name: "payments_received",
    label: "Payments Received",
    means: "Money received for accounts this month.",
    source: "002:72-88",
    opens: "payments-received",
    read: (parts) => ({ amount: wholeList(parts, "payments-received").totals.amount }),
  },
  {
    name: "credit_utilization",
    label: "Credit Utilization",
    means: "The mean of the percentages of their limits that customers with a limit use.",
    source: "002:89-95",
    opens: null,
    read: utilization,
  },
  {
    name: "outstanding_invoices_30",
    label: "Outstanding Invoices (30+)",
    means: `What is left on charges made more than ${outstandingDays} days ago, whenever they are due.`,
    source: "002:96-116",
    opens: "outstanding-30",
    read: (parts) => {
      const { balance, accounts } = wholeList(parts, "outstanding-30").totals;
      return { amount: balance, accounts };
    },
  },
  {
    name: "total_proforma_payments",
    label: "Total Proforma Payments",
    means: "Payments that went to proformas and invoices of the quote management.",
    source: "002:117-135",
    opens: "proforma-payments",
    read: (parts) => ({ amount: wholeList(parts, "proforma-payments").totals.amount }),
  },
  {
    name: "total_layby",
    label: "Total Layby",
    means: "What is left to pay on laybys.",
    source: "002:136-163",
    opens: "layby-manager",
    read: (parts) => {
      const { outstanding, ...laybys } = laybyTotals(parts);
      return { amount: outstanding, laybys };
    },
  },
];

/**
 * The tiles in their order: eight, though the source document speaks of seven.
 *
 * @see docs/sources.md, 002:33-42; docs/decisions.md, G-51.
 *
 * @example
 * import { debtorTileTexts } from "receivables/debtors";
 *
 * debtorTileTexts.length; // => 8
 */
export const debtorTileTexts: readonly TileText[] = /* @__PURE__ */ deepFrozen(
  tileReaders.map(({ read: _, ...text }) => text),
);

/**
 * The key figures along the top: always of today and by due date, whatever the view's day and basis. Every tab of a view shows
 * the same.
 *
 * @throws {Fault} `ISSUE_DATE_MISSING`, `AMOUNT_OVERFLOW`; `TYPE` for what is no view.
 * @see docs/sources.md, 002:33-163.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { debtorsView, debtorTiles } from "receivables/debtors";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     accounts: [{ account_id: "A", credit_limit: "200.00" }],
 *     invoices: [{ invoice_number: "7", account_id: "A", amount: "100.00", issued_on: "2025-02-03", due_on: "2025-03-05" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const { tiles } = debtorTiles(debtorsView(reading.value));
 * const tile = (name: string) => tiles.find((each) => each.name === name);
 * [tile("overdue_amount")?.amount, tile("overdue_amount")?.accounts]; // => [10000, 1]
 * tile("credit_utilization")?.percent;                                // => 50
 */
export function debtorTiles(view: DebtorsView): DebtorTiles {
  const parts = partsOf(view);
  return parts.once("tiles", () => {
    const { today, currency } = parts.header;
    const tiles = tileReaders.map(({ read, ...text }) => ({
      ...text,
      amount: null,
      unallocatedCredit: null,
      net: null,
      accounts: null,
      percent: null,
      barPercent: null,
      laybys: null,
      ...read(parts),
    }));
    return deepFrozen({ today, currency: { ...currency }, tiles });
  });
}

function totalDebtors(parts: ViewParts): TileFigures {
  const { amount, accounts } = chargesWhere(parts, () => true);
  let unallocatedCredit = 0;
  for (const { credit } of parts.standingToday.debtors.values()) {
    unallocatedCredit = plusMinor(unallocatedCredit, credit);
  }
  return { amount, accounts, unallocatedCredit, net: amount - unallocatedCredit };
}

function chargesWhere(
  { standingToday }: ViewParts,
  counts: (charge: { readonly dueOn: Day }) => boolean,
): { readonly amount: Minor; readonly accounts: number } {
  let amount = 0;
  let accounts = 0;
  for (const { charges } of standingToday.debtors.values()) {
    let own = false;
    for (const charge of charges) {
      if (!counts(charge)) continue;
      amount = plusMinor(amount, charge.balance);
      own = true;
    }
    if (own) accounts += 1;
  }
  return { amount, accounts };
}

function utilization({ standingToday }: ViewParts): TileFigures {
  const uses = [...standingToday.debtors.values()].map(({ account, net }) =>
    creditUse(account.creditLimit, net),
  );
  const percent = meanUtilizationPercent(uses);
  return { percent, barPercent: percent === null ? null : Math.min(100, percent) };
}
