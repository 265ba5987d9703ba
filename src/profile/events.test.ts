import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { dashboardOf, profileLedger } from "../../test/profile-of.ts";
import { eventDetails, eventIcons, eventKinds, eventTextLength } from "./events.ts";

/** Something of every kind, as it comes in. */
const everything = {
  activities: [
    {
      activity_id: "V",
      account_id: "A",
      at: "2025-06-03T15:00:00Z",
      kind: "Visit",
      user: "field rep",
      text: "Walked the framing",
      status: "done",
    },
    {
      activity_id: "M",
      account_id: "A",
      at: "2025-06-04",
      kind: "meeting",
      due_at: "2025-06-05",
      status: "done",
    },
    { activity_id: "C", account_id: "A", at: "2025-06-04T15:00:00Z", kind: "call" },
    { activity_id: "E", account_id: "A", at: "2025-06-04T14:00:00Z", kind: "e-mail" },
    { activity_id: "P", account_id: "A", at: "2025-06-04", due_at: "2025-06-20", status: "planned" },
    { activity_id: "X", account_id: "A", at: "2025-06-04", status: "cancelled" },
  ],
  tasks: [
    {
      task_id: "T",
      account_id: "A",
      at: "2025-06-02T15:00:00Z",
      kind: "paperwork",
      user: "desk",
      text: "Approve lot 4",
      status: "completed",
      completed_at: "2025-06-06T15:00:00Z",
    },
    { task_id: "O", account_id: "A", at: "2025-06-01T15:00:00Z", status: "open", due_at: "2025-06-20" },
  ],
  notes: [
    { note_id: "N", account_id: "A", at: "2025-06-07T15:00:00Z", user: "desk", text: "Promised\n Friday" },
  ],
  events: [
    { event_id: "S", account_id: "A", at: "2025-06-08T15:00:00Z", user: "system", text: "Limit raised" },
  ],
};

const eventsOf = (tables: object, options: object = {}, time_zone = "America/Denver") =>
  dashboardOf({ business: { time_zone, currency: "USD" }, ...tables }, options).widgets.latestEvents;
const idsOf = (...given: Parameters<typeof eventsOf>) => eventsOf(...given)?.events.map(({ id }) => id);

test("D-015 D-016 D-017 D-018 D-019 what happened, the newest first, each task twice, what is planned not", () => {
  expect(idsOf(everything)).toEqual([
    "event:S",
    "note:N",
    "task-completed:T",
    "activity:M",
    "activity:C",
    "activity:E",
    "activity:V",
    "task-created:T",
    "task-created:O",
  ]);
  expect(eventsOf(everything)?.total).toBe(9);
});

test("D-020 each with its icon, its moment and day, the user and a line", () => {
  const events = eventsOf(everything)?.events ?? [];
  for (const event of events) {
    expect(Object.keys(event)).toEqual(["id", "kind", "icon", "at", "day", "user", "text"]);
  }
  const byId = new Map(events.map(({ id, ...rest }) => [id, Object.values(rest)]));
  expect(byId.get("activity:V")).toEqual([
    ...["activity", "visit", "2025-06-03T15:00:00.000Z", "2025-06-03"],
    ...["field rep", "Walked the framing"],
  ]);
  expect(byId.get("activity:M")).toEqual([
    ...["activity", "meeting", "2025-06-05", "2025-06-05", null, "meeting"],
  ]);
  expect(byId.get("activity:C")?.slice(1)).toEqual([
    "call",
    "2025-06-04T15:00:00.000Z",
    "2025-06-04",
    null,
    "call",
  ]);
  expect(byId.get("activity:E")?.slice(0, 2)).toEqual(["activity", "activity"]);
  expect(byId.get("task-created:T")).toEqual([
    ...["task-created", "task", "2025-06-02T15:00:00.000Z", "2025-06-02", "desk", "Approve lot 4"],
  ]);
  expect(byId.get("task-completed:T")).toEqual([
    ...[
      "task-completed",
      "task-completed",
      "2025-06-06T15:00:00.000Z",
      "2025-06-06",
      "desk",
      "Approve lot 4",
    ],
  ]);
  expect(byId.get("task-created:O")?.slice(4)).toEqual([null, "task"]);
  expect(byId.get("note:N")).toEqual([
    ...["note", "note", "2025-06-07T15:00:00.000Z", "2025-06-07", "desk", "Promised Friday"],
  ]);
  expect(byId.get("event:S")).toEqual([
    ...["system", "system", "2025-06-08T15:00:00.000Z", "2025-06-08", "system", "Limit raised"],
  ]);
  expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(eventKinds));
  expect(new Set(events.map(({ icon }) => icon))).toEqual(new Set(eventIcons));
});

