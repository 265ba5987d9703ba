import { isCertainlyAfter, type Moment } from "../calendar/moment.ts";
import type { IssueLog, Path, Reading } from "../fault/issue.ts";
import type { Currency } from "../money/currency.ts";
import { choice, type Fields, id, label, moment, required, text } from "./field.ts";
import { makeReader, type Reader, type ReaderOptions } from "./reader.ts";
import { cellPath, type RowReader, rowReader } from "./row.ts";

/** Where an activity stands. */
export const activityStatuses = ["planned", "done", "cancelled"] as const;
/** One of {@link activityStatuses}. */
export type ActivityStatus = (typeof activityStatuses)[number];

/** Where a task stands. */
export const taskStatuses = ["open", "completed", "cancelled"] as const;
/** One of {@link taskStatuses}. */
export type TaskStatus = (typeof taskStatuses)[number];

/** A visit, a call, a meeting or the like with a customer: a row of `activities.csv`. */
export interface Activity {
  readonly activityId: string;
  readonly accountId: string;
  /** When it takes or took place; with a `dueAt`, when it was entered. */
  readonly at: Moment;
  /** In the business's own words: visit, call, meeting. */
  readonly kind?: string;
  readonly user?: string;
  readonly text?: string;
  /** Absent: done once its time has come, unless it has a `dueAt`. */
  readonly status?: ActivityStatus;
  /** When it is planned for. */
  readonly dueAt?: Moment;
  /** When it was done; with a `dueAt` not before `at`. */
  readonly completedAt?: Moment;
}

/** Something to be done for a customer: a row of `tasks.csv`. */
export interface Task {
  readonly taskId: string;
  readonly accountId: string;
  /** When it was entered. */
  readonly at: Moment;
  /** In the business's own words. */
  readonly kind?: string;
  readonly user?: string;
  readonly text?: string;
  /** Absent: open until it is completed. */
  readonly status?: TaskStatus;
  /** By when it is to be done. */
  readonly dueAt?: Moment;
  /** When it was done; not before `at`. */
  readonly completedAt?: Moment;
}

/** What a system noted about a customer: a row of `events.csv`. */
export interface SystemEvent {
  readonly eventId: string;
  readonly accountId: string;
  readonly at: Moment;
  /** In the system's own words. */
  readonly kind?: string;
  readonly user?: string;
  readonly text?: string;
}

const who = {
  kind: label("What kind it is, in the business's own words."),
  user: text("Who did it or is to do it."),
  text: text("What it is about."),
};

/** The columns of `activities.csv`. */
export const activityFields: Fields<Activity> = {
  activityId: required(id("The activity's own id.")),
  accountId: required(id("The account.")),
  at: required(moment("When it takes or took place; with a due_at, when it was entered.")),
  ...who,
  kind: label("visit, call, meeting or another word; visits and calls are counted apart from others."),
  status: choice("Blank: done once its time has come, unless there is a due_at.", activityStatuses),
  dueAt: moment("When it is planned for."),
  completedAt: moment("When it was done."),
};

/** The columns of `tasks.csv`. */
export const taskFields: Fields<Task> = {
  taskId: required(id("The task's own id.")),
  accountId: required(id("The account.")),
  at: required(moment("When it was entered.")),
  ...who,
  status: choice("Blank: open until completed_at.", taskStatuses),
  dueAt: moment("By when it is to be done."),
  completedAt: moment("When it was done."),
};

/** The columns of `events.csv`. */
export const eventFields: Fields<SystemEvent> = {
  eventId: required(id("The event's own id.")),
  accountId: required(id("The account.")),
  at: required(moment("When it happened.")),
  ...who,
};

/**
 * The reader of one row of activities. Without a `dueAt`, `at` says when it takes place, and it may be done before: then
 * nothing says when it was entered.
 */
export function activityRow(money: Currency): RowReader<Activity> {
  return inOrder(rowReader(activityFields, money), ({ dueAt }) => dueAt !== undefined);
}

/** The reader of one row of tasks. */
export function taskRow(money: Currency): RowReader<Task> {
  return inOrder(rowReader(taskFields, money));
}

