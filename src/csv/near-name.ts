/**
 * How many letters must be put in, left out, changed or swapped with their neighbour to make one word of the other
 * (Damerau and Levenshtein; no letter is touched twice).
 */
export function editDistance(a: string, b: string): number {
  let before: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const changed = (above[column - 1] ?? 0) + (same ? 0 : 1);
      const cheapest = Math.min((above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, changed);
      current.push(swapped ? Math.min(cheapest, (before[column - 2] ?? 0) + 1) : cheapest);
    }
    before = above;
    above = current;
  }
  return above[b.length] ?? 0;
}

/** The name that a word was perhaps meant to be: the nearest, at most `most` edits away; undefined where none is. */
export function nearName<Name extends string>(
  word: string,
  names: readonly Name[],
  most: number,
): Name | undefined {
  let nearest: Name | undefined;
  let least = most + 1;
  for (const name of names) {
    const distance = editDistance(word, name);
    if (distance < least) [nearest, least] = [name, distance];
  }
  return nearest;
}
