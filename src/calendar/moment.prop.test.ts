import { Temporal } from "@js-temporal/polyfill";
import fc from "fast-check";
import { expect, test } from "vitest";
import { instantText } from "./instant.ts";
import { hasCome, hasPassed, isCertainlyAfter, isWholeDay, type Moment } from "./moment.ts";

// The largest offsets either way among them.
const zones = ["UTC", "Pacific/Kiritimati", "Etc/GMT+12", "Asia/Kathmandu", "America/Chicago"] as const;
const arbZone = fc.constantFrom(...zones);

const hour = 3_600_000;
const noon = Date.UTC(2025, 2, 10, 12);

/** Moments of some days, often of the same one, often at its ends. */
const arbMoment: fc.Arbitrary<Moment> = fc.oneof(
  fc.integer({ min: -4, max: 4 }).map((days) => instantText(noon + days * 24 * hour).slice(0, 10)),
  fc.integer({ min: -96, max: 96 }).map((hours) => instantText(noon + hours * hour)),
  fc.integer({ min: -96 * hour, max: 96 * hour }).map((ms) => instantText(noon + ms)),
);

/** The first and the last millisecond of a moment in a zone. */
function spanOf(moment: Moment, zone: string): readonly [number, number] {
  if (!isWholeDay(moment)) return [Date.parse(moment), Date.parse(moment)];
  const day = Temporal.PlainDate.from(moment);
  const start = (each: Temporal.PlainDate) => each.toZonedDateTime(zone).epochMilliseconds;
  return [start(day), start(day.add({ days: 1 })) - 1];
}

test("M-21 what is certainly after something is after it in every zone", () => {
  fc.assert(
    fc.property(arbMoment, arbMoment, arbZone, (first, second, zone) => {
      if (!isCertainlyAfter(first, second)) return;
      expect(spanOf(first, zone)[0]).toBeGreaterThan(spanOf(second, zone)[1]);
    }),
    { numRuns: 1000 },
  );
});

test("nothing is certainly after itself, and no two moments are certainly after each other", () => {
  fc.assert(
    fc.property(arbMoment, arbMoment, (first, second) => {
      expect(isCertainlyAfter(first, first)).toBe(false);
      expect(isCertainlyAfter(first, second) && isCertainlyAfter(second, first)).toBe(false);
    }),
  );
});

test("a moment has come from its first millisecond on, and passed after its last", () => {
  fc.assert(
    fc.property(arbMoment, arbZone, (moment, zone) => {
      const [from, to] = spanOf(moment, zone);
      const clockAt = (ms: number) => {
        const instant = Temporal.Instant.fromEpochMilliseconds(ms);
        return { now: instantText(ms), today: instant.toZonedDateTimeISO(zone).toPlainDate().toString() };
      };
      const said = [from - 1, from, to, to + 1].map((ms) => [
        hasCome(clockAt(ms), moment),
        hasPassed(clockAt(ms), moment),
      ]);
      expect(said).toEqual([
        [false, false],
        [true, false],
        [true, false],
        [true, true],
      ]);
    }),
    { numRuns: 1000 },
  );
});
