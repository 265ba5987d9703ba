import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { folderOf, receivables } from "../../test/command.ts";
import { runs } from "../../test/runs.ts";

/** 10 March 2025 in Chicago; 11 March already in Auckland. */
const now = "2025-03-10T17:00:00Z";

/** A table without rows that adds nothing and says nothing; only, documents are not added up as they come where it is. */
const [generalName, generalText] = ["payments.csv", "payment_id,account_id,paid_on,amount\n"];

const often = <Value>(usual: fc.Arbitrary<Value>, rare: fc.Arbitrary<Value>, weight = 30) =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: rare });

const arbDay = fc
  .integer({ min: -130, max: 40 })
  .map((days) => new Date(Date.UTC(2025, 2, 10) + days * 86_400_000).toISOString().slice(0, 10));
const arbAmount = fc.integer({ min: 1, max: 9_999_999 }).map((minor) => (minor / 100).toFixed(2));
const accountIds = ["A", "b", "C-1", "0042", "É"];
const arbAccount = fc.constantFrom(...accountIds);
const arbName = fc.constantFrom(
  '"Smith, ""Jo"""',
  "=1+1",
  "+49 Ltd",
  "Ünder",
  "",
  "@x",
  '"two\nlines"',
  "日本",
);

const arbAccounts = fc.tuple(
  fc.shuffledSubarray(accountIds, { minLength: 4 }),
  fc.array(arbName, { minLength: 5, maxLength: 5 }),
  fc.array(fc.constantFrom("Active", "Inactive", "Not Used", ""), { minLength: 5, maxLength: 5 }),
);
const accountsFile = ([ids, names, statuses]: readonly [string[], string[], string[]]) => {
  const rows = ids.map((id, at) => `${id},${names[at]},${statuses[at]}\n`);
  return `account_id,account_name,status\n${rows.join("")}`;
};

const arbInvoices = fc.array(
  fc.record({
    id: often(fc.constant(""), fc.constantFrom("INV-1", '"x"', "é")),
    account: often(arbAccount, fc.constantFrom("Z", "")),
    amount: often(arbAmount, fc.constantFrom("0.00", "-1.00", "1.005")),
    due: often(arbDay, fc.constantFrom("soon", "")),
    discount: fc.constantFrom("", "0.01", "0.02"),
    until: arbDay,
    status: often(fc.constantFrom("", "Open"), fc.constantFrom("Voided", "Paid")),
  }),
  { maxLength: 12 },
);
const invoicesFile = (rows: readonly Record<string, string>[], head: string) => {
  const lines = rows.map(
    ({ id, account, amount, due, discount, until, status }, at) =>
      `${id || `INV-${at}`},${account},${amount},${due},${discount},${until},${status}\n`,
  );
  return `invoice_number,account_id,amount,due_on,discount_amount,discount_until,${head}\n${lines.join("")}`;
};

const arbMemos = fc.array(
  fc.record({
    account: arbAccount,
    amount: arbAmount,
    type: fc.constantFrom("credit", "debit", "Credit"),
    reason: fc.constantFrom("", "goodwill", '"a, b"'),
  }),
  { maxLength: 5 },
);
const memosFile = (rows: readonly Record<string, string>[]) =>
  `adjustment_id,account_id,amount,type,reason\n${rows
    .map(({ account, amount, type, reason }, at) => `M-${at},${account},${amount},${type},${reason}\n`)
    .join("")}`;

const arbInvites = fc.array(
  fc.record({
    account: fc.constantFrom("A", "b", "0042"),
    status: fc.constantFrom("Pending", "Accepted", "Declined", "Expired"),
    expires: fc.constantFrom(
      "",
      "2025-03-10T16:59:59.999Z",
      "2025-03-10T17:00:00Z",
      "2025-03-10T17:00:00.001Z",
    ),
  }),
  { maxLength: 4 },
);
const invitesFile = (rows: readonly Record<string, string>[]) =>
  `account_id,email,status,created_at,expires_at\n${rows
    .map(({ account, status, expires }) => `${account},a@b.test,${status},2025-03-01T00:00:00Z,${expires}\n`)
    .join("")}`;

