import { expect, test } from "vitest";
import { dayNumber } from "../calendar/day.ts";
import type { OpenDiscount } from "../positions/open-items.ts";
import { countedOffers } from "./discount.ts";
import type { DiscountCombining } from "./stats.ts";

const today = "2025-03-10";
const asOf = dayNumber(today);
const offer = (from: OpenDiscount["from"], amount: number, until = today): OpenDiscount => ({
  from,
  amount,
  until,
});

test("the last day of a discount counts, the day after does not", () => {
  expect(countedOffers([offer("invoice", 5)], asOf, "max")).toEqual([offer("invoice", 5)]);
  expect(countedOffers([offer("invoice", 5)], asOf + 1, "max")).toEqual([]);
});

test.each<[DiscountCombining, readonly OpenDiscount[]]>([
  ["max", [offer("invoice", 7)]],
  ["statement-first", [offer("statement", 5)]],
  ["invoice-first", [offer("invoice", 7)]],
  ["sum", [offer("statement", 5), offer("invoice", 7), offer("statement", 3)]],
])("%s: which offers count", (combining, counted) => {
  const offers = [
    offer("statement", 5),
    offer("invoice", 9, "2025-03-09"),
    offer("invoice", 7),
    offer("statement", 3),
    offer("statement", 0),
  ];
  expect(countedOffers(offers, asOf, combining)).toEqual(counted);
});

test("of equal offers the preferred one counts, else the first", () => {
  const invoice = offer("invoice", 5);
  const statement = offer("statement", 5);
  expect(countedOffers([invoice, statement], asOf, "max")).toEqual([invoice]);
  expect(countedOffers([invoice, statement], asOf, "statement-first")).toEqual([statement]);
  expect(countedOffers([statement, invoice], asOf, "invoice-first")).toEqual([invoice]);
});

test("what the preferred one does not offer, the other does", () => {
  expect(countedOffers([offer("invoice", 5)], asOf, "statement-first")).toEqual([offer("invoice", 5)]);
  expect(countedOffers([offer("statement", 5)], asOf, "invoice-first")).toEqual([offer("statement", 5)]);
});
