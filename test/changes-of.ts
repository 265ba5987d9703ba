import type { TableName } from "../src/model/tables.ts";
import type { Change } from "../src/store/change.ts";
import type { RawLedger } from "./twin/twin.ts";

type Row = Readonly<Record<string, unknown>>;

/** A ledger's rows, table by table; those of tables that the independent twin does not know among them. */
export type LedgerRows = RawLedger & {
  readonly [Table in Exclude<TableName, keyof RawLedger>]?: readonly Row[];
};

/** A change, and the account that it is about; a clear is about none. */
export interface ChangeOfAccount {
  readonly accountId: string | undefined;
  readonly change: Change;
}

/**
 * The changes that lead from an empty ledger to one of these rows, in an order in which each can be taken alone.
 *
 * A balance that is given must agree with the allocations there are at any time: where there will be some, a document comes
 * without its balance first, and is updated when they are there.
 */
export function changesOf(ledger: LedgerRows): readonly ChangeOfAccount[] {
  const {
    invoices = [],
    line_items = [],
    adjustments = [],
    payments = [],
    allocations = [],
    invites = [],
    statements = [],
    statement_lines = [],
    jobs = [],
    contracts = [],
    sites = [],
    laybys = [],
    layby_items = [],
    layby_payments = [],
    quotes = [],
    quote_lines = [],
    notes = [],
    sales = [],
    activities = [],
    tasks = [],
    events = [],
    agreements = [],
    bonuses = [],
    period_clears = [],
  }: { readonly [Table in Exclude<keyof LedgerRows, "business">]?: readonly Row[] } = ledger as object;
  const changes: ChangeOfAccount[] = [];
  const send = (accountId: unknown, kind: string, fields: object) => {
    const change = { changeId: `${kind} ${changes.length}`, kind, ...fields } as unknown as Change;
    changes.push({ accountId: accountId as string | undefined, change });
  };
  const idOf = (row: Row) => row["invoice_id"] ?? row["invoice_number"];
  const homes = new Map<unknown, unknown>();
  const documents = [invoices, adjustments, payments, invites, statements, jobs, sites, laybys, quotes];
  const named = [...documents, notes, sales, activities, tasks, events, agreements].flat();
  const accounts: readonly Row[] =
    ledger.accounts === undefined
      ? [...new Set(named.map((row) => row["account_id"]))].map((account_id) => ({ account_id }))
      : ledger.accounts.map((row) => ({ ...row }));

  for (const account of accounts) send(account["account_id"], "account-changed", { account });
  for (const job of jobs) {
    homes.set(job["job_id"], job["account_id"]);
    send(job["account_id"], "job-changed", { job });
  }
  for (const contract of contracts) send(homes.get(contract["job_id"]), "contract-changed", { contract });
  for (const site of sites) send(site["account_id"], "site-changed", { site });
  /** The rows of a table that name the same as a row under a key. */
  const partsOf = (row: Row, key: string, table: readonly Row[]) =>
    table.filter((part) => part[key] === row[key]);
  for (const layby of laybys) {
    const items = partsOf(layby, "layby_id", layby_items);
    const paid = partsOf(layby, "layby_id", layby_payments);
    send(layby["account_id"], "layby-changed", { layby, items, payments: paid });
  }
  // Before allocations: where there is any quote, they name only quotes that are there.
  for (const quote of quotes) {
    const lines = partsOf(quote, "quote_id", quote_lines);
    send(quote["account_id"], "quote-changed", { quote, lines });
  }

  const allocatedIds = new Set(
    allocations.flatMap((row) => [row["invoice_id"], row["adjustment_id"], row["debit_adjustment_id"]]),
  );
  const later: (() => void)[] = [];
  /** Sends a document, its balance apart where allocations come in between. */
  const sendDocument = (row: Row, id: unknown, noun: "invoice" | "adjustment", lists: object) => {
    const { balance, ...rest } = row;
    const split = balance !== undefined && allocatedIds.has(id);
    send(row["account_id"], `${noun}-created`, { [noun]: split ? rest : row, ...lists });
    if (split) later.push(() => send(row["account_id"], `${noun}-updated`, { [noun]: row }));
  };
  for (const row of invoices) {
    const lineItems = line_items.filter((item) => item["invoice_id"] === idOf(row));
    sendDocument(row, idOf(row), "invoice", lineItems.length === 0 ? {} : { lineItems });
  }
  for (const row of adjustments) {
    homes.set(row["adjustment_id"], row["account_id"]);
    sendDocument(row, row["adjustment_id"], "adjustment", {});
  }
  for (const payment of payments) {
    homes.set(payment["payment_id"], payment["account_id"]);
    send(payment["account_id"], "payment-posted", { payment });
  }
  for (const allocation of allocations) {
    const { payment_id, adjustment_id } = allocation;
    const kind = payment_id === undefined ? "adjustment-applied" : "payment-allocated";
    send(homes.get(payment_id ?? adjustment_id), kind, { allocation });
  }
  for (const update of later) update();
  for (const invite of invites) send(invite["account_id"], "invite-created", { invite });
  for (const statement of statements) {
    const lines = statement_lines.filter((line) => line["statement_id"] === statement["statement_id"]);
    send(statement["account_id"], "statement-issued", { statement, lines });
  }
  for (const note of notes) send(note["account_id"], "note-added", { note });
  for (const sale of sales) send(sale["account_id"], "sale-recorded", { sale });
  for (const activity of activities) send(activity["account_id"], "activity-changed", { activity });
  for (const task of tasks) send(task["account_id"], "task-changed", { task });
  for (const event of events) send(event["account_id"], "event-recorded", { event });
  for (const agreement of agreements) {
    const own = partsOf(agreement, "agreement_id", bonuses);
    send(agreement["account_id"], "agreement-changed", { agreement, bonuses: own });
  }
  for (const periodClear of period_clears) send(undefined, "period-cleared", { periodClear });
  return changes;
}
