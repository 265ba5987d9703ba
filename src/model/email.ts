/** The longest address mail can be sent to, in characters. */
const longestEmail = 254;
const longestLocalPart = 64;

/** What an address has nowhere: blanks, characters that are not seen, and what would need quoting. */
const unwelcome = /[\s\p{Cc}\p{Cf}\p{Cs}"(),:;<>[\\\]]/u;

/** A part of a domain; of what lies beyond ASCII any character, for domains in other scripts. */
const domainLabel = /^[a-z0-9\u0080-\u{10ffff}-]{1,63}$/iu;

/**
 * Whether a text looks like an address that mail can be sent to: one `@`, no blanks, a domain of at least two parts, at
 * most 254 characters.
 *
 * Whether anybody reads it, nobody can tell from the text. Quoted names and bare host names are refused.
 */
export function isEmail(text: string): boolean {
  if (text.length > longestEmail || unwelcome.test(text)) return false;
  const [local = "", domain, ...more] = text.split("@");
  if (domain === undefined || more.length > 0 || local.length > longestLocalPart) return false;
  const labels = domain.split(".");
  return local.split(".").every((part) => part !== "") && labels.length > 1 && labels.every(isDomainLabel);
}

function isDomainLabel(label: string): boolean {
  return domainLabel.test(label) && !label.startsWith("-") && !label.endsWith("-");
}
