/** Control characters but tabs and line ends, among them the escape that begins a terminal's commands. */
const CONTROLS = /[^\P{Cc}\t\n]/gu;
/** Characters that turn the direction of what follows, and so show something else than is there (https://trojansource.codes). */
const DIRECTIONS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** Foreign text that can do nothing to a terminal; it keeps its lines. */
export function plainText(foreign: string): string {
  return foreign
    .replace(/\r\n?/g, "\n")
    .replace(CONTROLS, " ")
    .replace(DIRECTIONS, "")
    .replace(/[\u2028\u2029]/g, "\n")
    .toWellFormed();
}

/** As {@link plainText}, on one line. */
export function plainLine(foreign: string): string {
  return plainText(foreign).replace(/\s+/g, " ").trim();
}
