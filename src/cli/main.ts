#!/usr/bin/env node
import packageJson from "../../package.json" with { type: "json" };
import type { Io } from "./io.ts";
import { run } from "./run.ts";

const io: Io = {
  now: () => Date.now(),
  readStdin: async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
    return Buffer.concat(chunks);
  },
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  errIsTerminal: process.stderr.isTTY === true,
};

// Whoever reads our output may stop reading: `receivables export … | head` is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

process.exitCode = await run(process.argv.slice(2), io, packageJson.version);
