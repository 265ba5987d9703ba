import { readdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "./io.ts";
import { isLedgerFile, opened } from "./read-ledger.ts";
import { whereIs } from "./targets.ts";

/** A ledger in a folder of ledgers. */
export interface NamedLedger {
  /** The name of its folder, or of its file without `.json`. */
  readonly name: string;
  readonly place: string;
  readonly isFolder: boolean;
}

/**
 * The ledgers in a folder, in the order of their names: folders with at least one ledger file, and `.json` files.
 *
 * @param mapped - Files of a ledger's folder that are read too, whatever their names.
 * @returns The ledgers, and the names of what is none.
 * @throws {UsageError} where there are none, where the folder is a ledger itself, where two would have one name.
 */
export async function ledgersIn(
  folder: string,
  mapped: readonly string[],
): Promise<{ readonly ledgers: readonly NamedLedger[]; readonly others: readonly string[] }> {
  const entries = (await opened(folder, readdir(folder))).sort();
  const own = entries.find(isLedgerFile);
  if (own !== undefined) {
    throw new UsageError(`--each: ${folder} is a ledger itself, for it holds ${own}: leave out --each.`);
  }
  const ledgers: NamedLedger[] = [];
  const others: string[] = [];
  for (const entry of entries) {
    const ledger = await ledgerAt(folder, entry, mapped);
    if (ledger === undefined) others.push(entry);
    else ledgers.push(ledger);
  }
  if (ledgers.length === 0) {
    throw new UsageError(`--each: there are no ledgers in ${folder}, neither folders nor .json files.`);
  }
  ledgers.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  refuseOneName(ledgers);
  return { ledgers, others };
}

async function ledgerAt(
  folder: string,
  entry: string,
  mapped: readonly string[],
): Promise<NamedLedger | undefined> {
  const place = join(folder, entry);
  const there = await stat(place).catch(() => undefined);
  if (there?.isFile() && /.\.json$/i.test(entry)) {
    return { name: entry.slice(0, -".json".length), place, isFolder: false };
  }
  if (!there?.isDirectory()) return undefined;
  // One that cannot be looked into counts: that it could not be exported is then among the failures.
  const files = await readdir(place).catch(() => undefined);
  const counts = files === undefined || files.some((file) => isLedgerFile(file) || mapped.includes(file));
  return counts ? { name: entry, place, isFolder: true } : undefined;
}

/** Case counts for nothing here: on many file systems it does not, and files are carried from one to another. */
function refuseOneName(ledgers: readonly NamedLedger[]): void {
  const taken = new Map<string, NamedLedger>();
  for (const ledger of ledgers) {
    const key = ledger.name.normalize().toLowerCase();
    const other = taken.get(key);
    if (other !== undefined) {
      throw new UsageError(
        `--each: ${other.place} and ${ledger.place} would be written to one file; nothing was written.`,
      );
    }
    taken.set(key, ledger);
  }
}

/**
 * Refuses to write over what any of the ledgers is read from, also the next time, and twice into one place.
 *
 * @param files - All that is to be written.
 * @param mapped - Files of a ledger's folder that are read too, whatever their names.
 * @throws {UsageError} for such a file.
 */
export async function refuseWritingOver(
  files: readonly string[],
  ledgers: readonly NamedLedger[],
  mapped: readonly string[],
): Promise<void> {
  const taken = new Map<string, string>();
  for (const { place, isFolder } of ledgers) {
    const parts = isFolder ? mapped.map((file) => resolve(place, file)) : [];
    for (const part of [place, ...parts]) taken.set(await whereIs(part), `is part of the ledger ${place}`);
  }
  for (const file of files) {
    const target = await whereIs(file);
    const what = taken.get(dirname(target)) ?? taken.get(target);
    if (what !== undefined) throw new UsageError(`${file} ${what}; nothing was written.`);
    taken.set(target, `leads to where ${file} leads`);
  }
}
