import { Temporal } from "@js-temporal/polyfill";
import fc from "fast-check";
import { expect, test } from "vitest";
import { instantText, readInstant } from "./instant.ts";

const around = (reach: number) =>
  fc.oneof(
    fc.integer({ min: -reach, max: reach }),
    fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2100, 0) }),
  );
const arbOffset = fc.oneof(
  fc.integer({ min: -1439, max: 1439 }),
  fc.constantFrom(0, 330, 345, -210, 840, -720, 525),
);

test("F-06 a text is the instant that Temporal reads from it, at any offset and any precision", () => {
  const arbDigits = fc.stringMatching(/^(\.\d{1,9})?$/);
  // A hundred days short of the ends, so that no offset leads out of the range.
  fc.assert(
    fc.property(around(8.63e15), arbOffset, arbDigits, (ms, offset, fraction) => {
      const sign = offset < 0 ? "-" : "+";
      const hour = String(Math.floor(Math.abs(offset) / 60)).padStart(2, "0");
      const minute = String(Math.abs(offset) % 60).padStart(2, "0");
      const local = new Date(ms).toISOString().slice(0, -5);
      const text = `${local}${fraction}${sign}${hour}:${minute}`;
      expect(readInstant(text)).toBe(Temporal.Instant.from(text).epochMilliseconds);
    }),
    { numRuns: 1000 },
  );
});

test("F-06 what is written is read again as the same instant", () => {
  fc.assert(
    fc.property(around(8.64e15), (ms) => {
      expect(readInstant(instantText(ms))).toBe(ms);
      const oracle = Temporal.Instant.fromEpochMilliseconds(ms);
      expect(instantText(ms)).toBe(oracle.toString({ fractionalSecondDigits: 3 }));
    }),
    { numRuns: 1000 },
  );
});
