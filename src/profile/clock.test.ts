import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { profileLedger, profileNow } from "../../test/profile-of.ts";
import { runs } from "../../test/runs.ts";
import { todayIn } from "../calendar/zone.ts";
import { Fault } from "../fault/fault.ts";
import { clockOf, compareDay, earliestFirst, latestDay, latestFirst } from "./clock.ts";

/** A clock of a business in a zone, whose ledger is read at `read` and looked at at `now`. */
const clockIn = (time_zone: string, read: string, now: unknown = read) =>
  clockOf(profileLedger({ business: { time_zone, currency: "USD" } }, read), {
    now: now as string,
    todayIn,
  });

describe("now", () => {
  test("is said in UTC, whoever spells it", () => {
    const clock = clockIn("America/Denver", profileNow);
    expect([clock.now, clock.today]).toEqual(["2025-06-10T18:00:00.000Z", "2025-06-10"]);
    const spellings = ["2025-06-10T12:00:00-06:00", Date.parse(profileNow), new Date(profileNow)];
    for (const now of [...spellings, { epochMilliseconds: Date.parse(profileNow) }]) {
      expect(clockIn("America/Denver", profileNow, now).now).toBe(clock.now);
    }
  });

  test.each([
    ["America/Denver", "2025-06-10T06:00:00.000Z", "2025-06-11T05:59:59.999Z"],
    ["Pacific/Auckland", "2025-06-09T12:00:00.000Z", "2025-06-10T11:59:59.999Z"],
  ])("lies on the day the ledger was read for, first and last millisecond: %s", (zone, first, last) => {
    const fault = (now: number) => faultOf(() => clockIn(zone, first, now));
    expect([fault(Date.parse(first)), fault(Date.parse(last))]).toEqual([undefined, undefined]);
    for (const now of [Date.parse(first) - 1, Date.parse(last) + 1]) {
      expect([fault(now)?.code, fault(now)?.path]).toEqual(["MIXED_DAY", ["now"]]);
    }
    expect(fault(Date.parse(last) + 1)?.message).toBe(
      `The ledger was read for 2025-06-10; at ${new Date(Date.parse(last) + 1).toISOString()} it is 2025-06-11 in ${zone}.`,
    );
  });

  test.each([
    undefined,
    null,
    "2025-06-10",
    "2025-06-10T18:00:00",
    Number.NaN,
    0.5,
  ])("F-06 %s is no instant", (now) => {
    const ledger = profileLedger({});
    expect(faultOf(() => clockOf(ledger, { now: now as never, todayIn }))?.code).toBe("INSTANT_INVALID");
  });
});

describe("the day of a moment", () => {
  const denver = clockIn("America/Denver", profileNow);
  const auckland = clockIn("Pacific/Auckland", "2025-06-10T00:00:00Z");

  test("of an instant in the zone, of a whole day itself", () => {
    expect(denver.dayOf("2025-06-10T05:59:59.999Z")).toBe("2025-06-09");
    expect(denver.dayOf("2025-06-10T06:00:00.000Z")).toBe("2025-06-10");
    expect(auckland.dayOf("2025-06-10T11:59:59.999Z")).toBe("2025-06-10");
    expect(auckland.dayOf("2025-06-10T12:00:00.000Z")).toBe("2025-06-11");
    expect([denver.dayOf("2025-06-10"), auckland.dayOf("2025-06-10")]).toEqual(["2025-06-10", "2025-06-10"]);
    expect(denver.dayOf("2025-06-10T06:00:00.000Z")).toBe("2025-06-10");
  });

  test("of an instant beyond the calendar its first or last: the end of 9999 stands for never", () => {
    const never = "9999-12-31T23:59:59.000Z";
    expect([denver.dayOf(never), auckland.dayOf(never)]).toEqual(["9999-12-31", "9999-12-31"]);
    expect(auckland.dayOf("+012025-01-01T00:00:00.000Z")).toBe("9999-12-31");
    expect([denver, auckland].map(({ dayOf }) => dayOf("0001-01-01T00:00:00.000Z"))).toEqual([
      "0001-01-01",
      "0001-01-01",
    ]);
  });

  test("whatever else the function of days throws is thrown", () => {
    const broken = (error: unknown) =>
      clockOf(profileLedger({}), {
        now: profileNow,
        todayIn: (zone, instant) => {
          if (typeof instant === "string") throw error;
          return todayIn(zone, instant);
        },
      });
    const other = new Fault("TIME_ZONE_UNKNOWN", "No zone.");
    for (const error of [other, new Error("DATE_RANGE")]) {
      expect(() => broken(error).dayOf("2025-06-10T06:00:00.000Z")).toThrow(error);
    }
  });
});

