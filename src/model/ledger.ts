import type { Day } from "../calendar/day.ts";
import type { Account } from "./account.ts";
import type { Activity, SystemEvent, Task } from "./activity.ts";
import type { Adjustment } from "./adjustment.ts";
import type { Agreement } from "./agreement.ts";
import type { Allocation } from "./allocation.ts";
import type { Business } from "./business.ts";
import type { Invite } from "./invite.ts";
import type { Invoice } from "./invoice.ts";
import type { Contract, Job, Site } from "./job.ts";
import type { Layby } from "./layby.ts";
import type { Note } from "./note.ts";
import type { Payment } from "./payment.ts";
import type { PeriodClear } from "./period-clear.ts";
import type { Quote } from "./quote.ts";
import type { Sale } from "./sale.ts";
import type { Statement } from "./statement.ts";

/**
 * Everything known about one business's receivables, checked row by row and row against row.
 *
 * Maps keep the order of the input. Every id that a row names is there, but for the jobs and contracts of a ledger without
 * such tables, and for quotes of a ledger without theirs.
 */
export interface Ledger {
  readonly business: Business;
  /** The business's own day on which the ledger was read: given balances stand on it, later documents are post-dated. */
  readonly today: Day;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly invoices: ReadonlyMap<string, Invoice>;
  readonly adjustments: ReadonlyMap<string, Adjustment>;
  readonly payments: ReadonlyMap<string, Payment>;
  readonly allocations: readonly Allocation[];
  readonly invites: readonly Invite[];
  readonly statements: ReadonlyMap<string, Statement>;
  readonly jobs: ReadonlyMap<string, Job>;
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly sites: ReadonlyMap<string, Site>;
  readonly laybys: ReadonlyMap<string, Layby>;
  readonly quotes: ReadonlyMap<string, Quote>;
  readonly notes: ReadonlyMap<string, Note>;
  readonly sales: readonly Sale[];
  readonly activities: ReadonlyMap<string, Activity>;
  readonly tasks: ReadonlyMap<string, Task>;
  readonly events: ReadonlyMap<string, SystemEvent>;
  readonly agreements: ReadonlyMap<string, Agreement>;
  /** In the order in which they were executed. */
  readonly periodClears: readonly PeriodClear[];
}
