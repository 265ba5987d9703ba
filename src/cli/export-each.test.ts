import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { folderOf, receivables } from "../../test/command.ts";
import { runs } from "../../test/runs.ts";
import { exportLedger } from "./export-ledger.ts";
import type { Task, Thread, Threads } from "./io.ts";

const business = { time_zone: "America/Chicago", currency: "USD" };
const header = "invoice_number,account_id,amount,due_on";

/** The files of a folder ledger with one invoice. */
function ledger(name: string, row = "1,A,12.50,2025-03-01"): Record<string, string> {
  return {
    [`${name}/business.json`]: JSON.stringify(business),
    [`${name}/invoices.csv`]: `${header}\n${row}\n`,
  };
}

const json = JSON.stringify({
  business,
  invoices: [{ invoice_number: "1", account_id: "J", amount: "7.00", due_on: "2025-03-01" }],
});

/** Two good ledgers, and one between them that has two errors. */
const three = {
  ...ledger("alder"),
  ...ledger("birch", "1,B,x,2025-03-01\n2,B,1.00,soon"),
  "cedar.json": json,
};

const badLines = [
  'invoices.csv:2: AMOUNT_FORMAT amount: "x" is not a plain decimal like "1234.50".',
  'invoices.csv:3: DATE_INVALID due_on: "soon" is not a calendar day written like "2025-03-31".',
];

function each(folder: string, out: string, ...options: readonly string[]) {
  return receivables(["export", "--each", folder, "--out", out, ...options]);
}

const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));

