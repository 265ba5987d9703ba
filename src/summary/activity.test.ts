import { expect, test } from "vitest";
import { debtorLedger, type RawTables } from "../../test/retailer.ts";
import { financialSummary } from "./summary.ts";

const activity = (tables: RawTables) => {
  const ledger = debtorLedger(
    { accounts: [{ account_id: "A" }, { account_id: "B" }], ...tables },
    "2025-06-10",
  );
  return financialSummary(ledger, "A").activity;
};

const jobs = [
  { job_id: "active", account_id: "A", status: "Active" },
  { job_id: "inactive", account_id: "A", status: "Inactive" },
  { job_id: "closed", account_id: "A", status: "Closed" },
  { job_id: "blank", account_id: "A" },
  { job_id: "other", account_id: "B", status: "Active" },
];
const contract = (job_id: string, amount: string, billed?: string) => ({
  contract_id: `${job_id} ${amount} ${billed}`,
  job_id,
  amount,
  ...(billed === undefined ? {} : { billed }),
});
const count = (...contracts: readonly object[]) => activity({ jobs, contracts }).openContracts.count;

test("C-002 C-022 G-117 contracts of Active and Inactive jobs count, of Closed ones and of others not", () => {
  expect(count(contract("active", "5.00"))).toBe(1);
  expect(count(contract("inactive", "5.00"))).toBe(1);
  expect(count(contract("blank", "5.00"))).toBe(1);
  expect(count(contract("closed", "5.00"))).toBe(0);
  expect(count(contract("other", "5.00"))).toBe(0);
  expect(count(...jobs.map(({ job_id }) => contract(job_id, "5.00")))).toBe(3);
});

test("C-022 G-117 with a balance of 0 they do not count, on either side of it they do", () => {
  expect(count(contract("active", "5.00", "4.99"))).toBe(1);
  expect(count(contract("active", "5.00", "5.00"))).toBe(0);
  expect(count(contract("active", "5.00", "5.01"))).toBe(1);
  expect(count(contract("active", "0.00"))).toBe(0);
  expect(count(contract("active", "0.00", "0.01"))).toBe(1);
  expect(count(contract("active", "5.00", "1.00"), contract("active", "5.00", "2.00"))).toBe(2);
});

test("C-003 C-024 sites that are Active count, and one without a status is", () => {
  const sites = [
    { site_id: "1", account_id: "A", status: "Active" },
    { site_id: "2", account_id: "A" },
    { site_id: "3", account_id: "A", status: "Inactive" },
    { site_id: "4", account_id: "B", status: "Active" },
  ];
  expect(activity({ sites }).activeSites).toEqual({ count: 2 });
});

test("C-002 C-003 without jobs, contracts and sites there are none", () => {
  expect(activity({})).toEqual({
    openContracts: { count: 0, link: null, linkDenied: true },
    activeSites: { count: 0 },
  });
});
