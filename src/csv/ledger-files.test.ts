import { describe, expect, test } from "vitest";
import { faultOf } from "../../test/fault-of.ts";
import { mustRead } from "../../test/must-read.ts";
import type { Issue } from "../fault/issue.ts";
import { type LedgerFileOptions, readLedgerFiles } from "./ledger-files.ts";

const business = '{ "time_zone": "America/Chicago", "currency": "USD" }';
const invoices = "invoice_number,account_id,amount,due_on\n7,A,12.50,2025-03-01\n";

type Files = Readonly<Record<string, string | Uint8Array>>;

function read(files: Files, options: Partial<LedgerFileOptions> = {}) {
  const all = new Map(Object.entries({ "business.json": business, ...files }));
  return readLedgerFiles(all, { today: "2025-03-10", ...options });
}

/** `file:line: CODE path/in/it` of errors, or where there are none of warnings. */
function remarks(files: Files, options: Partial<LedgerFileOptions> = {}): string[] {
  const reading = read(files, options);
  const issues: readonly Issue[] = reading.ok ? reading.warnings : reading.issues;
  return issues.map(({ file, line, code, path }) => {
    return `${file}${line === undefined ? "" : `:${line}`}: ${code} ${path.join("/")}`;
  });
}

const messageOf = (files: Files, options: Partial<LedgerFileOptions> = {}): string | undefined => {
  const reading = read(files, options);
  return (reading.ok ? reading.warnings : reading.issues)[0]?.message;
};

const utf8 = (text: string) => new TextEncoder().encode(text);

describe("a folder's files", () => {
  test("become a ledger; what is not there has no rows", () => {
    const { ledger, rejected } = mustRead(read({ "invoices.csv": invoices }));
    expect([...ledger.accounts.keys()]).toEqual(["A"]);
    expect(ledger.invoices.get("7")?.amount).toBe(1250);
    expect([ledger.payments.size, ledger.today, rejected]).toEqual([0, "2025-03-10", []]);
  });

  test("as bytes or as text, and today may follow from the time zone", () => {
    const zones: string[] = [];
    const today = (zone: string) => {
      zones.push(zone);
      return "2025-01-01";
    };
    const files = { "invoices.csv": utf8(invoices) };
    const { ledger } = mustRead(read(files, { today, timeZone: "Pacific/Auckland", currency: "KWD" }));
    expect(zones).toEqual(["Pacific/Auckland"]);
    expect([ledger.today, ledger.business.currency.exponent]).toEqual(["2025-01-01", 3]);
    expect(ledger.invoices.get("7")?.amount).toBe(12_500);
  });

  test("cells: leading zeros stay, a blank optional cell is absent, a blank required one is an error", () => {
    const accounts = "account_id,account_name,account_type\n007,,\n008,  ,Cash\n";
    const { ledger } = mustRead(read({ "accounts.csv": accounts }));
    expect(ledger.accounts.get("007")?.accountName).toBe("007");
    expect(ledger.accounts.get("008")?.accountName).toBe("008");
    expect(Object.hasOwn(ledger.accounts.get("007") ?? {}, "accountType")).toBe(false);
    const blank = "invoice_number,account_id,amount,due_on\n7,A,,2025-03-01\n8, ,1.00,\n9,A,1.00,\n";
    expect(remarks({ "invoices.csv": blank })).toEqual([
      "invoices.csv:2: FIELD_MISSING invoices/0/amount",
      "invoices.csv:3: FIELD_MISSING invoices/1/account_id",
      "invoices.csv:4: DUE_DATE_MISSING invoices/2/due_on",
    ]);
  });

  test("F-45 a byte order mark, mixed line ends, blank lines at the end and any case of headers are fine", () => {
    const odd =
      "\uFEFFInvoice_Number, ACCOUNT_ID ,Amount,Due_On\r\n7,A,12.50,2025-03-01\n8,A,1.00,2025-03-01\r9,A,1.00,2025-03-02\r\n\r\n\n";
    const reading = read({ "invoices.csv": utf8(odd) });
    expect(reading.warnings).toEqual([]);
    expect([...mustRead(reading).ledger.invoices.keys()]).toEqual(["7", "8", "9"]);
  });

  test("a quoted cell may hold line ends; rows after it keep their lines", () => {
    const accounts = 'account_id,notes\nA,"two\nlines"\nA,again\n';
    expect(remarks({ "accounts.csv": accounts })).toEqual([
      "accounts.csv:4: ID_DUPLICATE accounts/1/account_id",
    ]);
    expect(messageOf({ "accounts.csv": accounts })).toBe('"A" is already used at accounts.csv:2.');
  });
});

