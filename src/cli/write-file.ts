import { randomBytes } from "node:crypto";
import type { Stats } from "node:fs";
import { chmod, readdir, readlink, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { type Data, UsageError } from "./io.ts";

/**
 * Writes a file complete or not at all: beside its place under another name, then renamed. A link is followed, and the
 * mode of a file that is there is kept. What is no file but a way out (a pipe, a device) is written straight into.
 *
 * @throws {UsageError} where that cannot be.
 */
export async function writeWhole(file: string, content: string | Iterable<Data>): Promise<void> {
  try {
    const there = await statOf(file);
    if (isOutlet(file, there)) await pour(file, content);
    else await replace(await resolved(file), content, there);
  } catch (error) {
    throw new UsageError(
      `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function replace(
  target: string,
  content: string | Iterable<Data>,
  there: Stats | undefined,
): Promise<void> {
  const beside = `${target}.${randomBytes(6).toString("hex")}.part`;
  try {
    await writeFile(beside, content, { flag: "wx" });
    if (there !== undefined) await chmod(beside, there.mode & 0o7777);
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** Takes away what a thread that came to its end amid {@link writeWhole} left beside a file. */
export async function removeParts(file: string): Promise<void> {
  const target = await resolved(file);
  const start = `${basename(target)}.`;
  for (const name of await readdir(dirname(target))) {
    const isPart = name.startsWith(start) && /^[0-9a-f]{12}\.part$/.test(name.slice(start.length));
    if (isPart) await rm(join(dirname(target), name), { force: true });
  }
}

/** Appends, so that what went to a redirected standard output before stays. That nobody reads it is no error. */
async function pour(file: string, content: string | Iterable<Data>): Promise<void> {
  try {
    await writeFile(file, content, { flag: "a" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
  }
}

/** Streams of this process have names that may lead to a file: the file is not ours to replace. */
const streamName = /^\/(?:dev\/(?:stdout|stderr|fd\/\d+)|proc\/[^/]+\/fd\/\d+)$/;

function isOutlet(file: string, there: Stats | undefined): boolean {
  const isFile = there === undefined || there.isFile() || there.isDirectory();
  return !isFile || streamName.test(resolve(file));
}

async function statOf(file: string): Promise<Stats | undefined> {
  return orUndefined(stat(file));
}

/** Where a name leads, links followed, also where nothing is there yet. */
export async function resolved(file: string): Promise<string> {
  const real = await orUndefined(realpath(file));
  if (real !== undefined) return real;
  const link = await readlink(file).catch(() => undefined);
  if (link !== undefined) return resolved(resolve(dirname(file), link));
  const folder = await orUndefined(realpath(dirname(file)));
  return join(folder ?? resolve(dirname(file)), basename(file));
}

/** What the file system answers; undefined where nothing is there. */
async function orUndefined<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
