import { checkDay, type Day } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { choiceOption, knownOptions } from "../fault/options.ts";
import type { Ledger } from "../model/ledger.ts";
import type { Currency } from "../money/currency.ts";
import { type AsOfMode, asOfModes } from "../positions/open-items.ts";
import { type StandingOfAll, standingOf } from "./standing.ts";
import { type AgingBasis, agingBases } from "./terms-group.ts";

/** What the date picker and the two aging buttons say. */
export interface DebtorsViewOptions {
  /** The day everything but tiles, lists and reports is of. Default: the ledger's today. */
  readonly asOf?: Day;
  /** What donuts and aging grids are aged from. Default `"due"`. */
  readonly basis?: AgingBasis;
  /** What a day before the ledger's today means. Default `"reconstruct"`: balances as they stood then. */
  readonly mode?: AsOfMode;
}

/** What every result of the board says about itself. */
export interface DebtorsHeader {
  readonly asOf: Day;
  /** The business's own day: tiles, lists and reports are of it. */
  readonly today: Day;
  readonly currency: Currency;
  readonly options: { readonly basis: AgingBasis; readonly mode: AsOfMode };
}

/**
 * The debtors dashboard of a ledger on a day. It never changes: another day, basis or ledger is another view.
 *
 * All stores of the business are in it; there is no filter for one.
 */
export class DebtorsView {
  readonly asOf: Day;
  readonly today: Day;
  readonly basis: AgingBasis;
  readonly mode: AsOfMode;
  readonly currency: Currency;
  readonly #parts: ViewParts;

  /** @internal */
  constructor(header: DebtorsHeader, parts: ViewParts) {
    this.asOf = header.asOf;
    this.today = header.today;
    this.basis = header.options.basis;
    this.mode = header.options.mode;
    this.currency = header.currency;
    this.#parts = parts;
    Object.freeze(this);
  }

  /** @internal */
  static partsIn(view: unknown): ViewParts | undefined {
    return typeof view === "object" && view !== null && #parts in view ? view.#parts : undefined;
  }
}

/** What tabs are computed from: found once a view. */
export class ViewParts {
  readonly ledger: Ledger;
  readonly header: DebtorsHeader;
  private readonly found = new Map<string, unknown>();

  constructor(ledger: Ledger, header: DebtorsHeader) {
    this.ledger = ledger;
    this.header = header;
  }

  /** Where all accounts stand on the view's day. */
  get standing(): StandingOfAll {
    const { asOf, today, options } = this.header;
    if (asOf === today) return this.standingToday;
    return this.once("standing", () => standingOf(this.ledger, { asOf, mode: options.mode }));
  }

  /** Where they stand today, whatever the view's day. */
  get standingToday(): StandingOfAll {
    return this.once("standingToday", () => standingOf(this.ledger, { asOf: this.header.today }));
  }

  /** What a key stands for, made when it is first asked for. */
  once<Value>(key: string, make: () => Value): Value {
    if (!this.found.has(key)) this.found.set(key, make());
    return this.found.get(key) as Value;
  }
}

/**
 * The parts of a view.
 *
 * @throws {Fault} `TYPE` for what is no view.
 */
export function partsOf(view: DebtorsView): ViewParts {
  const parts = DebtorsView.partsIn(view);
  if (parts !== undefined) return parts;
  throw new Fault("TYPE", `A view comes from debtorsView, not ${shown(view)}.`, { path: ["view"] });
}

/**
 * Opens the debtors dashboard on a day. Nothing refreshes it: to see a later state, open it again.
 *
 * The overview, customer aging, credit utilization, payment reliability, customer value, payment forecast and a customer's
 * detail are of `asOf`. Tiles, lists, reports and laybys are always of the ledger's today. Balances of an earlier day are those that
 * stood then; a later day only ages today's. A day before all documents gives an empty board.
 *
 * Figures are computed when a tab is first asked for, and then kept with the view.
 *
 * @throws {Fault} `DATE_INVALID`, `DATE_TYPE`, `DATE_RANGE` for the day; `POLICY_RANGE`, `POLICY_UNKNOWN` for options. Tabs
 * throw `HISTORY_UNAVAILABLE` as `openItems` on a day whose balances are not known, and `ISSUE_DATE_MISSING` where documents do
 * not say how old they are.
 * @see docs/sources.md, 002:15-30; docs/decisions.md, G-51 to G-53.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { customerAging, debtorsView } from "receivables/debtors";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     accounts: [{ account_id: "A", terms: "30 days" }],
 *     invoices: [{ invoice_number: "7", account_id: "A", amount: "100.00", issued_on: "2025-02-01" }],
 *     payments: [{ payment_id: "P", account_id: "A", paid_on: "2025-03-05", amount: "60.00" }],
 *     allocations: [{ payment_id: "P", invoice_id: "7", amount: "60.00", allocated_on: "2025-03-05" }],
 *   },
 *   { today: "2025-03-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const outstandingOn = (asOf: string) =>
 *   customerAging(debtorsView(reading.value, { asOf })).grids[0]?.rows.map((row) => row.totalOutstanding);
 * outstandingOn("2025-03-10"); // => [4000]
 * outstandingOn("2025-03-04"); // => [10000]
 * outstandingOn("2025-01-31"); // => []
 */
export function debtorsView(ledger: Ledger, options: DebtorsViewOptions = {}): DebtorsView {
  knownOptions(options, ["asOf", "basis", "mode"]);
  const { today } = ledger;
  const asOf = options.asOf ?? today;
  checkDay("asOf", asOf);
  const basis = choiceOption("basis", options.basis ?? "due", agingBases);
  const mode = choiceOption("mode", options.mode ?? "reconstruct", asOfModes);
  const header = { asOf, today, currency: ledger.business.currency, options: { basis, mode } };
  return new DebtorsView(header, new ViewParts(ledger, header));
}
