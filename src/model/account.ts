import type { Day } from "../calendar/day.ts";
import type { Reading } from "../fault/issue.ts";
import type { Minor } from "../money/amount.ts";
import type { Currency } from "../money/currency.ts";
import { choice, day, type Fields, id, label, limit, required, text } from "./field.ts";
import { makeReader, type Reader, type ReaderOptions } from "./reader.ts";
import { type RowReader, rowReader } from "./row.ts";
import { accountTerms, type Terms } from "./terms.ts";

/** Whether an account is used. `Not Used` counts as Inactive on the customers board. */
export const accountStatuses = ["Active", "Inactive", "Not Used"] as const;
/** One of {@link accountStatuses}. */
export type AccountStatus = (typeof accountStatuses)[number];

/** What an account is to the business. */
export const accountKinds = ["customer", "prospect"] as const;
/** One of {@link accountKinds}. */
export type AccountKind = (typeof accountKinds)[number];

/** A customer account of one business: a row of `accounts.csv`. */
export interface Account {
  /** The business's own number for the customer (its ERP's account number). Text: leading zeros count. */
  readonly accountId: string;
  /** The name in the ERP; the id where none is given. */
  readonly accountName: string;
  /** The company's name as it registered for the payments portal; absent until it has. */
  readonly buyerCompanyName?: string;
  /** Cash, Credit, System or a word of the business's own. */
  readonly accountType?: string;
  /** Active where the row does not say. */
  readonly status: AccountStatus;
  /** Whether the row said a status. */
  readonly statusGiven: boolean;
  readonly kind: AccountKind;
  /** When its invoices are due, and which aging it stands in. */
  readonly terms?: Terms;
  /** Minor units; absent where there is no limit, which a limit of 0 also means. */
  readonly creditLimit?: Minor;
  readonly establishedOn?: Day;
  readonly salesperson?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly notes?: string;
}

/** An account of which nothing is known but that rows name it. */
export function namedAccount(accountId: string): Account {
  return { accountId, accountName: accountId, status: "Active", statusGiven: false, kind: "customer" };
}

type AccountRow = Partial<Omit<Account, "accountId" | "statusGiven">> & Pick<Account, "accountId">;

/** The columns of `accounts.csv`. */
export const accountFields: Fields<AccountRow> = {
  accountId: required(id("The business's own number for the customer.")),
  accountName: text("The customer's name; the id where blank."),
  buyerCompanyName: text("The company's name on the payments portal; blank until it has registered."),
  accountType: label("Cash, Credit, System or a type of the business's own."),
  status: choice("Whether the account is used; Active where blank.", accountStatuses),
  kind: choice("customer where blank.", accountKinds),
  terms: choice("Payment terms: when an invoice without a due day is due.", accountTerms, "TERMS_UNKNOWN"),
  creditLimit: limit("Credit limit; blank or 0 for none."),
  establishedOn: day("The day the account was first entered."),
  salesperson: text("The default salesperson."),
  email: text("Where invitations and reminders go."),
  phone: text("Phone number."),
  notes: text("Notes on the account."),
};

/** The reader of one row of accounts. */
export function accountRow(currency: Currency): RowReader<Account> {
  const read = rowReader(accountFields, currency);
  return (raw, path, log) => {
    const row = read(raw, path, log);
    if (row === undefined) return undefined;
    const { creditLimit, ...rest } = row;
    return {
      ...rest,
      accountName: row.accountName || row.accountId,
      status: row.status ?? "Active",
      statusGiven: row.status !== undefined,
      kind: row.kind ?? "customer",
      ...(creditLimit === undefined || creditLimit === 0 ? {} : { creditLimit }),
    };
  };
}

/**
 * The reader of account rows.
 *
 * @throws {Fault} `CURRENCY_UNKNOWN`, `POLICY_RANGE`, `POLICY_UNKNOWN` for its options.
 *
 * @example
 * import { accountReader } from "receivables";
 *
 * const accounts = accountReader({ currency: { code: "USD", exponent: 2 } });
 * const reading = accounts.read({ accountId: "0012", status: "inactive" });
 * reading.ok && reading.value.status; // => "Inactive"
 */
export function accountReader(options: ReaderOptions): Reader<Account> {
  return makeReader(options, accountRow);
}

/**
 * Reads many account rows: a shortcut for `accountReader(options).readAll(rows)`.
 *
 * @example
 * import { readAccounts } from "receivables";
 *
 * const rows = [{ account_id: "0012" }];
 * const reading = readAccounts(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value[0]?.accountName; // => "0012"
 */
export function readAccounts(rows: unknown, options: ReaderOptions): Reading<readonly Account[]> {
  return accountReader(options).readAll(rows);
}
