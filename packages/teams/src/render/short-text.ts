import { clampText, cleanLineText } from "@perfecto-bot/cards";
import { LIMITS } from "./limits.ts";
import { literalText } from "./literal-text.ts";

/** A label, placeholder or title of an input or choice: clean, of one line, never empty, shown as it is. */
export function shortText(foreign: string, otherwise: string): string {
  const shown = [foreign, otherwise].map((each) => cleanLineText(each).trim()).find((each) => each !== "") ?? "…";
  return clampText(literalText(shown), LIMITS.inputLabel);
}