describe("files that are no tables", () => {
  test("F-45 a row too short and a row too long, each with its line", () => {
    expect(remarks({ "invoices.csv": `${invoices}8,A,1.00\n9,A,1.00,2025-03-01,x\n` })).toEqual([
      "invoices.csv:3: CSV_SHAPE invoices.csv",
      "invoices.csv:4: CSV_SHAPE invoices.csv",
    ]);
    expect(messageOf({ "invoices.csv": `${invoices}8,A,1.00\n` })).toBe("3 cells where the header has 4.");
  });

  test("F-45 a header twice, in whatever case", () => {
    const twice = "account_id,notes,Notes \nA,,\n";
    expect(remarks({ "accounts.csv": twice })).toEqual(["accounts.csv:1: CSV_SHAPE accounts.csv"]);
    expect(messageOf({ "accounts.csv": twice })).toBe(
      'The header "Notes " stands twice: which column counts?',
    );
  });

  test("F-45 required columns that are not there, all of them", () => {
    const none = { "invoices.csv": "invoice_number,due_on\n7,2025-03-01\n" };
    expect(remarks(none)).toEqual([
      "invoices.csv:1: CSV_SHAPE invoices.csv",
      "invoices.csv:1: CSV_SHAPE invoices.csv",
    ]);
    expect(messageOf(none)).toBe("There is no column account_id: invoices needs it.");
  });

  test("F-45 a quote never closed, with the line on which it opens", () => {
    const open = { "accounts.csv": 'account_id,notes\nA,fine\nB,"open\nC,fine\n' };
    expect(remarks(open)).toEqual([expect.stringMatching(/^accounts\.csv:\d: CSV_SHAPE accounts\.csv$/)]);
    expect(messageOf(open)).toMatch(/quote/);
  });

  test("F-45 a file of nothing has no header", () => {
    expect(remarks({ "accounts.csv": "" })).toEqual(["accounts.csv:1: CSV_SHAPE accounts.csv"]);
    expect(remarks({ "accounts.csv": "\n\n" })).toEqual(["accounts.csv:1: CSV_SHAPE accounts.csv"]);
  });

  test("F-45 bytes that are not UTF-8, with the first line that is not", () => {
    const latin = Uint8Array.from([...utf8("account_id,notes\nA,fine\nB,caf"), 0xe9, 10]);
    expect(remarks({ "accounts.csv": latin })).toEqual(["accounts.csv:3: ENCODING_INVALID accounts.csv"]);
    expect(remarks({ "business.json": latin })).toEqual(["business.json:3: ENCODING_INVALID business.json"]);
  });

  test("F-45 columns that nothing reads are one warning a file", () => {
    const more = "account_id,colour,Size,email\nA,red,L,a@b.test\nB,red,L,\n";
    expect(remarks({ "accounts.csv": more })).toEqual(["accounts.csv:1: COLUMN_UNKNOWN accounts.csv"]);
    expect(messageOf({ "accounts.csv": more })).toBe('Columns that are not read: "colour", "Size".');
  });

  test("problems of several files are all listed", () => {
    const files = { "accounts.csv": "", "invoices.csv": "account_id\n", "payments.csv": 'a,"b\n' };
    const codes = remarks(files).map((line) => line.split(" ")[0]);
    expect(new Set(codes)).toEqual(new Set(["accounts.csv:1:", "invoices.csv:1:", "payments.csv:1:"]));
  });
});

