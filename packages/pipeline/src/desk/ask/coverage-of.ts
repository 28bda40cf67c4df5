import type { TimeWindow } from "@perfecto-bot/domain";
import type { Fetched, LabOutcome, StopReason } from "../../ask/fetched.ts";
import type { LabError } from "../../ports/lab.ts";
import type { AnswerCoverage, Gap } from "./answer.ts";

/** What an answer made of fetched executions rests on. */
export function coverageOf(fetched: Fetched): AnswerCoverage {
  const gaps = fetched.labs.flatMap((outcome) =>
    gapsOf(outcome, fetched.window, fetched.stoppedBecause ?? { kind: "cancelled" }),
  );
  const { stoppedBecause: reason, readFromMs, asOfMs } = fetched;
  // The list may be cut though every lab was read to its end.
  const cut: readonly Gap[] = reason?.kind === "cap" ? [{ kind: "cap", cap: reason.cap, fromMs: readFromMs }] : [];
  return covered([...gaps, ...cut], asOfMs, "lab");
}

/** A coverage that is complete exactly where nothing is missing. A cap that several labs reached is one gap. */
export function covered(gaps: readonly Gap[], asOfMs: number, source: AnswerCoverage["source"]): AnswerCoverage {
  const caps = gaps.filter((gap) => gap.kind === "cap");
  const fromMs = caps.reduce((latest, gap) => Math.max(latest, gap.fromMs), 0);
  const [cap] = caps;
  const others = gaps.filter((gap, index) => gap.kind !== "cap" && gaps.findIndex((one) => isSame(one, gap)) === index);
  const all = cap === undefined ? others : [...others, { ...cap, fromMs }];
  return { complete: all.length === 0, gaps: all, asOfMs, source };
}

/** What is missing because a lab failed at once. */
export function labGap(lab: string, error: LabError): Gap {
  return { kind: "lab-failed", lab, error };
}

/** Whether nothing at all is known of a lab. */
export function isSilent(gap: Extract<Gap, { readonly kind: "lab-failed" | "cancelled" | "ask-limit" }>): boolean {
  return gap.known === undefined && gap.missing === undefined;
}

/** Whether two questions to one lab came to nothing in the same way. */
function isSame(one: Gap, other: Gap): boolean {
  if (one.kind === "cap" || other.kind === "cap" || one.lab !== other.lab) return false;
  const areSilent = [one, other].every((gap) => gap.kind === "lab-failed" && isSilent(gap));
  return one === other || areSilent;
}

/** Of a lab that was still being read when its asker left, only the fetch as a whole says why it is not whole. */
function gapsOf(outcome: LabOutcome, window: TimeWindow, otherwise: StopReason): readonly Gap[] {
  const { lab, complete, stoppedBecause: reason = otherwise, readFromMs } = outcome;
  if (complete) return [];
  switch (reason.kind) {
    case "cap":
      return [{ kind: "cap", cap: reason.cap, fromMs: readFromMs }];
    case "too-dense":
      return [{ kind: "too-dense", lab, window: reason.window }];
    case "lab-failed":
      return partsRead(outcome, window).map((part) => ({ kind: "lab-failed", lab, error: reason.error, ...part }));
    case "ask-limit":
    case "cancelled":
      return partsRead(outcome, window).map((part) => ({ kind: reason.kind, lab, ...part }));
  }
}

/** What is missing where the oldest part was not read, where nothing was, or where there are holes: one for each. */
function partsRead(
  { readFromMs, readToMs, unread }: LabOutcome,
  window: TimeWindow,
): readonly { readonly known?: TimeWindow; readonly missing?: TimeWindow }[] {
  const [only, ...others] = unread;
  if (only === undefined || (others.length === 0 && only.fromMs <= window.fromMs))
    return [readFromMs < readToMs ? { known: { fromMs: readFromMs, toMs: readToMs } } : {}];
  return unread.map((missing) => ({ missing }));
}
