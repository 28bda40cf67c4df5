import { defaultScopes, defaultWorkspace, type Fault } from "@perfecto-bot/simulators/slack";
import { afterAll, describe, expect, test, vi } from "vitest";
import { askBot, subscribe } from "./ask-bot.ts";
import { expectWholeBuild, messagesOf, shownBuild } from "./expect-whole-build.ts";
import { putBuild } from "./put-build.ts";
import { keyOf, messageText } from "./read-messages.ts";
import { startSlackWorld, type SlackWorld } from "./slack-world.ts";

const PATIENCE = { timeout: 60_000, interval: 100 };

/** A world whose app may post to and join channels that it is not in. */
let shared: Promise<SlackWorld> | undefined;
const openWorld = () =>
  (shared ??= startSlackWorld("socket", undefined, {
    slack: {
      rateLimits: { scale: 10 },
      workspaces: [{ ...defaultWorkspace, scopes: [...defaultScopes, "chat:write.public"] }],
    },
  }));
afterAll(async () => (await shared)?.end(), 30_000);

/** A channel of its own, subscribed to the job of its name. */
async function subscribedChannel(name: string, options = "") {
  const world = await openWorld();
  world.slack.addChannel({ name });
  await subscribe(world, name, `${name} ${options}`);
  const { id } = world.slack.channel(name);
  const refuse = (error: string, when: (args: Parameters<NonNullable<Fault["when"]>>[0]) => boolean, method?: string) =>
    world.slack.faults.add({
      method: method ?? "chat.postMessage",
      times: Number.POSITIVE_INFINITY,
      behave: { kind: "error", error },
      when: (args) => args["channel"] === id && when(args),
    });
  const told = () =>
    world.slack
      .directMessage("quinn")
      .messages.map(({ text }) => text)
      .filter((text) => text.includes(name));
  return { ...world, world, name, refuse, told };
}

describe.concurrent("what Slack refuses is narrowed, not the channel", () => {
  test("a workspace that forbids @here: the call goes without it, failures and later builds are posted", async () => {
    const { world, slack, name, refuse, told } = await subscribedChannel("no-here", "mention:@here");
    refuse("restricted_action", (args) => JSON.stringify(args).includes('"type":"broadcast"'));
    for (const number of [7, 8]) {
      const build = putBuild(world, { job: name, number, failures: 2, causes: 2 });
      const failed = build.filter(({ resource }) => resource.status === "FAILED").map(({ resource }) => resource.id);
      await vi.waitFor(
        () => expect(shownBuild(slack, name, build)).toEqual({ cards: ["2 of 6 failed"], failures: failed.toSorted() }),
        PATIENCE,
      );
      const calls = messagesOf(slack, name, build).filter((message) => keyOf(message)?.endsWith("#attention"));
      expect(calls.map(messageText)).toEqual([expect.stringContaining("@here (not called)")]);
    }
    expect(told()).toEqual([expect.stringContaining("without calling everybody here")]);
    expect(await askBot(world, name, "status")).toContain("All is well");
    expect(await askBot(world, name, `why ${name} 7`)).toContain("without calling everybody here");
  });

  test("replies that may not be shown in the channel are plain replies", async () => {
    const { world, slack, name, refuse, told } = await subscribedChannel("no-copies", "thread:broadcast");
    refuse("cant_broadcast_message", (args) => JSON.stringify(args["reply_broadcast"] ?? "").includes("true"));
    await expectWholeBuild(slack, name, putBuild(world, { job: name, failures: 3, causes: 3 }));
    expect(told()).toEqual([expect.stringContaining("without a copy in the channel")]);
  });

  test("a general channel that is restricted: the subscription rests with what to do, and no build dies there", async () => {
    const { world, slack, name, refuse, told } = await subscribedChannel("general-news");
    const refusing = refuse("posting_to_general_channel_denied", () => true);
    putBuild(world, { job: name });
    await vi.waitFor(() => expect(told()).toEqual([expect.stringContaining("general channel")]), PATIENCE);
    const { struck } = refusing;
    putBuild(world, { job: name, number: 8 });
    expect(await askBot(world, name, "status")).toMatch(/1 paused/);
    expect(refusing.struck).toBe(struck);
    expect(slack.channel(name).messages).toHaveLength(1);
  });

  test("a code that nobody knows: the message is shown with it, for a person to look at", async () => {
    const { world, slack, name, refuse } = await subscribedChannel("new-code");
    refuse("code_of_tomorrow", (args) => args["thread_ts"] !== undefined);
    const build = putBuild(world, { job: name });
    await vi.waitFor(() => expect(shownBuild(slack, name, build).cards).toEqual(["1 of 6 failed"]), PATIENCE);
    await vi.waitFor(
      async () => expect(await askBot(world, name, "status")).toContain("failure of new-code #7"),
      PATIENCE,
    );
    const status = await askBot(world, name, "status");
    expect(status).toContain("code_of_tomorrow");
    expect(status).not.toContain("All is well");
  });

  test("a card that can no longer be edited stands; failures go into its thread, and one reply says the verdict", async () => {
    const { world, slack, name, refuse } = await subscribedChannel("no-edits");
    const spread = { executions: 12, failures: 3, causes: 3, spreadMs: 60_000 };
    const build = putBuild(world, { job: name, ...spread });
    const own = (kind: string) => messagesOf(slack, name, build).filter((message) => keyOf(message)?.includes(kind));
    await vi.waitFor(() => expect(own("#build")).toHaveLength(1), PATIENCE);
    refuse("edit_window_closed", () => true, "chat.update");
    await vi.waitFor(() => expect(own("#verdict")).toHaveLength(1), PATIENCE);
    const [card, [verdict]] = [own("#build")[0], own("#verdict")];
    expect(verdict?.text).toContain("3 of 12 failed");
    expect(verdict?.threadTs).toBe(card?.ts);
    await vi.waitFor(() => expect(own("#failure/")).toHaveLength(3), PATIENCE);
    expect(own("#failure/").map(({ threadTs }) => threadTs)).toEqual([card?.ts, card?.ts, card?.ts]);
    const why = await askBot(world, name, `why ${name} 7`);
    expect(why).toContain("no longer allows to edit");
    expect(why).toContain("final verdict");
  });

  test("a lost answer in a channel that the bot is not in: one card, because it joins and looks", async () => {
    const world = await openWorld();
    const name = "uninvited";
    world.slack.addChannel({ name, bot: false });
    await world.say(name, `subscribe ${name}`);
    await vi.waitFor(async () => expect(await askBot(world, name, "subscriptions")).toContain(name), PATIENCE);
    const { id } = world.slack.channel(name);
    world.slack.faults.add({
      method: "chat.postMessage",
      behave: { kind: "lost-answer" },
      when: (args) => args["channel"] === id && JSON.stringify(args["metadata"] ?? "").includes("#build"),
    });
    await expectWholeBuild(world.slack, name, putBuild(world, { job: name }));
  });
});
