import { bold, text, time, type Line } from "@perfecto-bot/cards";
import { isWrong, recordedResults, type BuildPicture, type TestOutcome } from "@perfecto-bot/domain";
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
  const result = recordedResults(picture).find(({ executions }) =>
    executions.some(({ execution }) => execution.id === executionId),
  );
  if (result === undefined) return undefined;
  const names = result.executions.map(({ execution }) => `failure/${execution.id}`);
  const told = names.map((one) => ledger.get(one)).find((one) => one !== undefined);
  const name = bold(`${result.test} on ${result.platform}`);
  const latestId = result.latest.execution.id;
  const calls = plan.awaited.includes(latestId) ? [text(" Nobody is called before its retry could have come.")] : [];
  if (told !== undefined) return [name, ...toldWords(told), ...calls];
  if (!isWrong(result)) return [name, text(` ${OUTCOME_WORDS[result.outcome]}; ${ONLY_WRONG}`)];
  if (plan.muted.has(latestId)) return [name, text(" is muted here.")];
  if (plan.notReady.includes(latestId)) return [name, text(" waits for the lab, which still prepares its report.")];
  if (plan.messages.some((message) => names.includes(message.name))) return [name, text(" is to be posted.")];
  if (plan.messages.some((message) => message.name === "more" && message.card.kind === "more-failures"))
    return [name, text(" is folded into one message with other failures, or left out by the filter.")];
  return plan.messages.length === 0
    ? [name, text(" has no message, because its build has none.")]
    : [name, text(" does not match the filter of the subscriptions here.")];
}

const ONLY_WRONG = "only tests that failed or could not run get a message of their own.";

const OUTCOME_WORDS: Readonly<Record<TestOutcome, string>> = {
  passed: "passed",
  flaky: "failed and then passed at a later attempt",
  failed: "failed",
  blocked: "could not run",
  unknown: "ended without a verdict",
  running: "has not ended",
};

function toldWords({ state, atMs, detail }: LedgerSummary): Line {
  switch (state) {
    case "posted":
      return [text(" has its message here, posted "), ...(atMs === undefined ? [] : [time(atMs)]), text(".")];
    case "waiting":
    case "posting":
      return [text(" has a message that is about to be posted.")];
    case "set-aside":
      return [
        text(" has a message here that this version of the bot cannot read, and leaves alone until it is upgraded."),
      ];
    case "dead":
      return [text(` has a message that could not be posted${detail === undefined ? "" : `: ${detail}`}.`)];
  }
}
