import { describe, expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, usd, warningsOf } from "../../test/reading.ts";
import {
  activityReader,
  activityStatuses,
  eventReader,
  readActivities,
  readEvents,
  readTasks,
  taskReader,
  taskStatuses,
} from "./activity.ts";
import { readLedger } from "./read-ledger.ts";

const activities = activityReader({ currency: usd });
const tasks = taskReader({ currency: usd });
const events = eventReader({ currency: usd });

const at = "2025-06-03T15:00:00Z";
const activity = { activity_id: "V", account_id: "A", at };
const task = { task_id: "T", account_id: "A", at };
const event = { event_id: "E", account_id: "A", at };

describe("what is read", () => {
  const who = { kind: "Visit", user: "kim", text: "Asked about the yard" };
  const times = {
    due_at: "2025-06-04",
    completed_at: new Date("2025-06-05T09:00:00+10:00"),
  };
  const read = { accountId: "A", at: "2025-06-03T15:00:00.000Z", ...who };
  const readTimes = { dueAt: "2025-06-04", completedAt: "2025-06-04T23:00:00.000Z" };

  test("an activity with every column, days as days and instants in UTC", () => {
    const row = { ...activity, ...who, ...times, status: "Done" };
    expect(mustRead(activities.read(row))).toEqual({
      activityId: "V",
      ...read,
      ...readTimes,
      status: "done",
    });
  });

  test("a task with every column", () => {
    const row = { ...task, ...who, ...times, status: "COMPLETED" };
    expect(mustRead(tasks.read(row))).toEqual({ taskId: "T", ...read, ...readTimes, status: "completed" });
  });

  test("a system event with every column", () => {
    expect(mustRead(events.read({ ...event, ...who }))).toEqual({ eventId: "E", ...read });
  });

  test("what a row does not say is not there: no status, kind or user is made up", () => {
    const least = { accountId: "A", at: "2025-06-03" };
    const day = { at: "2025-06-03" };
    expect(mustRead(activities.read({ ...activity, ...day }))).toStrictEqual({ activityId: "V", ...least });
    expect(mustRead(tasks.read({ ...task, ...day }))).toStrictEqual({ taskId: "T", ...least });
    expect(mustRead(events.read({ ...event, ...day }))).toStrictEqual({ eventId: "E", ...least });
  });

  test("F-50 a kind that nobody has listed passes as it stands, and so does a row without a user", () => {
    const kind = "Site-Inspection 2";
    expect(mustRead(activities.read({ ...activity, kind })).kind).toBe(kind);
    expect(mustRead(tasks.read({ ...task, kind })).kind).toBe(kind);
    const row = mustRead(events.read({ ...event, kind }));
    expect([row.kind, row.user]).toEqual([kind, undefined]);
    expect(warningsOf(events.read({ ...event, kind }))).toEqual([]);
  });

  test("statuses are the known words, matched ignoring case and blanks", () => {
    expect(activityStatuses).toEqual(["planned", "done", "cancelled"]);
    expect(taskStatuses).toEqual(["open", "completed", "cancelled"]);
    for (const status of activityStatuses) {
      const row = { ...activity, status: ` ${status.toUpperCase()}` };
      expect(mustRead(activities.read(row)).status).toBe(status);
    }
    for (const status of taskStatuses) {
      expect(mustRead(tasks.read({ ...task, status: status.toUpperCase() })).status).toBe(status);
    }
    expect(issuesOf(activities.read({ ...activity, status: "completed" }))).toEqual(["ENUM_UNKNOWN status"]);
    expect(issuesOf(tasks.read({ ...task, status: "done" }))).toEqual(["ENUM_UNKNOWN status"]);
  });
});

