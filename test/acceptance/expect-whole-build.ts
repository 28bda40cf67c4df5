import type { LabExecution } from "@perfecto-bot/simulators/lab";
import type { SlackMessage, SlackSimulator } from "@perfecto-bot/simulators/slack";
import { expect, vi } from "vitest";
import { keyOf, messageText } from "./read-messages.ts";

const PATIENCE_MS = 60_000;

/** What a channel shows of one build. */
export interface ShownBuild {
  /** The counts in the newest text of each build card, and whether it says that the build still runs. */
  readonly cards: readonly string[];
  /** Executions with a failure message, sorted; one that has two stands twice. */
  readonly failures: readonly string[];
}

/** Reads one build off a channel. Messages that were deleted are not there. */
export function shownBuild(slack: SlackSimulator, channel: string, build: readonly LabExecution[]): ShownBuild {
  const own = messagesOf(slack, channel, build);
  return {
    cards: own.filter(isCard).map(({ text }) => {
      const counts = /(?:\d+ of \d+ failed|all \d+ passed)/i.exec(text)?.[0] ?? text;
      return text.includes("still running") ? `${counts}, still running` : counts;
    }),
    failures: own.flatMap((message) => failureOf(message) ?? []).toSorted(),
  };
}

/**
 * Waits until a channel shows a build as it is when all is over, and checks that everything is there exactly once, the
 * card before what is in its thread, nothing older after something newer, and each failure with its failed command.
 */
export async function expectWholeBuild(
  slack: SlackSimulator,
  channel: string,
  build: readonly LabExecution[],
  timeout = PATIENCE_MS,
): Promise<void> {
  const failed = build.filter(({ resource }) => resource.status === "FAILED").map(({ resource }) => resource.id);
  const whole: ShownBuild = { cards: [`${failed.length} of ${build.length} failed`], failures: failed.toSorted() };
  await vi.waitFor(() => expect(shownBuild(slack, channel, build)).toEqual(whole), { timeout, interval: 100 });
  const own = messagesOf(slack, channel, build);
  const card = own.find(isCard);
  for (const message of own) {
    if (message === card) continue;
    expect(message.threadTs).toBe(card?.ts);
    expect(Number(message.ts)).toBeGreaterThan(Number(card?.ts));
    if (failureOf(message) !== undefined) expect(messageText(message)).toContain("Failed command: ");
  }
  const counts = (card?.versions ?? []).map(({ text }) => Number(/ of (\d+) failed/.exec(text)?.[1] ?? 0));
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
}

/** The bot's messages about a build that people see in a channel and its threads, oldest first. */
export function messagesOf(
  slack: SlackSimulator,
  channel: string,
  build: readonly LabExecution[],
): readonly SlackMessage[] {
  const { name, number } = build[0]?.resource.job ?? {};
  const topic = `/${encodeURIComponent(name ?? "")}/`;
  return slack
    .channel(channel)
    .allMessages.filter((message) => !message.deleted)
    .filter((message) => {
      const [own = "", what] = (keyOf(message) ?? "").split("#");
      return what !== undefined && own.includes(topic) && own.endsWith(`/${number}`);
    });
}

function isCard(message: SlackMessage): boolean {
  return keyOf(message)?.endsWith("#build") === true;
}

function failureOf(message: SlackMessage): string | undefined {
  return keyOf(message)?.split("#failure/")[1];
}
