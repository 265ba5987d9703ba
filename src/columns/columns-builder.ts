import { dayOf, dayProblem } from "../calendar/day.ts";
import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { listArgument } from "../fault/options.ts";
import { checkMinor } from "../money/amount.ts";
import type { OpenDiscount, OpenItem } from "../positions/open-items.ts";
import { columnKinds, DocumentColumns, offerSources } from "./document-columns.ts";

/** The first size of a growing column. */
const firstSize = 1024;

type Growing = Uint32Array | Uint8Array | Float64Array | Int32Array;

/** The same numbers in an array twice as long. */
function grown<Column extends Growing>(column: Column): Column {
  const longer = new (column.constructor as new (length: number) => Column)(column.length * 2);
  longer.set(column);
  return longer;
}

/**
 * Makes columns of open items: each account id is looked up once a document, each day read once.
 *
 * Items with nothing left on them add nothing and are left out.
 *
 * @example
 * import { ColumnsBuilder, statsOfColumns } from "receivables/columns";
 *
 * const builder = new ColumnsBuilder();
 * builder.add({ id: "1", accountId: "C-100", kind: "invoice", balance: 300000, dueOn: "2025-01-09" });
 * builder.add({ id: "2", accountId: "C-100", kind: "credit", balance: 50000 });
 * const stats = statsOfColumns(builder.build(), { asOf: "2025-03-10", currency: { code: "USD", exponent: 2 } });
 * stats.account(0).pastDue; // => { amount: 300000, count: 1, amountDays: 18000000n }
 */
export class ColumnsBuilder {
  private readonly places = new Map<string, number>();
  private size = 0;
  private accounts = new Uint32Array(firstSize);
  private kinds = new Uint8Array(firstSize);
  private balances = new Float64Array(firstSize);
  private dueDays = new Int32Array(firstSize);
  private offers = 0;
  private offerDocuments = new Uint32Array(firstSize);
  private offerAmounts = new Float64Array(firstSize);
  private offerLastDays = new Int32Array(firstSize);
  private offerSources = new Uint8Array(firstSize);
  private added = 0;

  /** The place of an account, which has one from the first time it is asked for on. */
  account(accountId: string): number {
    const known = this.places.get(accountId);
    if (known !== undefined) return known;
    const place = this.places.size;
    this.places.set(accountId, place);
    return place;
  }

  /**
   * Adds an open item, as `openItems` gives them.
   *
   * @throws {Fault} as `accountStats`, with how many came before as the path.
   */
  add(item: OpenItem): void {
    const { accountId, balance, kind, discounts } = item;
    const index = this.added;
    this.added += 1;
    if (typeof accountId !== "string" || accountId === "") {
      throw new Fault("TYPE", `An account's id is text, not ${shown(accountId)}.`, {
        path: [index, "accountId"],
      });
    }
    if (!(Number.isSafeInteger(balance) && balance >= 0)) throw badBalance(balance, index);
    const code = columnKinds.indexOf(kind);
    if (code === -1) {
      const message = `An open item is an invoice, debit or credit, not ${shown(kind)}.`;
      throw new Fault("ENUM_UNKNOWN", message, { path: [index, "kind"] });
    }
    const due = code === 0 ? dueDay(item.dueOn, index) : 0;
    const account = this.account(accountId);
    if (balance === 0) return;
    const row = this.size;
    if (row === this.balances.length) this.growRows();
    this.accounts[row] = account;
    this.kinds[row] = code;
    this.balances[row] = balance;
    this.dueDays[row] = due;
    this.size += 1;
    if (code === 0 && discounts !== undefined) this.addOffers(row, discounts, index);
  }

  private growRows(): void {
    this.accounts = grown(this.accounts);
    this.kinds = grown(this.kinds);
    this.balances = grown(this.balances);
    this.dueDays = grown(this.dueDays);
  }

  private addOffers(row: number, offers: readonly OpenDiscount[], index: number): void {
    for (const [place, { amount, until, from }] of offers.entries()) {
      const lastDay = dayOf(until);
      const path = [index, "discounts", place];
      if (!(Number.isSafeInteger(amount) && amount >= 0)) {
        const message = `A discount is a whole number of minor units, not negative: ${shown(amount)}.`;
        throw new Fault("AMOUNT_NOT_POSITIVE", message, { path: [...path, "amount"] });
      }
      if (Number.isNaN(lastDay)) throw new Fault(...dayProblem(until), { path: [...path, "until"] });
      if (amount === 0) continue;
      const at = this.offers;
      if (at === this.offerAmounts.length) {
        this.offerDocuments = grown(this.offerDocuments);
        this.offerAmounts = grown(this.offerAmounts);
        this.offerLastDays = grown(this.offerLastDays);
        this.offerSources = grown(this.offerSources);
      }
      this.offerDocuments[at] = row;
      this.offerAmounts[at] = amount;
      this.offerLastDays[at] = lastDay;
      this.offerSources[at] = offerSources.indexOf(from === "invoice" ? "invoice" : "statement");
      this.offers += 1;
    }
  }

  /** The columns of all that was added so far. More may be added afterwards: these keep what they have. */
  build(): DocumentColumns {
    const { size, offers } = this;
    return new DocumentColumns({
      accountIds: Object.freeze([...this.places.keys()]),
      accounts: this.accounts.slice(0, size),
      kinds: this.kinds.slice(0, size),
      balances: this.balances.slice(0, size),
      dueDays: this.dueDays.slice(0, size),
      offers: {
        documents: this.offerDocuments.slice(0, offers),
        amounts: this.offerAmounts.slice(0, offers),
        lastDays: this.offerLastDays.slice(0, offers),
        sources: this.offerSources.slice(0, offers),
      },
    });
  }
}

function badBalance(balance: unknown, index: number): Fault {
  const path = [index, "balance"];
  checkMinor(balance, path);
  return new Fault("BALANCE_NEGATIVE", `An open balance is not negative: ${shown(balance)}.`, { path });
}

function dueDay(dueOn: unknown, index: number): number {
  const due = dayOf(dueOn);
  if (!Number.isNaN(due)) return due;
  const path = [index, "dueOn"];
  if (dueOn === undefined) {
    throw new Fault("DUE_DATE_MISSING", "An invoice needs the day it is due.", { path });
  }
  throw new Fault(...dayProblem(dueOn), { path });
}

/**
 * The columns of open items: {@link ColumnsBuilder} for a list.
 *
 * @throws {Fault} as {@link ColumnsBuilder.add}; `TYPE` for what is no list.
 *
 * @example
 * import { columnsOf } from "receivables/columns";
 *
 * const columns = columnsOf([{ id: "1", accountId: "C-100", kind: "debit", balance: 50000 }]);
 * [columns.accountIds, columns.size]; // => [["C-100"], 1]
 */
export function columnsOf(items: readonly OpenItem[]): DocumentColumns {
  listArgument("items", items);
  const builder = new ColumnsBuilder();
  for (const item of items) builder.add(item);
  return builder.build();
}
