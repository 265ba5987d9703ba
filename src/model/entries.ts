import type { Account } from "./account.ts";
import type { Activity, SystemEvent, Task } from "./activity.ts";
import type { Adjustment } from "./adjustment.ts";
import type { Agreement, Bonus } from "./agreement.ts";
import type { Allocation } from "./allocation.ts";
import type { Invite } from "./invite.ts";
import type { Invoice, UndatedInvoice } from "./invoice.ts";
import type { Contract, Job, Site } from "./job.ts";
import type { Layby, LaybyItem, LaybyPayment } from "./layby.ts";
import type { Note } from "./note.ts";
import type { Payment } from "./payment.ts";
import type { PeriodClear } from "./period-clear.ts";
import type { Quote, QuoteLine } from "./quote.ts";
import type { Entry } from "./row.ts";
import type { Sale } from "./sale.ts";
import type { Statement } from "./statement.ts";

/** The rows of all tables that could be read. */
export interface Entries {
  readonly accounts: readonly Entry<Account>[] | undefined;
  readonly invoices: readonly Entry<UndatedInvoice>[];
  readonly lineItems: readonly Entry<Invoice["lineItems"][number]>[];
  readonly adjustments: readonly Entry<Adjustment>[];
  readonly payments: readonly Entry<Payment>[];
  readonly allocations: readonly Entry<Allocation>[];
  readonly invites: readonly Entry<Invite>[];
  readonly statements: readonly Entry<Statement>[];
  readonly statementLines: readonly Entry<Statement["lines"][number]>[];
  readonly jobs: readonly Entry<Job>[] | undefined;
  readonly contracts: readonly Entry<Contract>[] | undefined;
  readonly sites: readonly Entry<Site>[];
  readonly laybys: readonly Entry<Layby>[];
  readonly laybyItems: readonly Entry<LaybyItem>[];
  readonly laybyPayments: readonly Entry<LaybyPayment>[];
  readonly quotes: readonly Entry<Quote>[] | undefined;
  readonly quoteLines: readonly Entry<QuoteLine>[];
  readonly notes: readonly Entry<Note>[];
  readonly sales: readonly Entry<Sale>[];
  readonly activities: readonly Entry<Activity>[];
  readonly tasks: readonly Entry<Task>[];
  readonly events: readonly Entry<SystemEvent>[];
  readonly agreements: readonly Entry<Agreement>[];
  readonly bonuses: readonly Entry<Bonus>[];
  readonly periodClears: readonly Entry<PeriodClear>[];
  /** Ids of rows that were refused, by the key they stand under: naming such a row is not another error. */
  readonly refused: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ids of negative invoices that were read as credits: their line items and statement lines say nothing any more. */
  readonly credited: ReadonlySet<string>;
}
