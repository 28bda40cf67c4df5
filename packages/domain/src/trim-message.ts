import { strikeSecrets } from "./strike-secrets.ts";

/** Where an error text stops telling what happened and starts telling where. */
const TAIL =
  /(?:^|\n)[ \t]*(?:stack ?trace:?|build info:|system info:|driver info:|\(?session info:|for documentation on this error|capabilities:|command:)|\n[ \t]+at |\n[ \t]*caused by:/i;

/**
 * The part of an error text that people read: what stands before the stack trace, at most `maxLines` lines
 * and `maxLength` characters, secrets struck out. Undefined where nothing readable is left.
 */
export function trimMessage(message: string | undefined, maxLines = 4, maxLength = 400): string | undefined {
  if (message === undefined) return undefined;
  const tail = message.search(TAIL);
  const head = tailOfPython(readableLines(tail >= 0 ? message.slice(0, tail) : message));
  const lines = head.length > 0 ? head : readableLines(message.replace(/stack ?trace:?/i, ""));
  const text = strikeSecrets(lines.slice(0, maxLines).join("\n"));
  if (text === "") return undefined;
  return text.length > maxLength ? `${text.slice(0, maxLength - 1).toWellFormed()}…` : text;
}

/** Python tells the error last: https://docs.python.org/3/library/traceback.html */
function tailOfPython(lines: readonly string[]): readonly string[] {
  return lines[0]?.startsWith("Traceback (most recent call last)") ? lines.slice(-1) : lines;
}

function readableLines(text: string): readonly string[] {
  return text
    .slice(0, 20_000)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
