import { type ColumnQuestion, ColumnStats, checkSums } from "./column-stats.ts";
import type { DocumentColumns } from "./document-columns.ts";
import { noSums, type Sums, width } from "./sums.ts";
import { addUnsorted } from "./unsorted.ts";

/** Adds up documents that come in batches and are not kept: it grows with accounts alone. */
export class RunningStats {
  private readonly question: ColumnQuestion;
  private sums: Sums;

  /** @param accounts - How many are known beforehand. */
  constructor(question: ColumnQuestion, accounts: number) {
    this.question = question;
    this.sums = noSums(accounts);
  }

  /**
   * Adds a batch.
   *
   * @param accounts - How many accounts there are by now.
   */
  add(columns: DocumentColumns, accounts: number): void {
    if (accounts * width > this.sums.numbers.length) {
      const longer = noSums(2 * accounts);
      longer.numbers.set(this.sums.numbers);
      this.sums = longer;
    }
    const { day, discounts } = this.question;
    addUnsorted(columns, day, discounts, this.sums.numbers);
  }

  /**
   * What all batches add up to; undefined where amount-days passed 2^53, which only the documents could tell exactly.
   *
   * @throws {Fault} `AMOUNT_OVERFLOW` with the account.
   */
  stats(accountIds: readonly string[]): ColumnStats | undefined {
    const numbers = this.sums.numbers.subarray(0, accountIds.length * width);
    const sums = { numbers, beyond: this.sums.beyond };
    return checkSums(sums, accountIds) === undefined
      ? new ColumnStats(accountIds, this.question, sums)
      : undefined;
  }
}
