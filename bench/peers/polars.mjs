/** Polars: one lazy group-by by account and class, in as many threads as there are processors; the rest in JavaScript. */
import polars from "nodejs-polars";
import { addGroups, answersOf, width } from "./answers.mjs";

export const name = `nodejs-polars ${polars.version}`;

const { col, lit, when } = polars;

export async function load({ account, kind, cents, dueDay, off, accounts }) {
  const documents = polars.DataFrame({
    account: polars.Series("account", account, polars.UInt32),
    kind: polars.Series("kind", kind, polars.UInt8),
    balance: polars.Series("balance", Float64Array.from(cents), polars.Float64),
    due: polars.Series("due", dueDay, polars.Int32),
    off: polars.Series("off", Float64Array.from(off), polars.Float64),
  });

  return async (day) => {
    const age = lit(day).sub(col("due")).cast(polars.Int32);
    const classes = when(col("kind").eq(1))
      .then(lit(5))
      .when(col("kind").eq(2))
      .then(lit(6))
      .when(age.ltEq(0))
      .then(lit(0))
      .when(age.ltEq(30))
      .then(lit(1))
      .when(age.ltEq(60))
      .then(lit(2))
      .when(age.ltEq(90))
      .then(lit(3))
      .otherwise(lit(4));
    const isOffered = col("off").gt(0).and(age.ltEq(-20)).and(col("kind").eq(0));
    const groups = await documents
      .lazy()
      .select(
        col("account").mul(8).add(classes).cast(polars.UInt32).alias("key"),
        col("balance"),
        col("balance").mul(age.cast(polars.Float64)).alias("days"),
        when(isOffered).then(col("off")).otherwise(lit(0)).alias("off"),
        isOffered.cast(polars.UInt32).alias("offered"),
      )
      .groupBy("key")
      .agg(
        col("balance").sum().alias("amount"),
        col("balance").count().alias("count"),
        col("days").sum(),
        col("off").sum(),
        col("offered").sum(),
      )
      .collect();
    const column = (name) => groups.getColumn(name).toTypedArray();
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