describe("business.json", () => {
  test("without it, or without a zone or a currency, nothing can be computed", () => {
    expect(readLedgerFiles(new Map(), { today: "2025-03-10" })).toMatchObject({
      ok: false,
      issues: [
        { code: "BUSINESS_INCOMPLETE", path: ["business", "time_zone"], file: "business.json" },
        { code: "BUSINESS_INCOMPLETE", path: ["business", "currency"], file: "business.json" },
      ],
    });
    const options = { today: "2025-03-10", timeZone: "UTC", currency: "USD" };
    expect(readLedgerFiles(new Map(), options)).toMatchObject({ ok: true });
  });

  test("with a byte order mark, or not JSON", () => {
    expect(read({ "business.json": utf8(`\uFEFF${business}`) }).ok).toBe(true);
    expect(remarks({ "business.json": "{" })).toEqual(["business.json: JSON_INVALID business.json"]);
    expect(remarks({ "business.json": "[]" })).toEqual(["business.json: TYPE business"]);
  });

  test("warnings about it name the file", () => {
    const files = { "business.json": '{ "time_zone": "EST", "currency": "USD", "colour": "red" }' };
    expect(remarks(files)).toEqual([
      "business.json: COLUMN_UNKNOWN business/colour",
      "business.json: TIME_ZONE_ALIAS business/time_zone",
    ]);
  });
});

describe("names of files", () => {
  test("almost that of a table is a warning; another name is not read", () => {
    const files = {
      "invoice.csv": "",
      "Accounts.csv": "",
      "payments.CSV": "",
      "line-items.csv": "",
      "colours.csv": "",
      "readme.txt": "",
    };
    expect(remarks(files)).toEqual([
      "invoice.csv: TABLE_UNKNOWN invoice.csv",
      "Accounts.csv: TABLE_UNKNOWN Accounts.csv",
      "payments.CSV: TABLE_UNKNOWN payments.CSV",
      "line-items.csv: TABLE_UNKNOWN line-items.csv",
    ]);
    expect(messageOf({ "line-items.csv": "" })).toBe("line-items.csv is not read: is it line_items.csv?");
    expect(remarks({ "invoices.csv": invoices, "accounts.csv": "account_id\nA\n" })).toEqual([]);
  });
});

describe("misspelt names of files", () => {
  test.each([
    ["invocies.csv", "invoices"],
    ["Invocies.CSV", "invoices"],
    ["payements.csv", "payments"],
    ["acounts.csv", "accounts"],
    ["allocation s.csv", "allocations"],
    ["adjustmets.csv", "adjustments"],
    ["statment-lines.csv", "statement_lines"],
    ["invtes.csv", "invites"],
    ["siets.csv", "sites"],
    ["Tasks.csv", "tasks"],
    ["agreemnts.csv", "agreements"],
  ])("%s may be %s", (file, table) => {
    expect(remarks({ [file]: "" })).toEqual([`${file}: TABLE_UNKNOWN ${file}`]);
    expect(messageOf({ [file]: "" })).toBe(`${file} is not read: is it ${table}.csv?`);
  });

  test("names that are far from all, short or of another kind are not", () => {
    for (const file of ["raw.csv", "jbos.csv", "invoices.txt", "invo.csv", "customers.csv", "2025.csv"]) {
      expect([file, remarks({ [file]: "" })]).toEqual([file, []]);
    }
  });
});

describe("what a spreadsheet leaves behind", () => {
  test("blank rows and columns at the end are not there, and no warning", () => {
    const left = "invoice_number,account_id,amount,due_on,,\n7,A,12.50,2025-03-01,,\n,,,,,\n,,,,,\n";
    const reading = read({ "invoices.csv": left });
    expect(reading.warnings).toEqual([]);
    expect(mustRead(reading).ledger.invoices.size).toBe(1);
  });

  test("UTF-16 without a byte order mark is told as such", () => {
    const utf16 = Uint8Array.from([...invoices].flatMap((letter) => [letter.charCodeAt(0), 0]));
    expect(remarks({ "invoices.csv": utf16 })).toEqual(["invoices.csv:1: ENCODING_INVALID invoices.csv"]);
  });
});

