import { filterKey } from "./parse-filter.ts";
import { emptyValues, isEmpty } from "./empty-values.ts";
import { type Mistake, mistakeAt, shown } from "./mistake.ts";
import { takeName } from "./take-name.ts";
import { tokenize } from "./tokenize.ts";
import type { Token } from "./token.ts";
import type { Tail } from "./verb.ts";

/** The id or pattern of names a command is about, absent where nothing was typed; and what else was typed that cannot be. */
export interface ReadTarget {
  readonly target?: string;
  readonly mistakes: readonly Mistake[];
}

/** Reads one id or job name: words, a quoted text, or `job:name`. */
export function readTarget(tail: Tail): ReadTarget {
  const { tokens, mistakes } = tokenize(tail.text, tail.at);
  const { name, rest } = takeTarget(tokens);
  const empty = name !== undefined && isEmpty(name) ? [mistakeAt(name, "these quotes are empty")] : [];
  const extra = rest.flatMap((token) => complain(token, tail.text));
  return { ...(name && { target: name.pattern }), mistakes: [...mistakes, ...empty, ...extra] };
}

function takeTarget(tokens: readonly Token[]): ReturnType<typeof takeName> {
  const [first] = tokens;
  if (first?.kind !== "term" || first.negated || filterKey(first) !== "job") return takeName(tokens);
  const [value] = first.values;
  if (value === undefined || first.values.length > 1 || isEmpty(value)) return takeName(tokens);
  return { name: value, rest: tokens.slice(1) };
}

function complain(token: Token, text: string): readonly Mistake[] {
  const empty = token.kind === "term" ? emptyValues(token) : [];
  if (empty.length > 0) return empty;
  const typed = shown(text.slice(token.at, token.at + token.length));
  return [mistakeAt(token, `${typed} has no meaning here: name one id or one job, in quotes if need be`)];
}
