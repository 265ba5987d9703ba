import type { Moment, MomentClock } from "../calendar/moment.ts";
import type { Activity } from "../model/activity.ts";
import { type DayWindow, rollingMonths } from "../payments/window.ts";
import { compareIds } from "../table/order.ts";
import { type ActivityType, activityTypes, doneAt, typeOf } from "./activity-state.ts";
import { compareDay } from "./clock.ts";
import { percentages } from "./percentages.ts";

/** How many months activities are counted over. */
export const activityMonths = 12;

/** Activities of one type. */
export interface ActivityTypeShare {
  readonly type: ActivityType;
  readonly count: number;
  /** Of all, with 1 decimal; the three add up to 100.0. */
  readonly percent: number;
}

/** Activities of one kind, in the business's own words. */
export interface ActivityKindCount {
  /** Null where the activity has none. */
  readonly kind: string | null;
  readonly type: ActivityType;
  readonly count: number;
}

/** The activities of the last months by type. */
export interface ActivitiesByType {
  readonly window: DayWindow;
  readonly total: number;
  /** Visits, calls and others, always all three. */
  readonly types: readonly ActivityTypeShare[];
  /** The exact kinds, the most frequent first. */
  readonly kinds: readonly ActivityKindCount[];
}

/**
 * Activities by type; undefined where none was done in the window.
 *
 * @see docs/sources.md, 004:47-49; docs/decisions.md, G-130 and G-131.
 */
export function activitiesByTypeOf(
  activities: readonly Activity[],
  clock: MomentClock,
): ActivitiesByType | undefined {
  const window = rollingMonths(clock.today, activityMonths);
  const done = doneBy(activities, clock)
    .filter(({ at }) => compareDay(at, window.from, clock) >= 0 && compareDay(at, window.through, clock) <= 0)
    .map(({ activity }) => activity);
  const types = activityTypes.map((type) => ({
    type,
    count: done.filter((each) => typeOf(each) === type).length,
  }));
  const percents = percentages(types.map(({ count }) => count));
  if (percents === null) return undefined;
  return {
    window,
    total: done.length,
    types: types.map((each, at) => ({ ...each, percent: percents[at] as number })),
    kinds: kindsOf(done),
  };
}

/** An activity that took place, and when. */
export interface DoneActivity {
  readonly activity: Activity;
  readonly at: Moment;
}

/** The activities that took place by now. */
export function doneBy(activities: readonly Activity[], clock: MomentClock): readonly DoneActivity[] {
  return activities.flatMap((activity) => {
    const at = doneAt(activity, clock);
    return at === undefined ? [] : [{ activity, at }];
  });
}

function kindsOf(activities: readonly Activity[]): readonly ActivityKindCount[] {
  const counts = new Map<string | null, number>();
  for (const { kind = null } of activities) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .map(([kind, count]) => ({ kind, type: typeOf(kind === null ? {} : { kind }), count }))
    .sort((a, b) => b.count - a.count || compareKinds(a.kind, b.kind));
}

/** By their words, what has none last. */
function compareKinds(a: string | null, b: string | null): number {
  return a === null || b === null ? Number(a === null) - Number(b === null) : compareIds(a, b);
}