describe("which", () => {
  const own = { account_id: "A" };
  test.each([
    ["2025-06-10T18:00:00Z", true],
    ["2025-06-10T18:00:00.001Z", false],
    ["2025-06-10T11:00:00-07:00", true],
    ["2025-06-10", true],
    ["2025-06-11", false],
    ["0000-01-01T00:00:00Z", true],
    ["+010000-01-01T00:00:00Z", false],
  ])("L-65 D-019 G-127 one at %s has come: %j", (at, expected) => {
    const tables = { events: [{ ...own, event_id: "S", at }] };
    expect(idsOf(tables)).toEqual(expected ? ["event:S"] : undefined);
    const task = { tasks: [{ ...own, task_id: "T", at: "2025-06-01", completed_at: at }] };
    if (at >= "2025") expect(idsOf(task)?.includes("task-completed:T")).toBe(expected);
    const activity = { activities: [{ ...own, activity_id: "V", at, status: "done" }] };
    expect(idsOf(activity)).toEqual(expected ? ["activity:V"] : undefined);
  });

  test("D-018 a note of now, but none of later", () => {
    const note = (at: string) => ({ notes: [{ ...own, note_id: "N", at, text: "x" }] });
    expect(idsOf(note("2025-06-10T18:00:00Z"))).toEqual(["note:N"]);
    expect(idsOf(note("2025-06-10T18:00:00.001Z"))).toBeUndefined();
  });

  test("D-017 a task was created, and completed, even where it is cancelled", () => {
    const tasks = [
      { ...own, task_id: "T", at: "2025-06-01", completed_at: "2025-06-02", status: "cancelled" },
    ];
    expect(idsOf({ tasks })).toEqual(["task-completed:T", "task-created:T"]);
    // Completed on a day that nobody gives it has no place among events.
    expect(idsOf({ tasks: [{ ...own, task_id: "T", at: "2025-06-01", status: "completed" }] })).toEqual([
      "task-created:T",
    ]);
    expect(idsOf({ tasks: [{ ...own, task_id: "T", at: "2025-06-11" }] })).toBeUndefined();
  });

  test("D-016 a done activity stands where it was done", () => {
    const activity = (rest: object) => [
      { ...own, activity_id: "V", at: "2025-06-01", status: "done", ...rest },
    ];
    const at = (rest: object) => eventsOf({ activities: activity(rest) })?.events[0]?.at;
    expect(at({})).toBe("2025-06-01");
    expect(at({ due_at: "2025-06-03" })).toBe("2025-06-03");
    expect(at({ due_at: "2025-06-03", completed_at: "2025-06-04T15:00:00Z" })).toBe(
      "2025-06-04T15:00:00.000Z",
    );
    // What has not come by now is not when it was done.
    expect(at({ due_at: "2025-06-20" })).toBe("2025-06-01");
    expect(at({ due_at: "2025-06-03", completed_at: "2025-06-11" })).toBe("2025-06-03");
    expect(at({ at: "2025-06-11", due_at: "2025-06-20" })).toBeUndefined();
  });

  test("D-015 the account's own", () => {
    const accounts = [{ account_id: "A" }, { account_id: "B" }];
    expect(
      idsOf({ accounts, events: [{ account_id: "B", event_id: "S", at: "2025-06-01" }] }),
    ).toBeUndefined();
  });

  test("without the feature activities there are notes and system events", () => {
    const features = { activities: false };
    const business = { time_zone: "America/Denver", currency: "USD", features };
    expect(idsOf({ ...everything, business })).toEqual(["event:S", "note:N"]);
  });
});

