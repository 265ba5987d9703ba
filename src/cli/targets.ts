import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { UsageError } from "./io.ts";
import { type Parsed, textOf } from "./options.ts";
import { resolved } from "./write-file.ts";

/** The options that name a file to write. */
const targetOptions = ["output", "reject-to"] as const;

/**
 * Refuses to write over what is read, one file over the other, or where no file can be: all before there is anything to
 * write.
 *
 * @param sources - The files of the ledger, those too that are not there yet but would be read the next time.
 * @throws {UsageError} for such a file.
 */
export async function checkTargets(parsed: Parsed, sources: readonly string[]): Promise<void> {
  const taken = new Map<string, string>();
  for (const source of sources) taken.set(await whereIs(source), "is part of the ledger");
  for (const option of targetOptions) {
    const file = textOf(parsed, option);
    if (file === undefined) continue;
    const place = await whereIs(file);
    const what = taken.get(place);
    if (what !== undefined) throw new UsageError(`--${option}: ${file} ${what}; nothing was written.`);
    taken.set(place, `is what --${option} names too`);
    if (await isFolder(place))
      throw new UsageError(`--${option}: ${file} cannot be written: it is a folder.`);
    if (!(await isFolder(dirname(place))))
      throw new UsageError(`--${option}: ${file} cannot be written: there is no folder ${dirname(place)}.`);
  }
}

async function isFolder(place: string): Promise<boolean> {
  const there = await stat(place).catch(() => undefined);
  return there?.isDirectory() ?? false;
}

/** Where a name leads; a name that leads nowhere stands for itself: writing it will say why it cannot be. */
export async function whereIs(file: string): Promise<string> {
  return resolved(file).catch(() => file);
}
