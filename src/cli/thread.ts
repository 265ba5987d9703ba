import { parentPort, Worker, workerData } from "node:worker_threads";
import type { Outcome, Task, Thread } from "./io.ts";

/** How a thread knows that it is one of ours: the command is one file, for both. */
const mark = "receivables export --each";

/**
 * Starts a thread that exports ledgers.
 *
 * @param file - The command's own file, which calls {@link serveAsThread}.
 */
export function startThread(file: URL): Thread {
  const worker = new Worker(file, { workerData: mark });
  let over: Error | undefined;
  let waiting: { resolve: (outcome: Outcome) => void; reject: (why: Error) => void } | undefined;
  worker.on("message", (outcome: Outcome) => waiting?.resolve(outcome));
  worker.on("error", (error) => {
    over = error;
  });
  // After an error comes this too, and only then does nothing of the thread write any more.
  worker.on("exit", () => {
    over ??= new Error("The thread ended");
    waiting?.reject(over);
  });
  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        if (over !== undefined) return reject(over);
        waiting = { resolve, reject };
        worker.postMessage(task);
      }),
    end: async () => {
      await worker.terminate();
    },
  };
}

/** Exports what the thread that started this one hands over; false, and nothing is done, where this is no such thread. */
export function serveAsThread(): boolean {
  const port = parentPort;
  if (port === null || workerData !== mark) return false;
  // What is thrown here ends the thread, and is told to whoever waits.
  port.on("message", async (task: Task) => {
    const { exportLedger } = await import("./export-ledger.ts");
    port.postMessage(await exportLedger(task));
  });
  return true;
}
