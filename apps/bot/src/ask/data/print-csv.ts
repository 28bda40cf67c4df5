import { plainText } from "../terminal/plain-text.ts";
import type { NamedText, Records, Value } from "./records.ts";

/** What a spreadsheet takes for the start of a formula (https://owasp.org/www-community/attacks/CSV_Injection). */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\n]/u;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;
const LINE_END = "\r\n";

/**
 * Records as CSV with a head line (https://www.rfc-editor.org/rfc/rfc4180): UTF-8, lines end with CRLF, what is not known
 * is empty. A text that a spreadsheet would run as a formula has an apostrophe in front. Control characters are taken out.
 */
export function printCsv({ columns, records }: Records): string {
  const lines = [columns, ...records.map((record) => columns.map((name) => record[name] ?? null))];
  return lines.map((values) => values.map(printValue).join(",") + LINE_END).join("");
}

function printPart(part: string | NamedText): string {
  return typeof part === "string" ? part : `${part.name}: ${part.value}`;
}

function printValue(value: Value): string {
  if (value === null) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = plainText(typeof value === "string" ? value : value.map(printPart).join(", "));
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
