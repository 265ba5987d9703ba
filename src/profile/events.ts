import type { Day } from "../calendar/day.ts";
import { hasCome, type Moment, type MomentClock } from "../calendar/moment.ts";
import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import type { Activity, SystemEvent, Task } from "../model/activity.ts";
import { foldChoice } from "../model/field.ts";
import type { Ledger } from "../model/ledger.ts";
import type { Note } from "../model/note.ts";
import { doneBy } from "./activities-by-type.ts";
import { latestFirst } from "./clock.ts";

/** What an event tells of. */
export const eventKinds = ["activity", "task-created", "task-completed", "note", "system"] as const;
/** One of {@link eventKinds}. */
export type EventKind = (typeof eventKinds)[number];

/** What stands for an event's type; whoever draws it has the picture. */
export const eventIcons = [
  "visit",
  "call",
  "meeting",
  "activity",
  "task",
  "task-completed",
  "note",
  "system",
] as const;
/** One of {@link eventIcons}. */
export type EventIcon = (typeof eventIcons)[number];

/** Something that happened, as the timeline shows it. */
export interface DashboardEvent {
  /** Unique among the events of a ledger; opens the details. */
  readonly id: string;
  readonly kind: EventKind;
  readonly icon: EventIcon;
  /** An instant in UTC, or a day where nobody says at what time. */
  readonly at: Moment;
  /** The business's day of it. */
  readonly day: Day;
  /** Null where nobody is named. */
  readonly user: string | null;
  /** What it is about, at most {@link eventTextLength} characters. */
  readonly text: string;
}

/** The latest events. */
export interface LatestEvents {
  /** The newest first, of one instant by id; a day without a time after the instants of it. */
  readonly events: readonly DashboardEvent[];
  /** How many there are, listed or not. */
  readonly total: number;
}

/** How many characters the text of an event has at most. */
export const eventTextLength = 120;

/** The rows of a ledger that events and plans come from. */
export type History = Pick<Ledger, "activities" | "tasks" | "notes" | "events">;

/**
 * The latest events up to now; undefined where there is none.
 *
 * @param withActivities - Whether activities and tasks are among them.
 * @see docs/sources.md, 004:24-35; docs/decisions.md, G-127.
 */
export function latestEventsOf(
  history: History,
  clock: MomentClock,
  limit: number,
  withActivities: boolean,
): LatestEvents | undefined {
  const { activities, tasks, notes, events: systemEvents } = history;
  const found: Happening[] = [];
  for (const { activity, at } of withActivities ? doneBy([...activities.values()], clock) : []) {
    const id = `activity:${activity.activityId}`;
    found.push({ id, kind: "activity", icon: activityIcon(activity), at, row: activity });
  }
  for (const row of withActivities ? tasks.values() : []) {
    const { taskId, at, completedAt } = row;
    found.push({ id: `task-created:${taskId}`, kind: "task-created", icon: "task", at, row });
    if (completedAt === undefined) continue;
    const id = `task-completed:${taskId}`;
    found.push({ id, kind: "task-completed", icon: "task-completed", at: completedAt, row });
  }
  for (const row of notes.values()) {
    found.push({ id: `note:${row.noteId}`, kind: "note", icon: "note", at: row.at, row });
  }
  for (const row of systemEvents.values()) {
    found.push({ id: `event:${row.eventId}`, kind: "system", icon: "system", at: row.at, row });
  }
  const past = found.filter(({ at }) => hasCome(clock, at));
  if (past.length === 0) return undefined;
  const events = latestFirst(past, clock, limit).map(
    ({ row, ...event }): DashboardEvent => ({
      ...event,
      day: clock.dayOf(event.at),
      user: row.user || null,
      text: briefText(row, event.icon),
    }),
  );
  return { events, total: past.length };
}

/** What an event is made of. */
interface Happening extends Pick<DashboardEvent, "id" | "kind" | "icon" | "at"> {
  readonly row: Described;
}

/** What a row says of itself. */
export interface Described {
  readonly user?: string;
  readonly kind?: string;
  readonly text?: string;
}

/** What stands for an activity's kind. */
export function activityIcon({ kind }: Pick<Activity, "kind">): EventIcon {
  const folded = foldChoice(kind ?? "");
  return folded === "visit" || folded === "call" || folded === "meeting" ? folded : "activity";
}

/** What a row is about in a line, cut where it is too long; where it says nothing, its kind. */
export function briefText({ text = "", kind = "" }: Described, icon: EventIcon): string {
  const line = firstWords(text) || firstWords(kind) || icon.replace("-", " ");
  const characters = [...line];
  if (characters.length <= eventTextLength) return line;
  return `${characters.slice(0, eventTextLength - 1).join("")}…`;
}

/** The words of a text on one line; of a long one the first, enough to tell that it is too long. */
function firstWords(text: string): string {
  let line = "";
  for (const [word] of text.matchAll(/\S+/g)) {
    line += line === "" ? word : ` ${word}`;
    if (line.length > mostUnits) break;
  }
  return line.slice(0, mostUnits);
}

/** A character more than is shown, of two code units each: a character that is cut in two here is never shown. */
const mostUnits = 2 * (eventTextLength + 1);

/** An event with the whole row that it comes from. */
export type EventDetails =
  | { readonly id: string; readonly kind: "activity"; readonly activity: Activity }
  | { readonly id: string; readonly kind: "task" | "task-created" | "task-completed"; readonly task: Task }
  | { readonly id: string; readonly kind: "note"; readonly note: Note }
  | { readonly id: string; readonly kind: "system"; readonly event: SystemEvent };

/**
 * The full details of an event, or of something planned: what a click on it opens.
 *
 * @param id - Its id on a dashboard.
 * @throws {Fault} `REF_UNKNOWN` for an id that no event of the ledger has.
 * @see docs/sources.md, 004:35.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { eventDetails } from "receivables/profile";
 *
 * const reading = readLedger(
 *   {
 *     business: { time_zone: "UTC", currency: "USD" },
 *     notes: [{ note_id: "N1", account_id: "A", at: "2025-06-09T15:00:00Z", text: "Promised Friday", user: "desk" }],
 *   },
 *   { today: "2025-06-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const details = eventDetails(reading.value, "note:N1");
 * details.kind === "note" && details.note.text; // => "Promised Friday"
 */
export function eventDetails(ledger: History, id: string): EventDetails {
  const details = typeof id === "string" ? detailsOf(ledger, id) : undefined;
  if (details !== undefined) return details;
  throw new Fault("REF_UNKNOWN", `There is no event ${shown(id)}.`, { path: ["id"] });
}

function detailsOf(ledger: History, id: string): EventDetails | undefined {
  const [, prefix = "", rowId = ""] = /^([a-z-]+):(.*)$/s.exec(id) ?? [];
  const activity = prefix === "activity" ? ledger.activities.get(rowId) : undefined;
  if (activity !== undefined) return { id, kind: "activity", activity: { ...activity } };
  const isTask = prefix === "task" || prefix === "task-created" || prefix === "task-completed";
  const task = isTask ? ledger.tasks.get(rowId) : undefined;
  if (isTask && task !== undefined && (prefix !== "task-completed" || task.completedAt !== undefined)) {
    return { id, kind: prefix, task: { ...task } };
  }
  const note = prefix === "note" ? ledger.notes.get(rowId) : undefined;
  if (note !== undefined) return { id, kind: "note", note: { ...note } };
  const event = prefix === "event" ? ledger.events.get(rowId) : undefined;
  return event === undefined ? undefined : { id, kind: "system", event: { ...event } };
}
