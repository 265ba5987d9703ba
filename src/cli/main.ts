#!/usr/bin/env node
import { availableParallelism } from "node:os";
import packageJson from "../../package.json" with { type: "json" };
import { exitCodes, type Io } from "./io.ts";
import { run } from "./run.ts";
import { serveAsThread, startThread } from "./thread.ts";

/** The exit code, once nobody reads what we print: `receivables export … | head` is no error, a full disk is one. */
let brokenOff: number | undefined;
let heard = true;

const io: Io = {
  now: () => Date.now(),
  readStdin: async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
    return Buffer.concat(chunks);
  },
  out: (text) => {
    if (brokenOff === undefined) process.stdout.write(text);
  },
  outIsTerminal: process.stdout.isTTY === true,
  err: (text) => {
    if (heard) process.stderr.write(text);
  },
  errIsTerminal: process.stderr.isTTY === true,
  threads: { count: availableParallelism(), start: () => startThread(new URL(import.meta.url)) },
};

// This file is what threads run too.
if (!serveAsThread()) await main();

async function main(): Promise<void> {
  // Neither stream ends the process: files that are being written are still completed.
  process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
    if (brokenOff !== undefined) return;
    brokenOff = code === "EPIPE" ? exitCodes.good : exitCodes.usage;
    process.exitCode = brokenOff;
    if (code !== "EPIPE") io.err(`Standard output cannot be written: ${message}\n`);
  });
  process.stderr.on("error", () => {
    heard = false;
  });

  const exitCode = await run(process.argv.slice(2), io, packageJson.version);
  process.exitCode = brokenOff ?? exitCode;
}
