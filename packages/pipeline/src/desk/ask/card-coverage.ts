import type { Coverage, MissingPart } from "@perfecto-bot/cards";
import type { AnswerCoverage, Gap } from "./answer.ts";
import { explainLabError } from "./explain-lab-error.ts";

/** What an answer rests on, as cards say it. */
export function cardCoverage({ gaps, asOfMs, source }: AnswerCoverage, saysSource: boolean): Coverage {
  const cap = gaps.find((gap) => gap.kind === "cap")?.cap;
  const missing = gaps.flatMap(missingPart);
  return {
    asOfMs,
    ...(saysSource ? { source } : {}),
    ...(cap === undefined ? {} : { cappedAt: cap }),
    ...(missing.length === 0 ? {} : { missing }),
  };
}

function missingPart(gap: Gap): readonly MissingPart[] {
  switch (gap.kind) {
    case "cap":
      return [];
    case "too-dense": {
      const { lab, window } = gap;
      const why = `So much began at once that the lab ${lab} did not give out all of it.`;
      return [{ kind: "between", lab, ...window, why }];
    }
    case "lab-failed":
    case "ask-limit":
    case "cancelled": {
      const { lab, known, missing } = gap;
      const why = whyNot(gap);
      if (missing !== undefined) return [{ kind: "between", lab, ...missing, why }];
      return known === undefined
        ? [{ kind: "everything", lab, why }]
        : [{ kind: "older", lab, beforeMs: known.fromMs, why }];
    }
  }
}

function whyNot(gap: Extract<Gap, { kind: "lab-failed" | "ask-limit" | "cancelled" }>): string {
  switch (gap.kind) {
    case "lab-failed": {
      const { what, todo } = explainLabError(gap.error);
      return `${what} ${todo}`;
    }
    case "ask-limit":
      return `The lab ${gap.lab} has more than one question may read: narrow the window.`;
    case "cancelled":
      return `Reading the lab ${gap.lab} took too long: narrow the window.`;
  }
}