/** The files of a folder: mostly of open items that add up as they come. */
const arbFolder = fc
  .record(
    {
      zone: fc.constantFrom("America/Chicago", "Pacific/Auckland"),
      currency: fc.constantFrom('"USD"', '{ "code": "USD", "exponent": 3 }', '"KWD"'),
      accounts: arbAccounts,
      invoices: arbInvoices,
      statusHeader: often(fc.constant("status"), fc.constantFrom("Stat.", "amount"), 10),
      memos: arbMemos,
      invites: arbInvites,
      misnamed: fc.constant("invoice.csv"),
    },
    { requiredKeys: ["zone", "currency", "invoices", "statusHeader"] },
  )
  .map(({ zone, currency, accounts, invoices, statusHeader, memos, invites, misnamed }) => ({
    "business.json": `{ "time_zone": "${zone}", "currency": ${currency} }`,
    "invoices.csv": invoicesFile(invoices, statusHeader),
    ...(accounts === undefined ? {} : { "accounts.csv": accountsFile(accounts) }),
    ...(memos === undefined ? {} : { "adjustments.csv": memosFile(memos) }),
    ...(invites === undefined || accounts === undefined ? {} : { "invites.csv": invitesFile(invites) }),
    ...(misnamed === undefined ? {} : { [misnamed]: "not read\n" }),
  }));

const figureOptions = [
  ["--as-of", "2025-03-10"],
  ["--as-of", "2025-02-01"],
  ["--as-of", "2025-04-30"],
  ["--as-of-mode", "reage"],
  ["--as-of-mode", "reconstruct"],
  ["--discounts", "sum"],
  ["--floor", "zero"],
  ["--equal", "5"],
  ["--average-decimals", "0"],
  ["--average-decimals", "6"],
  ["--average-decimals", "7"],
  ["--priority-decimals", "0"],
  ["--priority-decimals", "6"],
  ["--currency", "USD:2"],
  ["--time-zone", "UTC"],
  ["--bom"],
  ["--line-end", "lf"],
  ["--no-formula-guard"],
  ["--strict"],
] as const;
const viewOptions = [
  ["--format", "json"],
  ["--format", "table"],
  ["--format", "csv"],
  ["--sort", "outstanding_amount:asc"],
  ["--status", "Active"],
  ["--invite-status", "Expired,Pending"],
  ["--search", "a"],
] as const;

/** Options of a command line, each at most once. */
const arbOptions = fc
  .tuple(
    fc.shuffledSubarray([...figureOptions], { maxLength: 5 }),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      fc.shuffledSubarray([...viewOptions], { maxLength: 2 }),
    ),
  )
  .map(([figures, views]) => {
    const options = new Map([...figures, ...views].map((option) => [option[0], [...option]]));
    return [...options.values()].flat();
  });

test("an export says the same whether documents are added up as they come or kept", async () => {
  const exitCodes = new Set<number>();
  await fc.assert(
    fc.asyncProperty(arbFolder, arbOptions, fc.boolean(), async (files, options, toFile) => {
      const folder = folderOf(files);
      const output = join(folder, "out");
      const run = async () => {
        const args = ["export", folder, ...options, ...(toFile ? ["--output", output] : [])];
        const ran = await receivables(args, { now });
        const written = readdirSync(folder).includes("out") ? readFileSync(output) : undefined;
        rmSync(output, { force: true });
        return { ...ran, written };
      };
      const asTheyCome = await run();
      writeFileSync(join(folder, generalName), generalText);
      const kept = await run();
      rmSync(folder, { recursive: true });
      expect(asTheyCome).toEqual(kept);
      exitCodes.add(kept.exitCode);
    }),
    { numRuns: runs(70) },
  );
  expect([...exitCodes].sort()).toEqual([0, 1]);
});

test("exports of many ledgers say the same", async () => {
  const arbLedgers = fc.array(arbFolder, { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(arbLedgers, arbOptions, async (ledgers, options) => {
      const parent = folderOf({});
      const each = join(parent, "each");
      for (const [at, files] of ledgers.entries()) {
        mkdirSync(join(each, `L${at}`), { recursive: true });
        for (const [name, text] of Object.entries(files)) writeFileSync(join(each, `L${at}`, name), text);
      }
      const run = async () => {
        const out = join(parent, "out");
        const ran = await receivables(["export", "--each", each, "--out", out, ...options], { now });
        const written = readdirSync(out).map((name) => [name, readFileSync(join(out, name))]);
        rmSync(out, { recursive: true });
        return { ...ran, written };
      };
      const asTheyCome = await run();
      for (const at of ledgers.keys()) writeFileSync(join(each, `L${at}`, generalName), generalText);
      expect(asTheyCome).toEqual(await run());
      rmSync(parent, { recursive: true });
    }),
    { numRuns: runs(12) },
  );
});
