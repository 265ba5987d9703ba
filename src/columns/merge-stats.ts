import { Fault } from "../fault/fault.ts";
import { sameCurrency } from "../money/currency.ts";
import { ColumnStats, checkSums } from "./column-stats.ts";
import { noSums, type Sums, width } from "./sums.ts";

/**
 * Adds two parts of one answer, such as of two files or two threads: any split of the documents gives the answer of the whole.
 * Accounts of the first come first, then those that only the second has.
 *
 * @throws {Fault} `MIXED_DAY`, `CURRENCY_MIXED` where the parts are not of one question; `AMOUNT_OVERFLOW`.
 *
 * @example
 * import { columnsOf, mergeColumnStats, statsOfColumns } from "receivables/columns";
 *
 * const options = { asOf: "2025-03-10", currency: { code: "USD", exponent: 2 } };
 * const part = (accountId: string, balance: number) =>
 *   statsOfColumns(columnsOf([{ id: "1", accountId, kind: "debit", balance }]), options);
 * const whole = mergeColumnStats(mergeColumnStats(part("A", 100), part("B", 70)), part("A", 5));
 * [whole.accountIds, [...whole.amounts("outstanding")]]; // => [["A", "B"], [105, 70]]
 */
export function mergeColumnStats(a: ColumnStats, b: ColumnStats): ColumnStats {
  if (a.asOf !== b.asOf) {
    const message = `The parts are of ${a.asOf} and of ${b.asOf}.`;
    throw new Fault("MIXED_DAY", message, { path: ["asOf"] });
  }
  if (!sameCurrency(a.currency, b.currency)) {
    const message = `The parts are in ${a.currency.code} and in ${b.currency.code}.`;
    throw new Fault("CURRENCY_MIXED", message, { path: ["currency"] });
  }
  const places = new Map(a.accountIds.map((id, place) => [id, place]));
  for (const id of b.accountIds) if (!places.has(id)) places.set(id, places.size);
  const accountIds = Object.freeze([...places.keys()]);
  const sums = noSums(accountIds.length);
  addPart(sums, a, (place) => place);
  addPart(sums, b, (place) => places.get(b.accountIds[place] as string) as number);
  // Amount-days that pass the exact range by being put together are added exactly below.
  checkSums({ numbers: sums.numbers, beyond: new Map() }, accountIds);
  return new ColumnStats(accountIds, a, sums);
}

function addPart(sums: Sums, part: ColumnStats, placeOf: (place: number) => number): void {
  const { numbers, beyond } = ColumnStats.sumsOf(part);
  for (let account = 0; account < part.size; account += 1) {
    const [from, to] = [account * width, placeOf(account) * width];
    for (let place = 0; place < width; place += 1) {
      const sum = (sums.numbers[to + place] as number) + (numbers[from + place] as number);
      const exact = beyond.get(from + place);
      const before = sums.beyond.get(to + place);
      if (exact !== undefined || before !== undefined || sum > Number.MAX_SAFE_INTEGER) {
        const known = before ?? BigInt(sums.numbers[to + place] as number);
        sums.beyond.set(to + place, known + (exact ?? BigInt(numbers[from + place] as number)));
      }
      sums.numbers[to + place] = sum;
    }
  }
}
