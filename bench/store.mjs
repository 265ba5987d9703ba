/**
 * One part of the store's benchmark in a process of its own: `node store.mjs PART [--quick]` prints what it measured.
 *
 * Ours and the peer take turns within a round, and each ratio is of one round. What both answer is compared first.
 */
import { collectionPriorities, openItems, statsByAccount } from "receivables";
import * as calendar from "receivables/calendar";
import { customersView } from "receivables/customers";
import { openStore, takeSnapshot } from "receivables/store";
import { currency, keystrokesIn, namedLedger, now, workloadLedger } from "./store-data.mjs";

const quick = process.argv.includes("--quick");
const warmUps = 3;
const rounds = 7;

const timed = (work) => {
  const from = performance.now();
  const answer = work();
  return [performance.now() - from, answer];
};

function median(numbers) {
  const ascending = [...numbers].sort((a, b) => a - b);
  return ascending[ascending.length >> 1];
}

function same(what, a, b) {
  if (JSON.stringify(a) !== JSON.stringify(b)) throw new Error(`${what}: the answers differ.`);
}

/** Rounds after some that warm up: pairs of milliseconds, ours and the peer's. */
function paired(round) {
  return Array.from({ length: warmUps + rounds }, (_, at) => round(at)).slice(warmUps);
}

const exposuresOf = (snapshot) =>
  new Map(snapshot.accountIds().map((id) => [id, snapshot.row(id).stats.pastDue.amountDays]));

/** Rescoring and re-sorting every account as exactly as the library does: what a store without an order would do. */
function exactFirstPage(exposures) {
  const scores = collectionPriorities(exposures, { currency, decimals: 1 });
  const order = [...exposures].sort(([a, x], [b, y]) => (x === y ? (a < b ? -1 : 1) : x > y ? -1 : 1));
  return order.slice(0, 50).map(([id]) => [id, scores.get(id)]);
}

/** The same with doubles in typed arrays, as lean as can be: no ties by id, no exact halves. */
function leanOrder(exposures) {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, 0];
  for (const exposure of exposures) {
    if (exposure < lowest) lowest = exposure;
    if (exposure > highest) highest = exposure;
  }
  const floor = Math.log1p(lowest / 100);
  const scale = 10 / (Math.log1p(highest / 100) - floor);
  const scores = new Float64Array(exposures.length);
  for (let at = 0; at < exposures.length; at += 1)
    scores[at] = (Math.log1p(exposures[at] / 100) - floor) * scale;
  return Uint32Array.from(exposures.keys()).sort((a, b) => scores[b] - scores[a] || a - b);
}

/** One change, `recompute`, the first page of 50. */
function change() {
  const ledger = workloadLedger(quick ? "100k" : "1M");
  const store = openStore(ledger, { calendar });
  store.recompute(now);
  const invoices = [...ledger.invoices.values()];
  let changes = 0;
  const oneChange = () => {
    changes += 1;
    const { invoiceId, accountId, amount, dueOn } = invoices[(changes * 7919) % invoices.length];
    const part = (amount * (1 + (changes % 90))) / 100;
    const invoice = {
      invoice_number: invoiceId,
      account_id: accountId,
      amount: (amount / 100).toFixed(2),
      balance: (Math.floor(part) / 100).toFixed(2),
      due_on: dueOn,
    };
    const taken = store.apply({ changeId: String(changes), kind: "invoice-updated", invoice });
    if (!taken.ok) throw new Error(`The change was refused: ${taken.issues[0].message}`);
    return customersView(store.recompute(Date.parse(now) + changes));
  };
  const exposures = () => exposuresOf(store.snapshot());
  const { rows } = oneChange();
  same(
    "first page",
    rows.map((row) => [row.accountId, row.collectionPriority]),
    exactFirstPage(exposures()),
  );
  const lean = [];
  const exact = paired(() => {
    const ours = median(Array.from({ length: 1000 }, () => timed(oneChange)[0]));
    const all = exposures();
    const plain = Float64Array.from(all.values(), Number);
    lean.push([ours, median(Array.from({ length: 5 }, () => timed(() => leanOrder(plain))[0]))]);
    return [ours, timed(() => exactFirstPage(all))[0]];
  });
  return {
    about: `one change, recompute, first page of 50; ${ledger.accounts.size} accounts, ${ledger.invoices.size + ledger.adjustments.size} documents`,
    comparisons: [
      { peer: "rescore and re-sort every account, exactly", pairs: exact, goal: 100 },
      {
        peer: "rescore and re-sort every account, doubles in typed arrays",
        pairs: lean.slice(warmUps),
        goal: 100,
      },
    ],
  };
}

