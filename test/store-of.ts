import * as calendar from "../src/calendar/index.ts";
import { readLedger } from "../src/model/read-ledger.ts";
import { openStore, type Store, type StoreOptions } from "../src/store/store.ts";
import { mustRead } from "./must-read.ts";

/** Noon of 2025-03-10 in Chicago, where the stores of these tests are. */
export const noon = "2025-03-10T17:00:00.000Z";
/** The day of {@link noon}. */
export const today = "2025-03-10";

/** A store over tables in dollars, in Chicago. */
export function storeOf(tables: object, options: Partial<StoreOptions> = {}): Store {
  const business = { time_zone: "America/Chicago", currency: "USD" };
  return openStore(mustRead(readLedger({ business, ...tables }, { today })), { calendar, ...options });
}
