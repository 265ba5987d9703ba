import type { Reading } from "../fault/issue.ts";
import type { Minor } from "../money/amount.ts";
import { amount, choice, type Fields, id, required, text } from "./field.ts";
import { makeReader, type Reader, type ReaderOptions } from "./reader.ts";
import { rowReader } from "./row.ts";

/** Where a job stands. */
export const jobStatuses = ["Active", "Inactive", "Closed"] as const;
/** One of {@link jobStatuses}. */
export type JobStatus = (typeof jobStatuses)[number];

/** Where a site stands. */
export const siteStatuses = ["Active", "Inactive"] as const;
/** One of {@link siteStatuses}. */
export type SiteStatus = (typeof siteStatuses)[number];

/** Work for a customer that invoices can belong to: a row of `jobs.csv`. */
export interface Job {
  readonly jobId: string;
  readonly accountId: string;
  readonly name?: string;
  readonly status?: JobStatus;
}

/** A contract under a job: a row of `contracts.csv`. */
export interface Contract {
  readonly contractId: string;
  readonly jobId: string;
  /** What was agreed, in minor units. */
  readonly amount: Minor;
  /** What of it has been billed, in minor units. */
  readonly billed?: Minor;
}

/** A place of a customer: a row of `sites.csv`. */
export interface Site {
  readonly siteId: string;
  readonly accountId: string;
  readonly name?: string;
  readonly status?: SiteStatus;
}

/** The columns of `jobs.csv`. */
export const jobFields: Fields<Job> = {
  jobId: required(id("The job's number.")),
  accountId: required(id("The account.")),
  name: text("What it is called."),
  status: choice("Active, Inactive or Closed.", jobStatuses),
};

/** The columns of `contracts.csv`. */
export const contractFields: Fields<Contract> = {
  contractId: required(id("The contract's number.")),
  jobId: required(id("The job.")),
  amount: required(amount("What was agreed.")),
  billed: amount("What of it has been billed."),
};

/** The columns of `sites.csv`. */
export const siteFields: Fields<Site> = {
  siteId: required(id("The site's number.")),
  accountId: required(id("The account.")),
  name: text("What it is called."),
  status: choice("Active or Inactive.", siteStatuses),
};

/**
 * The reader of rows of jobs.
 *
 * @example
 * import { jobReader } from "receivables";
 *
 * const jobs = jobReader({ currency: { code: "USD", exponent: 2 } });
 * const reading = jobs.read({ job_id: "J1", account_id: "A", status: "active" });
 * reading.ok && reading.value.status; // => "Active"
 */
export function jobReader(options: ReaderOptions): Reader<Job> {
  return makeReader(options, (money) => rowReader(jobFields, money));
}

/**
 * Reads many rows of jobs: a shortcut for `jobReader(options).readAll(rows)`.
 *
 * @example
 * import { readJobs } from "receivables";
 *
 * const rows = [{ job_id: "J1", account_id: "A", status: "active" }];
 * const reading = readJobs(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value[0]?.jobId; // => "J1"
 */
export function readJobs(rows: unknown, options: ReaderOptions): Reading<readonly Job[]> {
  return jobReader(options).readAll(rows);
}

/**
 * The reader of rows of contracts.
 *
 * @example
 * import { contractReader } from "receivables";
 *
 * const contracts = contractReader({ currency: { code: "USD", exponent: 2 } });
 * const reading = contracts.read({ contract_id: "K1", job_id: "J1", amount: "5000.00" });
 * reading.ok && reading.value.amount; // => 500000
 */
export function contractReader(options: ReaderOptions): Reader<Contract> {
  return makeReader(options, (money) => rowReader(contractFields, money));
}

/**
 * Reads many rows of contracts: a shortcut for `contractReader(options).readAll(rows)`.
 *
 * @example
 * import { readContracts } from "receivables";
 *
 * const rows = [{ contract_id: "K1", job_id: "J1", amount: "5000.00" }];
 * const reading = readContracts(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value[0]?.jobId; // => "J1"
 */
export function readContracts(rows: unknown, options: ReaderOptions): Reading<readonly Contract[]> {
  return contractReader(options).readAll(rows);
}

/**
 * The reader of rows of sites.
 *
 * @example
 * import { siteReader } from "receivables";
 *
 * const sites = siteReader({ currency: { code: "USD", exponent: 2 } });
 * const reading = sites.read({ site_id: "T1", account_id: "A", name: "Yard" });
 * reading.ok && reading.value.name; // => "Yard"
 */
export function siteReader(options: ReaderOptions): Reader<Site> {
  return makeReader(options, (money) => rowReader(siteFields, money));
}

/**
 * Reads many rows of sites: a shortcut for `siteReader(options).readAll(rows)`.
 *
 * @example
 * import { readSites } from "receivables";
 *
 * const rows = [{ site_id: "T1", account_id: "A", name: "Yard" }];
 * const reading = readSites(rows, { currency: { code: "USD", exponent: 2 } });
 * reading.ok && reading.value[0]?.siteId; // => "T1"
 */
export function readSites(rows: unknown, options: ReaderOptions): Reading<readonly Site[]> {
  return siteReader(options).readAll(rows);
}
