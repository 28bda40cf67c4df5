import { type DrawnLine, plainText } from "./drawn-line.ts";

/** Lines that show how far a build is: the card's bar, or its count where it has no bar. */
const PROGRESS = /[▰▱]|^\d+ done\b/u;
/** A title that is no verdict yet. */
const RUNNING = /\brunning\b/u;
const fewLines = 3;

/**
 * What is worth showing of an edited message. When its status changes, or the build is no longer running: all of it.
 * While progress moves: the first line and the progress line. Else the first line and the lines that are new.
 */
export function summariseEdit(before: readonly DrawnLine[], after: readonly DrawnLine[]): readonly DrawnLine[] {
  const [first] = after;
  if (first === undefined) return [];
  if (statusOf(before) !== statusOf(after)) return after;
  const progress = after.find((each) => PROGRESS.test(plainText(each)));
  if (progress !== undefined) return [first, progress];
  const known = new Set(before.map(plainText));
  return [
    first,
    ...after
      .slice(1)
      .filter((each) => !known.has(plainText(each)))
      .slice(0, fewLines),
  ];
}

/** The picture a message begins with, and whether its title says that it goes on. */
function statusOf([first]: readonly DrawnLine[]): string {
  const text = first === undefined ? "" : plainText(first);
  return `${text.split(" ")[0]} ${RUNNING.test(text)}`;
}
