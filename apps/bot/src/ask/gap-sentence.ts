import type { Gap, LabErrorKind } from "@perfecto-bot/pipeline";
import type { AnswerSetting } from "./answer-setting.ts";
import { shortStamp } from "./local-stamp.ts";
import { plainLine } from "./terminal/plain-text.ts";
import { grouped } from "./view/say-numbers.ts";

/** What a lab did instead of answering. What to do about it is in the error's own message. */
const DONE: Readonly<Record<LabErrorKind, string>> = {
  "token-refused": "refused the security token",
  "wrong-lab": "does not know this security token",
  "rate-limited": "takes no more requests for now",
  unreachable: "does not answer",
  "not-json": "gave an answer that is no report",
  "window-too-old": "keeps nothing that old",
  "not-found": "does not have it",
  refused: "refused the request",
  "store-unavailable": "was not asked",
};

/** What an answer should have and has not: what is missing, why, and what to do. */
export function gapSentence(gap: Gap, setting: Pick<AnswerSetting, "timeZone" | "nowMs">): string {
  const at = (ms: number): string => shortStamp(ms, setting.timeZone, setting.nowMs);
  switch (gap.kind) {
    case "lab-failed":
      return `Lab ${gap.lab} ${DONE[gap.error.kind]}: ${whatIsMissing(gap, at)}. ${plainLine(gap.error.message)}`;
    case "cap":
      return `Only the newest ${grouped(gap.cap)} are here, back to ${at(gap.fromMs)}: narrow the window or the filter.`;
    case "ask-limit":
      return `Lab ${gap.lab} was asked as often as one question may: ${whatIsMissing(gap, at)}. Narrow the window.`;
    case "cancelled":
      return `Reading lab ${gap.lab} was broken off: ${whatIsMissing(gap, at)}.`;
    case "too-dense":
      return `More began in lab ${gap.lab} between ${at(gap.window.fromMs)} and ${at(gap.window.toMs)} than it gives out: some of it is missing.`;
  }
}

function whatIsMissing(
  { known, missing }: Pick<Extract<Gap, { readonly kind: "lab-failed" }>, "known" | "missing">,
  at: (ms: number) => string,
): string {
  if (missing !== undefined) return `what began there from ${at(missing.fromMs)} to ${at(missing.toMs)} is missing`;
  if (known === undefined || known.toMs <= known.fromMs) return "everything of it is missing";
  return `what began there before ${at(known.fromMs)} is missing`;
}
