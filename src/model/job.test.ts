import { expect, test } from "vitest";
import { mustRead } from "../../test/must-read.ts";
import { issuesOf, usd } from "../../test/reading.ts";
import { contractReader, jobReader, readContracts, readJobs, readSites, siteReader } from "./job.ts";

test("jobs", () => {
  const jobs = jobReader({ currency: usd });
  expect(mustRead(jobs.read({ job_id: "J", account_id: "A" }))).toEqual({ jobId: "J", accountId: "A" });
  expect(mustRead(jobs.read({ jobId: "J", accountId: "A", name: "Barn", status: "closed" }))).toEqual({
    jobId: "J",
    accountId: "A",
    name: "Barn",
    status: "Closed",
  });
  expect(
    issuesOf(readJobs([{}, { job_id: "J", account_id: "A", status: "Done" }], { currency: usd })),
  ).toEqual(["FIELD_MISSING 0/job_id", "FIELD_MISSING 0/account_id", "ENUM_UNKNOWN 1/status"]);
});

test("contracts, of either sign", () => {
  const contracts = contractReader({ currency: usd });
  const row = { contract_id: "K", job_id: "J", amount: "-10.00", billed: "0.50" };
  expect(mustRead(contracts.read(row))).toEqual({ contractId: "K", jobId: "J", amount: -1000, billed: 50 });
  expect(issuesOf(readContracts([{}], { currency: usd }))).toEqual([
    "FIELD_MISSING 0/contract_id",
    "FIELD_MISSING 0/job_id",
    "FIELD_MISSING 0/amount",
  ]);
});

test("sites are never closed", () => {
  const sites = siteReader({ currency: usd });
  expect(mustRead(sites.read({ site_id: "S", account_id: "A", name: "Yard", status: "INACTIVE" }))).toEqual({
    siteId: "S",
    accountId: "A",
    name: "Yard",
    status: "Inactive",
  });
  expect(
    issuesOf(readSites([{}, { site_id: "S", account_id: "A", status: "Closed" }], { currency: usd })),
  ).toEqual(["FIELD_MISSING 0/site_id", "FIELD_MISSING 0/account_id", "ENUM_UNKNOWN 1/status"]);
});
