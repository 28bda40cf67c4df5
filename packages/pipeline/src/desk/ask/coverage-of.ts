import type { TimeWindow } from "@perfecto-bot/domain";
import type { Fetched, LabOutcome, StopReason } from "../../ask/fetched.ts";
import type { LabError } from "../../ports/lab.ts";
import type { AnswerCoverage, Gap } from "./answer.ts";

/** What an answer made of fetched executions rests on. */
export function coverageOf(fetched: Fetched): AnswerCoverage {
  const gaps = fetched.labs.flatMap((outcome) => gapOf(outcome, fetched.stoppedBecause ?? { kind: "cancelled" }));
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

/** Whether two questions to one lab came to nothing in the same way. */
function isSame(one: Gap, other: Gap): boolean {
  if (one.kind === "cap" || other.kind === "cap" || one.lab !== other.lab) return false;
  const isSilent = [one, other].every((gap) => gap.kind === "lab-failed" && gap.known === undefined);
  return one === other || isSilent;
}

/** Of a lab that was still being read when its asker left, only the fetch as a whole says why it is not whole. */
function gapOf(
  { lab, complete, stoppedBecause, readFromMs, readToMs }: LabOutcome,
  otherwise: StopReason,
): readonly Gap[] {
  if (complete) return [];
  const reason = stoppedBecause ?? otherwise;
  const window: TimeWindow = { fromMs: readFromMs, toMs: readToMs };
  const known = readFromMs < readToMs ? { known: window } : {};
  switch (reason.kind) {
    case "cap":
      return [{ kind: "cap", cap: reason.cap, fromMs: readFromMs }];
    case "lab-failed":
      return [{ kind: "lab-failed", lab, error: reason.error, ...known }];
    case "too-dense":
      return [{ kind: "too-dense", lab, window: reason.window }];
    case "ask-limit":
    case "cancelled":
      return [{ kind: reason.kind, lab, ...known }];
  }
}
