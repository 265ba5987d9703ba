import { describe, expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { noon as now, storeOf } from "../../test/store-of.ts";
import { nextDayChange, todayIn } from "../calendar/zone.ts";
import type { Ledger } from "../model/ledger.ts";
import { readLedger } from "../model/read-ledger.ts";
import type { Change } from "./change.ts";
import { openStore, type Store } from "./store.ts";

const accounts = [{ account_id: "A" }, { account_id: "B" }];
const open = (tables: object = {}): Store => storeOf({ accounts, ...tables });

let count = 0;
const change = (kind: string, fields: object): Change => {
  count += 1;
  return { changeId: `#${count}`, kind, ...fields } as unknown as Change;
};

/** How many changes a store took; or what was wrong with them. */
const apply = (store: Store, ...changes: readonly Change[]) => {
  const reading = store.apply(changes);
  return reading.ok
    ? reading.value.applied
    : reading.issues.map(({ code, path }) => `${code} ${path.join("/")}`);
};

const saleRow = { account_id: "A", sold_on: "2025-03-01", amount: "120.00", brand: "Acme" };
const activityRow = { activity_id: "V", account_id: "A", at: "2025-03-01", kind: "visit" };
const taskRow = { task_id: "T", account_id: "A", at: "2025-03-01T15:00:00Z", due_at: "2025-03-12" };
const eventRow = { event_id: "E", account_id: "A", at: "2025-03-01", text: "Limit raised" };
const agreementRow = {
  agreement_id: "G",
  account_id: "A",
  starts_on: "2025-01-01",
  ends_on: "2025-12-31",
};
const bonusRow = { agreement_id: "G", target: "20000.00", rate: "2.5" };
const clearRow = { kind: "month", executed_on: "2025-02-28" };

const sale = (more: object = {}) => change("sale-recorded", { sale: { ...saleRow, ...more } });
const activity = (more: object = {}) => change("activity-changed", { activity: { ...activityRow, ...more } });
const task = (more: object = {}) => change("task-changed", { task: { ...taskRow, ...more } });
const event = (more: object = {}) => change("event-recorded", { event: { ...eventRow, ...more } });
const agreement = (more: object = {}, lists: object = {}) =>
  change("agreement-changed", { agreement: { ...agreementRow, ...more }, ...lists });
const clear = (more: object = {}) => change("period-cleared", { periodClear: { ...clearRow, ...more } });

/** What a ledger holds of the six, each row in a word. */
const inShort = (ledger: Ledger) => ({
  sales: ledger.sales.map(({ accountId, amount }) => `${accountId} ${amount}`),
  activities: [...ledger.activities.values()].map((each) => `${each.activityId} ${each.accountId}`),
  tasks: [...ledger.tasks.values()].map((each) => `${each.taskId} ${each.accountId}`),
  events: [...ledger.events.values()].map((each) => `${each.eventId} ${each.accountId}`),
  agreements: [...ledger.agreements.values()].map(
    (each) => `${each.agreementId} ${each.accountId} ${each.bonuses.map(({ target }) => target).join(",")}`,
  ),
  periodClears: ledger.periodClears.map(({ kind, executedOn }) => `${executedOn} ${kind}`),
});

const nothing = { sales: [], activities: [], tasks: [], events: [], agreements: [], periodClears: [] };

const tables = {
  sales: [saleRow, { ...saleRow, account_id: "B", amount: "-5.00" }],
  activities: [activityRow, { ...activityRow, activity_id: "W", account_id: "B" }],
  tasks: [taskRow, { ...taskRow, task_id: "U", account_id: "B" }],
  events: [eventRow, { ...eventRow, event_id: "F", account_id: "B" }],
  agreements: [agreementRow, { ...agreementRow, agreement_id: "H", account_id: "B" }],
  bonuses: [bonusRow, { ...bonusRow, target: "0.00" }],
  period_clears: [{ kind: "year", executed_on: "2024-12-31" }, clearRow],
};

/** The changes that come to these tables; the later clear comes first. */
const changes = (): readonly Change[] => [
  clear(),
  sale(),
  sale({ account_id: "B", amount: "-5.00" }),
  activity(),
  activity({ activity_id: "W", account_id: "B" }),
  task(),
  task({ task_id: "U", account_id: "B" }),
  event(),
  event({ event_id: "F", account_id: "B" }),
  agreement({}, { bonuses: [bonusRow, { ...bonusRow, target: "0.00" }] }),
  agreement({ agreement_id: "H", account_id: "B" }),
  clear({ kind: "year", executed_on: "2024-12-31" }),
];

test("A-003 L-48 changes one by one, as a batch, and a ledger's tables give the same", () => {
  const all = changes();
  const single = open();
  for (const each of all) expect(apply(single, each)).toBe(1);
  const batch = open();
  expect(apply(batch, ...all)).toBe(12);
  const files = open(tables);
  expect(single.ledger(now)).toEqual(files.ledger(now));
  expect(batch.ledger(now)).toEqual(files.ledger(now));
  expect(inShort(files.ledger(now))).toEqual({
    sales: ["A 12000", "B -500"],
    activities: ["V A", "W B"],
    tasks: ["T A", "U B"],
    events: ["E A", "F B"],
    agreements: ["G A 2000000,0", "H B "],
    periodClears: ["2024-12-31 year", "2025-02-28 month"],
  });
});

test("the ledger of one account has its own rows, and the clears, which are of the business", () => {
  const clears = { periodClears: ["2024-12-31 year", "2025-02-28 month"] };
  const fed = open();
  apply(fed, ...changes());
  for (const store of [open(tables), fed]) {
    expect(inShort(store.accountLedger("A", now))).toEqual({
      sales: ["A 12000"],
      activities: ["V A"],
      tasks: ["T A"],
      events: ["E A"],
      agreements: ["G A 2000000,0"],
      ...clears,
    });
    expect(inShort(store.accountLedger("B", now))).toEqual({
      sales: ["B -500"],
      activities: ["W B"],
      tasks: ["U B"],
      events: ["F B"],
      agreements: ["H B "],
      ...clears,
    });
  }
});

describe("what a change touches", () => {
  test.each([
    ["sale-recorded", sale],
    ["activity-changed", activity],
    ["task-changed", task],
    ["event-recorded", event],
    ["agreement-changed", agreement],
  ])("%s marks its account, and no other", (_, make) => {
    const store = open();
    const before = store.recompute(now);
    expect(mustRead(store.apply(make()))).toEqual({
      version: 1,
      applied: 1,
      replayed: 0,
      accountIds: ["A"],
    });
    expect([...store.staleness(now)]).toEqual([
      ["A", "data-changed"],
      ["B", "fresh"],
    ]);
    // No figure of the customers board counts them.
    expect(store.recompute(now).row("A")).toEqual(before.row("A"));
  });

  test("period-cleared is of no account and marks none", () => {
    const store = open();
    store.recompute(now);
    expect(mustRead(store.apply(clear()))).toEqual({ version: 1, applied: 1, replayed: 0, accountIds: [] });
    expect([...store.staleness(now).values()]).toEqual(["fresh", "fresh"]);
  });

  test("an account of the same batch is known to what comes after it", () => {
    const store = open();
    const account = change("account-changed", { account: { account_id: "C" } });
    const of = { account_id: "C" };
    expect(apply(store, account, sale(of), activity(of), task(of), event(of), agreement(of))).toBe(6);
    expect(inShort(store.accountLedger("C", now)).agreements).toEqual(["G C "]);
  });
});

describe("sale-recorded", () => {
  test("one like another counts again, in the order in which they come", () => {
    const store = open({ sales: [saleRow] });
    expect(apply(store, sale(), sale({ amount: "1.00" }))).toBe(2);
    expect(apply(store, sale())).toBe(1);
    expect(inShort(store.ledger(now)).sales).toEqual(["A 12000", "A 12000", "A 100", "A 12000"]);
  });

  test("is refused where its account is unknown or its row is none", () => {
    expect(apply(open(), sale({ account_id: "Z" }))).toEqual(["REF_UNKNOWN 0/sale/account_id"]);
    expect(apply(open(), sale({ amount: 5 }))).toEqual(["TYPE 0/sale/amount"]);
    const camel = { accountId: "Z", soldOn: "2025-03-01", amount: "1.00" };
    expect(apply(open(), change("sale-recorded", { sale: camel }))).toEqual(["REF_UNKNOWN 0/sale/accountId"]);
  });
});

describe.each([
  ["activity-changed", "activities", activity, "activity", "activity_id"],
  ["task-changed", "tasks", task, "task", "task_id"],
] as const)("%s", (_, table, make, part, idKey) => {
  const rowsOf = (store: Store) => [...store.ledger(now)[table].values()];

  test("enters a row, or puts it whole in the place of the one before", () => {
    const store = open();
    apply(store, make({ text: "First" }), make({ [idKey]: "X" }));
    apply(store, make({ completed_at: "2025-03-05" }));
    const [row, other] = rowsOf(store);
    expect(rowsOf(store)).toHaveLength(2);
    expect(row).toMatchObject({ accountId: "A", completedAt: "2025-03-05" });
    expect(row).not.toHaveProperty("text");
    expect(Object.values(other ?? {})).toContain("X");
  });

  test("twice in one batch: the last counts", () => {
    const store = open();
    expect(apply(store, make({ text: "First" }), make({ text: "Second" }))).toBe(2);
    expect(rowsOf(store).map(({ text }) => text)).toEqual(["Second"]);
  });

  test("M-21 is refused where it was completed before it was entered, and the row before stands", () => {
    const store = open();
    apply(store, make({ text: "First" }));
    expect(apply(store, make({ due_at: "2025-03-12", completed_at: "2025-02-20" }))).toEqual([
      `DATE_ORDER 0/${part}/completed_at`,
    ]);
    expect(rowsOf(store).map(({ text }) => text)).toEqual(["First"]);
  });

  test("is refused where its account is unknown, or the row is another's", () => {
    expect(apply(open(), make({ account_id: "Z" }))).toEqual([`REF_UNKNOWN 0/${part}/account_id`]);
    expect(apply(open(tables), make({ account_id: "B" }))).toEqual([`ACCOUNT_MISMATCH 0/${part}/account_id`]);
    expect(apply(open(), make(), make({ account_id: "B" }))).toEqual([
      `ACCOUNT_MISMATCH 1/${part}/account_id`,
    ]);
  });
});

describe("event-recorded", () => {
  test("is refused where its account is unknown or its id is used: what happened is not changed", () => {
    expect(apply(open(), event({ account_id: "Z" }))).toEqual(["REF_UNKNOWN 0/event/account_id"]);
    expect(apply(open(tables), event())).toEqual(["ID_DUPLICATE 0/event/event_id"]);
    expect(apply(open(tables), event({ account_id: "B" }))).toEqual(["ID_DUPLICATE 0/event/event_id"]);
    expect(apply(open(), event(), event({ text: "Again" }))).toEqual(["ID_DUPLICATE 1/event/event_id"]);
    const store = open();
    apply(store, event());
    expect(apply(store, event({ text: "Again" }))).toEqual(["ID_DUPLICATE 0/event/event_id"]);
    expect([...store.ledger(now).events.values()].map(({ text }) => text)).toEqual(["Limit raised"]);
  });
});

describe("agreement-changed", () => {
  const bonuses = [bonusRow, { ...bonusRow, target: "1.00" }];

  test("puts an agreement in the place of the one before; bonuses that are not named stay, an empty list takes them away", () => {
    for (const store of [open({ agreements: [agreementRow], bonuses }), open()]) {
      if (store.ledger(now).agreements.size === 0) apply(store, agreement({}, { bonuses }));
      const own = () => store.ledger(now).agreements.get("G");
      apply(store, agreement({ ends_on: "2025-06-30", name: "Partner" }));
      expect(own()).toMatchObject({ endsOn: "2025-06-30", name: "Partner" });
      expect(own()?.bonuses.map(({ target }) => target)).toEqual([2_000_000, 100]);
      apply(store, agreement({}, { bonuses: [{ ...bonusRow, target: "3.00", basis: "payments" }] }));
      expect(own()).not.toHaveProperty("name");
      expect(own()?.bonuses).toEqual([{ agreementId: "G", target: 300, basis: "payments", rate: 2.5 }]);
      apply(store, agreement({}, { bonuses: [] }));
      expect(own()?.bonuses).toEqual([]);
    }
  });

  test("bonuses that come earlier in a batch stay, too", () => {
    const store = open();
    expect(apply(store, agreement({}, { bonuses }), agreement({ name: "Partner" }))).toBe(2);
    expect(inShort(store.ledger(now)).agreements).toEqual(["G A 2000000,100"]);
    expect(store.ledger(now).agreements.get("G")?.name).toBe("Partner");
  });

  test("M-22 is refused where it ends before it starts, its account is unknown, or it is another's", () => {
    expect(apply(open(), agreement({ ends_on: "2024-12-31" }))).toEqual(["DATE_ORDER 0/agreement/ends_on"]);
    expect(apply(open(), agreement({ account_id: "Z" }))).toEqual(["REF_UNKNOWN 0/agreement/account_id"]);
    expect(apply(open(tables), agreement({ account_id: "B" }))).toEqual([
      "ACCOUNT_MISMATCH 0/agreement/account_id",
    ]);
  });

  test("is refused where a bonus is none or names another agreement, even one that is there", () => {
    const of = (...rows: readonly object[]) => apply(open(tables), agreement({}, { bonuses: rows }));
    expect(of(bonusRow, { ...bonusRow, agreement_id: "H" }, { ...bonusRow, agreement_id: "X" })).toEqual([
      "REF_UNKNOWN 0/bonuses/1/agreement_id",
      "REF_UNKNOWN 0/bonuses/2/agreement_id",
    ]);
    expect(of({ agreementId: "H", target: "1.00" })).toEqual(["REF_UNKNOWN 0/bonuses/0/agreementId"]);
    expect(of({ ...bonusRow, target: "-0.01" }, { ...bonusRow, rate: "101" })).toEqual([
      "AMOUNT_NOT_POSITIVE 0/bonuses/0/target",
      "NUMBER_INVALID 0/bonuses/1/rate",
    ]);
    expect(apply(open(), agreement({}, { bonuses: "none" }))).toEqual(["TYPE 0/bonuses"]);
  });
});

describe("period-cleared", () => {
  test("M-23 puts a clear where it belongs, whatever came before it", () => {
    const store = open({ period_clears: [clearRow] });
    apply(store, clear({ executed_on: "2025-03-31" }));
    apply(store, clear({ kind: "year", executed_on: "2024-12-31" }), clear({ executed_on: "2024-12-31" }));
    expect(inShort(store.ledger(now)).periodClears).toEqual([
      "2024-12-31 month",
      "2024-12-31 year",
      "2025-02-28 month",
      "2025-03-31 month",
    ]);
  });

  test("is refused where there is that clear already: of the ledger, of a batch before, or of its own", () => {
    const store = open({ period_clears: [clearRow] });
    expect(apply(store, clear())).toEqual(["ID_DUPLICATE 0/periodClear/executed_on"]);
    expect(apply(store, clear({ kind: "Year" }))).toBe(1);
    expect(apply(store, clear({ kind: "year" }))).toEqual(["ID_DUPLICATE 0/periodClear/executed_on"]);
    const twice = change("period-cleared", { period_clear: { kind: "month", executedOn: "2025-01-31" } });
    expect(apply(store, clear({ executed_on: "2025-01-31" }), twice)).toEqual([
      "ID_DUPLICATE 1/period_clear/executedOn",
    ]);
    expect(inShort(store.ledger(now)).periodClears).toEqual(["2025-02-28 month", "2025-02-28 year"]);
  });

  test("is refused where its row is none", () => {
    expect(apply(open(), clear({ kind: "week", executed_on: "soon" }))).toEqual([
      "ENUM_UNKNOWN 0/periodClear/kind",
      "DATE_INVALID 0/periodClear/executed_on",
    ]);
  });
});

/** Each kind, and the same under its id with something else to say. */
const twins: readonly (readonly [string, Change, object])[] = [
  ["sale-recorded", sale(), { sale: { ...saleRow, amount: "1.00" } }],
  ["activity-changed", activity(), { activity: { ...activityRow, kind: "call" } }],
  ["task-changed", task(), { task: { ...taskRow, status: "open" } }],
  ["event-recorded", event(), { event: { ...eventRow, user: "kim" } }],
  [
    "agreement-changed with bonuses",
    agreement({}, { bonuses: [bonusRow] }),
    { bonuses: [{ ...bonusRow, rate: "2.6" }] },
  ],
  ["agreement-changed, whose bonuses stay", agreement(), { bonuses: [] }],
  ["period-cleared", clear(), { periodClear: { ...clearRow, kind: "year" } }],
];

describe("F-46 a change under an id that was used", () => {
  test.each(twins)("F-46 %s: the same does nothing, another is refused", (_, first, other) => {
    const store = open();
    expect(apply(store, first)).toBe(1);
    const before = store.ledger(now);
    expect(mustRead(store.apply([first, { ...first }]))).toEqual({
      version: 1,
      applied: 0,
      replayed: 2,
      accountIds: [],
    });
    expect(apply(store, { ...first, ...other } as Change)).toEqual(["EVENT_CONFLICT 0/changeId"]);
    expect([store.version, store.ledger(now)]).toEqual([1, before]);
    // In one batch as well.
    expect(apply(open(), first, { ...first, ...other } as Change)).toEqual(["EVENT_CONFLICT 1/changeId"]);
  });

  test("F-46 the ledger may hold changes already: such an id is a replay, whatever it says", () => {
    const store = storeOf({ accounts }, { changeIds: ["#1"] });
    const replay = { ...clear(), changeId: "#1" };
    expect(mustRead(store.apply(replay))).toMatchObject({ applied: 0, replayed: 1 });
    expect(store.ledger(now).periodClears).toEqual([]);
  });
});

describe("all or nothing", () => {
  const bad = change("note-added", { note: { note_id: "N", account_id: "Z", at: now, text: "" } });

  test.each([
    ["sale-recorded", sale],
    ["activity-changed", activity],
    ["task-changed", task],
    ["event-recorded", event],
    ["agreement-changed", () => agreement({}, { bonuses: [bonusRow] })],
    ["period-cleared", clear],
  ])("F-46 %s leaves no trace where a change beside it is refused, and may come again", (_, make) => {
    for (const place of [0, 1]) {
      const store = open();
      store.recompute(now);
      const good = make();
      expect(apply(store, ...[good].toSpliced(place, 0, bad))).toEqual([
        `REF_UNKNOWN ${place}/note/account_id`,
      ]);
      expect([store.version, inShort(store.ledger(now))]).toEqual([0, nothing]);
      expect([...store.staleness(now).values()]).toEqual(["fresh", "fresh"]);
      expect(apply(store, good)).toBe(1);
    }
  });

  test("a batch that is refused leaves rows, lists and clears that were there as they were", () => {
    const store = open(tables);
    const before = store.ledger(now);
    const refused = [
      ...[sale(), activity({ text: "Later" }), task({ text: "Later" }), event({ event_id: "X" })],
      ...[agreement({ name: "Later" }, { bonuses: [] }), clear({ executed_on: "2025-01-31" }), bad],
    ];
    expect(apply(store, ...refused)).toEqual(["REF_UNKNOWN 6/note/account_id"]);
    expect(store.ledger(now)).toEqual(before);
    expect(apply(store, ...refused.slice(0, -1))).toBe(6);
    expect(inShort(before).periodClears).toEqual(["2024-12-31 year", "2025-02-28 month"]);
  });
});

describe("a copy", () => {
  const rowsOf = (ledger: Ledger): readonly object[] => [
    ...ledger.sales,
    ...ledger.activities.values(),
    ...ledger.tasks.values(),
    ...ledger.events.values(),
    ...ledger.agreements.values(),
    ...[...ledger.agreements.values()].flatMap(({ bonuses }) => [bonuses, ...bonuses]),
    ...ledger.periodClears,
  ];

  test("callers cannot reach the store through a ledger that it gave: rows are frozen, tables and lists are their own", () => {
    const fed = open();
    apply(fed, ...changes());
    for (const store of [open(tables), fed]) {
      const before = inShort(store.ledger(now));
      for (const ledger of [store.ledger(now), store.accountLedger("A", now)]) {
        expect(rowsOf(ledger).every((row) => Object.isFrozen(row))).toBe(true);
        for (const table of [ledger.activities, ledger.tasks, ledger.events, ledger.agreements]) {
          (table as Map<string, unknown>).clear();
        }
        (ledger.sales as unknown[]).length = 0;
        (ledger.periodClears as unknown[]).length = 0;
      }
      expect(inShort(store.ledger(now))).toEqual(before);
      expect(inShort(store.accountLedger("A", now)).periodClears).toEqual(before.periodClears);
      // Nor does a change stumble over it.
      expect(apply(store, clear())).toEqual(["ID_DUPLICATE 0/periodClear/executed_on"]);
    }
  });

  test("later changes do not reach it", () => {
    const store = open(tables);
    const ledgers = [store.ledger(now), store.accountLedger("A", now)];
    const before = ledgers.map(inShort);
    const later = [sale(), activity({ activity_id: "X" }), task({ task_id: "X" }), event({ event_id: "X" })];
    apply(store, ...later, agreement({}, { bonuses: [] }), clear({ executed_on: "2025-01-31" }));
    expect(ledgers.map(inShort)).toEqual(before);
  });

  test("nor does the ledger that a store was opened on reach it, or feel it", () => {
    const business = { time_zone: "UTC", currency: "USD" };
    const ledger = mustRead(readLedger({ business, accounts, ...tables }, { today: "2025-03-10" }));
    const store = openStore(ledger, { calendar: { nextDayChange, todayIn } });
    const before = inShort(ledger);
    expect(rowsOf(ledger).some((row) => Object.isFrozen(row))).toBe(false);
    for (const row of rowsOf(ledger)) Object.assign(row, { amount: 1, accountId: "B", executedOn: "?" });
    for (const { bonuses } of ledger.agreements.values()) (bonuses as unknown[]).length = 0;
    for (const table of [ledger.activities, ledger.tasks, ledger.events, ledger.agreements]) {
      (table as Map<string, unknown>).clear();
    }
    (ledger.sales as unknown[]).length = 0;
    (ledger.periodClears as unknown[]).length = 0;
    expect(inShort(store.ledger(now))).toEqual(before);
  });

  test("nor do the rows of a change, once it is taken", () => {
    const store = open();
    const rows = [{ ...saleRow }, { ...agreementRow }, { ...bonusRow }, { ...clearRow }] as const;
    const [sold, agreed, earned, cleared] = rows;
    const list = [earned];
    apply(
      store,
      change("sale-recorded", { sale: sold }),
      change("agreement-changed", { agreement: agreed, bonuses: list }),
      change("period-cleared", { periodClear: cleared }),
    );
    const before = inShort(store.ledger(now));
    for (const row of rows) Object.assign(row, { amount: "1.00", target: "1.00", executed_on: "2025-01-31" });
    list.length = 0;
    expect(inShort(store.ledger(now))).toEqual(before);
    expect(rows.some((row) => Object.isFrozen(row))).toBe(false);
  });
});