describe("every ledger in a folder", () => {
  test.each([
    [["--format", "csv"], "csv"],
    [["--format", "json", "--sort", "account_id"], "json"],
    [["--format", "table", "--as-of", "2025-03-12"], "txt"],
    [["--bom", "--line-end", "lf", "--search", "a"], "csv"],
  ])("is exported to a file of its own, byte for byte what is printed of it alone: %j", async (options, ending) => {
    const folder = folderOf({
      ...ledger("alder"),
      ...ledger("birch", "9,=B,3.00,2025-04-01"),
      "cedar.JSON": json,
    });
    const out = join(folderOf({}), "made", "here");
    const ran = await each(folder, out, ...options);

    expect(ran).toEqual({ exitCode: 0, out: "", err: `3 of 3 ledgers exported to ${out}\n` });
    const alone: Record<string, string> = {};
    for (const entry of ["alder", "birch", "cedar.JSON"]) {
      const { out: printed } = await receivables(["export", join(folder, entry), ...options]);
      alone[`${entry.replace(/\.json$/i, "")}.${ending}`] = printed;
    }
    expect(filesOf(out)).toEqual(alone);
  });

  test("a bad one stops no other, is told of by its name, and leaves the file that was there", async () => {
    const out = folderOf({ "birch.csv": "of yesterday", "alder.csv": "of yesterday" });
    const ran = await each(folderOf(three), out);

    expect([ran.exitCode, ran.out]).toEqual([1, ""]);
    expect(ran.err.split("\n")).toEqual([
      ...badLines.map((line) => `birch: ${line}`),
      `2 of 3 ledgers exported to ${out}`,
      `birch: exit code 1: ${badLines[0]}`,
      "",
    ]);
    expect(readdirSync(out)).toEqual(["alder.csv", "birch.csv", "cedar.csv"]);
    expect(readFileSync(join(out, "birch.csv"), "utf8")).toBe("of yesterday");
    expect(readFileSync(join(out, "alder.csv"), "utf8")).toContain("\r\nA,A,");
  });

  test("what is none is left out, with a word; so is where the files go", async () => {
    const folder = folderOf({
      ...ledger("alder"),
      "notes.txt": "",
      "old/x.txt": "",
      ".json": "",
      "fir.json/x": "",
    });
    symlinkSync(join(folder, "nowhere"), join(folder, "gone"));
    const left = "Left out, no ledgers: .json, fir.json, gone, notes.txt, old\n";
    for (const _ of ["first", "again"]) {
      const out = join(folder, "exports");
      expect((await each(folder, out)).err).toBe(`${left}1 of 1 ledger exported to ${out}\n`);
    }
  });

  test("a folder of which only files are read that --columns names counts too", async () => {
    const folder = folderOf({
      "alder/raw.csv": "No,Who,Sum,Due\n1,A,12.50,2025-03-01\n",
      "birch/other.csv": "",
    });
    const fields = { invoice_number: "No", account_id: "Who", amount: "Sum", due_on: "Due" };
    const options = Object.entries(fields).flatMap(([name, from]) => [
      "--columns",
      `invoices.${name}=raw.csv:${from}`,
    ]);
    const out = folderOf({});
    const ran = await each(folder, out, ...options, "--time-zone", "UTC", "--currency", "USD");
    expect(ran).toMatchObject({ exitCode: 0 });
    expect(ran.err).toMatch(/^Left out, no ledgers: birch\n/);
    expect(readFileSync(join(out, "alder.csv"), "utf8")).toContain("12.50");
  });

  test("what a ledger is warned of, or reports, stands behind its name too", async () => {
    const payment = { "birch/payments.csv": "payment_id,account_id,paid_on,amount\nP,A,2025-03-01,4.00\n" };
    const folder = folderOf({
      ...ledger("alder"),
      ...ledger("birch"),
      ...payment,
      "alder/invocies.csv": "",
    });
    const { exitCode, err } = await each(folder, folderOf({}));
    expect([exitCode, err.split("\n").slice(1, -2)]).toEqual([
      0,
      ["birch: 1 payment not allocated in full: 4.00, not netted"],
    ]);
    expect(err).toMatch(/^alder: invocies\.csv: TABLE_UNKNOWN/);
  });

  test("--strict fails those that are warned of, and writes their files all the same", async () => {
    const folder = folderOf({ ...ledger("alder"), ...ledger("birch"), "alder/invocies.csv": "" });
    const out = folderOf({});
    const { exitCode, err } = await each(folder, out, "--strict");
    expect([exitCode, readdirSync(out)]).toEqual([1, ["alder.csv", "birch.csv"]]);
    expect(err.split("\n").slice(1)).toEqual([
      `2 of 2 ledgers exported to ${out}`,
      "alder: exit code 1, though exported: --strict counts warnings and rejected rows",
      "",
    ]);
  });

  test("the reason of a failure is its own line, not a warning before it", async () => {
    const folder = folderOf({
      ...ledger("alder"),
      "alder/invocies.csv": "",
      "alder/invoices.csv": `${header},balance\n1,A,12.50,2025-03-01,2.50\n`,
    });
    const out = folderOf({});
    const { exitCode, err } = await each(folder, out, "--as-of", "2025-03-02");
    expect([exitCode, readdirSync(out)]).toEqual([1, []]);
    expect(err).toMatch(/^alder: invocies\.csv: TABLE_UNKNOWN.*\nalder: HISTORY_UNAVAILABLE /);
    expect(err).toMatch(/\nalder: exit code 1: HISTORY_UNAVAILABLE .*\n$/);
  });

  test("a file that cannot be written is a failure of its ledger", async () => {
    const out = folderOf({ "alder.csv/x": "" });
    const { exitCode, err } = await each(folderOf(three), out);
    expect(exitCode).toBe(1);
    expect(err).toContain(
      `\n1 of 3 ledgers exported to ${out}\nalder: exit code 2: ${join(out, "alder.csv")} cannot be`,
    );
    expect(readdirSync(out)).toEqual(["alder.csv", "cedar.csv"]);
  });

  test("all are of one instant, whatever the time it takes", async () => {
    const tasks: Task[] = [];
    const threads = threadsOf(2, async (task) => {
      tasks.push(task);
      return exportLedger(task);
    });
    const folder = folderOf({ ...ledger("alder"), ...ledger("birch") });
    const options = ["export", "--each", folder, "--out", folderOf({})];
    await receivables(options, { threads, now: "2025-03-10T05:00:00Z" });
    await receivables([...options, "--now", "2025-03-11T05:00:00Z"], { threads });
    expect(tasks.map(({ now }) => new Date(now).toISOString())).toEqual([
      "2025-03-10T05:00:00.000Z",
      "2025-03-10T05:00:00.000Z",
      "2025-03-11T05:00:00.000Z",
      "2025-03-11T05:00:00.000Z",
    ]);
  });
});