describe("columns and files of other names", () => {
  const raw = "No;Customer;Sum;Due\n7;A;1.234,50;3/1/2025\n";
  const columns = [
    { table: "invoices", field: "invoice_number", file: "raw.csv", header: "No" },
    { table: "invoices", field: "account_id", header: "customer" },
    { table: "invoices", field: "amount", header: "Sum" },
    { table: "invoices", field: "due_on", header: "Due" },
    { table: "accounts", field: "account_id", file: "raw.csv", header: "Customer" },
  ] as const;
  const spelling = { delimiter: ";", decimal: ",", group: ".", dateFormat: "M/D/YYYY" } as const;

  test("several tables may read one file, in its spelling", () => {
    const reading = read({ "raw.csv": raw }, { columns, ...spelling });
    expect(reading.warnings).toEqual([]);
    const { ledger } = mustRead(reading);
    expect([...ledger.accounts.keys()]).toEqual(["A"]);
    expect(ledger.invoices.get("7")).toMatchObject({ amount: 123_450, dueOn: "2025-03-01" });
  });

  test("issues name the header as the file spells it, and show the cell as it is written", () => {
    const bad = { "raw.csv": `${raw}8;A;1234.50;13/1/2025\n` };
    const reading = read(bad, { columns, ...spelling });
    expect(reading.ok ? [] : reading.issues).toMatchObject([
      {
        code: "AMOUNT_FORMAT",
        path: ["invoices", 1, "Sum"],
        file: "raw.csv",
        line: 3,
        received: '"1234.50"',
        message: '"1234.50" is not an amount with "," before its decimals and "." between thousands.',
      },
      {
        code: "DATE_INVALID",
        path: ["invoices", 1, "Due"],
        received: '"13/1/2025"',
        message: '"13/1/2025" is not a day written M/D/YYYY.',
      },
      {
        code: "ID_DUPLICATE",
        path: ["accounts", 1, "Customer"],
        related: ["accounts", 0, "Customer"],
        message: '"A" is already used at raw.csv:2.',
      },
    ]);
  });

  test("a cell that is not spelled as said is shown with what was expected", () => {
    const sums = (spelling: Partial<LedgerFileOptions>) =>
      messageOf(
        { "invoices.csv": "invoice_number,account_id,amount,due_on\n7,A,1e3,2025-03-01\n" },
        spelling,
      );
    expect(sums({})).toMatch(/^"1e3" /);
    expect(sums({ decimal: "," })).toBe('"1e3" is not an amount with "," before its decimals.');
    expect(sums({ group: "'" })).toBe(
      '"1e3" is not an amount with "." before its decimals and "\'" between thousands.',
    );
  });

  test("every issue shows the cell as it is written", () => {
    const header = "invoice_number,account_id,amount,due_on,issued_on,balance";
    const said = (row: string, more: Files = {}) => {
      const spelled = { decimal: ",", group: ".", dateFormat: "M/D/YYYY", delimiter: ";" } as const;
      const text = `${header.replaceAll(",", ";")}\n${row}\n`;
      const reading = read({ "invoices.csv": text, ...more }, spelled);
      return [...(reading.ok ? [] : reading.issues), ...reading.warnings].map(
        ({ code, message, received }) => [code, message, received] as const,
      );
    };
    const [scale] = said("7;A;1.234,567;3/1/2025;;");
    expect(scale).toEqual(["AMOUNT_SCALE", expect.stringContaining('"1.234,567"'), '"1.234,567"']);
    const [unsafe] = said("7;A;999.999.999.999.999,00;3/1/2025;;");
    expect(unsafe).toEqual(["AMOUNT_UNSAFE", expect.stringContaining('"999.999.'), expect.any(String)]);
    const [range] = said("7;A;5;1/1/0000;;");
    expect(range).toEqual(["DATE_RANGE", expect.stringContaining('"1/1/0000"'), '"1/1/0000"']);
    const [order] = said("7;A;5;3/1/2025;3/2/2025;");
    expect(order?.[0]).toBe("DUE_BEFORE_ISSUE");
    expect(order?.[1]).toContain("3/1/2025");
    expect(order?.[1]).toContain("3/2/2025");
    expect(order?.[1]).not.toContain("2025-");
    const accounts = { "accounts.csv": "account_id;credit_limit\nA;1.5\nB;-1.000,00\n" };
    const [format, negative] = said("7;A;5;3/1/2025;;", accounts);
    expect(format).toEqual([
      "CREDIT_LIMIT_INVALID",
      '"1.5" is not an amount with "," before its decimals and "." between thousands.',
      '"1.5"',
    ]);
    expect(negative).toEqual(["CREDIT_LIMIT_INVALID", expect.stringContaining('"-1.000,00"'), '"-1.000,00"']);
  });

  test("a moment may be a day in the file's spelling, or an instant as ever", () => {
    const tasks = (dateFormat: string, ...cells: readonly (readonly [string, string])[]) => {
      const rows = cells.map(([at, due], place) => `T${place};A;${at};${due}\n`).join("");
      const files = { "tasks.csv": `task_id;account_id;at;due_at\n${rows}` };
      const { ledger } = mustRead(read(files, { dateFormat, delimiter: ";" }));
      return [...ledger.tasks.values()].map(({ at, dueAt }) => [at, dueAt]);
    };
    const instant = "2025-03-01T10:00:00-06:00";
    const said = [
      ["2025-03-01", "2025-12-31"],
      ["2025-03-01T16:00:00.000Z", "2025-03-02"],
    ];
    expect(tasks("M/D/YYYY", ["3/1/2025", "2025-12-31"], [instant, "03/02/2025"])).toEqual(said);
    expect(tasks("D-M-YYYY", ["1-3-2025", "31-12-2025"], [instant, "2-3-2025"])).toEqual(said);
    expect(tasks("YYYY:MM:DD", ["2025:03:01", "2025:12:31"], [instant, "2025:03:02"])).toEqual(said);
  });

  test("a moment that is none is shown as it is written, with what was expected", () => {
    const said = (at: string, completed = "", dateFormat: string | undefined = "M/D/YYYY") => {
      const text = `task_id,account_id,completed_at,due_at,at\nT,A,${completed},3/1/2025,${at}\n`;
      const reading = read({ "tasks.csv": text }, { dateFormat });
      const [issue] = reading.ok ? [] : reading.issues;
      return [issue?.code, issue?.path.join("/"), issue?.message, issue?.received];
    };
    const neither = (cell: string) => `"${cell}" is neither an instant nor a day written M/D/YYYY.`;
    for (const cell of ["soon", "2025/03/01", "3/1/2025 10:00", "2025-03-01T10:00"]) {
      expect(said(cell)).toEqual(["INSTANT_INVALID", "tasks/0/at", neither(cell), `"${cell}"`]);
    }
    for (const cell of ["13/1/2025", "2/30/2025", "2025-02-30"]) {
      expect(said(cell)).toEqual(["DATE_INVALID", "tasks/0/at", neither(cell), `"${cell}"`]);
    }
    const [range, , message, received] = said("1/1/0000");
    expect([range, received]).toEqual(["DATE_RANGE", '"1/1/0000"']);
    expect(message).toContain('"1/1/0000"');
    expect(message).not.toContain("0000-01-01");
    expect(said("3/2/2025", "3/1/2025")).toEqual([
      "DATE_ORDER",
      "tasks/0/completed_at",
      "Completed at 3/1/2025, before it was entered at 3/2/2025.",
      '"3/1/2025"',
    ]);
    // The day that another cell says in the file's spelling is no part of an instant.
    expect(said("3/4/2025", "2025-03-01T10:00:00Z")[2]).toBe(
      "Completed at 2025-03-01T10:00:00.000Z, before it was entered at 3/4/2025.",
    );
  });

  test("a percentage has the decimals of amounts, and is shown as it is written where it is none", () => {
    const agreements = "agreement_id;account_id;starts_on;ends_on\nG;A;2025-01-01;2025-12-31\n";
    const rate = (cell: string, spelling: Partial<LedgerFileOptions>) => {
      const files = {
        "agreements.csv": agreements,
        "bonuses.csv": `agreement_id;target;rate\nG;5;${cell}\n`,
      };
      const reading = read(files, { delimiter: ";", ...spelling });
      return reading.ok
        ? reading.value.ledger.agreements.get("G")?.bonuses[0]?.rate
        : reading.issues.map(({ code, message, received }) => [code, message, received])[0];
    };
    expect(rate("2,5", { decimal: "," })).toBe(2.5);
    expect(rate("2.5", {})).toBe(2.5);
    expect(rate("2.5", { group: "'" })).toBe(2.5);
    const none = (cell: string, mark: string) => [
      "NUMBER_INVALID",
      `"${cell}" is not per cent from 0 to 100 with "${mark}" before its decimals.`,
      `"${cell}"`,
    ];
    expect(rate("2.5", { decimal: "," })).toEqual(none("2.5", ","));
    expect(rate("100,1", { decimal: "," })).toEqual(none("100,1", ","));
    expect(rate("1'000", { group: "'" })).toEqual(none("1'000", "."));
    expect(rate("2,5", {})).toEqual([
      "NUMBER_INVALID",
      expect.stringMatching(/"2\.5", not "2,5"\.$/),
      '"2,5"',
    ]);
  });

  test("a second place is named in the file's own words too", () => {
    const clears = "kind,executed_on\nmonth,5/31/2025\nyear,5/31/2025\nMonth,05/31/2025\n";
    const reading = read({ "period_clears.csv": clears }, { dateFormat: "M/D/YYYY" });
    expect(reading.ok ? [] : reading.issues).toMatchObject([
      {
        code: "ID_DUPLICATE",
        path: ["period_clears", 2, "executed_on"],
        related: ["period_clears", 0, "executed_on"],
        line: 4,
        message: 'The clear of "05/31/2025" of "month" already stands at period_clears.csv:2.',
      },
    ]);
  });

  test("a mapped header or file that is not there is an error, an unmapped file of that name no warning", () => {
    const [, ...others] = columns.filter(({ table }) => table === "invoices");
    expect(remarks({ "raw.csv": "No;Customer;Sum\n" }, { columns, ...spelling })).toEqual([
      "raw.csv:1: CSV_SHAPE raw.csv",
    ]);
    expect(messageOf({ "raw.csv": "No;Customer;Sum\n" }, { columns, ...spelling })).toBe(
      "There is no column Due: invoices.due_on is mapped to it.",
    );
    expect(remarks({}, { columns })[0]).toBe("raw.csv: TABLE_UNKNOWN raw.csv");
    expect(remarks({}, { columns: others })).toEqual(["invoices.csv: TABLE_UNKNOWN invoices.csv"]);
    const own = [{ ...columns[0], file: "invoice.csv" }, ...others];
    expect(remarks({ "invoice.csv": raw }, { columns: own, ...spelling })).toEqual([]);
  });

  test("a wrong mapping is a wrong call", () => {
    const refused = (...mappings: readonly object[]) => {
      const fault = faultOf(() => read({}, { columns: mappings as never }));
      return [fault?.code, fault?.path.join("/")];
    };
    const mapping = { table: "invoices", field: "amount", header: "Sum" };
    expect(refused({ ...mapping, table: "bills" })).toEqual(["POLICY_RANGE", "columns/0"]);
    expect(refused({ ...mapping, field: "sum" })).toEqual(["POLICY_RANGE", "columns/0"]);
    expect(refused(mapping, { ...mapping, header: "Total" })).toEqual(["POLICY_RANGE", "columns/1"]);
    const files = [
      { ...mapping, file: "a.csv" },
      { ...mapping, field: "due_on", file: "b.csv" },
    ];
    expect(refused(...files)).toEqual(["POLICY_RANGE", "columns/1"]);
  });
});

