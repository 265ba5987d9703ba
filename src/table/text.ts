/** Whether every surrogate stands in a pair: other text turns into U+FFFD as soon as it is written as UTF-8. */
export function isWellFormed(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0xd800 || unit > 0xdfff) continue;
    const next = text.charCodeAt(at + 1);
    if (unit > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return false;
    at += 1;
  }
  return true;
}

/** NUL, and the marks that turn the direction of text: legal, and good for hiding what a cell says. */
const suspicious = /[\0\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** The code point, as `U+202E`, of the first character that may hide what a text says; undefined where there is none. */
export function suspiciousCharacter(text: string): string | undefined {
  const found = suspicious.exec(text)?.[0];
  return found === undefined ? undefined : codePointName(found);
}

/** A character's code point as `U+202E`. */
export function codePointName(character: string): string {
  return `U+${Number(character.codePointAt(0)).toString(16).toUpperCase().padStart(4, "0")}`;
}
