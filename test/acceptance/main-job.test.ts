import { generateBuild, type LabExecution } from "@perfecto-bot/simulators/lab";
import { afterEach, describe, expect, test } from "vitest";
import { messagesByKey, messageText, rootCards } from "./read-messages.ts";
import { startSlackWorld, type SlackWorld } from "./slack-world.ts";

const PATIENCE = { timeout: 90_000, interval: 100 };
/** Two minutes of a build in six seconds. */
const SPEED = 20;

let world: SlackWorld | undefined;
afterEach(async () => {
  await world?.end();
  world = undefined;
}, 30_000);

describe.each(["socket", "http"] as const)("a build of 120 executions, in %s mode", (transport) => {
  test("one root card per subscribed conversation, seven failures in its thread, nothing where the filter does not match", async () => {
    world = await startSlackWorld(transport);
    const { lab, slack, say } = world;
    await say("mobile-qa", "subscribe Nightly Regression");
    await say("second", 'subscribe "Nightly Regression" on:failures');
    await say("third", "subscribe Nightly Regression tag:no-such-tag");
    await expect.poll(() => slack.channel("third").messages.length, PATIENCE).toBeGreaterThan(0);

    const build = generateBuild({
      seed: transport,
      baseUrl: lab.baseUrl,
      job: "Nightly Regression",
      number: 45,
      startMs: Date.now(),
      executions: 120,
      platforms: 6,
      failures: 7,
      causes: 2,
      spreadMs: 120_000,
      processingMs: [5_000, 40_000],
      speed: SPEED,
    });
    lab.putAll(build);
    const failed = build.filter(({ resource }) => resource.status === "FAILED");
    expect(failed).toHaveLength(7);

    for (const channel of ["mobile-qa", "second"]) {
      await expect
        .poll(() => rootCards(slack, channel).map(({ text }) => text), PATIENCE)
        .toEqual([expect.stringContaining("7 of 120 failed")]);
      await expect
        .poll(() => rootCards(slack, channel).map(({ text }) => text.includes("still running")), PATIENCE)
        .toEqual([false]);
      // The card may be final while the last failures wait for their turn.
      await expect.poll(() => messagesByKey(slack, channel).size, PATIENCE).toBe(8);
      expectComplete(world, channel, failed);
    }
    expect(messagesByKey(slack, "third").size).toBe(0);
  });
});

function expectComplete({ slack }: SlackWorld, channel: string, failed: readonly LabExecution[]): void {
  const [root, ...others] = rootCards(slack, channel);
  expect(others).toEqual([]);
  expect(root?.versions.length).toBeGreaterThan(1);
  const byKey = messagesByKey(slack, channel);
  const thread = slack.channel(channel).thread(root?.ts ?? "");
  expect(thread).toHaveLength(7);
  expect(byKey.size).toBe(8);
  for (const { resource, settlesAtMs = 0 } of failed) {
    const own = [...byKey]
      .filter(([key]) => key.endsWith(`#failure/${resource.id}`))
      .flatMap(([, messages]) => messages);
    expect(own).toHaveLength(1);
    const [message] = own;
    if (message === undefined) continue;
    expect(message.threadTs).toBe(root?.ts);
    const text = messageText(message);
    const model = resource.platforms?.[0]?.mobileInfo?.model ?? resource.platforms?.[0]?.browserInfo?.browserVersion;
    expect(text).toContain(resource.name);
    expect(text).toContain(model?.replace(/.*\((.*)\)/, "$1"));
    expect(text).toContain("Failed command: ");
    expect(text).toMatch(/#t=\d+/);
    expect(message.versions[0]?.at).toBeGreaterThanOrEqual(settlesAtMs);
  }
}
