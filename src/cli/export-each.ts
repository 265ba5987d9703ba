import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { terminalText } from "../table/terminal-text.ts";
import { exportOf } from "./export-command.ts";
import { exportLedger } from "./export-ledger.ts";
import { type ExitCode, exitCodes, type Io, type Outcome, type Task, type Thread, UsageError } from "./io.ts";
import { ledgersIn, refuseWritingOver } from "./ledgers-in.ts";
import { numberOf, type Parsed, textOf } from "./options.ts";
import { progressOf } from "./progress.ts";
import { rehearseReading } from "./read-ledger.ts";
import { counted } from "./report.ts";
import { whereIs } from "./targets.ts";
import { removeParts, writeWhole } from "./write-file.ts";

/** A ledger on its way to its file. */
interface Work {
  readonly name: string;
  readonly file: string;
  readonly rejectFile: string | undefined;
  readonly task: Task;
}

/** What became of a ledger. */
interface Result {
  readonly name: string;
  readonly exitCode: ExitCode;
  readonly err: string;
  readonly reason: string;
  readonly written: boolean;
}

/**
 * `receivables export --each`: the export of every ledger in a folder, each into a file of its own.
 *
 * Several ledgers are exported at a time, by threads that take the next one when they are done. What is said of a ledger
 * is said in one piece, in the order of names: so the words are the same however many threads there are.
 */
export async function exportEach(parsed: Parsed, io: Io): Promise<ExitCode> {
  const { folder, out, rejects, jobs } = askedOf(parsed, io);
  const { format } = exportOf(parsed);
  const { now, mapped } = rehearseReading(parsed, io);
  const places = await placesOf(folder, out, rejects);
  const { ledgers, others } = await ledgersIn(folder, mapped);
  const { each: _, out: __, jobs: ___, ...values } = parsed.values;
  const works: readonly Work[] = ledgers.map(({ name, place }) => {
    const file = join(out, `${name}.${format === "table" ? "txt" : format}`);
    const rejectFile = rejects === undefined ? undefined : join(rejects, `${name}.csv`);
    const task = { ledger: place, values: { ...values, "reject-to": rejectFile }, now };
    return { name, file, rejectFile, task };
  });
  const files = works.flatMap(({ file, rejectFile }) =>
    rejectFile === undefined ? [file] : [file, rejectFile],
  );
  await refuseWritingOver(files, ledgers, mapped);
  for (const [option, made] of places) await makeFolder(option, made);

  await sayLeftOut(folder, others, places, io);
  const results = await exportAll(works, jobs, io);
  const written = results.filter((result) => result.written).length;
  io.err(`${terminalText(`${written} of ${counted(works.length, "ledger")} exported to ${out}`)}\n`);
  const failures = results.filter(({ exitCode }) => exitCode !== exitCodes.good);
  io.err(failures.map(failureLine).join(""));
  return failures.length === 0 ? exitCodes.good : exitCodes.data;
}

function failureLine({ name, exitCode, written, reason }: Result): string {
  const why = written ? ", though exported: --strict counts warnings and rejected rows" : `: ${reason}`;
  return `${terminalText(`${name}: exit code ${exitCode}${why}`)}\n`;
}

interface Asked {
  readonly folder: string;
  readonly out: string;
  readonly rejects: string | undefined;
  readonly jobs: number;
}

function askedOf(parsed: Parsed, io: Io): Asked {
  const folder = textOf(parsed, "each") ?? "";
  const out = textOf(parsed, "out");
  if (parsed.positionals.length > 0)
    throw new UsageError("--each takes the place of <ledger>: give one of them.");
  if (textOf(parsed, "output") !== undefined)
    throw new UsageError("--output names one file: with --each give --out FOLDER.");
  if (out === undefined) throw new UsageError("--each needs --out FOLDER, to write a file for each ledger.");
  const jobs = numberOf(parsed, "jobs") ?? io.threads?.count ?? 1;
  if (jobs < 1) throw new UsageError(`--jobs takes a whole number from 1 on, not ${jobs}.`);
  return { folder, out, rejects: textOf(parsed, "reject-to"), jobs };
}

