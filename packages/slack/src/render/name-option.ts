import { cleanLineText } from "@perfecto-bot/cards";
import type { PlainTextOption } from "@slack/types";
import { plainText } from "./draw-buttons.ts";
import { LIMITS } from "./limits.ts";

/** Whether an option of a menu can carry a name as it is: an option that was cut would choose something else. */
export function fitsOption(name: string): boolean {
  return name.length <= LIMITS.optionValue && name.isWellFormed() && cleanLineText(name).trim() !== "";
}

/** A name as an option of a menu. What is too long to show loses its middle: names of a family differ at their ends. */
export function nameOption(name: string): PlainTextOption {
  return { text: plainText(withoutMiddle(cleanLineText(name), LIMITS.optionText), LIMITS.optionText), value: name };
}

/** Well-formed text of at most `max` UTF-16 units, an ellipsis in the place of what its middle had, no character halved. */
function withoutMiddle(text: string, max: number): string {
  if (text.length <= max) return text;
  const half = Math.floor((max - 1) / 2);
  const head = text.slice(0, half).replace(/[\uD800-\uDBFF]$/, "");
  const tail = text.slice(-half).replace(/^[\uDC00-\uDFFF]/, "");
  return `${head}…${tail}`;
}
