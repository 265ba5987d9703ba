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
  const { size } = columns;
  const { documents } = columns.offers;
  const places = new Int32Array(blockSize);
  const days = new Float64Array(blockSize);
  // Sums of many accounts lie out of the fast memory: asking for them together fetches them together.
  const isLarge = sums.length > 1_200_000;
  const bytes = new Int8Array(sums.buffer, sums.byteOffset, sums.byteLength);
  let offer = 0;
  for (let start = 0; start < size; start += blockSize) {
    const end = Math.min(start + blockSize, size);
    findPlaces(columns, start, end, asOf, places, days);
    if (isLarge) fetch(bytes, places, end - start);
    addBlock(columns.balances, start, end, places, days, sums);
    // The offers on these documents, while the documents are still in the fast memory.
    const firstOffer = offer;
    while (offer < documents.length && (documents[offer] as number) < end) offer += 1;
    addOffers(columns, firstOffer, offer, asOf, combining, sums);
  }
}

/** First phase: nothing in it depends on an earlier document, so a processor does several at once. */
function findPlaces(
  { accounts, kinds, balances, dueDays }: DocumentColumns,
  start: number,
  end: number,
  asOf: number,
  places: Int32Array,
  days: Float64Array,
): void {
  for (let row = start; row < end; row += 1) {
    const at = row - start;
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
  balances: Float64Array,
  start: number,
  end: number,
  places: Int32Array,
  days: Float64Array,
  sums: Float64Array,
): void {
  for (let row = start; row < end; row += 1) {
    const at = row - start;
    const place = places[at] as number;
    const balance = balances[row] as number;
    sums[place] = (sums[place] as number) + balance;
    sums[place + 1] = (sums[place + 1] as number) + (balance > 0 ? 1 : 0);
    sums[place + 2] = (sums[place + 2] as number) + (days[at] as number);
  }
}

/** Adds what can still be captured on current invoices, of the offers from one place up to another. */
function addOffers(
  { accounts, kinds, balances, dueDays, offers }: DocumentColumns,
  first: number,
  last: number,
  asOf: number,
  combining: DiscountCombining,
  sums: Float64Array,
): void {
  const { documents, amounts, lastDays } = offers;
  for (let from = first; from < last; ) {
    const row = documents[from] as number;
    let to = from + 1;
    while (to < last && documents[to] === row) to += 1;
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
