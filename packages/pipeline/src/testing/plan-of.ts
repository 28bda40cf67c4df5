import type { Card } from "@perfecto-bot/cards";
import type { BuildPicture, ExecutionStatus, RecordedExecution, SubscriptionOptions } from "@perfecto-bot/domain";
import { aPicture, aRecordedExecution, aSubscription, NINE } from "@perfecto-bot/domain/testing";
import { planBuild, type Plan } from "../plan/plan-build.ts";
import { aPlanInput, type PlanInputOverrides } from "./a-plan-input.ts";

/** One settled record of a test of its own for each status, with the ids e0, e1, … */
export function of(...statuses: readonly ExecutionStatus[]): readonly RecordedExecution[] {
  return statuses.map((status, index) =>
    aRecordedExecution({ id: `e${index}`, name: index === 0 ? "Login works" : `Login works ${index}`, status }),
  );
}

/** So many tests that failed. */
export function failures(count: number): readonly RecordedExecution[] {
  return of(...Array.from({ length: count }, () => "FAILED" as const));
}

/** The attempts of one test, a minute after each other, from nine on; their ids are its name and a number from 1. */
export function attempts(name: string, ...statuses: readonly ExecutionStatus[]): readonly RecordedExecution[] {
  return statuses.map((status, index) => {
    const startedAtMs = NINE + index * 60_000;
    return aRecordedExecution({ id: `${name}${index + 1}`, name, status, startedAtMs, endedAtMs: startedAtMs + 1_000 });
  });
}

/** The plan for one subscription to a build of these executions. */
export function planOf(
  recorded: readonly RecordedExecution[],
  options: Partial<SubscriptionOptions> = {},
  input: Omit<PlanInputOverrides, "picture"> & { readonly picture?: Partial<BuildPicture> } = {},
): Plan {
  const { picture, ...rest } = input;
  return planBuild(aPlanInput(aPicture(recorded, picture), { subscriptions: [aSubscription({ options })], ...rest }));
}

/** The names of a plan's messages. */
export function namesIn({ messages }: Plan): readonly string[] {
  return messages.map(({ name }) => name);
}

/** The card of a message of a plan. */
export function cardIn({ messages }: Plan, wanted: string): Card | undefined {
  return messages.find(({ name }) => name === wanted)?.card;
}

/** What the card of a message says; empty where there is no such message. */
export function wordsIn(plan: Plan, wanted: string): string {
  return cardIn(plan, wanted)?.fallback ?? "";
}
