import { DURATION_UNITS } from "./duration-units.ts";

const WEEK_MS = 604_800_000;

/** A duration of whole seconds as it would be typed, exact and in days at most: "2h30m", "90d". Below a second it is "0s". */
export function printDuration(ms: number): string {
  let rest = ms;
  let text = "";
  for (const unit of DURATION_UNITS) {
    if (unit.ms === WEEK_MS) continue;
    const count = Math.floor(rest / unit.ms);
    if (count > 0) text += `${count}${unit.words[0]}`;
    rest -= count * unit.ms;
  }
  return text || "0s";
}
