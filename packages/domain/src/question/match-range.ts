import { mistakeAt, shown } from "../language/mistake.ts";
import { found, foundMistake, placeOfWords, textOfWords, type WindowMatcher } from "./found-window.ts";
import { LONGEST_PHRASE, type MomentReading, readMoment } from "./read-moment.ts";
import { settleBetween } from "./settle-window.ts";

const DOTS = /^(.*?)(?:\.{2,3}|…)(.*)$/;
/** What can be a side of a range: other words that hold two dots are just words. */
const SIDE = /^(?:\d.*|today|yesterday|now)?$/i;

/** `2026-11-20..2026-11-22`, with times and offsets too; the dots may stand apart. The whole last day belongs to it. */
export const matchRange: WindowMatcher = (words, context, byPhrase) => {
  const apart = words[1]?.text === ".." || words[1]?.text === "…";
  const said = words.slice(0, apart ? 3 : 1);
  const text = textOfWords(said);
  const [, from, to] = text.length <= 2 * LONGEST_PHRASE ? (DOTS.exec(text.replaceAll(" ", "")) ?? []) : [];
  if (from === undefined || to === undefined || from + to === "" || !SIDE.test(from) || !SIDE.test(to))
    return undefined;
  const place = placeOfWords(said);
  if (to === "") return foundMistake(said.length, mistakeAt(place, "this range has no end", `since ${from}`));
  if (from === "") return foundMistake(said.length, mistakeAt(place, "this range has no beginning"));
  const first = readMoment(from, context, byPhrase);
  const last = readMoment(to, context, byPhrase);
  const start = { at: place.at, length: from.length };
  const end = { at: place.at + place.length - to.length, length: to.length };
  if (first.kind !== "moment" || last.kind !== "moment")
    return {
      used: said.length,
      mistakes: [...whyNot(start, from, first), ...whyNot(end, to, last)],
    };
  const settled = settleBetween(first.moment, last.moment, context);
  if (settled.kind === "window") return found(said.length, settled.window);
  const swapped = settleBetween(last.moment, first.moment, context).kind === "window" ? `${to}..${from}` : undefined;
  return foundMistake(said.length, mistakeAt(place, settled.message, swapped));
};

function whyNot(place: { readonly at: number; readonly length: number }, text: string, reading: MomentReading) {
  if (reading.kind === "moment") return [];
  if (reading.kind === "mistaken") return [mistakeAt(place, reading.message, reading.suggestion)];
  return [mistakeAt(place, `${shown(text)} is no date or time: write such as \`2026-11-22\` or \`2026-11-22T14:05\``)];
}
