/**
 * The workload of the benchmark: documents of many accounts, the same for every seed on every machine, and the rows
 * that each candidate takes them in.
 */

export const sizes = {
  "100k": { documents: 100_000, accounts: 2_000 },
  "1M": { documents: 1_000_000, accounts: 20_000 },
  /** Too many for rows: only for candidates that take columns. */
  "10M": { documents: 10_000_000, accounts: 200_000 },
};
export const seed = 42;
export const asOf = "2025-11-08";
/** The same day, counted from 1970-01-01. */
export const asOfDay = 20_400;

/** xoshiro128**, so that no Math.random makes two runs differ. */
function random(seed) {
  let [a, b, c, d] = [seed, 0x9e3779b9, 0x243f6a88, 0xb7e15162];
  const next = () => {
    const t = b << 9;
    let r = Math.imul(b, 5);
    r = Math.imul((r << 7) | (r >>> 25), 9);
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return (r >>> 0) / 2 ** 32;
  };
  for (let skipped = 0; skipped < 20; skipped += 1) next();
  return next;
}

export const kindNames = ["invoice", "credit", "debit"];

/**
 * Documents as columns, in no order: log-normal amounts with a median of 350.00, sizes of accounts skewed, 5 % credit or
 * debit adjustments; of the invoices 60 % current and 40 % past due, within 200 days, 10 % with a discount of 2 %.
 */
export function columns(size) {
  const { documents, accounts } = sizes[size];
  const next = random(seed);
  const account = new Uint32Array(documents);
  const kind = new Uint8Array(documents);
  const cents = new Int32Array(documents);
  const dueDay = new Int32Array(documents);
  const off = new Int32Array(documents);
  for (let row = 0; row < documents; row += 1) {
    account[row] = Math.floor(accounts * next() ** 1.5);
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    cents[row] = Math.max(1, Math.round(Math.exp(Math.log(350) + 1.3 * normal) * 100));
    if (next() < 0.05) {
      kind[row] = next() < 0.6 ? 1 : 2;
      continue;
    }
    const [when, share] = [next(), next()];
    dueDay[row] =
      when < 0.6 ? asOfDay + Math.floor(share * 201) : asOfDay - 1 - Math.floor(200 * share * share);
    if (next() < 0.1) off[row] = Math.round(cents[row] * 0.02);
  }
  return { account, kind, cents, dueDay, off };
}

/** The workload as the library's columns: discounts stand apart, one row each. */
export function rawColumns(size) {
  const { account: accounts, kind: kinds, cents, dueDay: dueDays, off } = columns(size);
  const documents = Uint32Array.from(off.keys()).filter((row) => off[row] > 0);
  const offers = {
    documents,
    amounts: Float64Array.from(documents, (row) => off[row]),
    lastDays: Int32Array.from(documents, (row) => dueDays[row] - 20),
    sources: new Uint8Array(documents.length),
  };
  const accountIds = accountIdsOf(size);
  return { accountIds, accounts, kinds, balances: Float64Array.from(cents), dueDays, offers };
}

const dayTexts = new Map();
export function dayText(day) {
  let text = dayTexts.get(day);
  if (text === undefined) {
    text = new Date(day * 86_400_000).toISOString().slice(0, 10);
    dayTexts.set(day, text);
  }
  return text;
}

export const centsText = (cents) => (cents / 100).toFixed(2);

/**
 * What makes a row of a document: an adjustment, an invoice, an invoice with money off until 20 days before it is due.
 * Each row is one literal: objects put together from parts are several times slower to read, for every candidate.
 */
export function flat(amount, day) {
  return ({ id, accountId, kind, cents, dueDay, off }) => {
    const balance = amount(cents);
    if (kind !== "invoice") return { id, accountId, kind, balance };
    const dueOn = day(dueDay);
    if (off === 0) return { id, accountId, kind, balance, dueOn };
    return {
      id,
      accountId,
      kind,
      balance,
      dueOn,
      discountAmount: amount(off),
      discountUntil: day(dueDay - 20),
    };
  };
}

function typed({ id, accountId, kind, cents: balance, dueDay, off }) {
  if (kind !== "invoice") return { id, accountId, kind, balance };
  const dueOn = dayText(dueDay);
  if (off === 0) return { id, accountId, kind, balance, dueOn };
  const discounts = [{ amount: off, until: dayText(dueDay - 20), from: "invoice" }];
  return { id, accountId, kind, balance, dueOn, discounts };
}

const float = (cents) => cents / 100;
const forms = {
  wire: flat(centsText, dayText),
  typed,
  "float days": flat(float, (day) => day),
  "float text": flat(float, dayText),
};

export const accountIdsOf = (size) =>
  Array.from({ length: sizes[size].accounts }, (_, index) => `ACCT-${index}`);

/** The workload as rows of a form, which is a name or what makes a row. The text of an account's id is shared by its rows, whatever the form. */
export function rows(size, form) {
  const { account, kind, cents, dueDay, off } = columns(size);
  const accountIds = accountIdsOf(size);
  const make = forms[form] ?? form;
  const all = [];
  for (let row = 0; row < cents.length; row += 1) {
    const document = {
      id: `DOC-${row}`,
      accountId: accountIds[account[row]],
      kind: kindNames[kind[row]],
      cents: cents[row],
      dueDay: dueDay[row],
      off: off[row],
    };
    all.push(make(document));
  }
  return all;
}