describe("--reject-to", () => {
  test("is a folder then: a file a ledger, as of each alone", async () => {
    const folder = folderOf(three);
    const [out, alone] = [folderOf({}), folderOf({})];
    const rejects = join(out, "rejects");
    const { exitCode, err } = await each(folder, join(out, "exports"), "--reject-to", rejects);

    expect(exitCode).toBe(0);
    expect(err.split("\n")).toEqual([
      `alder: 0 rows rejected: see ${join(rejects, "alder.csv")}`,
      `birch: 2 rows rejected: see ${join(rejects, "birch.csv")}`,
      `cedar: 0 rows rejected: see ${join(rejects, "cedar.csv")}`,
      `3 of 3 ledgers exported to ${join(out, "exports")}`,
      "",
    ]);
    for (const entry of ["alder", "birch", "cedar.json"]) {
      const file = join(alone, `${basename(entry, ".json")}.csv`);
      await receivables(["export", join(folder, entry), "--reject-to", file]);
    }
    expect(filesOf(rejects)).toEqual(filesOf(alone));
  });

  test("rejected rows fail a ledger under --strict", async () => {
    const out = folderOf({});
    const options = ["--reject-to", join(out, "rejects"), "--strict"];
    const { exitCode, err } = await each(folderOf(three), join(out, "exports"), ...options);
    expect([exitCode, err.match(/^\w+: exit code 1, though exported/gm)]).toEqual([
      1,
      ["birch: exit code 1, though exported"],
    ]);
  });
});

