import { expectTypeOf, test } from "vitest";
import * as calendar from "../calendar/index.ts";
import type { Ledger } from "../model/ledger.ts";
import type { Change, ChangeKind, Snapshot, SnapshotRow, Staleness, Store, StoreCalendar } from "./index.ts";
import { openStore } from "./index.ts";

declare const store: Store;
declare const snapshot: Snapshot;
declare const row: SnapshotRow;

test("the door of days is a calendar as a store asks for it", () => {
  expectTypeOf(calendar).toExtend<StoreCalendar>();
  expectTypeOf(openStore).returns.toEqualTypeOf<Store>();
  // @ts-expect-error a store needs a calendar
  openStore({} as Ledger, {});
  // @ts-expect-error there is no such option
  openStore({} as Ledger, { calendar, mode: "reage" });
});

test("a change has the fields of its kind", () => {
  expectTypeOf<Change["kind"]>().toEqualTypeOf<ChangeKind>();
  store.apply({ changeId: "1", kind: "invoice-paid", invoiceId: "7" });
  store.apply([{ changeId: "1", kind: "invoice-created", invoice: {}, lineItems: [] }]);
  // @ts-expect-error a change has an id
  store.apply({ kind: "invoice-paid", invoiceId: "7" });
  // @ts-expect-error it says which invoice
  store.apply({ changeId: "1", kind: "invoice-paid" });
  // @ts-expect-error there is no such kind
  store.apply({ changeId: "1", kind: "invoice-deleted", invoiceId: "7" });
  // @ts-expect-error a payment has no line items
  store.apply({ changeId: "1", kind: "payment-posted", payment: {}, lineItems: [] });
});

test("nothing that a store hands out can be written to", () => {
  // @ts-expect-error the version is the store's
  store.version = 7;
  // @ts-expect-error a snapshot never changes
  snapshot.asOf = "2025-03-10";
  // @ts-expect-error nor do its settings
  snapshot.settings.floor = "zero";
  // @ts-expect-error nor its rows
  row.stats.invoices.amount = 0;
  // @ts-expect-error nor a ledger that was handed out
  store.ledger(0).invoices.clear();
  // @ts-expect-error nor the list of open items
  store.openItems("A")?.push();
});

test("a snapshot and its age may be absent", () => {
  expectTypeOf(store.snapshot()).toEqualTypeOf<Snapshot | undefined>();
  expectTypeOf(store.recompute(0)).toEqualTypeOf<Snapshot>();
  expectTypeOf(snapshot.row("A")).toEqualTypeOf<SnapshotRow | undefined>();
  expectTypeOf(store.staleness(0)).toEqualTypeOf<ReadonlyMap<string, Staleness>>();
});
