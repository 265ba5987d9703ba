import type { DiscountCombining } from "../stats/stats.ts";
import type { DocumentColumns } from "./document-columns.ts";
import { availableOffer } from "./offers.ts";
import { at, bucketEnds, classes, discountsAt, type Sums, width } from "./sums.ts";

/** How many documents are looked at before they are added: two numbers of each fit the fastest memory. */
const blockSize = 4096;
/** A day more past due than the last bucket begins with says no more. */
const mostAge = (bucketEnds.at(-1) ?? 0) + 1;

/** Where a document's sums stand in its account's, by kind and days past due up to {@link mostAge}. */
const placeOf = (() => {
  const places = new Uint8Array(3 * 128);
  for (let age = 0; age <= mostAge; age += 1) {
    const bucket = bucketEnds.findIndex((end) => age <= end);
    places[age] = at(bucket === -1 ? bucketEnds.length : bucket);
    places[128 + age] = at(classes.credits);
    places[256 + age] = at(classes.debits);
  }
  return places;
})();

/** Adds documents to their accounts' sums, whatever their order. Sums beyond the exact range are found afterwards. */
export function addUnsorted(
  columns: DocumentColumns,
  asOf: number,
  combining: DiscountCombining,
  sums: Float64Array,
): void {
  const { accounts, kinds, balances, dueDays, size } = columns;
  const places = new Int32Array(blockSize);
  const days = new Float64Array(blockSize);
  // Sums of many accounts lie out of the fast memory: asking for them together fetches them together.
  const isLarge = sums.length > 1_200_000;
  const bytes = new Int8Array(sums.buffer, sums.byteOffset, sums.byteLength);
  for (let start = 0; start < size; start += blockSize) {
    const count = Math.min(blockSize, size - start);
    findPlaces(start, count, { accounts, kinds, balances, dueDays, asOf, places, days });
    if (isLarge) fetch(bytes, places, count);
    addBlock(start, count, { balances, places, days, sums });
  }
  addOffers(columns, asOf, combining, sums);
}

interface Block {
  readonly accounts: Uint32Array;
  readonly kinds: Uint8Array;
  readonly balances: Float64Array;
  readonly dueDays: Int32Array;
  readonly asOf: number;
  readonly places: Int32Array;
  readonly days: Float64Array;
}

/** First phase: nothing in it depends on an earlier document, so a processor does several at once. */
function findPlaces(start: number, count: number, block: Block): void {
  const { accounts, kinds, balances, dueDays, asOf, places, days } = block;
  for (let at = 0; at < count; at += 1) {
    const row = start + at;
    // Days past due, 0 for none, without a branch that the processor would have to guess.
    let age = (asOf - (dueDays[row] as number)) | 0;
    age &= ~(age >> 31);
    const over = (age - mostAge) | 0;
    const capped = mostAge + (over & (over >> 31));
    places[at] =
      Math.imul(accounts[row] as number, width) + (placeOf[((kinds[row] as number) << 7) + capped] as number);
    days[at] = (balances[row] as number) * age;
  }
}

/** Reads a byte of each place that the second phase will add to; the sum only keeps the reads from being left out. */
function fetch(bytes: Int8Array, places: Int32Array, count: number): number {
  let sum = 0;
  for (let at = 0; at < count; at += 1) sum = (sum + (bytes[(places[at] as number) << 3] as number)) | 0;
  return sum;
}

/** Second phase: three additions a document. */
function addBlock(
  start: number,
  count: number,
  {
    balances,
    places,
    days,
    sums,
  }: Pick<Block, "balances" | "places" | "days"> & { readonly sums: Float64Array },
): void {
  for (let at = 0; at < count; at += 1) {
    const place = places[at] as number;
    const balance = balances[start + at] as number;
    sums[place] = (sums[place] as number) + balance;
    sums[place + 1] = (sums[place + 1] as number) + (balance > 0 ? 1 : 0);
    sums[place + 2] = (sums[place + 2] as number) + (days[at] as number);
  }
}

/** Adds what can still be captured on current invoices. */
function addOffers(
  { accounts, kinds, balances, dueDays, offers }: DocumentColumns,
  asOf: number,
  combining: DiscountCombining,
  sums: Float64Array,
): void {
  const { documents, amounts, lastDays } = offers;
  const count = documents.length;
  for (let from = 0; from < count; ) {
    const row = documents[from] as number;
    let to = from + 1;
    while (to < count && documents[to] === row) to += 1;
    if ((dueDays[row] as number) >= asOf && kinds[row] === 0) {
      const offered =
        to - from > 1
          ? availableOffer(offers, from, to, asOf, combining)
          : (lastDays[from] as number) >= asOf
            ? (amounts[from] as number)
            : 0;
      const amount = Math.min(offered, balances[row] as number);
      if (amount > 0) {
        const place = (accounts[row] as number) * width + discountsAt;
        sums[place] = (sums[place] as number) + amount;
        sums[place + 1] = (sums[place + 1] as number) + 1;
      }
    }
    from = to;
  }
}

/** Adds amount-days of some accounts once more, exactly: those whose sums a number does not hold. */
export function addExactly(
  { accounts, kinds, balances, dueDays, size }: DocumentColumns,
  asOf: number,
  isWanted: Uint8Array,
  { beyond }: Sums,
): void {
  for (let row = 0; row < size; row += 1) {
    const account = accounts[row] as number;
    if (isWanted[account] === 0 || kinds[row] !== 0) continue;
    const age = asOf - (dueDays[row] as number);
    if (age <= 0) continue;
    const place = account * width + (placeOf[Math.min(age, mostAge)] as number) + 2;
    const before = beyond.get(place);
    if (before === undefined) continue;
    beyond.set(place, before + BigInt(balances[row] as number) * BigInt(age));
  }
}