describe("order", () => {
  test("L-65 D-015 of one instant by id; a whole day after all instants of it", () => {
    const event = (event_id: string, at: string) => ({ account_id: "A", event_id, at });
    const events = [
      event("b", "2025-06-09T18:00:00Z"),
      event("a", "2025-06-09T18:00:00Z"),
      event("day", "2025-06-09"),
      event("first", "2025-06-09T06:00:00Z"),
      event("before", "2025-06-09T05:59:59.999Z"),
    ];
    const notes = [{ account_id: "A", note_id: "0", at: "2025-06-09T18:00:00Z", text: "x" }];
    expect(idsOf({ events, notes })).toEqual([
      "event:a",
      "event:b",
      "note:0",
      "event:first",
      "event:day",
      "event:before",
    ]);
    // In Auckland the day of the 9th ends at noon UTC.
    expect(idsOf({ events }, { now: "2025-06-09T19:00:00Z" }, "Pacific/Auckland")).toEqual([
      "event:a",
      "event:b",
      "event:first",
      "event:before",
      "event:day",
    ]);
  });

  test.each([
    ["America/Denver", "2025-06-10T06:00:00.000Z", "2025-06-10", "2025-06-09"],
    ["Pacific/Auckland", "2025-06-09T12:00:00.000Z", "2025-06-10", "2025-06-09"],
  ])("D-020 the day is the business's own: %s", (zone, midnight, day, before) => {
    const last = new Date(Date.parse(midnight) - 1).toISOString();
    const events = [midnight, last].map((at, index) => ({ account_id: "A", event_id: String(index), at }));
    expect(eventsOf({ events }, { now: midnight }, zone)?.events.map((each) => each.day)).toEqual([
      day,
      before,
    ]);
  });
});

describe("how many", () => {
  const many = (count: number) => ({
    events: Array.from({ length: count }, (_, at) => ({
      account_id: "A",
      event_id: String(at).padStart(2, "0"),
      at: `2025-05-${String(31 - at).padStart(2, "0")}`,
    })),
  });

  test.each([
    [9, 9],
    [10, 10],
    [11, 10],
  ])("L-65 D-015 of %d events %d are listed, and all are counted", (count, listed) => {
    const latest = eventsOf(many(count));
    expect([latest?.events.length, latest?.total]).toEqual([listed, count]);
  });

  test("L-65 P-46 an older event beyond the limit changes nothing listed", () => {
    expect(idsOf(many(12))).toEqual(idsOf(many(10)));
    expect(idsOf(many(12), { eventsLimit: 1 })).toEqual(["event:00"]);
    expect(idsOf(many(12), { eventsLimit: 1000 })).toHaveLength(12);
  });
});

describe("the text of an event", () => {
  const textOf = (row: object) =>
    eventsOf({ events: [{ account_id: "A", event_id: "S", at: "2025-06-01", ...row }] })?.events[0]?.text;
  const emoji = "\u{1f44d}";

  test("D-020 is whole up to 120 characters, and cut with a mark beyond", () => {
    expect(eventTextLength).toBe(120);
    expect(textOf({ text: "x".repeat(120) })).toBe("x".repeat(120));
    expect(textOf({ text: "x".repeat(121) })).toBe(`${"x".repeat(119)}…`);
    expect(textOf({ text: emoji.repeat(120) })).toBe(emoji.repeat(120));
    expect(textOf({ text: emoji.repeat(121) })).toBe(`${emoji.repeat(119)}…`);
    expect(textOf({ text: `x${emoji.repeat(500_000 - 1)}` })).toBe(`x${emoji.repeat(118)}…`);
  });

  test("D-020 is one line: blanks of any kind and number are one, none at the ends", () => {
    expect(textOf({ text: " a\r\n\t b\u00a0c\u2028 " })).toBe("a b c");
    expect(textOf({ text: `${"x".repeat(119)} ` })).toBe("x".repeat(119));
    expect(textOf({ text: `${"x ".repeat(59)}  x ` })).toBe(`${"x ".repeat(59)}x`);
    expect(textOf({ text: `${" ".repeat(99_999)}a${" ".repeat(99_999)}b` })).toBe("a b");
  });

  test("D-020 never ends within a character, however many blanks are before it", () => {
    for (let blanks = 236; blanks < 246; blanks += 1) {
      expect(textOf({ text: `a${" ".repeat(blanks)}${emoji}` })).toBe(`a ${emoji}`);
    }
    expect(textOf({ text: `a${" ".repeat(2398)}${emoji}` })).toBe(`a ${emoji}`);
  });

  test("D-020 is the kind where there is none, on one line too, else what it is", () => {
    expect(textOf({ kind: "portal" })).toBe("portal");
    expect(textOf({ kind: "portal", text: "" })).toBe("portal");
    expect(textOf({ kind: "portal", text: " \n " })).toBe("portal");
    expect(textOf({ kind: "portal", text: "Opened" })).toBe("Opened");
    expect(textOf({ kind: "portal\n  visit" })).toBe("portal visit");
    expect(textOf({ kind: "y".repeat(121) })).toBe(`${"y".repeat(119)}…`);
    expect([textOf({}), textOf({ kind: "  " })]).toEqual(["system", "system"]);
    const tasks = [{ task_id: "T", account_id: "A", at: "2025-06-01", completed_at: "2025-06-02" }];
    expect(eventsOf({ tasks })?.events.map(({ text }) => text)).toEqual(["task completed", "task"]);
  });

  test("F-50 D-020 an event without a user, or with one of no letter, is nobody's", () => {
    const user = (row: object) =>
      eventsOf({ events: [{ account_id: "A", event_id: "S", at: "2025-06-01", ...row }] })?.events[0]?.user;
    expect([user({}), user({ user: "" }), user({ user: "0" })]).toEqual([null, null, "0"]);
  });
});

