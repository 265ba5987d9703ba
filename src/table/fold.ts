import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";

/** The longest text a search takes, in UTF-16 code units. */
export const longestSearch = 256;

/**
 * A text as searches compare it: compatibility forms unified (NFKC), then each code point in lower case on its own, then
 * composed again, because `H` with a line below has no single code point and `h` with one has.
 *
 * Code point by code point, because lower case of a whole word depends on its end (`ΑΣ`, `ΑΣΑ`), and what is found must
 * only shrink while one types. Accents and ß stay.
 */
export function foldText(text: string): string {
  const normal = text.normalize("NFKC");
  if (/^[\0-\x7f]*$/.test(normal)) return normal.toLowerCase();
  let folded = "";
  for (const character of normal) folded += character.toLowerCase();
  return folded.normalize("NFKC");
}

/**
 * A search as it is compared: trimmed and folded; empty where there is nothing to search for.
 *
 * @param name - What the caller calls it: the path of a fault.
 * @throws {Fault} `QUERY_INVALID` for no text, `QUERY_TOO_LONG` beyond {@link longestSearch}.
 */
export function foldSearch(search: unknown, name = "search"): string {
  if (typeof search !== "string") {
    throw new Fault("QUERY_INVALID", `A search is text, not ${shown(search)}.`, { path: [name] });
  }
  if (search.length > longestSearch) {
    throw new Fault(
      "QUERY_TOO_LONG",
      `A search has at most ${longestSearch} characters, not ${search.length}.`,
      {
        path: [name],
      },
    );
  }
  return foldText(search.trim());
}
