/**
 * What a spreadsheet would run as a formula: `=`, `+`, `-`, `@` (full-width ones too), TAB, CR or LF at the start, also
 * behind blanks, also behind any number of `'`, so that guarding can be undone.
 */
const trigger = /^'*\s*[=+\-@\t\r\n＝＋－＠]/;
const guarded = /^'+\s*[=+\-@\t\r\n＝＋－＠]/;

/** A text cell as it is written: with one more `'` in front where a spreadsheet would take it for a formula. */
export function guardText(text: string): string {
  return trigger.test(text) ? `'${text}` : text;
}

/** Takes back what {@link guardText} did: `unguardText(guardText(text))` is `text`. */
export function unguardText(text: string): string {
  return guarded.test(text) ? text.slice(1) : text;
}
