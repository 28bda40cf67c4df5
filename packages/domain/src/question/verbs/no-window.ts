import { type Mistake, mistakeAt, shown } from "../../language/mistake.ts";
import type { Token } from "../../language/token.ts";
import type { AskContext } from "../question.ts";
import { readWindow } from "../read-window.ts";

/** A mistake where a verb that names its builds by number was given a window; words that only hint at one are words. */
export function noWindow(verb: string, tokens: readonly Token[], context: AskContext): readonly Mistake[] {
  const { window, rest } = readWindow(tokens, context);
  if (window === undefined) return [];
  const left = new Set(rest);
  const first = tokens.findIndex((token) => !left.has(token));
  const behind = tokens.findIndex((token, index) => index > first && left.has(token));
  const said = tokens.slice(first, behind < 0 ? tokens.length : behind);
  const at = said[0]?.at ?? 0;
  const last = said.at(-1);
  const place = { at, length: last === undefined ? 0 : last.at + last.length - at };
  return [
    mistakeAt(place, `${shown(verb)} takes no window: name builds by number, or put a name that has this in quotes`),
  ];
}
