/** What a benchmark says of two candidates: ratios within a round, their median and their ends. */

export function median(numbers) {
  const ascending = [...numbers].sort((a, b) => a - b);
  const half = ascending.length >> 1;
  return ascending.length % 2 === 1 ? ascending[half] : (ascending[half - 1] + ascending[half]) / 2;
}

/** Of ratios, one a round. */
export const summary = (each) => ({
  median: median(each),
  min: Math.min(...each),
  max: Math.max(...each),
  each,
});
