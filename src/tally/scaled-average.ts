/** How many decimals an average of days has unless asked otherwise. */
export const averageDecimals = 2;

/**
 * The average times 10^decimals, rounded, where doubles are enough to prove every digit; undefined where they are not.
 *
 * @param amountDays - A whole number that doubles hold exactly.
 */
export function scaledAverage(amount: number, amountDays: number, decimals: number): number | undefined {
  return averageInParts(amount, amountDays, 10 ** decimals);
}

/**
 * The same in so many parts of a day, a power of ten.
 *
 * The remainder of doubles is exact, and what is divided below is divisible: a tenth of the time of bigints.
 */
export function averageInParts(amount: number, amountDays: number, parts: number): number | undefined {
  if (amount === 0) return 0;
  if (parts > 1000 || amount >= 2 ** 40 || !(amountDays >= 0 && amountDays <= Number.MAX_SAFE_INTEGER)) {
    return undefined;
  }
  const rest = amountDays % amount;
  // Twice the rest in parts, and one amount more, so that the next lower whole is the nearest, halves up.
  const doubled = 2 * rest * parts + amount;
  const scaled = ((amountDays - rest) / amount) * parts + (doubled - (doubled % (2 * amount))) / (2 * amount);
  return Number.isSafeInteger(scaled) ? scaled : undefined;
}
