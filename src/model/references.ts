import type { FaultCode } from "../fault/codes.ts";
import { type IssueLog, type Path, shown } from "../fault/issue.ts";
import type { Entries } from "./entries.ts";
import { cellPath, type Entry, spelling } from "./row.ts";

/** An id as ids are told apart by a person: without case, composition of letters and outer blanks. */
export function foldedId(id: string): string {
  return id.normalize("NFC").trim().toLowerCase();
}

/** Finds rows by id, and says where an id is wrong. */
export class References {
  private readonly refused: Entries["refused"];
  private readonly log: IssueLog;

  constructor(refused: Entries["refused"], log: IssueLog) {
    this.refused = refused;
    this.log = log;
  }

  byId<Value>(
    entries: readonly Entry<Value>[],
    keys: readonly string[],
    idOf: (value: Value) => string,
  ): Map<string, Value> {
    const values = new Map<string, Value>();
    this.unique(entries, keys, idOf);
    for (const { value } of entries) values.set(idOf(value), value);
    return values;
  }

  /** Logs pairs of ids that stand twice in a table whose rows have no id of their own. */
  uniquePairs<Value>(entries: readonly Entry<Value>[], keys: readonly [string, string], what: string): void {
    const seen = new Map<string, Entry<Value>>();
    for (const entry of entries) {
      const [one, two] = keys.map((key) => (entry.value as Readonly<Record<string, string>>)[key]);
      const pair = JSON.stringify([one, two]);
      const first = seen.get(pair);
      if (first === undefined) seen.set(pair, entry);
      else {
        const message = `${what} ${shown(two)} of ${shown(one)} already stands at ${first.path.join("/")}.`;
        const related = pathIn(first, keys[1]);
        this.log.error({ code: "ID_DUPLICATE", path: pathIn(entry, keys[1]), related, message });
      }
    }
  }

  /** Logs ids that are used twice, and ids that only case, composition of letters or outer blanks tell apart. */
  unique<Value>(
    entries: readonly Entry<Value>[],
    keys: readonly string[],
    idOf: (value: Value) => string | undefined,
  ): void {
    const seen = new Map<string, Entry<Value>>();
    const folds = new Map<string, Entry<Value>>();
    for (const entry of entries) {
      const id = idOf(entry.value);
      if (id === undefined) continue;
      const first = seen.get(id);
      if (first !== undefined) {
        const message = `${shown(id)} is already used at ${first.path.join("/")}.`;
        const related = idPath(first, keys);
        this.log.error({ code: "ID_DUPLICATE", path: idPath(entry, keys), related, message });
        continue;
      }
      seen.set(id, entry);
      if (/^[!-@]*$/.test(id)) continue;
      const fold = foldedId(id);
      const twin = folds.get(fold);
      if (twin === undefined) folds.set(fold, entry);
      else {
        const other = shown(idOf(twin.value));
        const message = `${shown(id)} and ${other} differ only by case, composition of letters or outer blanks.`;
        const related = idPath(twin, keys);
        this.log.warn({ code: "ID_CONFUSABLE", path: idPath(entry, keys), related, message });
      }
    }
  }

  /** Whether an id is known; logs that it is not, unless the row it names was there and refused. */
  refer(entry: Entry<unknown>, key: string, id: string, known: ReadonlyMap<string, unknown>): boolean {
    if (known.has(id)) return true;
    if (this.refused.get(targetKeys[key] ?? key)?.has(id)) return false;
    this.log.error({
      code: "REF_UNKNOWN",
      path: pathIn(entry, key),
      message: `There is no ${nounOf(key)} ${shown(id)}.`,
      received: shown(id),
    });
    return false;
  }

  sameAccount(
    entry: Entry<unknown>,
    key: string,
    own: string | undefined,
    other: string | undefined,
    code: FaultCode = "ACCOUNT_MISMATCH",
  ): boolean {
    if (own === other) return true;
    const message = `This row is of account ${shown(own)}, what it names is of ${shown(other)}.`;
    this.log.error({ code, path: pathIn(entry, key), message });
    return false;
  }
}

/** Keys that name rows whose own id stands under another key. */
const targetKeys: Readonly<Record<string, string>> = {
  debitAdjustmentId: "adjustmentId",
  proformaId: "quoteId",
};

/** What an id under a key names: `accountId` an account. */
function nounOf(key: string): string {
  return key
    .replace(/Id$/, "")
    .replace(/([A-Z])/g, " $1")
    .toLowerCase();
}

/** The path of a cell of an entry. */
export function pathIn({ path, raw }: Entry<unknown>, key: string): Path {
  return cellPath(path, raw, key);
}

/** The path of an id that may stand under several keys: the first of them that the row has. */
export function idPath({ path, raw }: Entry<unknown>, keys: readonly string[]): Path {
  const spelled = keys.map((key) => spelling(raw, key));
  return [...path, spelled.find((key) => Object.hasOwn(raw as object, key)) as string];
}
