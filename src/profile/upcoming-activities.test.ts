import { describe, expect, test } from "vitest";
import { dashboardOf } from "../../test/profile-of.ts";

const upcoming = (
  tables: { readonly activities?: readonly object[]; readonly tasks?: readonly object[] },
  options: object = {},
  time_zone = "America/Denver",
) => {
  const own = { account_id: "A", at: "2025-06-01T15:00:00Z" };
  return dashboardOf(
    {
      business: { time_zone, currency: "USD" },
      activities: (tables.activities ?? []).map((row) => ({ ...own, status: "planned", ...row })),
      tasks: (tables.tasks ?? []).map((row) => ({ ...own, ...row })),
    },
    options,
  ).widgets.upcomingActivities;
};

test("D-033 D-034 D-035 visits, calls, meetings and due tasks from now on, the next first", () => {
  const activities = [
    { activity_id: "M", kind: "meeting", due_at: "2025-06-17", text: "Half-year review", user: "desk" },
    { activity_id: "V", kind: "Visit", due_at: "2025-06-12T15:00:00Z", text: "Roof load", user: "field" },
    { activity_id: "C", kind: "call", at: "2025-06-10T20:00:00-06:00" },
  ];
  const tasks = [{ task_id: "T", kind: "paperwork", due_at: "2025-06-10", text: "  Approve\n lot 4 " }];
  expect(upcoming({ activities, tasks })).toEqual({
    entries: [
      {
        id: "activity:C",
        kind: "activity",
        icon: "call",
        at: "2025-06-11T02:00:00.000Z",
        day: "2025-06-10",
        user: null,
        text: "call",
      },
      {
        id: "task:T",
        kind: "task",
        icon: "task",
        at: "2025-06-10",
        day: "2025-06-10",
        user: null,
        text: "Approve lot 4",
      },
      {
        id: "activity:V",
        kind: "activity",
        icon: "visit",
        at: "2025-06-12T15:00:00.000Z",
        day: "2025-06-12",
        user: "field",
        text: "Roof load",
      },
      {
        id: "activity:M",
        kind: "activity",
        icon: "meeting",
        at: "2025-06-17",
        day: "2025-06-17",
        user: "desk",
        text: "Half-year review",
      },
    ],
    total: 4,
  });
});

describe("what lies ahead", () => {
  test.each([
    ["2025-06-10T17:59:59.999Z", false],
    ["2025-06-10T18:00:00Z", true],
    ["2025-06-10", true],
    ["2025-06-09", false],
    ["2199-12-31", true],
    ["9999-12-31T23:59:59Z", true],
  ])("D-033 D-035 G-134 %s: %j, of activities and of tasks", (due_at, expected) => {
    expect(upcoming({ activities: [{ activity_id: "V", due_at }] }) !== null).toBe(expected);
    expect(upcoming({ tasks: [{ task_id: "T", due_at }] }) !== null).toBe(expected);
  });

  test.each([
    [{ status: "done", due_at: "2025-06-12" }, false],
    [{ status: "cancelled", due_at: "2025-06-12" }, false],
    [{ due_at: "2025-06-12", completed_at: "2025-06-09" }, false],
    [{ due_at: "2025-06-12", completed_at: "2025-06-11" }, true],
    [{ status: undefined, due_at: "2025-06-12" }, true],
    [{ status: undefined, at: "2025-06-12" }, true],
    [{ status: undefined }, false],
    [{ at: "2025-06-12" }, true],
    [{ at: "2025-06-12", due_at: "2025-06-09" }, false],
  ])("D-034 an activity with %j: %j", (row, expected) => {
    expect(upcoming({ activities: [{ activity_id: "V", ...row }] }) !== null).toBe(expected);
  });

  test.each([
    [{}, false],
    [{ due_at: "2025-06-12", status: "open" }, true],
    [{ due_at: "2025-06-12", status: "completed" }, false],
    [{ due_at: "2025-06-12", status: "cancelled" }, false],
    [{ due_at: "2025-06-12", completed_at: "2025-06-10T18:00:00Z" }, false],
    [{ due_at: "2025-06-12", completed_at: "2025-06-10T18:00:00.001Z" }, true],
  ])("D-035 a task with %j: %j", (row, expected) => {
    expect(upcoming({ tasks: [{ task_id: "T", ...row }] }) !== null).toBe(expected);
  });

  test.each([
    ["America/Denver", "2025-06-11T05:59:59.999Z", "2025-06-10"],
    ["America/Denver", "2025-06-11T06:00:00.000Z", "2025-06-11"],
    ["Pacific/Auckland", "2025-06-11T11:59:59.999Z", "2025-06-11"],
    ["Pacific/Auckland", "2025-06-11T12:00:00.000Z", "2025-06-12"],
  ])("D-033 the day is the business's own: in %s %s lies on %s", (zone, due_at, day) => {
    expect(upcoming({ activities: [{ activity_id: "V", due_at }] }, {}, zone)?.entries[0]?.day).toBe(day);
  });
});

test("G-134 a whole day stands after the instants of it, and of one moment ids decide", () => {
  const tasks = [
    { task_id: "b", due_at: "2025-06-11" },
    { task_id: "c", due_at: "2025-06-12T05:59:59.999Z" },
    { task_id: "a", due_at: "2025-06-12T06:00:00Z" },
  ];
  const activities = [
    { activity_id: "z", due_at: "2025-06-11" },
    { activity_id: "y", due_at: "2025-06-12T05:59:59.999Z" },
  ];
  expect(upcoming({ activities, tasks })?.entries.map(({ id }) => id)).toEqual([
    "activity:y",
    "task:c",
    "activity:z",
    "task:b",
    "task:a",
  ]);
});

test("P-46 all are listed, or as many as asked for; the total is of all", () => {
  const tasks = Array.from({ length: 12 }, (_, at) => ({
    task_id: `T${String(at).padStart(2, "0")}`,
    due_at: "2025-06-12",
  }));
  expect(upcoming({ tasks })?.entries).toHaveLength(12);
  const one = upcoming({ tasks }, { upcomingLimit: 1 });
  expect([one?.entries.map(({ id }) => id), one?.total]).toEqual([["task:T00"], 12]);
  expect(upcoming({ tasks }, { upcomingLimit: 12 })?.entries).toHaveLength(12);
});

test("whoever is not named, or by no letter, is nobody; an entry that says nothing is named by what it is", () => {
  const entry = (row: object) => {
    const { user, text, icon } =
      upcoming({ activities: [{ activity_id: "V", due_at: "2025-06-12", ...row }] })?.entries[0] ?? {};
    return [user, text, icon];
  };
  expect(entry({})).toEqual([null, "activity", "activity"]);
  expect(entry({ user: "", text: " \n" })).toEqual([null, "activity", "activity"]);
  expect(entry({ kind: "site\nwalk", user: "desk" })).toEqual(["desk", "site walk", "activity"]);
  const [task] = upcoming({ tasks: [{ task_id: "T", due_at: "2025-06-12", user: "" }] })?.entries ?? [];
  expect([task?.user, task?.text]).toEqual([null, "task"]);
});
