import { todayIn } from "../src/calendar/zone.ts";
import type { Ledger } from "../src/model/ledger.ts";
import { readLedger } from "../src/model/read-ledger.ts";
import { type CustomerDashboard, customerDashboard } from "../src/profile/dashboard.ts";
import type { DashboardOptions } from "../src/profile/settings.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { mustRead } from "./must-read.ts";

/** Noon of {@link profileToday} in Denver, where the customers of these tests are. */
export const profileNow = "2025-06-10T18:00:00.000Z";
/** A Tuesday, 20 days before the end of its month. */
export const profileToday = "2025-06-10";

/** Tables of a ledger as they come in; the business is one in Denver unless they say another. */
export type ProfileTables = Readonly<Record<string, unknown>>;

/** The ledger of an account `A` at an instant, frozen through and through. */
export function profileLedger(tables: ProfileTables, now: DashboardOptions["now"] = profileNow): Ledger {
  const business = { time_zone: "America/Denver", currency: "USD" };
  const raw = { business, accounts: [{ account_id: "A", account_name: "Acme" }], ...tables };
  const today = todayIn(raw.business.time_zone, now);
  return deepFreeze(mustRead(readLedger(deepFreeze(raw), { today })));
}

/** The dashboard of account `A` over such a ledger. */
export function dashboardOf(
  tables: ProfileTables,
  options: Partial<DashboardOptions> = {},
): CustomerDashboard {
  const { now = profileNow } = options;
  return customerDashboard(profileLedger(tables, now), "A", { now, todayIn, ...options });
}

/** Noon of a day in UTC: the day itself in Denver too. */
export function noonOf(day: string): string {
  return `${day}T18:00:00Z`;
}

/** The day and the amount of a sale, and the wholesaler it went through. */
export type Sold = readonly [on: string, amount: string, through?: string];

/** Sales of account `A`. */
export function salesOf(...sales: readonly Sold[]) {
  return sales.map(([sold_on, amount, wholesaler_id]) => ({
    account_id: "A",
    sold_on,
    amount,
    ...(wholesaler_id === undefined ? {} : { wholesaler_id }),
  }));
}
