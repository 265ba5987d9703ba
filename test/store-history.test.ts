import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as calendar from "../src/calendar/index.ts";
import { readLedgerFiles } from "../src/csv/index.ts";
import {
  accountDetail,
  customerListOf,
  customersView,
  exportCustomers,
  exportRecords,
  statsPanel,
} from "../src/customers/index.ts";
import type { Ledger } from "../src/model/ledger.ts";
import { readLedger } from "../src/model/read-ledger.ts";
import { openItems } from "../src/positions/open-items.ts";
import {
  type Change,
  openStore,
  readSnapshot,
  type Snapshot,
  type Staleness,
  type Store,
  type StoreOptions,
} from "../src/store/index.ts";
import { faultOf } from "./fault-of.ts";
import { filesOf } from "./files-of.ts";
import {
  arbHistory,
  dayAt,
  type History,
  longHistory,
  millisecondsOf,
  type Rows,
  readRows,
  type Step,
  tablesOf,
  withoutIdleAllocations,
} from "./histories.ts";
import { mustRead } from "./must-read.ts";
import { deepFreeze } from "./reading.ts";
import { runs } from "./runs.ts";
import { noon, storeOf, today } from "./store-of.ts";
import { twinExport } from "./twin/twin.ts";

function ledgerAt(rows: Rows, now: string): Ledger {
  return mustRead(readRows(rows, now));
}

function opened({ opening, openedAt }: History, options: StoreOptions = { calendar }): Store {
  return openStore(ledgerAt(opening, openedAt), options);
}

/** What a store that has just been opened says. */
function fresh(rows: Rows, now: string, ledger: Ledger = ledgerAt(rows, now)): Snapshot {
  return openStore(ledger, { calendar }).recompute(now);
}

/** All that a snapshot says about accounts; how and when it came about aside. */
function figures(snapshot: Snapshot): string {
  return JSON.stringify({ ...snapshot.toJSON(), version: 0, computedAt: "" });
}

/** All that is shown of a snapshot, in its orders. */
function boards(snapshot: Snapshot): string {
  const { metrics } = statsPanel(snapshot);
  const byName = { search: "a", sort: { column: "account_name", direction: "asc" } } as const;
  const { rows } = customersView(snapshot, byName);
  return JSON.stringify([metrics, rows, exportCustomers(snapshot)]);
}

/** The rows of a snapshot, as text by account. */
function rowTexts(snapshot: Snapshot): ReadonlyMap<string, string> {
  return new Map(snapshot.toJSON().accounts.map((row) => [row.accountId, JSON.stringify(row)]));
}

