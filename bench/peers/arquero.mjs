/** Arquero: columns derived, one group-by by account and class in one key, the rest in plain JavaScript. */
import { createRequire } from "node:module";
import { op, table } from "arquero";
import { addGroups, answersOf, width } from "./answers.mjs";

export const name = `arquero ${createRequire(import.meta.url)("arquero/package.json").version}`;

export async function load({ account, kind, cents, dueDay, off, accounts }) {
  const documents = table({ account, kind, balance: cents, due: dueDay, off });

  return async (day) => {
    const groups = documents
      .params({ day })
      .derive({
        key: (row, { day }) =>
          row.account * 8 +
          (row.kind === 1
            ? 5
            : row.kind === 2
              ? 6
              : day - row.due <= 0
                ? 0
                : day - row.due <= 30
                  ? 1
                  : day - row.due <= 60
                    ? 2
                    : day - row.due <= 90
                      ? 3
                      : 4),
        days: (row, { day }) => row.balance * (day - row.due),
        available: (row, { day }) => (row.kind === 0 && day - row.due <= -20 ? row.off : 0),
        offered: (row, { day }) => (row.off > 0 && row.kind === 0 && day - row.due <= -20 ? 1 : 0),
      })
      .groupby("key")
      .rollup({
        amount: op.sum("balance"),
        count: op.count(),
        days: op.sum("days"),
        off: op.sum("available"),
        offered: op.sum("offered"),
      });
    const column = (name) => groups.array(name, Float64Array);
    const sums = new Float64Array(accounts * width);
    addGroups(sums, {
      keys: column("key"),
      amounts: column("amount"),
      counts: column("count"),
      days: column("days"),
      offs: column("off"),
      offered: column("offered"),
    });
    return answersOf(sums);
  };
}
