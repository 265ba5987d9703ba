/**
 * A map with rows put over it, so that changes can be tried without copying the map or changing it. `settled` then makes
 * them part of the map.
 */
export class PatchedMap<Row> implements ReadonlyMap<string, Row> {
  private readonly base: ReadonlyMap<string, Row>;
  private readonly patch = new Map<string, Row>();

  private constructor(base: ReadonlyMap<string, Row>) {
    this.base = base;
  }

  /** Puts a row over a map, or over what was put over it before. */
  static put<Row>(map: ReadonlyMap<string, Row>, id: string, row: Row): PatchedMap<Row> {
    const patched = map instanceof PatchedMap ? map : new PatchedMap<Row>(map);
    patched.patch.set(id, row);
    return patched;
  }

  /** The rows that were put over a map. */
  static rowsPut<Row>(map: ReadonlyMap<string, Row>): Iterable<Row> {
    return map instanceof PatchedMap ? map.patch.values() : [];
  }

  /** The map below, with the rows that were put over it now in it. */
  static settled<Row>(map: ReadonlyMap<string, Row>): ReadonlyMap<string, Row> {
    if (!(map instanceof PatchedMap)) return map;
    const base = map.base as Map<string, Row>;
    for (const [id, row] of map.patch) base.set(id, row);
    return base;
  }

  get size(): number {
    let size = this.base.size;
    for (const id of this.patch.keys()) if (!this.base.has(id)) size += 1;
    return size;
  }

  get(id: string): Row | undefined {
    return this.patch.get(id) ?? this.base.get(id);
  }

  has(id: string): boolean {
    return this.patch.has(id) || this.base.has(id);
  }

  *entries(): MapIterator<[string, Row]> {
    for (const [id, row] of this.base) yield [id, this.patch.get(id) ?? row];
    for (const [id, row] of this.patch) if (!this.base.has(id)) yield [id, row];
  }

  *keys(): MapIterator<string> {
    for (const [id] of this.entries()) yield id;
  }

  *values(): MapIterator<Row> {
    for (const [, row] of this.entries()) yield row;
  }

  [Symbol.iterator](): MapIterator<[string, Row]> {
    return this.entries();
  }

  forEach(visit: (row: Row, id: string, map: ReadonlyMap<string, Row>) => void): void {
    for (const [id, row] of this.entries()) visit(row, id, this);
  }
}
