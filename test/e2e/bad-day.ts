import type { Page } from "playwright-core";
import { expect } from "vitest";
import { slackOf, teamsOf } from "./page-parts.ts";
import { readState } from "./read-state.ts";
import { type ShownBuild, shownBuild } from "./shown-build.ts";
import { startBuild } from "./start-build.ts";

const EXECUTIONS = 10;
const FAILURES = 3;
const BUILD_MS = 120_000;
const JOB = "Bad Day";

/** A build of the job "Bad Day", by number. */
export const badDay = (number: number): string => `${JOB} #${number}`;

/** Lets both channels `mobile-qa` follow the job. */
export async function followBadDays(page: Page): Promise<void> {
  for (const [chat, call] of [
    [slackOf(page), "/perfecto"],
    [teamsOf(page), "@Perfecto"],
  ] as const) {
    await chat.open("mobile-qa");
    await chat.say(`${call} subscribe ${JOB}`);
    await chat.messages.getByText(`Subscribed to ${JOB}`).waitFor();
  }
}

/** Starts a build with the lab's form. */
export async function startBadDay(page: Page): Promise<void> {
  await startBuild(page, JOB, { executions: EXECUTIONS, failures: FAILURES, causes: 1 });
}

/**
 * Waits until a build has ended right in both chats: one card with the verdict, and one message for each failure. Where
 * a post's answer may have been lost, Teams may hold more of them, because bots cannot look there: then the newest card
 * counts.
 */
export async function expectRight(
  url: string,
  build: string,
  inTeams: "once" | "at least once" = "once",
): Promise<void> {
  const whole: ShownBuild = {
    cards: [`${FAILURES} of ${EXECUTIONS} failed`],
    failures: Array.from({ length: FAILURES }, () => 1),
  };
  const atLeast = (shown: ShownBuild): ShownBuild => ({
    cards: shown.cards.slice(-1),
    failures: shown.failures.map((count) => Math.min(count, 1)),
  });
  await expect
    .poll(
      async () => {
        const { slack, teams } = shownBuild(await readState(url), build);
        return { slack, teams: inTeams === "once" ? teams : atLeast(teams) };
      },
      { timeout: BUILD_MS, interval: 250 },
    )
    .toEqual({ slack: whole, teams: whole });
}
