/** SQLite in memory: a table kept in the order of the accounts, one pass that groups by account; the rest in JavaScript. */
import Database from "better-sqlite3";
import { answersOf, classCount, classOf, discountsAt, width } from "./answers.mjs";

const database = new Database(":memory:");
export const name = `SQLite ${database.prepare("SELECT sqlite_version()").pluck().get()} (better-sqlite3)`;

export async function load({ account, kind, cents, dueDay, off, accounts }) {
  database.exec(
    `CREATE TABLE documents (account INTEGER, row INTEGER, kind INTEGER, balance INTEGER, due INTEGER, off INTEGER,
      PRIMARY KEY (account, row)) WITHOUT ROWID`,
  );
  const insert = database.prepare("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)");
  database.transaction(() => {
    for (let row = 0; row < cents.length; row += 1) {
      insert.run(account[row], row, kind[row], cents[row], dueDay[row], off[row]);
    }
  })();
  const classSums = Array.from(
    { length: classCount },
    (_, place) => `sum(balance) FILTER (WHERE class = ${place}), count(*) FILTER (WHERE class = ${place}),
      sum(balance * age) FILTER (WHERE class = ${place})`,
  );
  const query = database
    .prepare(
      `SELECT account, ${classSums.join(", ")},
        sum(off) FILTER (WHERE isOffered), count(*) FILTER (WHERE isOffered)
      FROM (
        SELECT account, balance, off, :day - due AS age, off > 0 AND kind = 0 AND :day - due <= -20 AS isOffered,
          ${classOf("kind", "(:day - due)")} AS class
        FROM documents
      )
      GROUP BY account`,
    )
    .raw();

  return async (day) => {
    const sums = new Float64Array(accounts * width);
    for (const [of, ...numbers] of query.iterate({ day })) {
      // What nothing was added to is null, and stays 0.
      for (let at = 0; at < discountsAt + 2; at += 1) sums[of * width + at] = numbers[at];
    }
    return answersOf(sums);
  };
}