/** A new day: every account recomputed. */
function rollover() {
  const ledger = workloadLedger(quick ? "100k" : "1M");
  const store = openStore(ledger, { calendar });
  store.recompute(now);
  const day = (at) => `2025-11-${String(9 + at).padStart(2, "0")}`;
  const statsOnly = [];
  const whole = paired((at) => {
    const asOf = day(at);
    const [reading, items] = timed(() => openItems({ ...ledger, today: asOf }, { asOf }));
    const [adding, scores] = timed(() => {
      const stats = statsByAccount(items, { asOf, currency });
      return collectionPriorities(new Map([...stats].map(([id, { pastDue }]) => [id, pastDue.amountDays])), {
        currency,
      });
    });
    const [ours, snapshot] = timed(() => store.recompute(`${asOf}T18:00:00Z`));
    const again = collectionPriorities(exposuresOf(snapshot), { currency });
    same("scores", [...again].sort(), [...scores].sort());
    statsOnly.push([ours, adding]);
    return [ours, reading + adding];
  });
  return {
    about: `a new day, all ${ledger.accounts.size} accounts recomputed; ${ledger.invoices.size + ledger.adjustments.size} documents`,
    comparisons: [
      { peer: "the engine's own pass, from ledger to scores", pairs: whole, goal: 1 / 1.5 },
      {
        peer: "the engine's own pass over open items found before",
        pairs: statsOnly.slice(1),
        goal: 1 / 1.5,
      },
    ],
  };
}

const accounts = quick ? 20_000 : 200_000;

/** Typing into the search bar: the first page at each keystroke. */
function search() {
  const ledger = namedLedger(accounts);
  const snapshot = takeSnapshot(ledger, { asOf: "2025-11-08", now });
  const rows = [...ledger.accounts.values()];
  const keystrokes = keystrokesIn(ledger.accounts);
  // What is typed is trimmed in the search bar of either.
  const naive = (typed, text = typed.trim()) =>
    rows.filter(
      ({ accountName, accountId }) =>
        accountName.toLowerCase().includes(text) || accountId.toLowerCase().includes(text),
    );
  for (const text of keystrokes)
    same(text, naive(text).length, customersView(snapshot, { search: text }).total);
  const pairs = paired(() => {
    const [ours, theirs] = [[], []];
    for (const text of keystrokes) {
      ours.push(timed(() => customersView(snapshot, { search: text }))[0]);
      theirs.push(timed(() => naive(text))[0]);
    }
    return [median(ours), median(theirs)];
  });
  return {
    about: `the first page at a keystroke, median of ${keystrokes.length}; ${accounts} accounts`,
    comparisons: [{ peer: "toLowerCase().includes of every row, unsorted", pairs, goal: 20 }],
  };
}

/** Sorting by what is owed, in a new snapshot each round, because an order once found is kept with its snapshot. */
function sort() {
  const ledger = namedLedger(accounts);
  const store = openStore(ledger, { calendar });
  const snapshot = store.recompute(now);
  // Rows as a service would have them: every cell of the dashboard, amounts in major units.
  const objects = snapshot.accountIds().map((accountId) => {
    const { accountName, accountType, status, stats } = snapshot.row(accountId);
    const major = ({ amount }) => amount / 100;
    return {
      accountId,
      accountName,
      accountType,
      status,
      outstanding: major(stats.outstanding),
      current: major(stats.current),
      pastDue: major(stats.pastDue),
      debits: major(stats.debits),
      credits: major(stats.credits),
      days1To30: major(stats.byBucket["1-30"]),
      days31To60: major(stats.byBucket["31-60"]),
      days61To90: major(stats.byBucket["61-90"]),
      days91Plus: major(stats.byBucket["91+"]),
    };
  });
  const theirs = () =>
    [...objects]
      .sort((a, b) => b.outstanding - a.outstanding || (a.accountId < b.accountId ? -1 : 1))
      .slice(0, 50);
  const column = "outstanding_amount";
  const ours = (of) => customersView(of, { sort: { column, direction: "desc" } }).rows;
  const [someone] = ledger.accounts.keys();
  const nextSnapshot = (at) => {
    store.apply({ changeId: String(at), kind: "notes-changed", accountId: someone, notes: String(at) });
    return store.recompute(Date.parse(now) + at);
  };
  same(
    "order",
    theirs().map(({ accountId }) => accountId),
    ours(snapshot).map(({ accountId }) => accountId),
  );
  const pairs = paired((at) => {
    const next = nextSnapshot(at);
    return [timed(() => ours(next))[0], timed(theirs)[0]];
  });
  return {
    about: `the first page by an amount, in a new snapshot; ${accounts} accounts`,
    comparisons: [{ peer: "comparator sort of objects", pairs, goal: 8 }],
  };
}

const parts = { change, rollover, search, sort };
console.log(JSON.stringify(parts[process.argv[2]]()));