describe("what cannot be is wrong usage, before anything is made", () => {
  async function refused(args: readonly string[]): Promise<string> {
    const { exitCode, out, err } = await receivables(["export", ...args]);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toMatch(/^[^\n]+\nSee receivables export --help\n$/);
    return err.split("\n")[0] ?? "";
  }

  test("options that do not go together", async () => {
    const folder = folderOf(three);
    const out = join(folderOf({}), "out");
    const both = ["--each", folder, "--out", out];
    expect(await refused([folder, ...both])).toBe("--each takes the place of <ledger>: give one of them.");
    expect(await refused([...both, "--output", "x.csv"])).toBe(
      "--output names one file: with --each give --out FOLDER.",
    );
    expect(await refused(["--each", folder])).toBe(
      "--each needs --out FOLDER, to write a file for each ledger.",
    );
    expect(await refused([folder, "--out", out])).toBe("--out goes with --each.");
    expect(await refused([folder, "--jobs", "2"])).toBe("--jobs goes with --each.");
    expect(await refused([...both, "--jobs", "0"])).toBe("--jobs takes a whole number from 1 on, not 0.");
    expect(await refused([...both, "--jobs", "all"])).toBe('--jobs takes a whole number, not "all".');
    expect(existsSync(out)).toBe(false);
  });

  test.each([
    ["--format", "xlsx"],
    ["--priority-decimals", "7"],
    ["--sort", "priority"],
    ["--as-of", "2025-02-29"],
    ["--now", "today"],
    ["--time-zone", "Mars/Base"],
    ["--currency", "Taler"],
    ["--date-format", "MM"],
    ["--delimiter", ";;"],
    ["--columns", "invoices.due=Due"],
  ])("%s %s, once and not for every ledger", async (option, value) => {
    const out = join(folderOf({}), "out");
    expect(await refused(["--each", folderOf(three), "--out", out, option, value])).toContain(option);
    expect(existsSync(out)).toBe(false);
  });

  test("folders that are no folders of ledgers", async () => {
    const parent = folderOf({ ...ledger("alder"), "empty/notes.txt": "", "file.txt": "" });
    const out = ["--out", join(parent, "out")];
    const at = (name: string) => ["--each", join(parent, name), ...out];
    expect(await refused(at("alder"))).toBe(
      `--each: ${join(parent, "alder")} is a ledger itself, for it holds business.json: leave out --each.`,
    );
    expect(await refused(at("empty"))).toBe(
      `--each: there are no ledgers in ${join(parent, "empty")}, neither folders nor .json files.`,
    );
    expect(await refused(at("nowhere"))).toContain("cannot be opened: ");
    expect(await refused(at("file.txt"))).toContain("cannot be opened: ");
    expect(existsSync(join(parent, "out"))).toBe(false);
  });

  test("two ledgers of one name, whatever the case", async () => {
    for (const other of ["alder.json", "Alder.json"]) {
      const folder = folderOf({ ...ledger("alder"), [other]: json });
      const out = join(folder, "out");
      const words = await refused(["--each", folder, "--out", out]);
      expect(words).toMatch(/^--each: .* and .* would be written to one file; nothing was written\.$/);
      expect(words).toContain(join(folder, other));
      expect(existsSync(out)).toBe(false);
    }
  });

  test("places that are read from, or taken", async () => {
    const folder = folderOf({ ...three, "elsewhere/alder.csv": "", "file.txt": "" });
    const at = (name: string) => join(folder, name);
    const run = (out: string, ...options: readonly string[]) =>
      refused(["--each", folder, "--out", out, ...options]);
    expect(await run(join(folder, "."))).toContain("is the folder of --each: give another.");
    expect(await run(at("out"), "--reject-to", at("out"))).toBe(
      `--reject-to: ${at("out")} is the folder of --out: give another.`,
    );
    expect(await run(at("birch"))).toBe(
      `${join(at("birch"), "alder.csv")} is part of the ledger ${at("birch")}; nothing was written.`,
    );
    expect(await run(at("out"), "--reject-to", at("alder"))).toContain("is part of the ledger");
    const mapping = ["--columns", "accounts.account_id=../elsewhere/birch.csv:id"];
    expect(await run(at("elsewhere"), ...mapping)).toContain("birch.csv is part of the ledger");
    mkdirSync(at("links"));
    symlinkSync(at("cedar.json"), join(at("links"), "cedar.json"));
    expect(await run(at("links"), "--format", "json")).toContain(`is part of the ledger ${at("cedar.json")}`);
    symlinkSync(join(at("links"), "alder.csv"), join(at("links"), "birch.csv"));
    expect(await run(at("links"))).toContain("leads to where");
    expect(await run(at("file.txt"))).toContain(`--out: ${at("file.txt")} cannot be made: `);
    expect(readFileSync(at("cedar.json"), "utf8")).toBe(json);
    expect([existsSync(at("out")), readdirSync(at("alder"))]).toEqual([
      false,
      ["business.json", "invoices.csv"],
    ]);
  });
});

/** Threads that do their work in this one. */
function threadsOf(count: number, run: Thread["run"]): Threads & { readonly log: string[] } {
  const log: string[] = [];
  const start = (): Thread => {
    log.push("start");
    return {
      run,
      end: async () => {
        log.push("end");
      },
    };
  };
  return { count, start, log };
}

