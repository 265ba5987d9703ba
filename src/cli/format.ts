import type { Io } from "./io.ts";
import { type Parsed, wordOf } from "./options.ts";

/** What every board prints: data for programs, tables for people. */
export const boardFormats = ["json", "table"] as const;
/** One of {@link boardFormats}. */
export type BoardFormat = (typeof boardFormats)[number];

/**
 * The format a board prints in: what `--format` says, or a table on a terminal and JSON anywhere else.
 *
 * @param formats - What `--format` may say.
 * @throws {UsageError} for any other word.
 */
export function formatOf<Format extends string = BoardFormat>(
  parsed: Parsed,
  io: Io,
  formats: readonly (Format | BoardFormat)[] = boardFormats,
): Format | BoardFormat {
  return wordOf(parsed, "format", formats) ?? (io.outIsTerminal ? "table" : "json");
}
