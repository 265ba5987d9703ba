import { Fault } from "../fault/fault.ts";
import { type Issue, type Path, shown } from "../fault/issue.ts";
import { codePointName, isWellFormed, suspiciousCharacter } from "./text.ts";

/** What writers of markup may be told. */
export interface MarkupOptions {
  /** Called with a `TEXT_SUSPICIOUS` warning for each text from which characters were left out, or that hides what it says. */
  readonly onWarning?: (issue: Issue) => void;
}

/**
 * What no XML 1.0 document may hold, not even as a reference: control characters below U+0020 but TAB, LF and CR, and
 * U+FFFE and U+FFFF. Those from U+007F on are legal.
 */
const forbiddenInXml = /(?![\t\n\r\x7f-\x9f])[\p{Cc}\ufffe\uffff]/gu;

/** What is an error in HTML: control characters but TAB, LF and CR, and what Unicode says is no character. */
const forbiddenInHtml = /(?![\t\n\r])[\p{Cc}\p{Noncharacter_Code_Point}]/gu;

/** What of a text XML 1.0 can hold. */
export function permittedInXml(text: string): string {
  return text.replace(forbiddenInXml, "");
}

/** What of a text HTML can hold, and XML with it: a CR, or CR LF, is one LF, as no HTML parser gives back a CR. */
export function permittedInHtml(text: string): string {
  return text.replace(forbiddenInHtml, "").replace(/\r\n?/g, "\n");
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  // Written as they are, XML parsers would turn them into a line feed, or in attributes into a blank.
  "\r": "&#13;",
  "\n": "&#10;",
  "\t": "&#9;",
};

/** Writes text for one kind of markup, so that it may stand between tags or in quotes. */
export type MarkupText = (text: string, path: Path) => string;

/**
 * How text is written in a markup: what that cannot hold is left out with a warning, the rest is escaped.
 *
 * What it gives throws `TEXT_NOT_WELL_FORMED` for a lone surrogate and `TYPE` for what is no text, with the path.
 */
export function markupText(markup: "HTML" | "XML", { onWarning }: MarkupOptions): MarkupText {
  const forbidden = markup === "HTML" ? forbiddenInHtml : forbiddenInXml;
  const permitted = markup === "HTML" ? permittedInHtml : permittedInXml;
  const warn = (path: Path, message: string): void =>
    onWarning?.({ code: "TEXT_SUSPICIOUS", path, message: `${path.join(", ")}: ${message}` });
  return (text, path) => {
    checkText(text, path);
    const [first] = text.match(forbidden) ?? [];
    if (first !== undefined) warn(path, `${codePointName(first)}, which ${markup} cannot hold, is left out.`);
    const kept = permitted(text);
    const hiding = suspiciousCharacter(kept);
    if (hiding !== undefined) warn(path, `${hiding} hides text.`);
    return kept.replace(/[&<>"'\r\n\t]/g, (character) => escapes[character] as string);
  };
}

function checkText(text: unknown, path: Path): asserts text is string {
  if (typeof text !== "string") throw new Fault("TYPE", `Text is wanted, not ${shown(text)}.`, { path });
  if (isWellFormed(text)) return;
  const message = `${path.join(", ")}: a lone surrogate cannot be written as UTF-8.`;
  throw new Fault("TEXT_NOT_WELL_FORMED", message, { path });
}