describe("the order of moments", () => {
  const order = (zone: string, now: string, moments: readonly string[]) => {
    const entries = moments.map((at, index) => ({ at, id: String(index % 10) }));
    const clock = clockIn(zone, now);
    const texts = (some: readonly { at: string; id: string }[]) => some.map(({ at, id }) => `${at} ${id}`);
    return [
      texts(earliestFirst(entries, clock, entries.length)),
      texts(latestFirst(entries, clock, entries.length)),
    ];
  };

  test("instants by themselves, ids ascending both ways, a whole day after the instants of it", () => {
    const moments = [
      "2025-06-10",
      "2025-06-09",
      "2025-06-10T05:59:59.999Z",
      "2025-06-10T06:00:00.000Z",
      "2025-06-10T06:00:00.000Z",
      "2025-06-10",
      "2025-06-08",
    ];
    const [earliest, latest] = order("America/Denver", profileNow, moments);
    expect(earliest).toEqual([
      "2025-06-08 6",
      "2025-06-10T05:59:59.999Z 2",
      "2025-06-09 1",
      "2025-06-10T06:00:00.000Z 3",
      "2025-06-10T06:00:00.000Z 4",
      "2025-06-10 0",
      "2025-06-10 5",
    ]);
    expect(latest).toEqual([
      "2025-06-10T06:00:00.000Z 3",
      "2025-06-10T06:00:00.000Z 4",
      "2025-06-10 0",
      "2025-06-10 5",
      "2025-06-10T05:59:59.999Z 2",
      "2025-06-09 1",
      "2025-06-08 6",
    ]);
  });

  test("within a limit they are the first of all, whatever stands between", () => {
    const moments = [
      "2025-06-10",
      "2025-06-10T18:00:00.000Z",
      "2025-06-09",
      "2025-06-09T18:00:00.000Z",
      "2025-06-08",
    ];
    const entries = moments.map((at, id) => ({ at, id: String(id) }));
    const clock = clockIn("America/Denver", profileNow);
    for (const limit of [1, 2, 3, 4, 5, 6]) {
      expect(latestFirst(entries, clock, limit).map(({ id }) => id)).toEqual(
        ["1", "0", "3", "2", "4"].slice(0, limit),
      );
      expect(earliestFirst(entries, clock, limit).map(({ id }) => id)).toEqual(
        ["4", "3", "2", "1", "0"].slice(0, limit),
      );
    }
  });

  test("the day of an instant is asked for only where it is listed: it takes long to tell", () => {
    let asked = 0;
    const { now, today, dayOf } = clockIn("America/Denver", profileNow);
    const counting = {
      now,
      today,
      dayOf: (moment: string) => {
        asked += 1;
        return dayOf(moment);
      },
    };
    const entries = Array.from({ length: 100 }, (_, at) => ({
      id: String(at),
      at: new Date(Date.parse(profileNow) - at * 3_600_000).toISOString(),
    }));
    latestFirst([...entries, { id: "day", at: "2000-01-01" }], counting, 10);
    expect(asked).toBeLessThanOrEqual(10);
  });

  test("years of more than four digits stand where they belong", () => {
    const moments = [
      "+010000-01-01T00:00:00.000Z",
      "9999-06-01T00:00:00.000Z",
      "-000001-01-01T00:00:00.000Z",
    ];
    const [earliest, latest] = order("America/Denver", profileNow, moments);
    expect(earliest?.map((text) => text.slice(-1))).toEqual(["2", "1", "0"]);
    expect(latest?.map((text) => text.slice(-1))).toEqual(["0", "1", "2"]);
  });

  test("where clocks went back over midnight instants are in order all the same", () => {
    // St. John's, 2006-10-29 00:01 became 2006-10-28 23:01: the second of these lies on a later day than the third.
    const moments = ["2006-10-29T02:00:00.000Z", "2006-10-29T02:30:30.000Z", "2006-10-29T02:45:00.000Z"];
    const now = "2006-10-29T03:00:00Z";
    const clock = clockIn("America/St_Johns", now);
    expect(moments.map((at) => clock.dayOf(at))).toEqual(["2006-10-28", "2006-10-29", "2006-10-28"]);
    const [earliest, latest] = order("America/St_Johns", now, [...moments, "2006-10-28"]);
    const instants = (texts: readonly string[] = []) =>
      texts.map((text) => text.slice(-1)).filter((id) => id !== "3");
    expect(instants(earliest)).toEqual(["0", "1", "2"]);
    expect(instants(latest)).toEqual(["2", "1", "0"]);
  });

  test("nothing in, nothing out, and what comes in is left as it was", () => {
    const clock = clockIn("America/Denver", profileNow);
    expect([earliestFirst([], clock, 1), latestFirst([], clock, 1)]).toEqual([[], []]);
    const entries = Object.freeze([
      { id: "b", at: "2025-06-10" },
      { id: "a", at: "2025-06-10" },
    ]);
    expect(earliestFirst(entries, clock, entries.length).map(({ id }) => id)).toEqual(["a", "b"]);
  });
});