/** The folders that are written to, by option; none of them is another one or that of the ledgers. */
async function placesOf(
  folder: string,
  out: string,
  rejects: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  const places = new Map([["--out", out]]);
  if (rejects !== undefined) places.set("--reject-to", rejects);
  const taken = new Map([[await whereIs(folder), "--each"]]);
  for (const [option, place] of places) {
    const where = await whereIs(place);
    const other = taken.get(where);
    if (other !== undefined)
      throw new UsageError(`${option}: ${place} is the folder of ${other}: give another.`);
    taken.set(where, option);
  }
  return places;
}

async function makeFolder(option: string, folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new UsageError(`${option}: ${folder} cannot be made: ${wordsOf(error)}`);
  }
}

async function sayLeftOut(
  folder: string,
  others: readonly string[],
  places: ReadonlyMap<string, string>,
  io: Io,
): Promise<void> {
  const ours = await Promise.all([...places.values()].map(whereIs));
  const left: string[] = [];
  for (const name of others) if (!ours.includes(await whereIs(join(folder, name)))) left.push(name);
  if (left.length > 0) io.err(`${terminalText(`Left out, no ledgers: ${left.join(", ")}`)}\n`);
}

/** Exports ledgers, so many at a time; what is said of each is said as soon as all before it are done. */
async function exportAll(works: readonly Work[], jobs: number, io: Io): Promise<readonly Result[]> {
  const progress = progressOf(io);
  const results = new Map<number, Result>();
  const waiting = works.entries();
  let told = 0;
  const show = () => progress(`${results.size} of ${counted(works.length, "ledger")}`);
  const finish = (at: number, result: Result): void => {
    results.set(at, result);
    for (let next = results.get(told); next !== undefined; next = results.get(told)) {
      told += 1;
      if (next.err === "") continue;
      progress("");
      io.err(prefixed(next));
    }
    show();
  };
  const lane = async (start: () => Thread): Promise<void> => {
    let thread: Thread | undefined;
    for (const [at, work] of waiting) {
      let result: Result;
      try {
        thread ??= start();
        result = await settled(work, await thread.run(work.task));
      } catch (error) {
        thread = undefined;
        result = await failed(work, wordsOf(error));
      }
      finish(at, result);
    }
    await thread?.end();
  };
  show();
  const { threads } = io;
  const lanes = jobs === 1 || threads === undefined ? [here] : works.slice(0, jobs).map(() => threads.start);
  await Promise.all(lanes.map(lane));
  progress("");
  return works.flatMap((_, at) => results.get(at) ?? []);
}

/** No thread at all. */
const here = (): Thread => ({ run: exportLedger, end: async () => undefined });

/** Writes what the export of a ledger printed. */
async function settled({ name, file }: Work, outcome: Outcome): Promise<Result> {
  const { exitCode, out, err, reason } = outcome;
  if (out === undefined) return { name, exitCode, err, reason, written: false };
  try {
    await writeWhole(file, out);
    return { name, exitCode, err, reason, written: true };
  } catch (error) {
    const why = terminalText(wordsOf(error));
    return { name, exitCode: exitCodes.usage, err: `${err}${why}\n`, reason: why, written: false };
  }
}

/** Of a ledger whose thread is over: nothing half written stays. */
async function failed({ name, rejectFile }: Work, why: string): Promise<Result> {
  // Where the folder cannot be looked into any more, that is no reason to stop the others.
  if (rejectFile !== undefined) await removeParts(rejectFile).catch(() => undefined);
  const reason = terminalText(`broken off: ${why}`);
  return { name, exitCode: exitCodes.data, err: `${reason}\n`, reason, written: false };
}

function prefixed({ name, err }: Result): string {
  const lines = err.split("\n").slice(0, -1);
  return lines.map((line) => `${terminalText(name)}: ${line}\n`).join("");
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
