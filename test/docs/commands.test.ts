import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  accountOptions,
  checkOptions,
  customersOptions,
  debtorsOptions,
  explainOptions,
  exportOptions,
  initOptions,
  profileOptions,
  summaryOptions,
  upcomingOptions,
} from "../../src/cli/options.ts";
import { receivables } from "../command.ts";
import { type Block, blocksOf, pages, root, textOf } from "./pages.ts";

const blocks = pages.flatMap(blocksOf);
const scripts: Readonly<Record<string, string>> = JSON.parse(textOf("package.json")).scripts;

const home = process.cwd();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "receivables-docs-"));
  for (const ledger of ["sample-ledger", "building-supplies"]) {
    cpSync(join(root, "docs", ledger), join(folder, "docs", ledger), { recursive: true });
  }
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

test("blocks are of languages that some test looks at", () => {
  const known = ["ts", "sh", "console", "json", "csv", "text"];

  expect(blocks.filter(({ language }) => !known.includes(language))).toEqual([]);
});

describe("sessions in pages", () => {
  const sessions = blocks.filter(({ language }) => language === "console");

  test.each(
    sessions.map((block) => [`${block.page}:${block.line}`, block] as const),
  )("%s", async (_, block) => {
    let exitCode = 0;
    for (const { command, shown } of commandsOf(block)) {
      const words = wordsOf(command);
      if (words[0] === "receivables") {
        const ran = await receivables(words.slice(1));
        exitCode = ran.exitCode;
        expect(
          [ran.err + ran.out, ran.out + ran.err].some((said) => matches(said, shown)),
          command + said(ran),
        ).toBe(true);
      } else if (command === "echo $?") expect(shown).toEqual([String(exitCode)]);
      else if (words[0] === "cat") write(words[1] ?? "", shown);
      else if (command === "npm ci && npm start") await expectStart(shown);
      else throw new Error(`Nothing checks ${command}`);
    }
  });
});

describe("commands in pages", () => {
  const lines = blocks
    .filter(({ language }) => language === "sh")
    .flatMap(({ page, text }) =>
      text
        .replaceAll("\\\n", " ")
        .split("\n")
        .map((line) => [page, line] as const),
    );

  test.each(lines)("%s: %s", async (_, line) => {
    const [program, ...rest] = wordsOf(line);
    if (program === "receivables") expect((await receivables(rest)).exitCode).toBe(0);
    else {
      expect(program).toBe("npm");
      if (rest[0] === "run") expect(Object.keys(scripts)).toContain(rest[1]);
      else expect(["ci", "pack", "install", "start", "test"]).toContain(rest[0]);
    }
  });
});

describe("pages leave nothing out", () => {
  const prose = pages.map(textOf).join("\n");

  test("every command is shown", async () => {
    const { out } = await receivables(["--help"]);
    const commands = [...out.matchAll(/^ {2}(\w+) /gm)].map(([, name = ""]) => name);
    expect(commands.length).toBeGreaterThan(0);
    for (const name of commands) expect(prose).toContain(`$ receivables ${name} `);
  });

  const options = [
    accountOptions,
    checkOptions,
    customersOptions,
    debtorsOptions,
    explainOptions,
    exportOptions,
    initOptions,
    profileOptions,
    summaryOptions,
    upcomingOptions,
  ];

  test.each([...new Set(options.flatMap((each) => Object.keys(each)))])("--%s is explained", (name) => {
    expect(prose).toMatch(new RegExp(`--${name}\\b`));
  });
});

interface Command {
  readonly command: string;
  /** The lines a page shows under it. */
  readonly shown: readonly string[];
}

function commandsOf({ text }: Block): readonly Command[] {
  const parts = text.replaceAll(/\\\n\s*/g, " ").split(/^\$ /m);
  return parts.slice(1).map((part) => {
    const [command = "", ...shown] = part.replace(/\n$/, "").split("\n");
    return { command, shown };
  });
}

/** A command line's words, as a shell takes them apart. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:[^\s'"]+|'[^']*'|"[^"]*")+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, (_, single, double) => single ?? double),
  );
}

/** Whether a text is what a page shows; a line of `…` stands for any lines. */
function matches(text: string, shown: readonly string[]): boolean {
  const any = "(?:.*\n)*?";
  const lines = shown.map((line) =>
    line === "…" ? any : `${line.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}\n`,
  );
  return new RegExp(`^${lines.join("")}$`).test(text === "" || text.endsWith("\n") ? text : `${text}\n`);
}

function said({ out, err }: { readonly out: string; readonly err: string }): string {
  return `\n${out}${err}`;
}

function write(file: string, lines: readonly string[]): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), `${lines.join("\n")}\n`);
  expect(readFileSync(file, "utf8")).toContain(lines[0]);
}

/** `npm start` shows the first lines of a table that the command prints, between words of its own. */
async function expectStart(shown: readonly string[]): Promise<void> {
  const start = textOf("docs/start.mjs");
  const asOf = /const asOf = "(.*)";/.exec(start)?.[1] ?? "";
  const rows = Number(/const shownRows = (\d+);/.exec(start)?.[1]);
  const { out } = await receivables(["export", "docs/sample-ledger", "--as-of", asOf, "--format", "table"]);
  const table = out.split("\n").slice(0, rows + 2);
  const text = [
    `Whom to call first, as of ${asOf} (docs/sample-ledger):\n`,
    ...table,
    `\n… and ${out.split("\n").length - 3 - rows} more accounts. All 37 columns: customers-${asOf}.csv`,
  ].join("\n");
  expect(matches(text, shown), text).toBe(true);
}
