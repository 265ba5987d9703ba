import { randomBytes } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { UsageError } from "./io.ts";

/**
 * Writes a file complete or not at all: beside its place under another name, then renamed.
 *
 * @throws {UsageError} where that cannot be.
 */
export async function writeWhole(file: string, text: string): Promise<void> {
  const beside = `${file}.${randomBytes(6).toString("hex")}.part`;
  try {
    await writeFile(beside, text, { flag: "wx" });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw new UsageError(
      `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
