/**
 * How many letters must be put in, left out, changed or swapped with their neighbour to make one word of the other
 * (Damerau and Levenshtein; no letter is touched twice).
 */
export function editDistance(a: string, b: string): number {
  const distances = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => distances[row]?.[column] as number;
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    distances.push(current);
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (same ? 0 : 1),
          swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(a.length, b.length);
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