describe("eventDetails", () => {
  const ledger = profileLedger(everything);

  test("D-021 the whole row of each event of the dashboard", () => {
    const [S, N] = [ledger.events.get("S"), ledger.notes.get("N")];
    const [V, T] = [ledger.activities.get("V"), ledger.tasks.get("T")];
    expect(eventDetails(ledger, "activity:V")).toEqual({ id: "activity:V", kind: "activity", activity: V });
    expect(eventDetails(ledger, "task-created:T")).toEqual({
      id: "task-created:T",
      kind: "task-created",
      task: T,
    });
    expect(eventDetails(ledger, "task-completed:T")).toEqual({
      id: "task-completed:T",
      kind: "task-completed",
      task: T,
    });
    expect(eventDetails(ledger, "note:N")).toEqual({ id: "note:N", kind: "note", note: N });
    expect(eventDetails(ledger, "event:S")).toEqual({ id: "event:S", kind: "system", event: S });
    // The text that a dashboard cuts or puts on one line is there as it was written.
    expect(N?.text).toBe("Promised\n Friday");
    const listed = eventsOf(everything)?.events ?? [];
    expect(listed.map(({ id }) => eventDetails(ledger, id).kind)).toEqual(listed.map(({ kind }) => kind));
  });

  test("D-021 what is planned has details too: a task by its own id", () => {
    const task = ledger.tasks.get("T");
    expect(eventDetails(ledger, "task:T")).toEqual({ id: "task:T", kind: "task", task });
  });

  test("D-021 they are plain data and a copy", () => {
    const details = eventDetails(ledger, "note:N");
    expect(JSON.parse(JSON.stringify(details))).toEqual(details);
    expect(details.kind === "note" && details.note === ledger.notes.get("N")).toBe(false);
  });

  test("D-021 ids may hold anything that ids hold", () => {
    const odd = ["a:b", "__proto__", "note:N", "…\u{1f44d}", "\u2028"];
    const tables = {
      events: odd.map((event_id) => ({ account_id: "A", event_id, at: "2025-06-01" })),
    };
    for (const id of odd) {
      const details = eventDetails(profileLedger(tables), `event:${id}`);
      expect(details.kind === "system" && details.event.eventId).toBe(id);
    }
  });

  test.each([
    "activity:T",
    "activity:",
    "task-created:V",
    "task-completed:O",
    "task:V",
    "note:S",
    "event:N",
    "system:S",
    "Note:N",
    " note:N",
    "N",
    "",
    "__proto__:x",
    undefined,
    null,
    7,
    ["note:N"],
  ])("X-006 D-021 no event is called %j", (id) => {
    const fault = faultOf(() => eventDetails(ledger, id as string));
    expect([fault?.code, fault?.path]).toEqual(["REF_UNKNOWN", ["id"]]);
    expect(fault?.message).toMatch(/^There is no event .+\.$/);
  });
});
