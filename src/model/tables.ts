import { choiceOption } from "../fault/options.ts";
import { accountFields } from "./account.ts";
import { activityFields, eventFields, taskFields } from "./activity.ts";
import { adjustmentFields } from "./adjustment.ts";
import { agreementFields, bonusFields } from "./agreement.ts";
import { allocationFields } from "./allocation.ts";
import type { Field, FieldKind, Fields } from "./field.ts";
import { inviteFields } from "./invite.ts";
import { invoiceFields, lineItemFields } from "./invoice.ts";
import { contractFields, jobFields, siteFields } from "./job.ts";
import { laybyFields, laybyItemFields, laybyPaymentFields } from "./layby.ts";
import { noteFields } from "./note.ts";
import { paymentFields } from "./payment.ts";
import { periodClearFields } from "./period-clear.ts";
import { quoteFields, quoteLineFields } from "./quote.ts";
import { columnName } from "./row.ts";
import { saleFields } from "./sale.ts";
import { statementFields, statementLineFields } from "./statement.ts";

/** The tables of a ledger, in the order in which the format page shows them. */
export const tableNames = [
  "accounts",
  "invoices",
  "line_items",
  "adjustments",
  "payments",
  "allocations",
  "invites",
  "statements",
  "statement_lines",
  "jobs",
  "contracts",
  "sites",
  "laybys",
  "layby_items",
  "layby_payments",
  "quotes",
  "quote_lines",
  "notes",
  "sales",
  "activities",
  "tasks",
  "events",
  "agreements",
  "bonuses",
  "period_clears",
] as const;

/** One of {@link tableNames}. */
export type TableName = (typeof tableNames)[number];

const fieldsByTable: Readonly<Record<TableName, Fields<never>>> = {
  accounts: accountFields as Fields<never>,
  invoices: invoiceFields as Fields<never>,
  line_items: lineItemFields as Fields<never>,
  adjustments: adjustmentFields as Fields<never>,
  payments: paymentFields as Fields<never>,
  allocations: allocationFields as Fields<never>,
  invites: inviteFields as Fields<never>,
  statements: statementFields as Fields<never>,
  statement_lines: statementLineFields as Fields<never>,
  jobs: jobFields as Fields<never>,
  contracts: contractFields as Fields<never>,
  sites: siteFields as Fields<never>,
  laybys: laybyFields as Fields<never>,
  layby_items: laybyItemFields as Fields<never>,
  layby_payments: laybyPaymentFields as Fields<never>,
  quotes: quoteFields as Fields<never>,
  quote_lines: quoteLineFields as Fields<never>,
  notes: noteFields as Fields<never>,
  sales: saleFields as Fields<never>,
  activities: activityFields as Fields<never>,
  tasks: taskFields as Fields<never>,
  events: eventFields as Fields<never>,
  agreements: agreementFields as Fields<never>,
  bonuses: bonusFields as Fields<never>,
  period_clears: periodClearFields as Fields<never>,
};

/** A column of a ledger table: what a header, a schema and the format page need to know. */
export interface TableColumn {
  /** The header in snake_case. */
  readonly name: string;
  readonly kind: FieldKind;
  readonly means: string;
  readonly required: boolean;
  readonly choices?: readonly string[];
}

/**
 * The columns of a ledger table, in the order of the format page.
 *
 * @throws {Fault} `POLICY_RANGE` for a table that the format does not have.
 *
 * @example
 * import { tableColumns } from "receivables";
 *
 * tableColumns("jobs").map(({ name }) => name); // => ["job_id", "account_id", "name", "status"]
 */
export function tableColumns(table: TableName): readonly TableColumn[] {
  choiceOption("table", table, tableNames);
  return Object.entries<Field<unknown>>(fieldsByTable[table]).map(
    ([key, { kind, means, required, choices }]) => ({
      name: columnName(key),
      kind,
      means,
      required,
      ...(choices === undefined ? {} : { choices }),
    }),
  );
}
