import { hasCome, hasPassed, type Moment, type MomentClock } from "../calendar/moment.ts";
import type { Activity, Task } from "../model/activity.ts";
import { foldChoice } from "../model/field.ts";

/** The types that activities are counted by. */
export const activityTypes = ["visit", "call", "other"] as const;
/** One of {@link activityTypes}. */
export type ActivityType = (typeof activityTypes)[number];

/** The type of an activity: visits and calls whatever the case, and everything else, a meeting too. */
export function typeOf({ kind }: Pick<Activity, "kind">): ActivityType {
  const folded = foldChoice(kind ?? "");
  return folded === "visit" || folded === "call" ? folded : "other";
}

/**
 * When an activity that was done by now took place: when it was completed, else when it was planned for, else its own time, the
 * first of them that has come. Undefined for one that is not done, is cancelled, or lies ahead in every respect.
 *
 * One that does not say whether it was done counts as done once its time has come, unless it is planned.
 */
export function doneAt(activity: Activity, clock: MomentClock): Moment | undefined {
  const { status, at, dueAt, completedAt } = activity;
  const past = [completedAt, dueAt, at].find((moment) => moment !== undefined && hasCome(clock, moment));
  if (status === "cancelled" || past === undefined) return undefined;
  if (status === "done" || (completedAt !== undefined && hasCome(clock, completedAt))) return past;
  return status === undefined && dueAt === undefined ? past : undefined;
}

/** When an activity that is neither done nor cancelled is planned for; undefined for one that is. */
export function plannedAt(activity: Activity, clock: MomentClock): Moment | undefined {
  const isOver = activity.status === "cancelled" || doneAt(activity, clock) !== undefined;
  return isOver ? undefined : (activity.dueAt ?? activity.at);
}

/** By when a task that is neither completed nor cancelled is due; undefined for one that is, or has no day. */
export function taskDueAt({ status, dueAt, completedAt }: Task, clock: MomentClock): Moment | undefined {
  const completed = status === "completed" || (completedAt !== undefined && hasCome(clock, completedAt));
  return completed || status === "cancelled" ? undefined : dueAt;
}

/** Whether something planned lies ahead: later today counts, and today for what has no time. */
export function isAhead(planned: Moment | undefined, clock: MomentClock): planned is Moment {
  return planned !== undefined && !hasPassed(clock, planned);
}

/** Whether something planned was not done in its time. */
export function isPending(planned: Moment | undefined, clock: MomentClock): boolean {
  return planned !== undefined && hasPassed(clock, planned);
}
