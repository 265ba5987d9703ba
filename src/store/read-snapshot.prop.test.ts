import fc from "fast-check";
import { expect, test } from "vitest";
import { arbLedger } from "../../test/ledger-of.ts";
import { mustRead } from "../../test/must-read.ts";
import { runs } from "../../test/runs.ts";
import * as calendar from "../calendar/index.ts";
import type { Ledger } from "../model/ledger.ts";
import { equalScores, priorityFloors } from "../stats/priority.ts";
import { readSnapshot } from "./read-snapshot.ts";
import { partsOf, type Snapshot } from "./snapshot.ts";
import { openStore } from "./store.ts";
import { takeSnapshot } from "./take-snapshot.ts";

const read = (snapshot: Snapshot) => mustRead(readSnapshot(JSON.parse(JSON.stringify(snapshot))));

/** An instant around the days that random ledgers are of. */
const arbNow = fc
  .integer({ min: 0, max: 1_000_000 })
  .map((minutes) => Date.parse("2024-06-01T00:00:00Z") + minutes * 60_000);

test("a snapshot survives its JSON without loss, whatever ledger it is of: rows, order, scale, totals", () => {
  fc.assert(
    fc.property(
      arbLedger,
      arbNow,
      fc.constantFrom(...priorityFloors),
      fc.constantFrom(...equalScores),
      ({ ledger, asOf }, now, floor, equal) => {
        const taken = takeSnapshot(ledger, { asOf, now, mode: "reage", floor, equal });
        const kept = openStore(ledger, { calendar, floor, equal }).recompute(now);
        for (const snapshot of [taken, kept]) {
          const again = read(snapshot);
          expect(JSON.stringify(again)).toBe(JSON.stringify(snapshot));
          const [parts, of] = [partsOf(again), partsOf(snapshot)];
          expect(parts.rows.toArray()).toEqual(of.rows.toArray());
          expect(parts.ranking.toArray().map(({ accountId }) => accountId)).toEqual(
            of.ranking.toArray().map(({ accountId }) => accountId),
          );
          expect([parts.totals, parts.scale]).toEqual([of.totals, of.scale]);
          for (const id of snapshot.accountIds()) expect(again.row(id)).toEqual(snapshot.row(id));
        }
      },
    ),
    { numRuns: runs(1000) },
  );
}, 120_000);

test("whatever JSON comes, it is read or refused with a place, and never throws", () => {
  const [drawn] = fc.sample(arbLedger, { numRuns: 1, seed: 7 });
  const good = JSON.parse(JSON.stringify(openStore(drawn?.ledger as Ledger, { calendar }).recompute(0)));
  const placesIn = (
    value: unknown,
    path: readonly (string | number)[] = [],
  ): (readonly (string | number)[])[] =>
    typeof value !== "object" || value === null
      ? [path]
      : [
          path,
          ...Object.entries(value).flatMap(([key, each]) =>
            placesIn(each, [...path, Array.isArray(value) ? Number(key) : key]),
          ),
        ];
  const places = placesIn(good);
  fc.assert(
    fc.property(fc.nat(), fc.jsonValue(), (pick, value) => {
      const place = places[pick % places.length] as readonly (string | number)[];
      const damaged = replaced(good, place, value);
      const reading = readSnapshot(damaged);
      if (reading.ok) {
        expect(read(reading.value).toJSON()).toEqual(reading.value.toJSON());
        return;
      }
      expect(reading.issues.length).toBeGreaterThan(0);
      for (const { path } of reading.issues) {
        // The place of the damage, or of what contradicts it: in the same account, or the header.
        const shared = path.slice(0, place[0] === "accounts" ? Math.min(2, place.length, path.length) : 0);
        expect(place.slice(0, shared.length)).toEqual(shared);
      }
    }),
    { numRuns: runs(1000) },
  );
});

/** The same value with another one at a place. */
function replaced(value: unknown, [key, ...rest]: readonly (string | number)[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((each, at) => (at === key ? replaced(each, rest, by) : each));
  return Object.fromEntries(
    Object.entries(value as object).map(([name, each]) => [
      name,
      name === key ? replaced(each, rest, by) : each,
    ]),
  );
}
