import type { Ledger } from "../model/ledger.ts";
import type { Linked } from "./link.ts";

/** What goes on with a customer today, whatever day the summary is of: jobs and sites have no history. */
export interface CustomerActivity {
  /**
   * Contracts of Active and Inactive jobs on which something is left: what was agreed differs from what was billed, either
   * way. A job without a status is Active.
   */
  readonly openContracts: { readonly count: number } & Linked;
  /** Sites that are Active; one without a status is. */
  readonly activeSites: { readonly count: number };
}

/**
 * An account's contracts and sites.
 *
 * @param ledger - Of this account alone, but for contracts: these belong to jobs.
 */
export function activityOf({ jobs, contracts, sites }: Ledger, link: Linked): CustomerActivity {
  const open = [...contracts.values()].filter(({ jobId, amount, billed = 0 }) => {
    const job = jobs.get(jobId);
    return job !== undefined && job.status !== "Closed" && amount !== billed;
  });
  const active = [...sites.values()].filter(({ status }) => status !== "Inactive");
  return { openContracts: { count: open.length, ...link }, activeSites: { count: active.length } };
}
