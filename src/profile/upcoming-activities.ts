import type { Day } from "../calendar/day.ts";
import type { Moment, MomentClock } from "../calendar/moment.ts";
import { isAhead, plannedAt, taskDueAt } from "./activity-state.ts";
import { earliestFirst } from "./clock.ts";
import { activityIcon, briefText, type Described, type EventIcon, type History } from "./events.ts";

/** Something that is planned. */
export interface UpcomingEntry {
  readonly id: string;
  readonly kind: "activity" | "task";
  readonly icon: EventIcon;
  /** An instant in UTC, or a day where nobody says at what time. */
  readonly at: Moment;
  /** The business's day of it. */
  readonly day: Day;
  /** Null where nobody is named. */
  readonly user: string | null;
  /** What it is about, cut like the text of an event. */
  readonly text: string;
}

/** What is planned from now on. */
export interface UpcomingActivities {
  /** The next first, of one instant by id; a day without a time after the instants of it. */
  readonly entries: readonly UpcomingEntry[];
  /** How many there are, listed or not. */
  readonly total: number;
}

/**
 * Visits, calls, meetings and due days of tasks from now on; undefined where there is none.
 *
 * @param limit - How many are listed; null for all.
 * @see docs/sources.md, 004:61-63; docs/decisions.md, G-134.
 */
export function upcomingActivitiesOf(
  { activities, tasks }: History,
  clock: MomentClock,
  limit: number | null,
): UpcomingActivities | undefined {
  const planned: (Omit<UpcomingEntry, "day" | "user" | "text"> & { readonly row: Described })[] = [];
  for (const each of activities.values()) {
    const at = plannedAt(each, clock);
    if (!isAhead(at, clock)) continue;
    const id = `activity:${each.activityId}`;
    planned.push({ id, kind: "activity", icon: activityIcon(each), at, row: each });
  }
  for (const each of tasks.values()) {
    const at = taskDueAt(each, clock);
    if (!isAhead(at, clock)) continue;
    planned.push({ id: `task:${each.taskId}`, kind: "task", icon: "task", at, row: each });
  }
  if (planned.length === 0) return undefined;
  const entries = earliestFirst(planned, clock, limit ?? planned.length).map(({ row, ...entry }) => ({
    ...entry,
    day: clock.dayOf(entry.at),
    user: row.user || null,
    text: briefText(row, entry.icon),
  }));
  return { entries, total: planned.length };
}
