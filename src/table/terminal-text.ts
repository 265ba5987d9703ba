/** What must not reach a terminal: it would move the cursor, begin a line, or turn the direction of what follows. */
const unshowable = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text on one line as a terminal may show it: control characters and marks that turn the direction of text are `�`. */
export function terminalText(text: string): string {
  return text.replace(unshowable, "\uFFFD");
}