describe("days of moments without asking a zone more than needed", () => {
  const arbMoment = fc.oneof(
    fc
      .integer({ min: Date.UTC(2010, 10, 1), max: Date.UTC(2012, 0, 10) })
      .map((ms) => new Date(ms).toISOString()),
    fc
      .integer({ min: 14_900, max: 15_350 })
      .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)),
  );
  const zones = ["Pacific/Apia", "America/St_Johns", "Pacific/Kiritimati", "America/Denver", "UTC"];

  test("compareDay and latestDay say what the days themselves say, in zones that skip days and go back too", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.array(arbMoment, { maxLength: 6 }),
        arbMoment,
        (zone, moments, other) => {
          const dayOf = (moment: string) => (moment.length === 10 ? moment : todayIn(zone, moment));
          const day = dayOf(other);
          for (const moment of moments) {
            const expected = Math.sign(dayOf(moment) < day ? -1 : dayOf(moment) > day ? 1 : 0);
            expect(Math.sign(compareDay(moment, day, { dayOf }))).toBe(expected);
          }
          expect(latestDay(moments, { dayOf })).toBe(moments.map(dayOf).sort().at(-1));
        },
      ),
      { numRuns: runs(500) },
    );
  });

  test("a zone is not asked about what lies days away", () => {
    const dayOf = (moment: string): string => {
      throw new Error(`asked about ${moment}`);
    };
    expect(compareDay("2025-06-10T12:00:00.000Z", "2025-06-12", { dayOf })).toBeLessThan(0);
    expect(compareDay("2025-06-10T12:00:00.000Z", "2025-06-08", { dayOf })).toBeGreaterThan(0);
    expect(() => compareDay("2025-06-10T12:00:00.000Z", "2025-06-11", { dayOf })).toThrow("asked");
    expect(compareDay("2025-06-10", "2025-06-10", { dayOf })).toBe(0);
  });
});
