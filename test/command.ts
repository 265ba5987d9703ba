import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { ExitCode, Io, Threads } from "../src/cli/io.ts";
import { run } from "../src/cli/run.ts";

/** What a command line left behind. */
export interface Ran {
  readonly exitCode: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** The world around a command line. */
export interface World {
  /** The clock. Default: noon of 10 March 2025 in Chicago. */
  readonly now?: string;
  readonly stdin?: string | Uint8Array;
  readonly errIsTerminal?: boolean;
  readonly outIsTerminal?: boolean;
  /** Default: none. */
  readonly threads?: Threads;
}

/** Runs a command line in this process, with a clock and streams of the test's own. */
export async function receivables(args: readonly string[], world: World = {}): Promise<Ran> {
  let out = "";
  let err = "";
  const { stdin = "" } = world;
  const io: Io = {
    now: () => Date.parse(world.now ?? "2025-03-10T17:00:00Z"),
    readStdin: async () => (typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin),
    out: (data) => {
      // A byte order mark is data too.
      out +=
        typeof data === "string"
          ? data
          : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
    },
    err: (text) => {
      err += text;
    },
    errIsTerminal: world.errIsTerminal ?? false,
    outIsTerminal: world.outIsTerminal ?? false,
    ...(world.threads === undefined ? {} : { threads: world.threads }),
  };
  const exitCode = await run(args, io, "9.8.7");
  return { exitCode, out, err };
}

/** A folder of its own with these files, for as long as the test runs. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "receivables-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}