describe("threads", () => {
  const names = Array.from({ length: 7 }, (_, at) => `ledger-${at}`);
  const seven = Object.assign(
    {},
    ...names.map((name, at) => ledger(name, `${at},A,${at % 3 === 1 ? "x" : at},2025-03-01`)),
  );

  test.each([
    [undefined, 3, 3],
    ["2", 3, 2],
    ["20", 3, 7],
    ["1", 3, 0],
  ])("--jobs %s where %i can work at a time starts %i, and ends them", async (jobs, count, started) => {
    let [working, most] = [0, 0];
    const threads = threadsOf(count, async (task) => {
      working += 1;
      most = Math.max(most, working);
      const outcome = await exportLedger(task);
      working -= 1;
      return outcome;
    });
    const args = ["export", "--each", folderOf(seven), "--out", folderOf({})];
    await receivables(jobs === undefined ? args : [...args, "--jobs", jobs], { threads });
    expect([most, threads.log.toSorted()]).toEqual([
      started,
      [...Array(started).fill("end"), ...Array(started).fill("start")],
    ]);
  });

  test("files and words are the same whichever is done first, and however many there are", async () => {
    const folder = folderOf(seven);
    const out = folderOf({});
    const args = ["export", "--each", folder, "--out", out];
    const inOrder = await receivables(args);
    const files = filesOf(out);
    expect(inOrder.err).toContain("5 of 7 ledgers exported");
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 8 }), async (scheduler, count) => {
        const threads = threadsOf(
          count,
          scheduler.scheduleFunction((task: Task) => exportLedger(task)),
        );
        const ran = await scheduler.waitFor(receivables(args, { threads }));
        expect(ran).toEqual(inOrder);
        expect(filesOf(out)).toEqual(files);
      }),
      { numRuns: runs(20) },
    );
  });

  test("one that comes to an end fails its ledger, not the run: another takes its place", async () => {
    const out = folderOf({});
    const rejects = folderOf({});
    const part = "ledger-2.csv.0123456789ab.part";
    const threads = threadsOf(2, async (task) => {
      if (basename(task.ledger) !== "ledger-2") return exportLedger(task);
      writeFileSync(join(rejects, part), "half");
      throw new Error("out of memory");
    });
    const options = ["--out", out, "--reject-to", rejects];
    const ran = await receivables(["export", "--each", folderOf(seven), ...options], { threads });
    expect(ran.exitCode).toBe(1);
    expect(ran.err).toContain("\nledger-2: broken off: out of memory\nledger-3: ");
    expect(ran.err).toMatch(
      /\n6 of 7 ledgers exported to .*\nledger-2: exit code 1: broken off: out of memory\n$/,
    );
    expect([readdirSync(out).length, readdirSync(rejects).length]).toEqual([6, 6]);
    expect(threads.log).toEqual(["start", "start", "start", "end", "end"]);
  });

  test("none that starts is a failure of every ledger; in this thread too nothing stops the others", async () => {
    const start = () => {
      throw new Error("no more threads");
    };
    const out = folderOf({});
    const args = ["export", "--each", folderOf(three), "--out", out];
    const none = await receivables(args, { threads: { count: 2, start } });
    expect([none.exitCode, none.err.match(/exit code 1: broken off: no more threads/g)?.length]).toEqual([
      1, 3,
    ]);
    expect(readdirSync(out)).toEqual([]);
  });
});

describe("progress", () => {
  test("is a line on a terminal that is gone when words come, and at the end", async () => {
    const folder = folderOf(three);
    const out = folderOf({});
    const args = ["export", "--each", folder, "--out", out];
    const { err } = await receivables(args, { errIsTerminal: true });
    const blank = `\r${" ".repeat("0 of 3 ledgers".length)}\r`;
    expect(err).toBe(
      [
        "\r0 of 3 ledgers\r1 of 3 ledgers",
        blank,
        ...badLines.map((line) => `birch: ${line}\n`),
        "\r2 of 3 ledgers\r3 of 3 ledgers",
        blank,
        `2 of 3 ledgers exported to ${out}\n`,
        `birch: exit code 1: ${badLines[0]}\n`,
      ].join(""),
    );
  });

  test("no name moves the cursor", async () => {
    const folder = folderOf({ ...ledger("a\u001b[2J\u202e\nb", "1,A,x,2025-03-01"), "\u001b[2J": "" });
    const { err } = await each(folder, folderOf({}));
    expect(["\u001b", "\u202e"].some((mark) => err.includes(mark))).toBe(false);
    expect(err.split("\n")).toHaveLength(5);
  });
});