describe("what was completed before it was entered", () => {
  test.each([
    ["2025-06-03T15:00:00Z", "2025-06-03T14:59:59.999Z", ["DATE_ORDER completed_at"]],
    ["2025-06-03T15:00:00Z", "2025-06-03T15:00:00Z", []],
    ["2025-06-03T15:00:00Z", "2025-06-04T01:00:00+10:00", []],
    ["2025-06-03", "2025-06-02", ["DATE_ORDER completed_at"]],
    ["2025-06-03", "2025-06-03", []],
    ["2025-06-03", "2025-06-04", []],
    // Of a day and an instant nobody knows which zone's day it is: only what is before it in all is refused.
    ["2025-06-03", "2025-06-01T23:59:59.999Z", ["DATE_ORDER completed_at"]],
    ["2025-06-03", "2025-06-02T00:00:00Z", []],
    ["2025-06-03T00:00:00Z", "2025-06-01", ["DATE_ORDER completed_at"]],
    ["2025-06-03T00:00:00Z", "2025-06-02", []],
  ])("F-50 M-21 entered at %s and completed at %s: %j", (entered, completed_at, issues) => {
    const times = { at: entered, completed_at };
    expect(issuesOf(tasks.read({ ...task, ...times }))).toEqual(issues);
    expect(issuesOf(activities.read({ ...activity, due_at: "2025-06-30", ...times }))).toEqual(issues);
  });

  test("M-21 an activity without a due_at says when it takes place, not when it was entered: it may be done before", () => {
    const times = { at: "2025-06-03", completed_at: "2025-06-01" };
    expect(mustRead(activities.read({ ...activity, ...times }))).toMatchObject({ completedAt: "2025-06-01" });
    expect(issuesOf(tasks.read({ ...task, ...times }))).toEqual(["DATE_ORDER completed_at"]);
  });

  test("F-50 M-21 the path is spelled as the row is, with the row's place", () => {
    const times = { accountId: "A", at: "2025-06-03", completedAt: "2025-06-02" };
    const options = { currency: usd };
    expect(issuesOf(readTasks([task, { taskId: "U", ...times }], options))).toEqual([
      "DATE_ORDER 1/completedAt",
    ]);
    const planned = { activityId: "W", dueAt: "2025-06-30", ...times };
    expect(issuesOf(readActivities([activity, planned], options))).toEqual(["DATE_ORDER 1/completedAt"]);
  });

  test("M-21 the message says both times", () => {
    const reading = tasks.read({ ...task, at: "2025-06-03", completed_at: "2025-06-02" });
    expect(reading.ok ? "" : reading.issues[0]?.message).toBe(
      "Completed at 2025-06-02, before it was entered at 2025-06-03.",
    );
  });

  test("what is due before it was entered is nobody's fault", () => {
    expect(issuesOf(tasks.read({ ...task, due_at: "2025-01-01" }))).toEqual([]);
    expect(issuesOf(activities.read({ ...activity, due_at: "2025-01-01" }))).toEqual([]);
  });

  test("a row whose times cannot be read is not called unordered as well", () => {
    expect(issuesOf(tasks.read({ ...task, at: "soon", completed_at: "2025-06-02" }))).toEqual([
      "INSTANT_INVALID at",
    ]);
  });
});

describe("what is refused", () => {
  test("a row without its id, its account or its time", () => {
    const missing = (id: string) => ["FIELD_MISSING 0/account_id", "FIELD_MISSING 0/at", id].toSorted();
    const options = { currency: usd };
    const none = (reading: Parameters<typeof issuesOf>[0]) => issuesOf(reading).toSorted();
    expect(none(readActivities([{}], options))).toEqual(missing("FIELD_MISSING 0/activity_id"));
    expect(none(readTasks([{}], options))).toEqual(missing("FIELD_MISSING 0/task_id"));
    expect(none(readEvents([{}], options))).toEqual(missing("FIELD_MISSING 0/event_id"));
  });

  test.each([
    [{ at: "2025-02-30" }, "DATE_INVALID at"],
    [{ at: "0000-01-01" }, "DATE_RANGE at"],
    [{ at: "3 June" }, "INSTANT_INVALID at"],
    [{ at: "2025-06-03T15:00:00" }, "INSTANT_INVALID at"],
    [{ kind: "" }, "TEXT_EMPTY kind"],
    [{ user: 7 }, "TYPE user"],
    [{ text: "\ud800" }, "TEXT_NOT_WELL_FORMED text"],
  ])("%j: %s", (cells, issue) => {
    expect(issuesOf(activities.read({ ...activity, ...cells }))).toEqual([issue]);
    expect(issuesOf(tasks.read({ ...task, ...cells }))).toEqual([issue]);
    expect(issuesOf(events.read({ ...event, ...cells }))).toEqual([issue]);
  });

  test.each(["due_at", "completed_at"])("a %s that is no time", (key) => {
    expect(issuesOf(activities.read({ ...activity, [key]: "later" }))).toEqual([`INSTANT_INVALID ${key}`]);
    expect(issuesOf(tasks.read({ ...task, [key]: "later" }))).toEqual([`INSTANT_INVALID ${key}`]);
    expect(warningsOf(events.read({ ...event, [key]: "later" }))).toEqual([`COLUMN_UNKNOWN ${key}`]);
  });
});

test("in a ledger each stands under its id", () => {
  const ledger = mustRead(
    readLedger(
      {
        business: { time_zone: "UTC", currency: "USD" },
        activities: [activity, { ...activity, activity_id: "W" }],
        tasks: [task],
        // Another table may have the id.
        events: [event, { ...event, event_id: "T" }],
      },
      { today: "2025-06-10" },
    ),
  );
  expect([...ledger.activities.keys()]).toEqual(["V", "W"]);
  expect([...ledger.tasks.keys()]).toEqual(["T"]);
  expect([...ledger.events.keys()]).toEqual(["E", "T"]);
  expect(ledger.tasks.get("T")).toEqual({ taskId: "T", accountId: "A", at: "2025-06-03T15:00:00.000Z" });
});
