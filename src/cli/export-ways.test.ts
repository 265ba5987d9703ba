import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderOf, receivables } from "../../test/command.ts";

/** A table without rows: where it is, documents are kept and not added up as they come. */
const payments = "payment_id,account_id,paid_on,amount\n";
const business = '{ "time_zone": "America/Chicago", "currency": "USD" }';
const invoices = [
  "invoice_number,account_id,amount,due_on,discount_amount,discount_until",
  "1,B,100.00,2025-03-01,,",
  "2,A,100.00,2025-03-01,,",
  "3,A,70.00,2025-03-20,1.00,2025-03-12",
  "",
].join("\n");

type Files = Readonly<Record<string, string | Uint8Array>>;

/** What is said of a folder by both ways of reading, after holding them against each other. */
async function both(files: Files, ...options: readonly string[]) {
  const folder = folderOf(files);
  const asTheyCome = await receivables(["export", folder, ...options]);
  writeFileSync(join(folder, "payments.csv"), payments);
  const kept = await receivables(["export", folder, ...options]);
  expect(asTheyCome).toEqual(kept);
  return { ...kept, folder };
}

describe("documents added up as they come are exported as those that are kept", () => {
  const files = { "business.json": business, "invoices.csv": invoices };

  test.each([
    "",
    "--discounts sum",
    "--as-of-mode reage",
    "--as-of-mode reage --as-of 2025-03-02",
    "--as-of-mode reconstruct --as-of 2025-03-30",
    "--average-decimals 7",
  ])("under [%s]", async (options) => {
    const { exitCode, out, err } = await both(files, ...options.split(" ").filter((word) => word !== ""));
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out.split("\r\n")).toHaveLength(4);
  });

  test("a past day that documents do not tell is refused", async () => {
    const { exitCode, out } = await both(files, "--as-of", "2025-03-01");
    expect([exitCode, out]).toEqual([1, ""]);
  });

  test("options that cannot be are refused the same", async () => {
    for (const option of [
      ["--as-of-mode", "guess"],
      ["--average-decimals", "21"],
      ["--sort", "no_column"],
      ["--as-of", "2025-02-30"],
      ["--time-zone", "Nowhere"],
    ])
      expect((await both(files, ...option)).exitCode).toBe(2);
  });

  test("warnings count with --strict, and are said before what is written", async () => {
    const strict = await both({ ...files, "invoice.csv": "" }, "--strict");
    expect(strict.exitCode).toBe(1);
    expect(strict.err).toContain("TABLE_UNKNOWN");
    expect(strict.out.split("\r\n")).toHaveLength(4);
    expect((await both({ ...files, "invoice.csv": "" })).exitCode).toBe(0);
  });

  test("amounts beyond what a sum holds are refused with the account", async () => {
    const rows = [1, 2].map((id) => `${id},A,90071992547409.91,2025-03-01\n`).join("");
    const invoices = `invoice_number,account_id,amount,due_on\n${rows}`;
    const { exitCode, err } = await both({ "business.json": business, "invoices.csv": invoices });
    expect(exitCode).toBe(1);
    expect(err).toContain("AMOUNT_OVERFLOW");
  });

  test("exposures beyond what a number holds, of one account and of all together", async () => {
    const rows = ["A", "B", "C"].map((id, at) => `${id},${id},${9e13 - at}.00,${2025 - at}-03-01\n`).join("");
    const far = ["0001-01-01", "1900-01-01", "2025-01-01"].map(
      (day, at) => `X${at},X,9000000000.0${at},${day}\n`,
    );
    for (const text of [rows, far.join(""), rows + far.join("")]) {
      const invoices = `invoice_number,account_id,amount,due_on\n${text}`;
      const ran = await both(
        { "business.json": business, "invoices.csv": invoices },
        "--priority-decimals",
        "6",
      );
      expect(ran.exitCode).toBe(0);
    }
  });
});

describe("folders", () => {
  test("one without ledger files is refused, whatever options say of the business", async () => {
    const options = ["--time-zone", "UTC", "--currency", "USD"];
    for (const files of [{}, { "others.csv": "a\n" }] as const) {
      const { exitCode, out, err } = await receivables(["export", folderOf(files), ...options]);
      expect([exitCode, out]).toEqual([2, ""]);
      expect(err).toContain("There are no ledger files in");
    }
  });

  test("one whose business stands in options alone is exported", async () => {
    const options = ["--time-zone", "UTC", "--currency", "USD"];
    expect((await both({ "invoices.csv": invoices }, ...options)).exitCode).toBe(0);
    const { exitCode, err } = await both({ "invoices.csv": invoices });
    expect(exitCode).toBe(1);
    expect(err).toContain("There is no business.json");
  });

  test("a folder where a file should be is refused", async () => {
    for (const name of ["invoices.csv", "accounts.csv"]) {
      const folder = folderOf({ "business.json": business });
      mkdirSync(join(folder, name));
      const first = await receivables(["export", folder]);
      writeFileSync(join(folder, "payments.csv"), payments);
      expect(first).toEqual(await receivables(["export", folder]));
      expect(first.exitCode).toBe(2);
    }
  });

  test("a file that is asked for is written whole, and none where the ledger is refused", async () => {
    const folder = folderOf({ "business.json": business, "invoices.csv": invoices });
    const output = join(folder, "export.csv");
    const { exitCode, out, err } = await receivables(["export", folder, "--output", output]);
    expect([exitCode, out]).toEqual([0, ""]);
    expect(err).toBe(`2 accounts as of 2025-03-10 written to ${output}\n`);
    expect(readFileSync(output, "utf8")).toBe((await receivables(["export", folder])).out);
    const some = ["--search", "b", "--as-of", "2025-03-30", "--output", output];
    expect((await receivables(["export", folder, ...some])).err).toBe(
      `1 account as of 2025-03-30 written to ${output}\n`,
    );
    const over = await receivables(["export", folder, "--output", join(folder, "invoices.csv")]);
    expect(over.exitCode).toBe(2);
    expect(readFileSync(join(folder, "invoices.csv"), "utf8")).toBe(invoices);
    expect(readdirSync(folder).sort()).toEqual(["business.json", "export.csv", "invoices.csv"]);
  });
});
