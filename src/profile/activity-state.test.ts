import { expect, test } from "vitest";
import type { Activity, Task } from "../model/activity.ts";
import { activityTypes, doneAt, isAhead, isPending, plannedAt, taskDueAt, typeOf } from "./activity-state.ts";

const clock = {
  now: "2025-06-10T18:00:00.000Z",
  today: "2025-06-10",
  dayOf: (moment: string) => moment.slice(0, 10),
};
/** Moments around now: an instant before, now itself, an instant after; yesterday, today, tomorrow. */
const [past, now, ahead] = ["2025-06-10T17:59:59.999Z", clock.now, "2025-06-10T18:00:00.001Z"];
const [yesterday, today, tomorrow] = ["2025-06-09", "2025-06-10", "2025-06-11"];

const activity = (rest: Partial<Activity>): Activity => ({
  activityId: "V",
  accountId: "A",
  at: past,
  ...rest,
});
const task = (rest: Partial<Task>): Task => ({ taskId: "T", accountId: "A", at: past, ...rest });

test.each([
  ["visit", "visit"],
  ["Visit", "visit"],
  ["V I-S_I/T", "visit"],
  ["CALL", "call"],
  ["visits", "other"],
  ["meeting", "other"],
  ["site visit", "other"],
  [undefined, "other"],
])("D-026 an activity of kind %j is of type %s", (kind, expected) => {
  expect(typeOf(kind === undefined ? {} : { kind })).toBe(expected);
  expect(activityTypes).toEqual(["visit", "call", "other"]);
});

test.each([
  // By its status: at its completion, else when it was planned for, else at its own time, the first that has come.
  [{ status: "done", at: past }, past],
  [{ status: "done", at: past, dueAt: today, completedAt: now }, now],
  [{ status: "done", at: past, dueAt: today }, today],
  [{ status: "done", at: past, dueAt: ahead }, past],
  [{ status: "done", at: past, dueAt: ahead, completedAt: tomorrow }, past],
  [{ status: "done", at: past, dueAt: today, completedAt: ahead }, today],
  [{ status: "done", at: ahead }, undefined],
  [{ status: "cancelled", completedAt: past }, undefined],
  [{ status: "planned", at: yesterday }, undefined],
  // By its completion, whatever else it says.
  [{ status: "planned", completedAt: past }, past],
  [{ status: "planned", completedAt: now }, now],
  [{ status: "planned", completedAt: ahead }, undefined],
  [{ status: "planned", completedAt: today }, today],
  [{ status: "planned", completedAt: tomorrow }, undefined],
  [{ at: ahead, completedAt: now }, now],
  [{ dueAt: tomorrow, completedAt: now }, now],
  // By its time, where it says nothing and is not planned.
  [{ at: past }, past],
  [{ at: now }, now],
  [{ at: ahead }, undefined],
  [{ at: today }, today],
  [{ at: tomorrow }, undefined],
  [{ dueAt: past }, undefined],
  [{ at: past, completedAt: ahead }, past],
] as const)("D-016 an activity with %j was done at %j", (rest, expected) => {
  expect(doneAt(activity(rest), clock)).toBe(expected);
});

test.each([
  [{ status: "planned", at: past, dueAt: ahead }, ahead],
  [{ status: "planned", at: ahead }, ahead],
  [{ at: past, dueAt: yesterday }, yesterday],
  [{ at: ahead }, ahead],
  [{ at: past }, undefined],
  [{ status: "done", dueAt: ahead }, undefined],
  [{ status: "done", at: tomorrow, dueAt: ahead }, ahead],
  [{ status: "cancelled", dueAt: ahead }, undefined],
  [{ dueAt: ahead, completedAt: now }, undefined],
  [{ dueAt: today, completedAt: ahead }, today],
] as const)("D-033 D-034 an activity with %j is planned for %j", (rest, expected) => {
  expect(plannedAt(activity(rest), clock)).toBe(expected);
});

test.each([
  [{ dueAt: tomorrow }, tomorrow],
  [{ status: "open", dueAt: yesterday }, yesterday],
  [{ status: "open" }, undefined],
  [{ status: "completed", dueAt: tomorrow }, undefined],
  [{ status: "cancelled", dueAt: tomorrow }, undefined],
  [{ status: "open", dueAt: tomorrow, completedAt: now }, undefined],
  [{ status: "open", dueAt: tomorrow, completedAt: ahead }, tomorrow],
  [{ dueAt: tomorrow, completedAt: today }, undefined],
] as const)("D-035 a task with %j is due at %j", (rest, expected) => {
  expect(taskDueAt(task(rest), clock)).toBe(expected);
});

test.each([
  [past, false, true],
  [now, true, false],
  [ahead, true, false],
  [yesterday, false, true],
  [today, true, false],
  [tomorrow, true, false],
  [undefined, false, false],
])("G-134 %j lies ahead: %j; is pending: %j", (planned, expectedAhead, expectedPending) => {
  expect([isAhead(planned, clock), isPending(planned, clock)]).toEqual([expectedAhead, expectedPending]);
});
