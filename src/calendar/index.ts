export type { Day } from "./day.ts";
export type { InstantLike } from "./instant.ts";
export type { TimeZone } from "./time-zone.ts";
export { nextDayChange, todayIn } from "./zone.ts";
