/** DuckDB: read_csv with declared columns into a table, without the numbers of invoices, which nobody asks for. */
import { DuckDBInstance, version } from "@duckdb/node-api";

export const name = `DuckDB ${version()}`;

const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
const connection = await instance.connect();

export async function read(file) {
  await connection.run(`CREATE OR REPLACE TABLE invoices AS
    SELECT account_id, amount, due_on, discount_amount, discount_until
    FROM read_csv('${file.replaceAll("'", "''")}', header = true, auto_detect = false, columns = {
      invoice_number: 'VARCHAR', account_id: 'VARCHAR', amount: 'DECIMAL(12,2)', due_on: 'DATE',
      discount_amount: 'DECIMAL(12,2)', discount_until: 'DATE'
    })`);
}

const days = (column) => `sum(${column} - DATE '1970-01-01')`;

/** The sums that the digest is made of. */
export async function sums() {
  const rows = async (query) => (await connection.runAndReadAll(query)).getRows();
  const [totals] = await rows(`SELECT count(*), sum(amount) * 100, ${days("due_on")},
    count(discount_amount), sum(discount_amount) * 100, ${days("discount_until")} FROM invoices`);
  const accounts = await rows(
    "SELECT account_id, count(*), (sum(amount) * 100)::BIGINT FROM invoices GROUP BY account_id",
  );
  return {
    totals: totals.map(Number),
    accounts: accounts.map(([id, ...numbers]) => [id, ...numbers.map(Number)]),
  };
}
