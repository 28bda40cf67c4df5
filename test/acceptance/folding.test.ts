import type { SlackMessage } from "@perfecto-bot/simulators/slack";
import { afterAll, beforeAll, expect, test } from "vitest";
import { drawScreen } from "./draw-screen.ts";
import { person } from "./person.ts";
import { quickBuild } from "./quick-build.ts";
import { keyOf, rootCards } from "./read-messages.ts";
import { startSlackWorld, type SlackWorld } from "./slack-world.ts";
import { tellCi } from "./tell-ci.ts";

/** Slack takes about one message a second in a channel, and a thread gets thirty. */
const PATIENCE = { timeout: 90_000, interval: 200 };
const JOB = "Nightly Regression";

let world: SlackWorld;
beforeAll(async () => {
  world = await startSlackWorld();
  const quinn = person(world.slack);
  await quinn.ask(`subscribe ${JOB} on:failures`);
  await quinn.ask(`subscribe ${JOB} on:failures thread:off`, "second");
});
afterAll(() => world.end());

test("of sixty failures thirty stand in the thread and ten in a channel; the others fold into one message that is edited", async () => {
  const whole = quickBuild({
    baseUrl: world.lab.baseUrl,
    job: JOB,
    number: 45,
    executions: 80,
    platforms: 4,
    failures: 60,
    causes: 3,
  });
  const failing = whole.filter(({ resource }) => resource.status === "FAILED");
  const late = new Set(failing.slice(40));
  world.lab.putAll(whole.filter((one) => !late.has(one)));
  await expect.poll(() => foldedText("mobile-qa"), PATIENCE).toContain(`10 more failures in ${JOB} #45`);
  world.lab.putAll(late);
  await tellCi(world, { body: { job: JOB, number: 45, state: "finished", expected: 80 } });

  for (const [channel, alone] of [
    ["second", 10],
    ["mobile-qa", 30],
  ] as const) {
    await expect.poll(() => foldedText(channel), PATIENCE).toContain(`${60 - alone} more failures in ${JOB} #45`);
    await expect.poll(() => failuresIn(channel).length, PATIENCE).toBe(alone);
    await expect
      .poll(() => rootCards(world.slack, channel)[0]?.text, PATIENCE)
      .toMatch(/60 of 80 failed \(3 causes\)\n/u);
    expect(folded(channel)).toHaveLength(1);
    expect(folded(channel)[0]?.versions.length).toBeGreaterThan(1);
    expect(rootCards(world.slack, channel)).toHaveLength(1);
  }
  const [root] = rootCards(world.slack, "mobile-qa");
  expect([...failuresIn("mobile-qa"), ...folded("mobile-qa")].every(({ threadTs }) => threadTs === root?.ts)).toBe(
    true,
  );
  expect([...failuresIn("second"), ...folded("second")].every(({ threadTs }) => threadTs === undefined)).toBe(true);
});

function failuresIn(channel: string): readonly SlackMessage[] {
  return world.slack.channel(channel).allMessages.filter((message) => keyOf(message)?.includes("#failure/"));
}

function folded(channel: string): readonly SlackMessage[] {
  return world.slack.channel(channel).allMessages.filter((message) => keyOf(message)?.endsWith("#more"));
}

function foldedText(channel: string): string {
  return drawScreen(folded(channel)[0]?.blocks ?? []);
}
