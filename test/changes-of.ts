import type { Change } from "../src/store/change.ts";
import type { RawLedger } from "./twin/twin.ts";

type Row = Readonly<Record<string, unknown>>;

/** A ledger's rows, table by table; those of tables that the independent twin does not know among them. */
export type LedgerRows = RawLedger & { readonly contracts?: readonly Row[]; readonly sites?: readonly Row[] };

/** A change, and the account that it is about. */
export interface ChangeOfAccount {
  readonly accountId: string;
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
  }: { readonly [Table in Exclude<keyof LedgerRows, "business">]?: readonly Row[] } = ledger as object;
  const changes: ChangeOfAccount[] = [];
  const send = (accountId: unknown, kind: string, fields: object) => {
    const change = { changeId: `${kind} ${changes.length}`, kind, ...fields } as unknown as Change;
    changes.push({ accountId: accountId as string, change });
  };
  const idOf = (row: Row) => row["invoice_id"] ?? row["invoice_number"];
  const homes = new Map<unknown, unknown>();
  const named = [invoices, adjustments, payments, invites, statements, jobs, sites].flat();
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
  return changes;
}
