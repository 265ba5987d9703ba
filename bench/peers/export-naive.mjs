/**
 * What one writes with the named packages, from a ledger folder to the customer export: `node export-naive.mjs FOLDER OUT DAY`.
 * The files are parsed, a Decimal is made of every amount and a PlainDate of every day, the rows are added up and written.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { leftOut } from "./left-out.mjs";
import { figureColumns, run } from "./naive-exact.mjs";

const { parse } = await import("csv-parse/sync").catch(leftOut);
const { stringify } = await import("csv-stringify/sync").catch(leftOut);
const [folder, out, day] = process.argv.slice(2);

const table = (name) => parse(readFileSync(join(folder, `${name}.csv`)), { columns: true });
const given = (cell) => (cell === "" ? undefined : cell);

const accounts = table("accounts");
const documents = [
  ...table("invoices").map(({ account_id, amount, due_on, discount_amount, discount_until }) => ({
    accountId: account_id,
    kind: "invoice",
    balance: amount,
    dueOn: due_on,
    discountAmount: given(discount_amount),
    discountUntil: given(discount_until),
  })),
  ...table("adjustments").map(({ account_id, type, amount }) => ({
    accountId: account_id,
    kind: type,
    balance: amount,
  })),
];
const found = run(
  documents,
  day,
  accounts.map(({ account_id }) => account_id),
);
const byExposure = (a, b) =>
  found.get(b.account_id).pastDue.days.comparedTo(found.get(a.account_id).pastDue.days) ||
  (a.account_id < b.account_id ? -1 : 1);
const invitation = {
  invite_email_address: "",
  invite_status: "",
  invite_created_at: "",
  invite_updated_at: "",
};
const rows = accounts.sort(byExposure).map((account) => {
  const figures = found.get(account.account_id);
  return {
    ...account,
    collection_priority: figures.score.toFixed(1),
    ...invitation,
    ...figureColumns(figures),
  };
});
writeFileSync(out, stringify(rows, { header: true, record_delimiter: "\r\n" }));
