/** What stands in a sentence without being mistaken for a part of it. */
const PLAIN = /^[\p{L}\p{N}*?#@._+/()&:'-]+(?: [\p{L}\p{N}*?#@._+/()&:'-]+)*$/u;
const JOINING = /\b(?:or|only|without|by|to|on|of|and|with)\b/i;

/** A foreign text inside a sentence, on one line: in quotes where it could be read as more than a name. */
export function printQuoted(text: string): string {
  if (PLAIN.test(text) && !JOINING.test(text)) return text;
  const line = text.replace(/\s+/g, " ").replaceAll('"', "'").toWellFormed();
  return `"${line}"`;
}
