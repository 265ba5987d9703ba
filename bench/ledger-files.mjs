/**
 * The workload as a ledger folder: `node ledger-files.mjs FOLDER SIZE` writes business.json, accounts.csv, invoices.csv and
 * adjustments.csv, the same bytes for every size on every machine.
 */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { centsText, columns, dayText, kindNames, sizes } from "./data.mjs";
import { identityOf } from "./names.mjs";

const chunkLength = 2 ** 20;

/** Lines gathered until there are enough of them for a write. */
function openLines(path, header) {
  const file = openSync(path, "w");
  let text = `${header}\n`;
  const flush = () => {
    writeSync(file, text);
    text = "";
  };
  return {
    add(line) {
      text += `${line}\n`;
      if (text.length > chunkLength) flush();
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}

const quoted = (text) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function writeAccounts(folder, size) {
  const lines = openLines(
    join(folder, "accounts.csv"),
    "account_id,account_name,buyer_company_name,account_type,status",
  );
  for (let index = 0; index < sizes[size].accounts; index += 1) {
    const { accountName, buyerCompanyName, accountType, status } = identityOf(index);
    lines.add(`ACCT-${index},${quoted(accountName)},${quoted(buyerCompanyName)},${accountType},${status}`);
  }
  lines.close();
}

function writeDocuments(folder, size) {
  const invoices = openLines(
    join(folder, "invoices.csv"),
    "invoice_number,account_id,amount,due_on,discount_amount,discount_until",
  );
  const adjustments = openLines(join(folder, "adjustments.csv"), "adjustment_id,account_id,type,amount");
  const { account, kind, cents, dueDay, off } = columns(size);
  for (let row = 0; row < cents.length; row += 1) {
    const accountId = `ACCT-${account[row]}`;
    const amount = centsText(cents[row]);
    if (kind[row] !== 0) {
      adjustments.add(`DOC-${row},${accountId},${kindNames[kind[row]]},${amount}`);
      continue;
    }
    const offer = off[row] === 0 ? "," : `${centsText(off[row])},${dayText(dueDay[row] - 20)}`;
    invoices.add(`DOC-${row},${accountId},${amount},${dayText(dueDay[row])},${offer}`);
  }
  invoices.close();
  adjustments.close();
}

/** Writes the folder, which is made where it is not there. */
export function writeLedgerFolder(folder, size) {
  mkdirSync(folder, { recursive: true });
  const business = { name: "Workload", time_zone: "America/Chicago", currency: "USD" };
  writeFileSync(join(folder, "business.json"), `${JSON.stringify(business)}\n`);
  writeAccounts(folder, size);
  writeDocuments(folder, size);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  writeLedgerFolder(process.argv[2], process.argv[3]);
}
