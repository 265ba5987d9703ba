import { expectTypeOf, test } from "vitest";
import type { Ledger } from "../model/ledger.ts";
import { type AsOfMode, type OpenItem, openItems } from "./open-items.ts";

const ledger = {} as Ledger;

test("a day is always said, never today by default", () => {
  const wrong = () => {
    // @ts-expect-error: as of when?
    openItems(ledger, {});
    // @ts-expect-error: as of when?
    openItems(ledger);
    // @ts-expect-error: a Date is an instant
    openItems(ledger, { asOf: new Date(0) });
    // @ts-expect-error: there are two modes
    openItems(ledger, { asOf: "2025-03-10", mode: "rebuild" });
  };
  expectTypeOf(wrong).returns.toBeVoid();
  expectTypeOf<AsOfMode>().toEqualTypeOf<"reconstruct" | "reage">();
});

test("open items are invoices, debits or credits, not to be changed, balances numbers of minor units", () => {
  expectTypeOf(openItems).returns.toEqualTypeOf<readonly OpenItem[]>();
  expectTypeOf<OpenItem["kind"]>().toEqualTypeOf<"invoice" | "debit" | "credit">();
  expectTypeOf<OpenItem["balance"]>().toBeNumber();
  expectTypeOf<OpenItem>().toEqualTypeOf<Readonly<OpenItem>>();
});
