/** What stands for any value in the shape of a message. */
const VALUE = "#";
/** The same sign where it is the message's own, as in `#pay`. */
const NO_VALUE = "♯";

/** Units that a value may come with: 30 s and 30000 ms are two values of one thing. */
const UNITS =
  "ms|msecs?|millis(?:econds?)?(?:\\(s\\))?|milliseconds?|secs?|seconds?(?:\\(s\\))?|s|mins?|minutes?(?:\\(s\\))?|m|hrs?|hours?(?:\\(s\\))?|h|days?(?:\\(s\\))?|µs|us|ns|bytes?|[kmg]i?b|px|dp|pt|%";
/** Words of dates and times, as they stand beside numbers. */
const DATE_WORDS =
  "mon|tue|wed|thu|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october|november|december|[ap]\\.?m|utc|gmt|z|[ecmp][sd]t|ces?t|bst|ist";

/** A part of a message that differs from run to run, and what stands for it. */
interface Variable {
  readonly what: string;
  readonly pattern: RegExp;
  readonly shape: string;
}

/**
 * In this order, on lower-case text. Repetitions are bounded or of one class of characters, and texts are short, so that
 * nothing takes long.
 */
const VARIABLES: readonly Variable[] = [
  { what: "links", pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>)\]}»”]+/g, shape: "<link>" },
  { what: "mail addresses", pattern: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g, shape: "<mail>" },
  {
    what: "folders of files; the file's own name is told apart",
    pattern:
      /(?<![\w/.*\]])\/(?:private|tmp|var|home|users?|opt|data|storage|sdcard|mnt|etc|root|usr|srv|workspace|builds?|jenkins|library|applications|system)\/(?:[^\s"'<>,;:()[\]|/]+\/)*/g,
    shape: "<path>/",
  },
  { what: "folders of Windows", pattern: /\b[a-z]:\\(?:[^\s"'<>,;:()[\]|\\]+\\)*/g, shape: "<path>/" },
  {
    what: "UUIDs and what is made like them",
    pattern: /\b(?=[0-9a-f-]{0,40}\d)[0-9a-f]{4,}(?:-[0-9a-f]{4,})+\b/g,
    shape: VALUE,
  },
  { what: "addresses in memory", pattern: /\b0x[0-9a-f]+\b/g, shape: VALUE },
  { what: "Java's object ids", pattern: /(?<=[\w$\]])@[0-9a-f]{2,16}\b/g, shape: `@${VALUE}` },
  {
    what: "addresses of IPv6 and of network cards",
    pattern: /(?<![\w:])(?=[a-f:]{0,24}\d)(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}(?![\w:])/g,
    shape: VALUE,
  },
  {
    what: "moments as in ISO 8601",
    pattern: /\b\d{4}-?\d\d-?\d\dt\d\d:?\d\d(?::?\d\d(?:[.,]\d{1,9})?)?(?:z|[+-]\d\d:?(?:\d\d)?)?\b/g,
    shape: VALUE,
  },
  { what: "durations as in ISO 8601, or 1m30s", pattern: /\b(?:pt)?(?:\d+(?:\.\d+)?(?:ms|[dhms]))+\b/g, shape: VALUE },
  { what: "numbers with groups", pattern: /\d{1,3}(?:['’\u00a0\u202f]\d{3})+/g, shape: VALUE },
  { what: "ordinals", pattern: /\b\d+(?:st|nd|rd|th)\b/g, shape: VALUE },
  {
    what: "numbers with units",
    pattern: new RegExp(`(?<!\\w)\\d+(?:[.,]\\d{1,20}){0,6}[ \\u00a0]?(?:${UNITS})(?!\\w)`, "g"),
    shape: VALUE,
  },
];

/** Answers of a server are no values: 404 is another cause than 503. Also in "expected status 200 but got 404". */
const HTTP_STATUS: readonly RegExp[] = [
  /\b((?:https?(?:\/[\d.]{1,3})?|status|response)(?:[ _-]?(?:response|status|error))?(?:[ _-]?code)?[ :=([]{1,3})([45])(\d)(\d)\b/g,
  /\b((?:http|status|response)\b[^\n]{0,40}?\b(?:got|was|found|received|returned)[ :=<(['"]{1,3})([45])(\d)(\d)\b(?! ?m?s\b)/g,
];

/** Signs that may stand between the parts of one value: dates, clocks, versions, IPs with ports, phone numbers. */
const JOINED: readonly Variable[] = [
  { what: "units of numbers with groups", pattern: new RegExp(`#[ \\u00a0]?(?:${UNITS})(?!\\w)`, "g"), shape: VALUE },
  { what: "codes of phone numbers", pattern: /\(#\)(?=[ -]?#)/g, shape: VALUE },
  {
    what: "words of dates",
    pattern: new RegExp(
      `(?:\\b(?:${DATE_WORDS})\\b[.,]{0,2} ?){0,3}#(?:[ .,:/+_-]{0,3}(?:(?:on|at) )?(?:#|\\b(?:${DATE_WORDS})\\b\\.?))*`,
      "g",
    ),
    shape: VALUE,
  },
  {
    what: "currencies",
    pattern: /(?:[$€£¥] ?|\b(?:eur|usd|gbp|chf) )#|# ?(?:[$€£¥]|(?:eur|usd|gbp|chf)\b)/g,
    shape: VALUE,
  },
  { what: "signs", pattern: /(?<![\w#\])])[+−-]#/g, shape: VALUE },
  { what: "parts of one value", pattern: /#(?:[ .,:/+_-]{1,3}#)+/g, shape: VALUE },
  { what: "the plural of what is counted", pattern: /(?<=# )([a-z]{3,})s\b/g, shape: "$1" },
];

/**
 * A message without what differs from run to run: ids, numbers, moments, durations, addresses, links, folders, and
 * `known` values such as the device it was told on. Two messages of one cause have the same shape; words, classes,
 * locators and answers of servers (404, 503) stay.
 */
export function messageShape(text: string, known: readonly string[] = []): string {
  const serials = text
    .replaceAll(VALUE, NO_VALUE)
    .replace(/[A-Za-z0-9]{5,}/g, (word) => (isSerial(word) ? VALUE : word))
    .toLowerCase();
  const named = known.reduce((rest, value) => rest.replaceAll(value.toLowerCase(), VALUE), serials);
  const marked = HTTP_STATUS.reduce((rest, pattern) => rest.replace(pattern, withLetters), named);
  const valued = VARIABLES.reduce((rest, { pattern, shape }) => rest.replace(pattern, shape), marked);
  const worded = valued.replace(/[\p{L}\p{N}]+/gu, wordShape).replace(/\s+/g, " ");
  return JOINED.reduce((rest, { pattern, shape }) => rest.replace(pattern, shape), worded).trim();
}

/** Digits would be a value. */
function withLetters(_: string, before: string, ...digits: readonly string[]): string {
  const letters = digits.slice(0, 3).map((digit) => "abcdefghij".charAt(Number(digit)));
  return `${before}<${letters.join("")}>`;
}

/** Hex digits that happen to be letters only, as in "deadbeef": no other word is that long. */
const HEX_WORD = /^[a-f]{8,}$/;

/** An id as a whole, and the letters of a word that has a number in it: "button12" is "button#". */
function wordShape(word: string): string {
  if (!/\p{N}/u.test(word)) return HEX_WORD.test(word) ? VALUE : word;
  return isId(word) ? VALUE : word.replace(/\p{N}+/gu, VALUE);
}

/**
 * In capitals a digit among letters is hardly ever a word's ("K7QZXW", but "OAUTH2TOKEN"), and no word of a program goes
 * from small to capital letters and digits all the time ("aB3xK9zQ1mWp7R").
 */
function isSerial(word: string): boolean {
  if (!/\d/.test(word) || DAY_AND_HOUR.test(word)) return false;
  if (!/[a-z]/.test(word))
    return /[A-Z]\d+[A-Z]|\d[A-Z]+\d/.test(word) && (isMixed(word) || !WORD_IN_CAPITALS.test(word));
  const changes = word.match(/[a-z]+|[A-Z]+|\d+/g)?.length ?? 0;
  return word.length >= LONGEST_NAME && /[A-Z]/.test(word) && changes * 5 > word.length * 2;
}

/** Of a moment as in ISO 8601. */
const DAY_AND_HOUR = /^\d\dT\d\d$/;
const WORD_IN_CAPITALS = /(?=[A-Z]{4})[A-Z]*[AEIOUY]/;
const LONGEST_NAME = 14;

/** Letters may be an id's only where digits are mixed with them: "7f3k9q", "r58m12abcde", "ab1234", but not "iphone15pro". */
function isId(word: string): boolean {
  if (/^[0-9a-f]{6,}$/.test(word)) return true;
  const changes = word.match(/\p{N}+|\P{N}+/gu)?.length ?? 0;
  if (changes <= 2) return /^\p{L}{1,2}\p{N}{4,}$/u.test(word);
  if (/^[0-9a-f]{3,4}$/.test(word)) return true;
  return word.length >= 5 && (changes > 4 || isMixed(word));
}

/** Words with numbers in them have few digits. */
function isMixed(word: string): boolean {
  return word.replace(/\P{N}+/gu, "").length * 4 >= word.length;
}
