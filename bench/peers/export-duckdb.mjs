/**
 * DuckDB from a ledger folder to the customer export, in one statement: `node export-duckdb.mjs FOLDER OUT DAY`.
 *
 * The fastest of the shapes that were tried: amounts read as doubles and rounded to whole cents, which is exact here and
 * checked nowhere; added up by account and class first, then by account. Averages are whole numbers divided; priorities round
 * doubles, without a look at what comes near a half.
 */
import { join } from "node:path";
import { leftOut } from "./left-out.mjs";

const { DuckDBInstance } = await import("@duckdb/node-api").catch(leftOut);
const [folder, out, day] = process.argv.slice(2);

const text = (value) => `'${value.replaceAll("'", "''")}'`;
const today = `DATE ${text(day)}`;
const table = (name, columns) =>
  `read_csv(${text(join(folder, `${name}.csv`))}, header = true, auto_detect = false, quote = '"', escape = '"', columns = {${Object.entries(
    columns,
  )
    .map(([column, type]) => `${column}: '${type}'`)
    .join(", ")}})`;

const invoices = table("invoices", {
  invoice_number: "VARCHAR",
  account_id: "VARCHAR",
  amount: "DOUBLE",
  due_on: "DATE",
  discount_amount: "DOUBLE",
  discount_until: "DATE",
});
const adjustments = table("adjustments", {
  adjustment_id: "VARCHAR",
  account_id: "VARCHAR",
  type: "VARCHAR",
  amount: "DOUBLE",
});
const accounts = table("accounts", {
  account_id: "VARCHAR",
  account_name: "VARCHAR",
  buyer_company_name: "VARCHAR",
  account_type: "VARCHAR",
  status: "VARCHAR",
});

/** Current and the four buckets: the columns that one figure of them all has in the groups by account. */
const classes = [0, 1, 2, 3, 4];
const ofClass = (sum, name) =>
  classes.map((place) => `coalesce(sum(${sum}) FILTER (class = ${place}), 0) ${name}${place}`);
const ofType = (type, name) => [
  `coalesce(sum(cents) FILTER (type = '${type}'), 0) ${name}_cents`,
  `count(*) FILTER (type = '${type}') ${name}_count`,
];

const figures = [
  "a0 c0 a1 c1 d1 a2 c2 d2 a3 c3 d3 a4 c4 d4 offer_cents offer_count",
  "credit_cents credit_count debit_cents debit_count",
]
  .join(" ")
  .split(" ");

const whole = (sum) => `(${sum})::BIGINT`;
const hundredths = (sum) => `(${whole(sum)}::DECIMAL(18,0) * 0.01)::DECIMAL(18,2)`;
/** Two decimals, halves up. */
const average = (days, cents) =>
  hundredths(
    `CASE WHEN ${cents} = 0 THEN 0 ELSE (200 * ${whole(days)} + ${whole(cents)}) // (2 * ${whole(cents)}) END`,
  );

const columns = [
  ["outstanding", "a0 + past_due_cents + debit_cents", "c0 + past_due_count + debit_count"],
  ["outstanding_invoice", "a0 + past_due_cents", "c0 + past_due_count"],
  ["current_invoice", "a0", "c0"],
  ["discount", "offer_cents", "offer_count"],
  ["past_due_invoice", "past_due_cents", "past_due_count", "exposure"],
  ["one_to_thirty_invoice", "a1", "c1", "d1"],
  ["thirty_one_to_sixty_invoice", "a2", "c2", "d2"],
  ["sixty_one_to_ninety_invoice", "a3", "c3", "d3"],
  ["ninety_one_plus_invoice", "a4", "c4", "d4"],
  ["outstanding_credit_adjustment", "credit_cents", "credit_count"],
  ["outstanding_debit_adjustment", "debit_cents", "debit_count"],
].flatMap(([name, cents, count, days]) => [
  `${hundredths(cents)} ${name}_amount`,
  `${whole(count)} ${name}_count`,
  ...(days === undefined ? [] : [`${average(days, cents)} ${name}_weighted_average_days_overdue`]),
]);

const query = `COPY (
  WITH documents AS (
    SELECT account_id, round(amount * 100) cents, ${today} - due_on age, round(discount_amount * 100) offer,
      discount_until >= ${today} AND due_on >= ${today} is_offered
    FROM ${invoices}
  ),
  classed AS (
    SELECT *, (CASE WHEN age <= 0 THEN 0 WHEN age <= 30 THEN 1 WHEN age <= 60 THEN 2 WHEN age <= 90 THEN 3 ELSE 4 END)::TINYINT
      AS class
    FROM documents
  ),
  grouped AS (
    SELECT account_id, class, sum(cents) a, count(*) c, sum(cents * age) d,
      coalesce(sum(least(offer, cents)) FILTER (is_offered), 0) offer_cents, count(offer) FILTER (is_offered) offer_count
    FROM classed GROUP BY account_id, class
  ),
  invoiced AS (
    SELECT account_id, ${["a", "c", "d"].flatMap((sum) => ofClass(sum, sum)).join(", ")},
      sum(offer_cents) offer_cents, sum(offer_count) offer_count
    FROM grouped GROUP BY account_id
  ),
  adjusted AS (
    SELECT account_id, ${[...ofType("credit", "credit"), ...ofType("debit", "debit")].join(", ")}
    FROM (SELECT account_id, type, round(amount * 100) cents FROM ${adjustments}) GROUP BY account_id
  ),
  summed AS (
    SELECT accounts.*, ${figures.map((name) => `coalesce(${name}, 0) ${name}`).join(", ")}
    FROM ${accounts} accounts LEFT JOIN invoiced USING (account_id) LEFT JOIN adjusted USING (account_id)
  ),
  scored AS (
    SELECT *, a1 + a2 + a3 + a4 past_due_cents, c1 + c2 + c3 + c4 past_due_count, d1 + d2 + d3 + d4 exposure,
      ln(1 + (d1 + d2 + d3 + d4)::DOUBLE / 100) logarithm
    FROM summed
  )
  SELECT account_id, account_name, buyer_company_name, account_type, status,
    (CASE WHEN exposure = 0 THEN 0 ELSE round(100 * (logarithm - min(logarithm) OVER ())
      / (max(logarithm) OVER () - min(logarithm) OVER ())) END / 10)::DECIMAL(4,1) collection_priority,
    NULL invite_email_address, NULL invite_status, NULL invite_created_at, NULL invite_updated_at,
    ${columns.join(", ")}
  FROM scored ORDER BY exposure DESC, account_id
) TO ${text(out)} (HEADER, NEW_LINE '\\r\\n')`;

const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
const connection = await instance.connect();
await connection.run(query);
// Its threads would keep the process.
process.exit();
