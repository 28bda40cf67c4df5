import { bold, text, time, type Line } from "@perfecto-bot/cards";
import { platformsLabel, wentWrong, type BuildPicture } from "@perfecto-bot/domain";
import type { Plan } from "../plan/plan-build.ts";
import type { LedgerSummary } from "../ports/ledger.ts";

/** What explains one test to one conversation. */
export interface TestQuestion {
  readonly picture: BuildPicture;
  readonly plan: Plan;
  readonly ledger: ReadonlyMap<string, LedgerSummary>;
  readonly executionId: string;
}

/** Why one test has a message of its own here, or has none. Nothing where the build does not have it. */
export function explainTest({ picture, plan, ledger, executionId }: TestQuestion): Line | undefined {
  const execution = picture.executions.get(executionId)?.execution;
  if (execution === undefined) return undefined;
  const told = ledger.get(`failure/${executionId}`);
  const name = bold(`${execution.name} on ${platformsLabel(execution.platforms)}`);
  if (told !== undefined) return [name, ...toldWords(told)];
  if (!wentWrong(execution)) {
    const verdict = execution.status === "PASSED" ? "passed" : "ended without a verdict";
    return [name, text(` ${verdict}; only failed and blocked tests get a message of their own.`)];
  }
  if (plan.muted.has(executionId)) return [name, text(" is muted here.")];
  if (plan.notReady.includes(executionId)) return [name, text(" waits for the lab, which still prepares its report.")];
  if (plan.messages.some((message) => message.name === `failure/${executionId}`))
    return [name, text(" is to be posted.")];
  if (plan.messages.some((message) => message.name === "more" && message.card.kind === "more-failures"))
    return [name, text(" is folded into one message with other failures, or left out by the filter.")];
  return plan.messages.length === 0
    ? [name, text(" has no message, because its build has none.")]
    : [name, text(" does not match the filter of the subscriptions here.")];
}

function toldWords({ state, atMs, detail }: LedgerSummary): Line {
  switch (state) {
    case "posted":
      return [text(" has its message here, posted "), ...(atMs === undefined ? [] : [time(atMs)]), text(".")];
    case "waiting":
    case "posting":
      return [text(" has a message that is about to be posted.")];
    case "dead":
      return [text(` has a message that could not be posted${detail === undefined ? "" : `: ${detail}`}.`)];
  }
}
