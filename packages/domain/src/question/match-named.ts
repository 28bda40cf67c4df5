import { mistakeAt, shown } from "../language/mistake.ts";
import { suggest } from "../language/suggest.ts";
import { found, foundMistake, placeOfWords, textOfWords, type WindowMatcher } from "./found-window.ts";
import { countDurationWords } from "./match-last.ts";
import { readMoment } from "./read-moment.ts";
import { settleOn, settleSince } from "./settle-window.ts";
import { isDayOrTime, isTimeWord, isWeekday } from "./time-words.ts";

const DAY_PARTS: ReadonlySet<string> = new Set(["morning", "afternoon", "evening"]);

/** `today`, `this week` and `this month` up to now; the whole of `yesterday`. */
export const matchNamed: WindowMatcher = (words, context, byPhrase) => {
  const first = words[0]?.text.toLowerCase();
  if (first !== "today" && first !== "yesterday" && first !== "this") return undefined;
  const said = words.slice(0, first === "this" ? 2 : 1);
  const text = textOfWords(said);
  const second = said[1]?.text.toLowerCase();
  if (first === "this" && second !== "week" && second !== "month") {
    if (second === undefined || !(isWeekday(second) || DAY_PARTS.has(second))) return undefined;
    return foundMistake(2, mistakeAt(placeOfWords(said), `${shown(text)} is no stretch of time`, `since ${text}`));
  }
  const reading = readMoment(text, context, byPhrase);
  if (reading.kind !== "moment") return undefined;
  const settled = first === "yesterday" ? settleOn(reading.moment, context) : settleSince(reading.moment, context);
  if (settled.kind === "window") return found(said.length, settled.window);
  return foundMistake(said.length, mistakeAt(placeOfWords(said), settled.message));
};

/** `lsat 24h`, `sicne monday`, `yesteday`: what was nearly a window would go unnoticed as part of a test's name. */
export const matchMisspelt: WindowMatcher = (words) => {
  const [word, next] = words;
  if (word === undefined || word.text.length < 3 || isTimeWord(word.text)) return undefined;
  const day = nearlyDay(word.text);
  if (day !== undefined) return foundMistake(1, mistakeAt(word, `${shown(word.text)} is no window`, day));
  const count = countDurationWords(words.slice(1));
  const keywords = words.some(({ text }) => text.toLowerCase() === "to") ? ["since", "from"] : ["since"];
  if (count === 0 && !(next && isDayOrTime(next.text))) return undefined;
  const keyword = suggest(word.text, count > 0 ? ["last"] : keywords);
  if (keyword === undefined) return undefined;
  const said = words.slice(0, 1 + Math.max(1, count));
  const meant = [keyword, ...said.slice(1).map(({ text }) => text)].join(" ");
  return foundMistake(said.length, mistakeAt(placeOfWords(said), `${shown(textOfWords(said))} is no window`, meant));
};

/** Many words are near "today", so that only its letters in another order, or one left out, count. */
function nearlyDay(word: string): string | undefined {
  const typed = word.toLowerCase();
  const day = suggest(typed, ["yesterday", "today"]);
  if (day === undefined || day.startsWith(typed)) return undefined;
  const isSwapped = sorted(typed) === sorted(day);
  return day === "yesterday" || typed.length === 4 || isSwapped ? day : undefined;
}

function sorted(word: string): string {
  return word.split("").toSorted().join("");
}
