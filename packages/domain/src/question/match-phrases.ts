import { type Mistake, mistakeAt, shown } from "../language/mistake.ts";
import type { Part } from "../language/token.ts";
import {
  found,
  foundMistake,
  type FoundWindow,
  placeOfWords,
  textOfWords,
  type WindowMatcher,
} from "./found-window.ts";
import type { Moment } from "./moment.ts";
import type { AskContext } from "./question.ts";
import { LONGEST_PHRASE, type MomentReading, readMoment } from "./read-moment.ts";
import type { PhraseReader } from "./read-phrase.ts";
import { settleBetween, settleOn, settleSince, type SettledWindow } from "./settle-window.ts";
import { isTimeWord, isZoneName, nearestTimeWord } from "./time-words.ts";

const MOST_WORDS = 9;
const UNTIL: ReadonlySet<string> = new Set(["to", "until", "till"]);
const SUCH_AS = "write such as `monday 9am`, `yesterday noon` or `2026-11-22`";

/** A phrase that was read, or why it could not be; with how many words it takes. */
type Phrase = { readonly used: number; readonly reading: Exclude<MomentReading, { kind: "nothing" }> };

/** `since monday 9am`: from the last one until now. */
export const matchSince: WindowMatcher = (words, context, byPhrase) => {
  const [since] = words;
  if (since?.text.toLowerCase() !== "since") return undefined;
  const phrase = takePhrase(words.slice(1), context, byPhrase);
  if (phrase === undefined) return noPhrase(words);
  return settle(words, phrase, (moment) => settleSince(moment, context));
};

/** `on 2026-11-22`, `on monday`: the whole of the last one. */
export const matchOn: WindowMatcher = (words, context, byPhrase) => {
  const [on] = words;
  if (on?.text.toLowerCase() !== "on") return undefined;
  const phrase = takePhrase(words.slice(1), context, byPhrase);
  if (phrase === undefined) return noPhrase(words);
  const said = words.slice(0, phrase.used + 1);
  const { reading } = phrase;
  if (reading.kind === "moment" && (reading.moment.kind === "instant" || reading.moment.time)) {
    const since = `since ${textOfWords(said.slice(1))}`;
    return foundMistake(said.length, mistakeAt(placeOfWords(said), "`on` takes a whole day, not a time", since));
  }
  return settle(words, phrase, (moment) => settleOn(moment, context));
};

/** `from 8:00 to 10:00`, `from monday to wednesday`. */
export const matchFrom: WindowMatcher = (words, context, byPhrase) => {
  const [from] = words;
  if (from?.text.toLowerCase() !== "from") return undefined;
  const until = words.slice(0, MOST_WORDS + 2).findIndex((word) => UNTIL.has(word.text.toLowerCase()));
  if (until < 0) return endless(words, context, byPhrase);
  const start = words.slice(1, until);
  const behind = words.slice(until + 1);
  const first = start.length === 0 ? undefined : readMoment(textOfWords(start), context, byPhrase);
  const last = takePhrase(behind, context, byPhrase);
  const end = behind.slice(0, last?.used ?? 1);
  const said = words.slice(0, until + 1 + end.length);
  if (first?.kind === "moment" && last?.reading.kind === "moment") {
    const zone = [...start, ...words.slice(said.length, said.length + 1)].find((word) => isZoneName(word.text));
    if (zone) return foundMistake(said.length + (zone === words[said.length] ? 1 : 0), otherZone(zone));
    return foundSettled(said, settleBetween(first.moment, last.reading.moment, context));
  }
  const mistakes = [
    ...(first?.kind === "moment" ? [] : whyNot(start, first, from)),
    ...(last?.reading.kind === "moment" ? [] : whyNot(end, last?.reading, words[until] ?? from)),
  ];
  return { used: said.length, mistakes };
};

function settle(words: readonly Part[], { used, reading }: Phrase, by: (moment: Moment) => SettledWindow): FoundWindow {
  const said = words.slice(0, used + 1);
  const behind = words[said.length];
  if (reading.kind === "mistaken") return { used: said.length, mistakes: whyNot(said.slice(1), reading, words[0]) };
  if (behind && isZoneName(behind.text)) return foundMistake(said.length + 1, otherZone(behind));
  return foundSettled(said, by(reading.moment));
}

function foundSettled(said: readonly Part[], settled: SettledWindow): FoundWindow {
  if (settled.kind === "window") return found(said.length, settled.window);
  return foundMistake(said.length, mistakeAt(placeOfWords(said), settled.message));
}

function otherZone(word: Part): Mistake {
  return mistakeAt(
    word,
    `times are in your own zone, not in ${shown(word.text)}: write one such as \`2026-11-22T09:00+01:00\``,
  );
}

/** The longest phrase at the start of the words that can be read. */
function takePhrase(words: readonly Part[], context: AskContext, byPhrase: PhraseReader): Phrase | undefined {
  const limit = words.slice(0, MOST_WORDS).findIndex((word) => !isTimeWord(word.text));
  let why: Phrase | undefined;
  for (let used = limit < 0 ? Math.min(MOST_WORDS, words.length) : limit; used > 0; used -= 1) {
    const text = textOfWords(words.slice(0, used));
    if (text.length > LONGEST_PHRASE) continue;
    const reading = readMoment(text, context, byPhrase);
    if (reading.kind === "moment") return { used, reading };
    if (reading.kind === "mistaken") why ??= { used, reading };
  }
  return why;
}

/** A keyword without a phrase: the words behind it that were meant as one are part of the mistake. */
function noPhrase(words: readonly Part[]): FoundWindow {
  const [keyword, ...behind] = words;
  if (keyword === undefined) return { used: 0, mistakes: [] };
  const limit = behind.slice(0, MOST_WORDS).findIndex((word) => !isTimeWord(word.text));
  const meant = behind.slice(0, Math.max(1, limit < 0 ? MOST_WORDS : limit));
  return { used: meant.length + 1, mistakes: whyNot(meant, undefined, keyword) };
}

/** Why words are no moment. Where there are none, the time is missing behind the keyword. */
function whyNot(
  words: readonly Part[],
  reading: MomentReading | undefined,
  keyword: Part | undefined,
): readonly [Mistake] {
  if (reading?.kind === "mistaken") return [mistakeAt(placeOfWords(words), reading.message, reading.suggestion)];
  const [first] = words;
  if (first === undefined) {
    const at = keyword === undefined ? 0 : keyword.at + keyword.length;
    return [mistakeAt({ at, length: 0 }, `a time is missing: ${SUCH_AS}`)];
  }
  const zone = words.find((word) => isZoneName(word.text));
  if (zone) return [otherZone(zone)];
  const misspelt = words.find((word) => !isTimeWord(word.text));
  const nearest = misspelt && nearestTimeWord(misspelt.text);
  if (misspelt && nearest !== undefined) return [mistakeAt(misspelt, `${shown(misspelt.text)} is no time`, nearest)];
  if (words.length === 1 && /^(?:1?\d|2[0-3])$/.test(first.text))
    return [mistakeAt(first, `${shown(first.text)} is no time`, `${first.text}:00`)];
  const message = `${shown(textOfWords(words))} is no time: ${SUCH_AS}, or put a name in quotes`;
  return [mistakeAt(placeOfWords(words), message)];
}

function endless(words: readonly Part[], context: AskContext, byPhrase: PhraseReader): FoundWindow {
  const [from] = words;
  const phrase = takePhrase(words.slice(1), context, byPhrase);
  if (from === undefined || phrase === undefined) return noPhrase(words);
  return foundMistake(phrase.used + 1, mistakeAt(from, "`from` goes with `to`", "since"));
}
