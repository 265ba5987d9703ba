/** DuckDB: one group-by by account and class over doubles that hold whole minor units; the rest in JavaScript. */
import { DOUBLE, DuckDBDataChunk, DuckDBInstance, INTEGER, UTINYINT, version } from "@duckdb/node-api";
import { addGroups, answersOf, classOf, width } from "./answers.mjs";

export const name = `DuckDB ${version()}`;

const chunkSize = 2048;
const fields = [
  ["account", INTEGER],
  ["kind", UTINYINT],
  ["balance", DOUBLE],
  ["due", INTEGER],
  ["off", DOUBLE],
];

/** Loads the workload; `sorted`: into a table in the order of the accounts. */
export async function load({ account, kind, cents, dueDay, off, accounts }, { threads, sorted }) {
  const instance = await DuckDBInstance.create(":memory:", { threads: String(threads) });
  const connection = await instance.connect();
  const declared = fields.map(([field, type]) => `${field} ${type}`).join(", ");
  await connection.run(`CREATE TABLE loaded (${declared})`);
  const appender = await connection.createAppender("loaded");
  for (let from = 0; from < cents.length; from += chunkSize) {
    const to = Math.min(cents.length, from + chunkSize);
    const chunk = DuckDBDataChunk.create(
      fields.map(([, type]) => type),
      to - from,
    );
    for (const [index, column] of [account, kind, cents, dueDay, off].entries()) {
      const vector = chunk.getColumnVector(index);
      vector.items.set(column.subarray(from, to));
      vector.flush();
    }
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  if (sorted) {
    await connection.run("CREATE TABLE documents AS SELECT * FROM loaded ORDER BY account");
    await connection.run("DROP TABLE loaded");
  } else await connection.run("ALTER TABLE loaded RENAME TO documents");

  return async (day) => {
    const sums = new Float64Array(accounts * width);
    const result = await connection.run(query(day));
    for (const chunk of await result.fetchAllChunks()) {
      const [keys, amounts, counts, days, offs, offered] = Array.from(
        { length: 6 },
        (_, index) => chunk.getColumnVector(index).items,
      );
      addGroups(sums, { keys, amounts, counts, days, offs, offered }, chunk.rowCount);
    }
    return answersOf(sums);
  };
}

/**
 * The fastest of the shapes that were tried: discounts apart, because few documents have any; counts as doubles, which are
 * read without a bigint each. A discount is on offer until 20 days before the due day.
 */
const query = (day) => `
  SELECT key, sum(balance), count(*)::DOUBLE, sum(balance * age), 0::DOUBLE, 0::DOUBLE
  FROM (
    SELECT balance, ${day} - due AS age, account * 8 + (${classOf("kind", `(${day} - due)`)}) AS key
    FROM documents
  )
  GROUP BY key
  UNION ALL
  SELECT account * 8, 0, 0, 0, sum(off), count(*)::DOUBLE
  FROM documents WHERE off > 0 AND kind = 0 AND due >= ${day + 20}
  GROUP BY account`;
