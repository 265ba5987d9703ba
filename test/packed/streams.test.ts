import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, inject, test } from "vitest";

const cli = join(inject("packedHome"), "node_modules", "receivables", "dist", "cli.js");
const sample = fileURLToPath(new URL("../../docs/sample-ledger", import.meta.url));

/** A ledger that is warned of, in a folder of its own. */
function ledger(): string {
  const folder = mkdtempSync(join(tmpdir(), "receivables-streams-"));
  cpSync(sample, join(folder, "ledger"), { recursive: true });
  writeFileSync(join(folder, "ledger", "invocies.csv"), "account_id\n");
  return folder;
}

/** Runs a script in a folder; `$receivables` is the command. */
function bash(folder: string, script: string) {
  const env = { ...process.env, receivables: `${process.execPath} ${cli}` };
  const { stdout, stderr } = spawnSync("bash", ["-c", script], { cwd: folder, encoding: "utf8", env });
  return { stdout, stderr };
}

describe.skipIf(process.platform === "win32")("streams that nobody reads", () => {
  const exported = "$receivables export ledger --as-of 2013-07-01";

  test("without standard error the file is still written whole", () => {
    const folder = ledger();
    const { stdout } = bash(folder, `${exported} --output out.csv 2> >(exit 0); echo $?`);
    expect(stdout).toBe("0\n");
    expect(readFileSync(join(folder, "out.csv"), "utf8").split("\r\n")).toHaveLength(102);
    expect(readdirSync(folder).toSorted()).toEqual(["ledger", "out.csv"]);
  });

  test("without standard output the exit code is 0, and files are still written whole", () => {
    const folder = ledger();
    writeFileSync(join(folder, "ledger", "sites.csv"), "site_id,account_id\nT,nobody\n");
    const options = "--format json --strict --reject-to rejects.csv";
    const { stdout, stderr } = bash(folder, `${exported} ${options} | true; echo \${PIPESTATUS[0]}`);
    expect(stdout).toBe("0\n");
    expect(stderr).not.toMatch(/EPIPE|Error/);
    expect(readFileSync(join(folder, "rejects.csv"), "utf8")).toMatch(
      /^file,line,reasons,row\r\nsites\.csv,2,"REF_UNKNOWN account_id: .*\r\n$/,
    );
  });

  test.skipIf(!existsSync("/dev/full"))("on a full disk the exit code is 2, with a reason", () => {
    const { stdout, stderr } = bash(ledger(), `${exported} >/dev/full; echo $?`);
    expect(stdout).toBe("2\n");
    expect(stderr).toMatch(/^Standard output cannot be written: ENOSPC/m);
  });

  test.skipIf(!existsSync("/dev/stdout"))("/dev/stdout is a stream, also where it leads to a file", () => {
    const folder = ledger();
    const { stdout } = bash(folder, `${exported} --output /dev/stdout | wc -l`);
    expect(stdout.trim()).toBe("101");
    bash(folder, `echo before >all.txt; ${exported} --output /dev/stdout >>all.txt`);
    expect(readFileSync(join(folder, "all.txt"), "utf8")).toMatch(/^before\naccount_id,/);
    expect(readdirSync(folder).toSorted()).toEqual(["all.txt", "ledger"]);
  });
});
