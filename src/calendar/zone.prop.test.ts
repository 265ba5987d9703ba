import { Temporal } from "@js-temporal/polyfill";
import fc from "fast-check";
import { expect, test } from "vitest";
import { nextDayChange, todayIn } from "./zone.ts";

// Zones that skip a day or a midnight, repeat one, step by odd amounts, or change at odd times.
const zones = [
  "Pacific/Apia",
  "Pacific/Kwajalein",
  "Pacific/Auckland",
  "Pacific/Chatham",
  "America/Sao_Paulo",
  "America/Havana",
  "America/St_Johns",
  "America/Asuncion",
  "America/Chicago",
  "America/Juneau",
  "America/Scoresbysund",
  "Asia/Kathmandu",
  "Asia/Beirut",
  "Asia/Gaza",
  "Asia/Manila",
  "Asia/Pyongyang",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Africa/Monrovia",
  "Antarctica/Troll",
  "Antarctica/Casey",
  "Australia/Lord_Howe",
  "Europe/Dublin",
  "Europe/London",
  "UTC",
];
const hour = 3_600_000;
const first = Date.UTC(1840, 0);
const last = Date.UTC(2060, 0);

/** Changes of the clock from 1840 to 2060, as Temporal tells them. */
const changesOf = new Map(zones.map((zone) => [zone, clockChanges(zone)]));

function clockChanges(zone: string): readonly number[] {
  const changes: number[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(first).toZonedDateTimeISO(zone);
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (next === null || next.epochMilliseconds > last) return changes;
    changes.push(next.epochMilliseconds);
    at = next;
  }
}

/** A zone and an instant: two times in three within some hours of a change of its clock. */
const arbMoment = fc.constantFrom(...zones).chain((zone) => {
  const anywhere = fc.integer({ min: first, max: last });
  const changes = changesOf.get(zone) ?? [];
  if (changes.length === 0) return fc.record({ zone: fc.constant(zone), now: anywhere });
  const change = fc.constantFrom(...changes);
  const near = (reach: number) =>
    fc.tuple(change, fc.integer({ min: -reach, max: reach })).map(([at, shift]) => at + shift);
  return fc.record({ zone: fc.constant(zone), now: fc.oneof(anywhere, near(30 * hour), near(2)) });
});

const localDay = (zone: string, ms: number) =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate().toString();

test("L-51 today is the local day Temporal tells, however the instant is written", () => {
  fc.assert(
    fc.property(arbMoment, fc.integer({ min: -1439, max: 1439 }), ({ zone, now }, offset) => {
      const day = localDay(zone, now);
      const sign = offset < 0 ? "-" : "+";
      const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
      const suffix = `${sign}${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
      const elsewhere = new Date(now + offset * 60_000).toISOString().replace("Z", suffix);
      expect(todayIn(zone, now)).toBe(day);
      expect(todayIn(zone, new Date(now))).toBe(day);
      expect(todayIn(zone, elsewhere)).toBe(day);
    }),
    { numRuns: 1000 },
  );
});

test("L-51 until the day changes every instant has the same day", () => {
  fc.assert(
    fc.property(arbMoment, fc.double({ min: 0, max: 1, noNaN: true }), ({ zone, now }, share) => {
      const change = Date.parse(nextDayChange(zone, now));
      const between = now + Math.floor((change - 1 - now) * share);
      expect(todayIn(zone, between)).toBe(todayIn(zone, now));
    }),
    { numRuns: 1000 },
  );
});

test("L-52 E-08 E-09 the day changes at that instant, not a millisecond before, and within 50 hours", () => {
  fc.assert(
    fc.property(arbMoment, ({ zone, now }) => {
      const change = Date.parse(nextDayChange(zone, now));
      expect(change).toBeGreaterThan(now);
      expect(change - now).toBeLessThanOrEqual(50 * hour);
      expect(localDay(zone, change)).not.toBe(localDay(zone, now));
      expect(localDay(zone, change - 1)).toBe(localDay(zone, now));
    }),
    { numRuns: 1000 },
  );
});

test("L-52 it is the first change: no clock change on the way leads to another day", () => {
  fc.assert(
    fc.property(arbMoment, ({ zone, now }) => {
      const change = Date.parse(nextDayChange(zone, now));
      const onTheWay = (changesOf.get(zone) ?? []).filter((at) => at > now && at < change);
      for (const at of onTheWay) {
        expect(localDay(zone, at)).toBe(localDay(zone, now));
        expect(localDay(zone, at - 1)).toBe(localDay(zone, now));
      }
    }),
    { numRuns: 1000 },
  );
});

test("L-52 E-08 around every change of the clock of every zone of the list", () => {
  const wrong: string[] = [];
  for (const [zone, changes] of changesOf) {
    for (const at of changes.filter((_, index) => index % 3 === 0)) {
      const day = localDay(zone, at - 1);
      const change = Date.parse(nextDayChange(zone, at - 1));
      const good = localDay(zone, change) !== day && localDay(zone, change - 1) === day;
      const firstOne = localDay(zone, at) === day || change === at;
      if (!good || !firstOne) wrong.push(`${zone} ${new Date(at - 1).toISOString()}`);
    }
  }
  expect(wrong).toEqual([]);
});