/** JSON in which the order of keys says nothing, at any depth. */
function textOf(row: unknown): string {
  return JSON.stringify(row, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/**
 * What a ledger holds, of all accounts or of one. Rows of several accounts may stand in any order; what is of no account
 * stands in its own.
 */
function contents(ledger: Ledger, only?: string): object {
  const ofSource = new Map([
    ...[...ledger.payments.values()].map((row) => [`P ${row.paymentId}`, row.accountId] as const),
    ...[...ledger.adjustments.values()].map((row) => [`A ${row.adjustmentId}`, row.accountId] as const),
  ]);
  const accountOf = (row: Record<string, unknown>): unknown => {
    if ("accountId" in row) return row["accountId"];
    if ("contractId" in row) return ledger.jobs.get(String(row["jobId"]))?.accountId;
    return ofSource.get(
      row["paymentId"] === undefined ? `A ${row["adjustmentId"]}` : `P ${row["paymentId"]}`,
    );
  };
  const tables = Object.entries(ledger).map(([name, table]: [string, unknown]) => {
    if (!(table instanceof Map || Array.isArray(table)) || name === "periodClears") return [name, table];
    const all = [...table.values()] as Record<string, unknown>[];
    const own = only === undefined ? all : all.filter((row) => accountOf(row) === only);
    return [name, own.map(textOf).toSorted()];
  });
  return Object.fromEntries(tables);
}

type Apply = Extract<Step, { do: "apply" }>;

/** A batch is taken as a history says it must be; what is refused is refused for reasons that a ledger would have. */
function takes(store: Store, { changes, answer }: Apply): void {
  const reading = store.apply(deepFreeze(changes));
  expect(reading.ok).toBe(answer.ok);
  if (reading.ok && answer.ok) {
    const { applied, replayed, accountIds } = reading.value;
    expect([applied, replayed]).toEqual([answer.applied, answer.replayed]);
    expect(accountIds.toSorted()).toEqual(answer.accountIds.toSorted());
  }
  // A ledger also misses the row that it refused, where others name it.
  if (!reading.ok && !answer.ok) {
    expect(reading.issues.filter(({ code }) => !answer.codes.includes(code))).toEqual([]);
  }
}

/** When the account's latest invitation expires, where it is open at an instant. */
function openUntil({ invites }: Rows, accountId: string, now: number): number | undefined {
  let latest: Rows["invites"][number] | undefined;
  for (const invite of invites.filter(({ account_id }) => account_id === accountId)) {
    const [a, b] = [latest?.created_at ?? "0000-01-01T00:00Z", invite.created_at].map(millisecondsOf) as [
      number,
      number,
    ];
    const greaterId =
      latest?.invite_id === undefined ||
      invite.invite_id === undefined ||
      latest.invite_id <= invite.invite_id;
    if (b > a || (a === b && greaterId)) latest = invite;
  }
  if (latest?.status !== "Pending" || latest.expires_at === undefined) return undefined;
  const until = millisecondsOf(latest.expires_at);
  return until > now ? until : undefined;
}

describe("a store after any history", () => {
  test("L-45 A-172 says what a store opened on the same rows says, and the independent twin", () => {
    fc.assert(
      fc.property(arbHistory, (history) => {
        const store = opened(history);
        let rows = history.opening;
        let version = 0;
        let compared = -1;
        for (const step of history.steps) {
          if (step.do === "apply") {
            takes(store, step);
            if (step.answer.ok && step.answer.applied > 0) version += 1;
            expect(store.version).toBe(version);
            rows = step.rows;
          } else if (step.do === "look") {
            expect(contents(store.ledger(step.now))).toEqual(contents(ledgerAt(rows, step.now)));
          } else if (step.accounts !== undefined) {
            store.recompute(step.now, { accounts: step.accounts });
          } else {
            const before = store.snapshot();
            const snapshot = store.recompute(step.now);
            const ledger = ledgerAt(rows, step.now);
            const expected = fresh(rows, step.now, ledger);
            expect(figures(snapshot)).toBe(figures(expected));
            expect(boards(snapshot)).toBe(boards(expected));
            // Most of a ledger is in no figure. It stays as it is where nothing has come in.
            if (version !== compared) expect(contents(store.ledger(step.now))).toEqual(contents(ledger));
            compared = version;
            if (snapshot !== before)
              expect([snapshot.version, snapshot.computedAt]).toEqual([version, step.now]);
            expect(store.recompute(step.now)).toBe(snapshot);
            expect(store.snapshot()).toBe(snapshot);
          }
        }
        const { now } = history.steps.at(-1) as Extract<Step, { do: "recompute" }>;
        const records = exportRecords(store.snapshot() as Snapshot).map((record) => Object.values(record));
        expect(records).toEqual(twinExport(withoutIdleAllocations(rows), { now }).rows);
        const ledger = ledgerAt(rows, now);
        const open = openItems(ledger, { asOf: ledger.today });
        for (const id of ledger.accounts.keys()) {
          const own = open.filter(({ accountId }) => accountId === id);
          expect(byDocument(store.openItems(id) ?? [])).toEqual(byDocument(own));
        }
      }),
      { numRuns: runs(250) },
    );
  });

  test("L-47 A-019 G-07 G-08 knows which rows lag and why, and makes a whole new row of no other", () => {
    fc.assert(
      fc.property(arbHistory, (history) => {
        const store = opened(history);
        let { opening: rows } = history;
        /** Of each row that there is: its day, and when it shows as expired what is open. */
        const made = new Map<string, { day: string; openUntil: number | undefined }>();
        const changed = new Set<string>();
        const day = (now: string): string => dayAt(rows.business.time_zone, now);
        const ids = (): string[] => rows.accounts.map(({ account_id }) => account_id);
        const staleness = (id: string, now: string): Staleness => {
          const row = made.get(id);
          if (row === undefined) return "never-computed";
          if (changed.has(id)) return "data-changed";
          if (row.day !== day(now)) return "day-rolled-over";
          return (row.openUntil ?? Number.POSITIVE_INFINITY) <= millisecondsOf(now)
            ? "invitation-expired"
            : "fresh";
        };
        const looksRight = (now: string): void => {
          expect(store.staleness(now)).toEqual(new Map(ids().map((id) => [id, staleness(id, now)])));
          const ms = millisecondsOf(now);
          const ends = ids().map((id) => openUntil(rows, id, ms) ?? Number.POSITIVE_INFINITY);
          const dayChange = millisecondsOf(calendar.nextDayChange(rows.business.time_zone, now));
          expect(millisecondsOf(store.nextRecomputeAt(now))).toBe(Math.min(dayChange, ...ends));
        };
        for (const step of history.steps) {
          if (step.do === "apply") {
            takes(store, step);
            rows = step.rows;
            for (const id of step.answer.ok ? step.answer.accountIds : []) changed.add(id);
          } else if (step.do === "look") {
            looksRight(step.now);
          } else {
            const before = store.snapshot();
            const was = before === undefined ? new Map<string, string>() : rowTexts(before);
            const without = ids().filter((id) => !made.has(id));
            const lagging = ids().filter((id) => staleness(id, step.now) !== "fresh");
            const targets = step.accounts === undefined ? lagging : [...step.accounts, ...without];
            looksRight(step.now);
            const snapshot =
              step.accounts === undefined
                ? store.recompute(step.now)
                : store.recompute(step.now, { accounts: step.accounts });
            if (before?.asOf === day(step.now) && targets.length === 0) expect(snapshot).toBe(before);
            const now = rowTexts(fresh(rows, step.now));
            for (const id of targets) {
              made.set(id, { day: day(step.now), openUntil: openUntil(rows, id, millisecondsOf(step.now)) });
              changed.delete(id);
            }
            const expected = [...made.keys()].map((id) => [
              id,
              targets.includes(id) ? now.get(id) : was.get(id),
            ]);
            expect(rowTexts(snapshot)).toEqual(new Map(expected as [string, string][]));
            scoresCompareAll(snapshot);
            looksRight(step.now);
          }
        }
      }),
      { numRuns: runs(200) },
    );
  });

  test("L-52 without invitations, figures next change by themselves when the day does", () => {
    fc.assert(
      fc.property(arbHistory, ({ opening, openedAt, steps }) => {
        const rows = { ...opening, invites: [] };
        const { time_zone } = rows.business;
        const store = openStore(ledgerAt(rows, openedAt), { calendar });
        for (const step of steps) {
          if (step.do !== "recompute") continue;
          const { now } = step;
          const next = store.nextRecomputeAt(now);
          const [from, to] = [millisecondsOf(now), millisecondsOf(next)];
          const last = new Date(to - 1).toISOString();
          expect([dayAt(time_zone, last), dayAt(time_zone, next) === dayAt(time_zone, now)]).toEqual([
            dayAt(time_zone, now),
            false,
          ]);
          expect(to > from && to - from <= 50 * 3_600_000).toBe(true);
          expect(figures(fresh(rows, last))).toBe(figures(store.recompute(now)));
          expect([...store.staleness(last).values()].every((each) => each === "fresh")).toBe(true);
          expect([...store.staleness(next).values()].every((each) => each === "day-rolled-over")).toBe(true);
        }
      }),
      { numRuns: runs(100) },
    );
  });
});

describe("between recomputes", () => {
  test("L-46 A-045 A-071 the snapshot and its export stay as they are, to the byte, while an account's ledger shows each change", () => {
    fc.assert(
      fc.property(arbHistory, (history) => {
        const store = opened(history);
        const { openedAt } = history;
        const snapshot = store.recompute(openedAt);
        const json = JSON.stringify(snapshot);
        const csv = exportCustomers(snapshot);
        for (const step of history.steps) {
          if (step.do !== "apply") continue;
          takes(store, step);
          const last = store.snapshot() as Snapshot;
          expect(JSON.stringify(last)).toBe(json);
          expect(exportCustomers(last)).toBe(csv);
          const ledger = ledgerAt(step.rows, openedAt);
          for (const id of step.answer.ok ? step.answer.accountIds : []) {
            const own = store.accountLedger(id, openedAt);
            expect(contents(own, id)).toEqual({ ...contents(ledger, id), business: own.business });
            const asOf = ledger.today;
            expect(accountDetail(own, id, { asOf, now: openedAt })).toEqual(
              accountDetail(ledger, id, { asOf, now: openedAt }),
            );
          }
        }
      }),
      { numRuns: runs(100) },
    );
  });

  test("L-66 every snapshot says for ever what it said, and says it when it is read back from its JSON", () => {
    fc.assert(
      fc.property(arbHistory, (history) => {
        const store = opened(history);
        const kept = new Map<Snapshot, string>();
        const said = (snapshot: Snapshot): string => `${JSON.stringify(snapshot)}${boards(snapshot)}`;
        for (const step of history.steps) {
          if (step.do === "apply") store.apply(step.changes);
          if (step.do !== "recompute") continue;
          const snapshot =
            step.accounts === undefined
              ? store.recompute(step.now)
              : store.recompute(step.now, { accounts: step.accounts });
          const before = kept.get(snapshot);
          if (before === undefined) kept.set(snapshot, said(snapshot));
        }
        for (const [snapshot, before] of kept) {
          expect(said(snapshot)).toBe(before);
          expect(said(mustRead(readSnapshot(JSON.parse(JSON.stringify(snapshot)))))).toBe(before);
        }
      }),
      { numRuns: runs(100) },
    );
  });
});

describe("changes", () => {
  test("L-48 one by one, in one batch, account by account, as rows or as CSV files: all the same", () => {
    fc.assert(
      fc.property(arbHistory, (history) => {
        const { opening, openedAt, taken } = history;
        const rows = history.steps.findLast((step) => step.do === "apply")?.rows ?? opening;
        const changes = taken.map(({ change }) => change);
        const byAccount = taken.toSorted(({ accountId: a = "" }, { accountId: b = "" }) =>
          a < b ? 1 : a > b ? -1 : 0,
        );
        const inTurn = opened(history);
        for (const change of changes) expect(mustRead(inTurn.apply(change)).applied).toBe(1);
        const inOneBatch = opened(history);
        expect(mustRead(inOneBatch.apply(changes)).applied).toBe(changes.length);
        // The first job that comes decides which jobs invoices of all accounts may name.
        const namesJobs = opening.jobs.length === 0 && changes.some(({ kind }) => kind === "job-changed");
        const rearranged = opened(history);
        for (const { change } of namesJobs ? taken : byAccount) {
          expect(mustRead(rearranged.apply(change)).applied).toBe(1);
        }
        const today = (timeZone: string): string => dayAt(timeZone, openedAt);
        const { ledger } = mustRead(readLedgerFiles(filesOf(tablesOf(rows)), { today }));

        const expected = fresh(rows, openedAt);
        const said = `${figures(expected)}${boards(expected)}`;
        const held = contents(ledgerAt(rows, openedAt));
        for (const store of [inTurn, inOneBatch, openStore(ledger, { calendar })]) {
          const snapshot = store.recompute(openedAt);
          expect(`${figures(snapshot)}${boards(snapshot)}`).toBe(said);
          expect(contents(store.ledger(openedAt))).toEqual(held);
        }
        const snapshot = rearranged.recompute(openedAt);
        // New accounts come in another order: each is the same, and so is what is shown.
        expect(rowTexts(snapshot)).toEqual(rowTexts(expected));
        expect(boards(snapshot)).toBe(boards(expected));
        expect(contents(rearranged.ledger(openedAt))).toEqual(held);
      }),
      { numRuns: runs(200) },
    );
  });

  test("A-173 ten thousand leave no trace of the way they came", () => {
    let store: Store | undefined;
    let count = 0;
    const agrees = (rows: Rows, now: string): void => {
      const snapshot = store?.recompute(now) as Snapshot;
      const expected = fresh(rows, now);
      expect(figures(snapshot)).toBe(figures(expected));
      expect(boards(snapshot)).toBe(boards(expected));
      expect(contents((store as Store).ledger(now))).toEqual(contents(ledgerAt(rows, now)));
    };
    const takesChange = (change: Change, rows: Rows, now: string): boolean => {
      store ??= openStore(ledgerAt(rows, now), { calendar });
      if (count > 0 && count % 2500 === 0) agrees(rows, now);
      if (!store.apply(change).ok) return false;
      count += 1;
      if (count % 10 === 0) store.recompute(now);
      if (count % 70 === 0) {
        const some = rows.accounts.filter((_, place) => place % 7 === (count / 70) % 7);
        store.recompute(now, { accounts: some.map(({ account_id }) => account_id) });
      }
      return true;
    };
    const { rows, now } = longHistory({ accounts: 300, changes: 10_000, seed: 20250310 }, takesChange);
    expect(count).toBe(10_000);
    agrees(rows, now);
  });
});

describe("while figures are recomputed", () => {
  test("L-49 A-089 whoever looks sees the old snapshot whole, and then the new one", () => {
    fc.assert(
      fc.property(arbHistory, (history) => {
        let store: Store | undefined;
        let seen: { readonly snapshot: Snapshot | undefined; readonly text: string } | undefined;
        let looks = 0;
        /** What a reader finds who comes while the store asks the caller's own code something. */
        const look = (): void => {
          if (seen === undefined) return;
          looks += 1;
          expect(store?.snapshot()).toBe(seen.snapshot);
          expect(JSON.stringify(store?.snapshot() ?? null)).toBe(seen.text);
        };
        const watched: StoreOptions["calendar"] = {
          todayIn: (...asked) => {
            look();
            return calendar.todayIn(...asked);
          },
          nextDayChange: (...asked) => {
            look();
            return calendar.nextDayChange(...asked);
          },
        };
        store = opened(history, { calendar: watched });
        for (const step of history.steps) {
          if (step.do === "apply") store.apply(step.changes);
          if (step.do !== "recompute") continue;
          seen = { snapshot: store.snapshot(), text: JSON.stringify(store.snapshot() ?? null) };
          const now = {
            get epochMilliseconds() {
              look();
              return millisecondsOf(step.now);
            },
          };
          const accounts = step.accounts?.map((id) => id);
          for (const [place, id] of accounts?.entries() ?? []) {
            const get = (): string => {
              look();
              return id;
            };
            Object.defineProperty(accounts, place, { get });
          }
          const snapshot = store.recompute(now, accounts === undefined ? {} : { accounts });
          seen = undefined;
          expect(store.snapshot()).toBe(snapshot);
        }
        expect(looks).toBeGreaterThan(0);
      }),
      { numRuns: runs(100) },
    );
  });

  test("the list of accounts is read once: what has been checked is what is recomputed", () => {
    const store = storeOf({ accounts: [{ account_id: "A" }] });
    const named = ["A"];
    let asked = 0;
    const get = (): string => {
      asked += 1;
      return asked === 1 ? "A" : "nobody";
    };
    Object.defineProperty(named, 0, { get });
    expect(store.recompute(noon, { accounts: named }).accountIds()).toEqual(["A"]);
    expect(faultOf(() => store.recompute(noon, { accounts: named }))?.code).toBe("REF_UNKNOWN");
  });

  test("a recompute that fails leaves the old snapshot, and everything still to be done", () => {
    const store = storeOf({ accounts: [{ account_id: "A" }, { account_id: "B" }] });
    const before = store.recompute(noon);
    const most = { account_id: "B", amount: "90071992547409.91", due_on: today };
    apply(store, "invoice-created", { invoice: { ...due("1", "A"), due_on: "2025-03-09" } });
    apply(store, "invoice-created", { invoice: { ...most, invoice_number: "2" } });
    apply(store, "invoice-created", { invoice: { ...most, invoice_number: "3" } });
    expect(faultOf(() => store.recompute(noon))?.code).toBe("AMOUNT_OVERFLOW");
    expect(store.snapshot()).toBe(before);
    expect(before.row("A")?.stats.invoices.amount).toBe(0);
    expect([...store.staleness(noon).values()]).toEqual(["data-changed", "data-changed"]);
    apply(store, "invoice-voided", { invoiceId: "3", voidedOn: today });
    const { rows } = customersView(store.recompute(noon));
    expect(rows.map(({ accountId, outstanding }) => [accountId, outstanding])).toEqual([
      ["A", 10_000],
      ["B", 9_007_199_254_740_991],
    ]);
  });
});

describe("one business", () => {
  test("G-07 an account that nothing happens to turns past due at the dealer's midnight", () => {
    const store = storeOf({ invoices: [{ ...due("1", "A"), due_on: today }] });
    const midnight = "2025-03-11T05:00:00.000Z";
    const lastMoment = "2025-03-11T04:59:59.999Z";
    const first = store.recompute(noon);
    expect(store.recompute(lastMoment)).toBe(first);
    expect(store.nextRecomputeAt(lastMoment)).toBe(midnight);
    expect(store.staleness(midnight).get("A")).toBe("day-rolled-over");
    expect([first.row("A")?.stats.current.amount, first.row("A")?.stats.pastDue.amount]).toEqual([10_000, 0]);
    const next = store.recompute(midnight).row("A")?.stats;
    expect([next?.current.amount, next?.pastDue]).toEqual([
      0,
      { amount: 10_000, count: 1, amountDays: 10_000n },
    ]);
    expect(store.staleness(midnight).get("A")).toBe("fresh");
  });

  test("G-08 a change of one account moves the scores of all, and no other figure of theirs", () => {
    const scores = (snapshot: Snapshot): object =>
      Object.fromEntries(
        exportRecords(snapshot).map((row) => [row["account_id"], row["collection_priority"]]),
      );
    const past = (number: string, account: string, amount: string) => ({
      ...due(number, account),
      amount,
      due_on: "2025-03-09",
    });
    const store = storeOf({
      accounts: [{ account_id: "A" }, { account_id: "B" }, { account_id: "C" }],
      invoices: [past("1", "A", "2000.00"), past("2", "B", "1000.00")],
    });
    const before = store.recompute(noon);
    // To owe half as much scores a little less, until somebody owes a million times as much.
    expect(scores(before)).toEqual({ A: "10.0", B: "9.1", C: "0.0" });
    apply(store, "invoice-created", { invoice: past("3", "C", "1000000000.00") });
    const after = store.recompute(noon, { accounts: ["C"] });
    expect(scores(after)).toEqual({ C: "10.0", A: "0.5", B: "0.0" });
    expect(after.row("A")).toEqual(before.row("A"));
    apply(store, "invoice-paid", { invoiceId: "1" });
    apply(store, "invoice-paid", { invoiceId: "2" });
    apply(store, "invoice-voided", { invoiceId: "3", voidedOn: today });
    expect(scores(store.recompute(noon))).toEqual({ A: "0.0", B: "0.0", C: "0.0" });
    expect(scores(before)).toEqual({ A: "10.0", B: "9.1", C: "0.0" });
  });

  test("A-088 A-019 the list, the panel and the export read one stored snapshot, whatever has changed since", () => {
    const store = storeOf({
      invoices: [{ ...due("1", "A"), due_on: "2025-03-09" }, due("2", "B")],
      adjustments: [{ adjustment_id: "D", account_id: "B", type: "debit", amount: "7.00", issued_on: today }],
    });
    const snapshot = store.recompute(noon);
    apply(store, "invoice-created", { invoice: { ...due("3", "A"), amount: "5.00" } });
    apply(store, "invoice-paid", { invoiceId: "2" });
    const last = store.snapshot() as Snapshot;
    expect(last).toBe(snapshot);
    const [view, panel] = [customersView(last), statsPanel(last)];
    expect([view.computedAt, panel.computedAt]).toEqual([noon, noon]);
    const amounts = Object.fromEntries(panel.metrics.map(({ name, amount }) => [name, amount]));
    expect(amounts).toMatchObject({
      outstanding_invoices: 20_000,
      past_due_invoices: 10_000,
      debit_adjustments: 700,
    });
    expect(
      view.rows.map((row) => [row.accountId, row.outstanding, row.pastDueInvoices, row.days1To30]),
    ).toEqual([
      ["A", 10_000, 10_000, 10_000],
      ["B", 10_700, 0, 0],
    ]);
    const cells = exportRecords(last).map((row) => [row["account_id"], row["outstanding_amount"]]);
    expect(cells).toEqual([
      ["A", "100.00"],
      ["B", "107.00"],
    ]);
    // Only A is brought up to date: its row is new in every cell, B's is old in every cell.
    const { rows } = customersView(store.recompute(noon, { accounts: ["A"] }));
    expect(
      rows.map((row) => [row.accountId, row.outstanding, row.currentInvoices, row.pastDueInvoices]),
    ).toEqual([
      ["A", 10_500, 500, 10_000],
      ["B", 10_700, 10_000, 0],
    ]);
  });

  test("where the clock goes back across midnight, the day does, and so do the figures", () => {
    const rows = {
      business: { time_zone: "America/St_Johns", currency: "USD" },
      invoices: [{ ...due("1", "A"), due_on: "2010-11-06" }],
      payments: [{ payment_id: "P", account_id: "A", paid_on: "2010-11-07", amount: "40.00" }],
      allocations: [{ payment_id: "P", invoice_id: "1", amount: "40.00", allocated_on: "2010-11-07" }],
    };
    const store = openStore(mustRead(readLedger(rows, { today: "2010-11-06" })), { calendar });
    const said = (now: string) => {
      const snapshot = store.recompute(now);
      const row = snapshot.row("A");
      return [snapshot.asOf, row?.asOf, row?.stats.current.amount, row?.stats.pastDue.amount];
    };
    const [sixth, seventh] = [
      ["2010-11-06", "2010-11-06", 10_000, 0],
      ["2010-11-07", "2010-11-07", 0, 6_000],
    ];
    expect(said("2010-11-07T02:29:59.999Z")).toEqual(sixth);
    expect(said("2010-11-07T02:30:00.000Z")).toEqual(seventh);
    expect(store.nextRecomputeAt("2010-11-07T02:30:00.000Z")).toBe("2010-11-07T02:31:00.000Z");
    expect(store.staleness("2010-11-07T02:31:00.000Z").get("A")).toBe("day-rolled-over");
    expect(said("2010-11-07T02:31:00.000Z")).toEqual(sixth);
    expect(said("2010-11-07T03:30:00.000Z")).toEqual(seventh);
  });

  test("an invitation that expires while only others are recomputed is not forgotten", () => {
    const invite = {
      account_id: "A",
      email: "ap@acme.test",
      status: "Pending",
      created_at: "2025-03-10T00:00:00Z",
    };
    const expires_at = "2025-03-10T18:00:00.000Z";
    const store = storeOf({
      accounts: [{ account_id: "A" }, { account_id: "B" }],
      invites: [{ ...invite, expires_at }],
    });
    store.recompute(noon);
    expect(store.nextRecomputeAt(noon)).toBe(expires_at);
    const others = store.recompute("2025-03-10T19:00:00.000Z", { accounts: ["B"] });
    expect(others.row("A")?.invitation?.status).toBe("Pending");
    expect(store.staleness("2025-03-10T20:00:00.000Z").get("A")).toBe("invitation-expired");
    const all = store.recompute("2025-03-10T20:00:00.000Z");
    expect(all.row("A")?.invitation?.status).toBe("Expired");
    expect(store.recompute("2025-03-10T20:00:00.000Z")).toBe(all);
  });
});

/** An invoice of 100.00 that is due today. */
function due(number: string, account: string) {
  return { invoice_number: number, account_id: account, amount: "100.00", due_on: today };
}

let serial = 0;

/** One change that must be taken. */
function apply(store: Store, kind: Change["kind"], parts: object): void {
  serial += 1;
  mustRead(store.apply({ changeId: String(serial), kind, ...parts } as Change));
}

function byDocument<Item extends { readonly kind: string; readonly id: string }>(
  items: readonly Item[],
): Item[] {
  const key = ({ kind, id }: Item): string => `${kind} ${id}`;
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

const Exact = Decimal.clone({ precision: 40 });

/** Scores compare the exposures that stand in the rows, new and old ones together. */
function scoresCompareAll(snapshot: Snapshot): void {
  const { exponent } = snapshot.currency;
  const rows = customerListOf(snapshot).rows;
  const logs = rows.map(({ stats }) =>
    new Exact(stats.pastDue.amountDays)
      .div(10 ** exponent)
      .plus(1)
      .ln(),
  );
  const [lowest, highest] = [Exact.min(...logs, Number.POSITIVE_INFINITY), Exact.max(...logs, 0)];
  for (const [place, { priority }] of rows.entries()) {
    const log = logs[place] as Decimal;
    const score = highest.eq(0)
      ? 0
      : highest.eq(lowest)
        ? 10
        : log.minus(lowest).div(highest.minus(lowest)).times(10);
    expect(Math.abs(priority - Number(score))).toBeLessThanOrEqual(1e-12 * Math.max(1, Number(score)));
  }
}
