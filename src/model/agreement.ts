import type { Day } from "../calendar/day.ts";
import type { Reading } from "../fault/issue.ts";
import type { Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { amount, choice, day, type Fields, id, percent, required, text } from "./field.ts";
import { makeReader, type Reader, type ReaderOptions } from "./reader.ts";
import { cellPath, type RowReader, rowReader } from "./row.ts";

/** What counts towards the target of a bonus: what was sold, or what was paid. */
export const bonusBases = ["sales", "payments"] as const;
/** One of {@link bonusBases}. */
export type BonusBasis = (typeof bonusBases)[number];

/** What a customer gets for reaching a target: a row of `bonuses.csv`. */
export interface Bonus {
  readonly agreementId: string;
  /** Minor units, 0 or more. */
  readonly target: Minor;
  readonly name?: string;
  /** sales where the row does not say. */
  readonly basis: BonusBasis;
  /** Per cent, 0 to 100, with at most 4 decimals. */
  readonly rate?: number;
}

/** What was agreed with a customer for some time: a row of `agreements.csv` with its bonuses. */
export interface Agreement {
  readonly agreementId: string;
  readonly accountId: string;
  /** The first day, included. */
  readonly startsOn: Day;
  /** The last day, included; not before the first. */
  readonly endsOn: Day;
  readonly name?: string;
  /** In the order of the ledger. */
  readonly bonuses: readonly Bonus[];
}

/** The columns of `agreements.csv`. */
export const agreementFields: Fields<Omit<Agreement, "bonuses">> = {
  agreementId: required(id("The agreement's own id.")),
  accountId: required(id("The account.")),
  startsOn: required(day("Its first day.")),
  endsOn: required(day("Its last day, included.")),
  name: text("What it is called."),
};

type BonusCells = Pick<Bonus, "agreementId" | "target"> & Partial<Bonus>;

/** The columns of `bonuses.csv`. */
export const bonusFields: Fields<BonusCells> = {
  agreementId: required(id("The agreement.")),
  target: required(amount("What is to be reached; 0 for no target.")),
  name: text("What it is called."),
  basis: choice("What counts towards the target; sales where blank.", bonusBases),
  rate: percent("Per cent, at most 4 decimals."),
};

/** The reader of one row of agreements. */
export function agreementRow(money: Currency): RowReader<Agreement> {
  const read = rowReader(agreementFields, money);
  return (raw, path, log) => {
    const row = read(raw, path, log);
    if (row === undefined) return undefined;
    if (row.endsOn >= row.startsOn) return { ...row, bonuses: [] };
    const message = `Ends on ${row.endsOn}, before it starts on ${row.startsOn}.`;
    log.error({ code: "DATE_ORDER", path: cellPath(path, raw, "endsOn"), message });
    return undefined;
  };
}

/** The reader of one row of bonuses. */
export function bonusRow(money: Currency): RowReader<Bonus> {
  const read = rowReader(bonusFields, money);
  return (raw, path, log) => {
    const row = read(raw, path, log);
    if (row === undefined) return undefined;
    if (row.target >= 0) return { ...row, basis: row.basis ?? "sales" };
    const message = "The target of a bonus is not negative.";
    log.error({ code: "AMOUNT_NOT_POSITIVE", path: [...path, "target"], message });
    return undefined;
  };
}

/**
 * The reader of rows of agreements. Bonuses have a reader of their own.
 *
 * @example
 * import { agreementReader } from "receivables";
 *
 * const agreements = agreementReader({ currency: { code: "USD", exponent: 2 } });
 * const row = { agreement_id: "G1", account_id: "A", starts_on: "2025-01-01", ends_on: "2024-12-31" };
 * const reading = agreements.read(row);
 * reading.ok ? [] : reading.issues.map(({ code, path }) => [code, path]); // => [["DATE_ORDER", ["ends_on"]]]
 */
export function agreementReader(options: ReaderOptions): Reader<Agreement> {
  return makeReader(options, agreementRow);
}

/**
 * Reads many rows of agreements: a shortcut for `agreementReader(options).readAll(rows)`.
 *
 * @example
 * import { readAgreements } from "receivables";
 *
 * const rows = [{ agreement_id: "G1", account_id: "A", starts_on: "2025-01-01", ends_on: "2025-12-31" }];
 * const reading = readAgreements(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value[0]?.endsOn; // => "2025-12-31"
 */
export function readAgreements(rows: unknown, options: ReaderOptions): Reading<readonly Agreement[]> {
  return agreementReader(options).readAll(rows);
}

/**
 * The reader of rows of bonuses.
 *
 * @example
 * import { bonusReader } from "receivables";
 *
 * const bonuses = bonusReader({ currency: { code: "USD", exponent: 2 } });
 * const reading = bonuses.read({ agreement_id: "G1", target: "20000.00", rate: "2.5" });
 * reading.ok && [reading.value.target, reading.value.basis, reading.value.rate]; // => [2000000, "sales", 2.5]
 */
export function bonusReader(options: ReaderOptions): Reader<Bonus> {
  return makeReader(options, bonusRow);
}

/**
 * Reads many rows of bonuses: a shortcut for `bonusReader(options).readAll(rows)`.
 *
 * @example
 * import { readBonuses } from "receivables";
 *
 * const rows = [{ agreement_id: "G1", target: "20000.00", basis: "payments" }];
 * const reading = readBonuses(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value[0]?.basis; // => "payments"
 */
export function readBonuses(rows: unknown, options: ReaderOptions): Reading<readonly Bonus[]> {
  return bonusReader(options).readAll(rows);
}
