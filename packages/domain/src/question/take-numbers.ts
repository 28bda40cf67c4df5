import { type Mistake, mistakeAt } from "../language/mistake.ts";
import { isPlainWord, type Part, type Token } from "../language/token.ts";

/** Build numbers among tokens, and the tokens without them. */
export interface TakenNumbers {
  /** Digits, in the order they were typed. */
  readonly numbers: readonly string[];
  readonly rest: readonly Token[];
  readonly mistakes: readonly Mistake[];
}

const NUMBER = /^#?\d{1,15}$/;
const RANGE = /^#?(\d{1,15})(?:\.{2,3}|…)#?(\d{1,15})$/;
const MARKED = /^#\d{1,15}$/;
const BETWEEN: ReadonlySet<string> = new Set(["with", "and", "to", "vs", "vs.", "..", "…"]);

/**
 * Takes build numbers from the end of the first plain words: `Nightly 44 45`, `Nightly #44..#45`, `Nightly 44 with 45`.
 * What stands behind a number with its `#` belongs to the filter: `Nightly #45 Login`. A name that ends with a number
 * needs quotes.
 */
export function takeNumbers(tokens: readonly Token[], most: 1 | 2): TakenNumbers {
  const from = tokens.findIndex((token) => isPlainWord(token));
  if (from < 0) return { numbers: [], rest: tokens, mistakes: [] };
  const behind = tokens.findIndex((token, index) => index > from && !isPlainWord(token));
  const run = tokens.slice(from, behind < 0 ? tokens.length : behind).filter((token) => isPlainWord(token));
  const marked = run.findLastIndex(({ text }) => MARKED.test(text) || (most > 1 && RANGE.test(text)));
  const end = marked < 0 ? run.length : marked + 1;
  const { numbers, used } = numbersAtEnd(run.slice(0, end), most);
  const gone = new Set<Token>(run.slice(end - used, end));
  const tooMany = run.filter((word) => !gone.has(word) && MARKED.test(word.text));
  return {
    numbers,
    rest: tokens.filter((token) => !gone.has(token)),
    mistakes: tooMany.map((word) => mistakeAt(word, "this is one build number too many")),
  };
}

function numbersAtEnd(
  words: readonly Part[],
  most: 1 | 2,
): { readonly numbers: readonly string[]; readonly used: number } {
  const last = words.at(-1)?.text ?? "";
  const [, base, other] = RANGE.exec(last) ?? [];
  if (most > 1 && base !== undefined && other !== undefined) return { numbers: [plain(base), plain(other)], used: 1 };
  if (!NUMBER.test(last)) return { numbers: [], used: 0 };
  const isApart = BETWEEN.has(words.at(-2)?.text.toLowerCase() ?? "");
  const before = words.at(isApart ? -3 : -2)?.text ?? "";
  if (most === 1 || !NUMBER.test(before)) return { numbers: [plain(last)], used: 1 };
  return { numbers: [plain(before), plain(last)], used: isApart ? 3 : 2 };
}

function plain(digits: string): string {
  return digits.replace(/^#?0*(?=\d)/, "");
}

/** The mistakes of terms that name a build by `build:` where a number alone does. */
export function noBuildTerms(tokens: readonly Token[]): readonly Mistake[] {
  return tokens.flatMap((token) => {
    if (token.kind !== "term" || token.key.text.toLowerCase() !== "build") return [];
    const value = token.values[0]?.text.slice(0, 20) ?? "";
    const number = NUMBER.test(value) && !token.negated ? plain(value) : undefined;
    return [mistakeAt(token, "builds are named by their number alone, right behind the job", number)];
  });
}
