import { elideMiddle } from "./elide-middle.ts";

/** A dot between two words says nothing where a line ends between them. */
const DOT_AT_END = /^· | ·$/g;

/** Breaks a text between words into at most `maxLines` lines that fit; what does not fit is elided. At least one line. */
export function wrapText(text: string, fits: (line: string) => boolean, maxLines: number): readonly string[] {
  return brokenLines(text, fits, maxLines).map((line) => line.replaceAll(DOT_AT_END, ""));
}

function brokenLines(text: string, fits: (line: string) => boolean, maxLines: number): readonly string[] {
  const lines: string[] = [];
  let words = text.split(" ");
  while (words.length > 0 && lines.length < maxLines - 1) {
    const count = wordsThatFit(words, fits);
    lines.push(elideMiddle(words.slice(0, count).join(" "), fits));
    words = words.slice(count);
  }
  return words.length === 0 ? lines : [...lines, elideMiddle(words.join(" "), fits)];
}

function wordsThatFit(words: readonly string[], fits: (line: string) => boolean): number {
  let count = 1;
  while (count < words.length && fits(words.slice(0, count + 1).join(" "))) count += 1;
  return count;
}
