import { COUNTED_KEYS, type FilterKey } from "../filter.ts";
import { emptyValues } from "../language/empty-values.ts";
import { type Mistake, mistakeAt, shown } from "../language/mistake.ts";
import { suggest } from "../language/suggest.ts";
import { isPlainWord, type TermToken, type Token } from "../language/token.ts";

/** The key to count by among tokens, and the tokens without it. */
export interface TakenBy {
  readonly by?: FilterKey;
  readonly rest: readonly Token[];
  readonly mistakes: readonly Mistake[];
}

/** The key of the option. */
export const BY = "by";

/** Takes `by:platform` out of tokens. It is said once, with one key. `by platform` would be part of a test's name. */
export function takeBy(tokens: readonly Token[]): TakenBy {
  const rest: Token[] = [];
  const mistakes: Mistake[] = [];
  let by: FilterKey | undefined;
  let said = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    if (token.kind === "term" && token.key.text.toLowerCase() === BY) {
      said += 1;
      if (said > 1) mistakes.push(mistakeAt(token.key, "`by:` is said twice"));
      mistakes.push(...mistakesOf(token));
      by ??= keyNamed(token.values[0]?.text ?? "");
      continue;
    }
    const next = tokens[index + 1];
    const key =
      isPlainWord(token) && token.text.toLowerCase() === BY && isPlainWord(next) ? keyNamed(next.text) : undefined;
    if (key === undefined || next === undefined) {
      rest.push(token);
      continue;
    }
    const place = { at: token.at, length: next.at + next.length - token.at };
    mistakes.push(mistakeAt(place, "a key to count by stands behind a colon", `by:${key}`));
    index += 1;
  }
  return { ...(by && { by }), rest, mistakes };
}

function mistakesOf(term: TermToken): readonly Mistake[] {
  const empty = emptyValues(term);
  if (empty.length > 0) return empty;
  const minus = { at: term.at, length: term.key.at - term.at };
  return [
    ...(term.negated ? [mistakeAt(minus, "`by:` is an option and cannot be excluded: leave out the minus")] : []),
    ...term.values.flatMap((value, index) => {
      if (index > 0) return [mistakeAt(value, "`by:` takes one key")];
      if (keyNamed(value.text) !== undefined) return [];
      const suggestion = suggest(value.text, COUNTED_KEYS);
      const message = `\`by:\` cannot count by ${shown(value.text)}`;
      if (suggestion !== undefined) return [mistakeAt(value, message, suggestion)];
      return [mistakeAt(value, `${message}: keys are ${COUNTED_KEYS.join(", ")}`)];
    }),
  ];
}

function keyNamed(word: string): FilterKey | undefined {
  const typed = word.toLowerCase();
  return COUNTED_KEYS.find((key) => key === typed);
}