describe("options", () => {
  test("F-51 one that is none, or out of range, is refused", () => {
    const code = (options: unknown) =>
      faultOf(() => read({ "invoices.csv": invoices }, options as never))?.code;
    expect(code({ delimeter: ";" })).toBe("POLICY_UNKNOWN");
    for (const delimiter of [";;", "", '"', "\n", 7]) {
      expect([delimiter, code({ delimiter })]).toEqual([delimiter, "POLICY_RANGE"]);
    }
    expect(code({ issueLimit: 0 })).toBe("POLICY_RANGE");
    expect(code({ negativeInvoices: "drop" })).toBe("POLICY_RANGE");
    expect(code({ today: "today" })).toBe("DATE_INVALID");
  });

  test("issues beyond the limit are counted", () => {
    const bad = `${invoices}8,A,x,2025-03-01\n9,A,x,2025-03-01\n10,A,x,2025-03-01\n`;
    expect(read({ "invoices.csv": bad }, { issueLimit: 2 })).toMatchObject({ omitted: 1, issues: [{}, {}] });
  });

  test("F-13 negative invoices are errors, or credits where that is asked for", () => {
    const negative = { "invoices.csv": "invoice_number,account_id,amount,due_on\n7,A,-12.50,2025-03-01\n" };
    expect(remarks(negative)).toEqual(["invoices.csv:2: AMOUNT_NOT_POSITIVE invoices/0/amount"]);
    const { ledger } = mustRead(read(negative, { negativeInvoices: "as-credits" }));
    expect(ledger.adjustments.get("7")).toMatchObject({ type: "credit", amount: 1250 });
  });
});
