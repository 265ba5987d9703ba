import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { folderOf } from "../../test/command.ts";
import type { Task, Thread } from "./io.ts";
import { serveAsThread, startThread } from "./thread.ts";

/** Does what the name of a ledger says. The command itself is run so in `test/packed`. */
const script = `
import { parentPort } from "node:worker_threads";
parentPort.on("message", ({ ledger }) => {
  if (ledger === "throw") throw new Error("thrown there");
  if (ledger === "leave") process.exit(3);
  parentPort.postMessage({ exitCode: 0, out: ledger, err: "", reason: "" });
});
`;

function thread(): Thread {
  const started = startThread(pathToFileURL(join(folderOf({ "thread.mjs": script }), "thread.mjs")));
  onTestFinished(() => started.end());
  return started;
}

const task = (ledger: string): Task => ({ ledger, values: {}, now: 0 });

test("a thread answers one task after the other", async () => {
  const { run } = thread();
  for (const ledger of ["a", "b"]) {
    expect(await run(task(ledger))).toEqual({ exitCode: 0, out: ledger, err: "", reason: "" });
  }
});

test.each([
  ["throw", /^thrown there$/],
  ["leave", /^The thread ended$/],
])("one that comes to its end says so, and takes no other task: %s", async (ledger, words) => {
  const { run, end } = thread();
  expect((await run(task("a"))).out).toBe("a");
  await expect(run(task(ledger))).rejects.toThrow(words);
  await expect(run(task("a"))).rejects.toThrow(words);
  await end();
});

test("what is no thread of the command serves none", () => {
  expect(serveAsThread()).toBe(false);
});