/** Refuses what was done before it was entered, where `at` says when that was. */
function inOrder<Row extends Pick<Task, "at" | "completedAt">>(
  read: RowReader<Row>,
  saysEntered: (row: Row) => boolean = () => true,
): RowReader<Row> {
  return (raw, path, log) => {
    const row = read(raw, path, log);
    if (row === undefined || !saysEntered(row)) return row;
    return isInOrder(row, raw, path, log) ? row : undefined;
  };
}

function isInOrder(
  { at, completedAt }: Pick<Task, "at" | "completedAt">,
  raw: unknown,
  path: Path,
  log: IssueLog,
): boolean {
  if (completedAt === undefined || !isCertainlyAfter(at, completedAt)) return true;
  const message = `Completed at ${completedAt}, before it was entered at ${at}.`;
  log.error({ code: "DATE_ORDER", path: cellPath(path, raw, "completedAt"), message });
  return false;
}

/**
 * The reader of rows of activities.
 *
 * @example
 * import { activityReader } from "receivables";
 *
 * const activities = activityReader({ currency: { code: "USD", exponent: 2 } });
 * const reading = activities.read({ activity_id: "V1", account_id: "A", at: "2025-06-03", kind: "visit" });
 * reading.ok && [reading.value.at, reading.value.kind]; // => ["2025-06-03", "visit"]
 */
export function activityReader(options: ReaderOptions): Reader<Activity> {
  return makeReader(options, activityRow);
}

/**
 * Reads many rows of activities: a shortcut for `activityReader(options).readAll(rows)`.
 *
 * @example
 * import { readActivities } from "receivables";
 *
 * const rows = [
 *   { activity_id: "V1", account_id: "A", at: "2025-06-03", due_at: "2025-06-05", completed_at: "2025-06-02" },
 * ];
 * const reading = readActivities(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok ? [] : reading.issues.map(({ code, path }) => [code, path]);
 * // => [["DATE_ORDER", [0, "completed_at"]]]
 */
export function readActivities(rows: unknown, options: ReaderOptions): Reading<readonly Activity[]> {
  return activityReader(options).readAll(rows);
}

/**
 * The reader of rows of tasks.
 *
 * @example
 * import { taskReader } from "receivables";
 *
 * const tasks = taskReader({ currency: { code: "USD", exponent: 2 } });
 * const reading = tasks.read({ task_id: "T1", account_id: "A", at: "2025-06-03T15:00:00Z", due_at: "2025-06-10" });
 * reading.ok && [reading.value.at, reading.value.dueAt]; // => ["2025-06-03T15:00:00.000Z", "2025-06-10"]
 */
export function taskReader(options: ReaderOptions): Reader<Task> {
  return makeReader(options, taskRow);
}

/**
 * Reads many rows of tasks: a shortcut for `taskReader(options).readAll(rows)`.
 *
 * @example
 * import { readTasks } from "receivables";
 *
 * const rows = [{ task_id: "T1", account_id: "A", at: "2025-06-03", status: "Completed" }];
 * const reading = readTasks(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value[0]?.status; // => "completed"
 */
export function readTasks(rows: unknown, options: ReaderOptions): Reading<readonly Task[]> {
  return taskReader(options).readAll(rows);
}

/**
 * The reader of rows of system events.
 *
 * @example
 * import { eventReader } from "receivables";
 *
 * const events = eventReader({ currency: { code: "USD", exponent: 2 } });
 * const reading = events.read({ event_id: "E1", account_id: "A", at: "2025-06-03", text: "Credit limit raised" });
 * reading.ok && reading.value.text; // => "Credit limit raised"
 */
export function eventReader(options: ReaderOptions): Reader<SystemEvent> {
  return makeReader(options, (money) => rowReader(eventFields, money));
}

/**
 * Reads many rows of system events: a shortcut for `eventReader(options).readAll(rows)`.
 *
 * @example
 * import { readEvents } from "receivables";
 *
 * const reading = readEvents([{ event_id: "E1", account_id: "A" }], { currency: { code: "USD", exponent: 2 } });
 * reading.ok ? [] : reading.issues.map(({ code, path }) => [code, path]); // => [["FIELD_MISSING", [0, "at"]]]
 */
export function readEvents(rows: unknown, options: ReaderOptions): Reading<readonly SystemEvent[]> {
  return eventReader(options).readAll(rows);
}
