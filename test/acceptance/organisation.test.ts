import { DEFAULT_OPTIONS } from "@perfecto-bot/domain";
import { createRedisSubscriptionStore } from "@perfecto-bot/store";
import { Redis } from "ioredis";
import { expect, test, vi } from "vitest";
import { expectWholeBuild, messagesOf } from "./expect-whole-build.ts";
import { installInSlack } from "./install-in-slack.ts";
import { putBuild } from "./put-build.ts";
import { messageText, rootCards } from "./read-messages.ts";
import { startSlackWorld } from "./slack-world.ts";

const PATIENCE = { timeout: 60_000, interval: 100 };
const ORG = "E0ORG";
const TOWN = "town";

test("a channel that two workspaces of an organisation see is one conversation, before and after it installs again", async (context) => {
  const world = await startSlackWorld("http", undefined, {
    slack: {
      rateLimits: { scale: 10 },
      organisation: { id: ORG, botToken: null },
      workspaces: [
        { id: "T0ONE", users: [{ name: "ann" }], channels: [{ name: "second" }] },
        { id: "T0TWO", users: [{ name: "bob" }] },
      ],
    },
    environment: ({ app }) => ({
      SLACK_CLIENT_ID: app.clientId,
      SLACK_CLIENT_SECRET: app.clientSecret,
      SLACK_STATE_SECRET: "a long random text for the state",
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    }),
  });
  context.onTestFinished(world.end, 30_000);
  const { slack } = world;
  const channel = slack.addChannel({ name: TOWN, sharedWith: ["T0TWO"] }, "T0ONE");
  expect(await installInSlack(world, ORG)).toBe(200);

  const ask = async (user: string, text: string): Promise<string> => {
    const seen = () => slack.ephemerals(TOWN, user);
    const before = seen().length;
    await slack.command({ user, channel: TOWN, command: "/perfecto", text });
    await vi.waitFor(() => expect(seen().length).toBeGreaterThan(before), PATIENCE);
    const answer = seen().at(-1);
    return answer === undefined ? "" : messageText(answer);
  };
  const openly = async (user: string, text: string): Promise<void> => {
    const before = channel.messages.length;
    await slack.command({ user, channel: TOWN, command: "/perfecto", text });
    await vi.waitFor(() => expect(channel.messages.length).toBeGreaterThan(before), PATIENCE);
  };

  await openly("ann", "subscribe Nightly");
  // What was subscribed while a channel was known by the workspace that it was seen from.
  const redis = new Redis(world.redis.url);
  context.onTestFinished(() => redis.disconnect());
  const conversation = { channel: "slack", workspace: "T0TWO", id: channel.id };
  await createRedisSubscriptionStore({ redis }).put(
    {
      id: "s1",
      conversation,
      lab: /"lab":"([^"]+)"/u.exec(JSON.stringify(await createRedisSubscriptionStore({ redis }).all()))?.[1] ?? "",
      job: "Smoke",
      filter: [],
      options: DEFAULT_OPTIONS,
      createdBy: "U1",
      createdAtMs: 1,
      startsAtMs: 1,
    },
    { atMs: 1, conversation, person: "U1", action: "subscribed", detail: "" },
  );
  const listed = await ask("bob", "subscriptions");
  expect(listed).toContain("Nightly");
  expect(listed).toContain("Smoke");

  await openly("bob", "subscribe Nightly");
  const build = putBuild(world, { job: "Nightly" });
  await expectWholeBuild(slack, TOWN, build);
  const [card] = rootCards(slack, TOWN);
  const actionId = /"action_id":"([^"]*why-build[^"]*)"/u.exec(JSON.stringify(card?.blocks))?.[1] ?? "";
  const before = slack.ephemerals(TOWN, "bob").length;
  await slack.click({ user: "bob", channel: TOWN, messageTs: card?.ts ?? "", actionId });
  await vi.waitFor(() => expect(slack.ephemerals(TOWN, "bob").length).toBeGreaterThan(before), PATIENCE);
  expect(messageText(slack.ephemerals(TOWN, "bob").at(-1) ?? { text: "", blocks: [] })).toContain("posted here");

  await slack.uninstall("T0ONE");
  const missed = putBuild(world, { job: "Nightly", number: 8 });
  expect(await installInSlack(world, ORG)).toBe(200);
  expect(await ask("ann", "status")).toMatch(/2 active/u);
  const next = putBuild(world, { job: "Nightly", number: 9 });
  await expectWholeBuild(slack, TOWN, next);
  expect(messagesOf(slack, TOWN, missed).length).toBeLessThanOrEqual(2);
});
