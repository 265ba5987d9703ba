import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { daysInMonth, numberOf } from "./day.ts";

/**
 * A point in time as callers may give it: ISO 8601 text with an offset or `Z`, whole milliseconds since 1970-01-01T00:00Z,
 * or an object that knows them (`Temporal.Instant`, `Date`).
 */
export type InstantLike =
  | string
  | number
  | { readonly epochMilliseconds: number }
  | {
      /** Milliseconds since 1970-01-01T00:00Z, as `Date` gives them. */
      readonly getTime: () => number;
    };

const largest = 8.64e15;
const shape =
  /^(\d{4}|\+\d{6}|-\d{6})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?([Zz]|[+-]\d\d(?::?\d\d)?)$/;

/** Milliseconds since 1970-01-01T00:00Z; `NaN` where the value is no instant. Parts of a millisecond are cut off. */
export function readInstant(value: unknown): number {
  const ms = typeof value === "string" ? parseInstant(value) : numberFrom(value);
  return typeof ms === "number" && Number.isInteger(ms) && Math.abs(ms) <= largest ? ms : Number.NaN;
}

function numberFrom(value: unknown): unknown {
  if (typeof value === "number") return value;
  if (typeof value !== "object" || value === null) return undefined;
  const holder = value as { readonly epochMilliseconds?: unknown; readonly getTime?: unknown };
  if (typeof holder.epochMilliseconds === "number") return holder.epochMilliseconds;
  return typeof holder.getTime === "function" ? (holder as { getTime: () => unknown }).getTime() : undefined;
}

function parseInstant(text: string): number {
  const match = shape.exec(text);
  if (match === null) return Number.NaN;
  const [, years, months, dates, hours, minutes, seconds = "", fraction = "", offset = ""] = match;
  const [year, month, date] = [Number(years), Number(months), Number(dates)];
  const [hour, minute, second] = [Number(hours), Number(minutes), Number(seconds)];
  if (month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) return Number.NaN;
  if (hour > 23 || minute > 59 || second > 59) return Number.NaN;
  const east = offsetMinutes(offset);
  const ms = Number(fraction.slice(0, 3).padEnd(3, "0"));
  return (((numberOf(year, month, date) * 24 + hour) * 60 + minute - east) * 60 + second) * 1000 + ms;
}

function offsetMinutes(offset: string): number {
  // "Z" has neither hours nor minutes, and no digits count as 0.
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3).replace(":", ""));
  const valid = minutes < 24 * 60 && Number(offset.slice(3).replace(":", "")) < 60;
  return valid ? (offset.startsWith("-") ? -minutes : minutes) : Number.NaN;
}

/** The sentence for a value that is no instant. */
export function instantProblem(value: unknown): string {
  return `${shown(value)} is not an instant: give text like "2025-03-10T05:00:00Z" with Z or an offset.`;
}

/**
 * Milliseconds since 1970-01-01T00:00Z of an instant.
 *
 * @throws {Fault} `INSTANT_INVALID` for anything else: no number, no offset, out of range, not a whole millisecond.
 */
export function epochMilliseconds(instant: InstantLike): number {
  const ms = readInstant(instant);
  if (!Number.isNaN(ms)) return ms;
  throw new Fault("INSTANT_INVALID", instantProblem(instant));
}

/** An instant as ISO 8601 text in UTC with milliseconds, the form of the export's timestamps. */
export function instantText(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString();
}
