import { createMemoryRateBudgets } from "@perfecto-bot/pipeline/memory";
import { describe, expect, test } from "vitest";
import type { FaultBehaviour } from "@perfecto-bot/simulators/slack";
import { sampleCard } from "../testing/sample-card.ts";
import { botCredentials, startWorld, type World } from "../testing/start-world.ts";
import { withScopes } from "../testing/with-scopes.ts";

const workspace = "T0SIMULATED";
const channelWithBot = { channel: "slack", workspace, id: "C0MOBILE0QA" };
const channelWithoutBot = { channel: "slack", workspace, id: "C0000RANDOM" };
const privateWithoutBot = { channel: "slack", workspace, id: "G00RELEASES" };
const card = sampleCard("✗ Nightly #45: 3 of 120 failed");

async function posted(world: World, key = "k1", replyTo?: string): Promise<string> {
  const outcome = await world.app.channel.post({
    conversation: channelWithBot,
    card,
    key,
    ...(replyTo === undefined ? {} : { replyTo }),
  });
  if (outcome.kind !== "posted") throw new Error(outcome.detail);
  return outcome.id;
}

describe("post", () => {
  test("writes the card, its text, and its key invisibly, without unfurling links", async () => {
    const world = await startWorld();
    const id = await posted(world);
    const message = world.slack.channel("mobile-qa").find(id);
    expect(message).toMatchObject({
      text: expect.stringContaining("Nightly #45"),
      metadata: { event_type: "perfecto_message", event_payload: { key: "k1" } },
      unfurlLinks: false,
      unfurlMedia: false,
    });
    expect(message?.blocks.length).toBeGreaterThan(0);
  });

  test("answers in a thread, and shows it in the channel where asked to", async () => {
    const world = await startWorld();
    const root = await posted(world);
    await posted(world, "k2", root);
    await world.app.channel.post({ conversation: channelWithBot, card, key: "k3", replyTo: root, broadcast: true });
    const { messages } = world.slack.channel("mobile-qa");
    expect(
      world.slack
        .channel("mobile-qa")
        .thread(root)
        .map(({ broadcast }) => broadcast),
    ).toEqual([false, true]);
    expect(messages).toHaveLength(2);
  });

  test("sends the text alone when Slack refuses the blocks", async () => {
    const world = await startWorld();
    world.slack.faults.add({ method: "chat.postMessage", behave: { kind: "error", error: "invalid_blocks" } });
    const id = await posted(world);
    expect(world.slack.channel("mobile-qa").find(id)).toMatchObject({
      text: expect.stringContaining("Nightly"),
      blocks: [],
    });
  });

  test("says that a card was refused when its text is refused as well, with Slack's code", async () => {
    const world = await startWorld();
    world.slack.faults.add({
      method: "chat.postMessage",
      times: 2,
      behave: { kind: "error", error: "invalid_blocks" },
    });
    const outcome = await world.app.channel.post({ conversation: channelWithBot, card, key: "k" });
    expect(outcome).toMatchObject({ kind: "refused", detail: expect.stringContaining("invalid_blocks") });
    expect(world.slack.requests.filter(({ method }) => method === "chat.postMessage")).toHaveLength(2);
  });

  test("leaves the metadata out when Slack refuses it", async () => {
    const world = await startWorld();
    world.slack.faults.add({ method: "chat.postMessage", behave: { kind: "error", error: "metadata_too_large" } });
    const id = await posted(world);
    expect(world.slack.channel("mobile-qa").find(id)?.metadata).toBeUndefined();
  });

  test("joins a public channel only where that was granted", async () => {
    const granted = await startWorld(withScopes("channels:join"));
    const request = { conversation: channelWithoutBot, card, key: "k" };
    expect(await granted.app.channel.post(request)).toMatchObject({ kind: "posted" });

    const notGranted = await startWorld(withScopes());
    expect(await notGranted.app.channel.post(request)).toMatchObject({
      kind: "conversation-unavailable",
      todo: expect.stringContaining("/invite @Perfecto"),
    });
    expect(notGranted.slack.requests.map(({ method }) => method)).not.toContain("conversations.join");
  });

  test("does not come back for a reply: whoever removed it meant that", async () => {
    const world = await startWorld();
    const replyTo = await posted(world);
    await world.slack.removeBot("mobile-qa", "quinn");
    const outcome = await world.app.channel.post({ conversation: channelWithBot, card, key: "k2", replyTo });
    expect(outcome).toMatchObject({ kind: "conversation-unavailable", todo: expect.stringContaining("/invite") });
    expect(world.slack.requests.map(({ method }) => method)).not.toContain("conversations.join");
  });

  test("never joins a private channel", async () => {
    const world = await startWorld();
    const outcome = await world.app.channel.post({ conversation: privateWithoutBot, card, key: "k" });
    expect(outcome).toMatchObject({ kind: "conversation-unavailable", todo: expect.stringContaining("/invite") });
    expect(world.slack.requests.map(({ method }) => method)).not.toContain("conversations.join");
  });

  test("says that a removed app's installation is dead, and another workspace's as well", async () => {
    const world = await startWorld();
    const elsewhere = { ...channelWithBot, workspace: "T0OTHER" };
    expect(await world.app.channel.post({ conversation: elsewhere, card, key: "k" })).toMatchObject({
      kind: "installation-dead",
    });
    await world.slack.uninstall(workspace);
    expect(await world.app.channel.post({ conversation: channelWithBot, card, key: "k" })).toMatchObject({
      kind: "installation-dead",
    });
  });

  test.each<{ behave: FaultBehaviour; outcome: object; written: number }>([
    { behave: { kind: "lost-answer" }, outcome: { kind: "ambiguous" }, written: 1 },
    { behave: { kind: "lost-request" }, outcome: { kind: "ambiguous" }, written: 0 },
    { behave: { kind: "status", status: 502, accepted: true }, outcome: { kind: "ambiguous" }, written: 1 },
    { behave: { kind: "status", status: 404 }, outcome: { kind: "unreachable" }, written: 0 },
    { behave: { kind: "error", error: "internal_error", accepted: true }, outcome: { kind: "ambiguous" }, written: 1 },
    { behave: { kind: "error", error: "fatal_error" }, outcome: { kind: "ambiguous" }, written: 0 },
    { behave: { kind: "html" }, outcome: { kind: "ambiguous" }, written: 0 },
    { behave: { kind: "redirect", to: "http://127.0.0.1:1/" }, outcome: { kind: "ambiguous" }, written: 0 },
    {
      behave: { kind: "rate-limited", retryAfterS: 7 },
      outcome: { kind: "rate-limited", retryAfterMs: 7000, scope: "slack:T0SIMULATED:chat.postMessage" },
      written: 0,
    },
    { behave: { kind: "rate-limited" }, outcome: { kind: "rate-limited", retryAfterMs: 30_000 }, written: 0 },
    {
      behave: { kind: "error", error: "some_new_code" },
      outcome: { kind: "refused", detail: expect.stringContaining("some_new_code") },
      written: 0,
    },
  ])("a call that meets $behave is made once", async ({ behave, outcome, written }) => {
    const world = await startWorld();
    world.slack.faults.add({ method: "chat.postMessage", behave });
    expect(await world.app.channel.post({ conversation: channelWithBot, card, key: "k" })).toMatchObject(outcome);
    expect(world.slack.requests.filter(({ method }) => method === "chat.postMessage")).toHaveLength(1);
    expect(world.slack.channel("mobile-qa").messages).toHaveLength(written);
  });
});

describe("edit", () => {
  test("shows the new card and keeps the key", async () => {
    const world = await startWorld();
    const id = await posted(world);
    expect(await world.app.channel.edit(channelWithBot, id, sampleCard("done"))).toEqual({ kind: "edited" });
    expect(world.slack.channel("mobile-qa").find(id)).toMatchObject({
      text: expect.stringContaining("done"),
      metadata: { event_payload: { key: "k1" } },
    });
    expect(world.slack.requests.at(-1)).toMatchObject({ method: "chat.update", args: { parse: "none" } });
  });
});

const reach = (world: World, conversation: typeof channelWithBot) => world.app.channel.reach(conversation);

describe("reach", () => {
  const invite = { kind: "conversation-unavailable", todo: "Write /invite @Perfecto in the channel." };

  test("a channel with the bot can be reached, and a direct message", async () => {
    const world = await startWorld();
    expect(await reach(world, channelWithBot)).toEqual({ kind: "reachable" });
    expect(await reach(world, { ...channelWithBot, id: world.slack.directMessage("quinn").id })).toEqual({
      kind: "reachable",
    });
  });

  test("a public channel without the bot only where it may join or post uninvited", async () => {
    const none = await startWorld(withScopes("channels:read"));
    expect(await reach(none, channelWithoutBot)).toMatchObject(invite);
    for (const scope of ["channels:join", "chat:write.public"]) {
      const some = await startWorld(withScopes("channels:read", scope));
      expect(await reach(some, channelWithoutBot)).toEqual({ kind: "reachable" });
    }
  });

  test("a private channel without the bot cannot be reached, nor an archived one", async () => {
    const world = await startWorld();
    expect(await reach(world, privateWithoutBot)).toMatchObject(invite);
    await world.slack.archive("mobile-qa", "quinn");
    expect(await reach(world, channelWithBot)).toMatchObject({ detail: "the channel is archived" });
  });

  test("nobody knows without the scope to look, or while Slack is in trouble", async () => {
    const blind = await startWorld(withScopes());
    expect(await reach(blind, channelWithBot)).toEqual({ kind: "unknown" });
    const world = await startWorld();
    world.slack.faults.add({ method: "conversations.info", behave: { kind: "status", status: 500 } });
    expect(await reach(world, channelWithBot)).toEqual({ kind: "unknown" });
  });
});

describe("tell", () => {
  test("shows it in the channel where direct messages are not granted", async () => {
    const world = await startWorld({
      slack: {
        workspaces: [
          {
            id: workspace,
            scopes: ["chat:write"],
            users: [{ id: "U1", name: "quinn" }],
            channels: [{ id: "C0MOBILE0QA", name: "mobile-qa" }],
          },
        ],
      },
    });
    expect(await world.app.channel.tell(channelWithBot, "U1", card)).toBe(true);
    expect(world.slack.ephemerals("mobile-qa", "quinn")).toHaveLength(1);
  });
});

test("budgets are those of the channel and of the workspace", async () => {
  const { app } = await startWorld({ credentials: botCredentials, start: false });
  expect(app.channel.budgets("post", channelWithBot).map(({ scope }) => scope)).toEqual([
    "slack:T0SIMULATED:chat.postMessage:C0MOBILE0QA",
    "slack:T0SIMULATED:chat.postMessage",
  ]);
  expect(app.channel.budgets("edit", channelWithBot)).toEqual([
    { scope: "slack:T0SIMULATED:chat.update", max: 50, perMs: 60_000, burst: 10 },
  ]);
});

test("four posts to a channel may come at once, then one a second", async () => {
  const { app } = await startWorld({ credentials: botCredentials, start: false });
  let nowMs = 0;
  const budgets = createMemoryRateBudgets(() => nowMs);
  const granted = async (atMs: number) => {
    nowMs = atMs;
    const claim = { waiter: "lane", priority: 1 };
    return (await budgets.take(app.channel.budgets("post", channelWithBot), claim)).granted;
  };
  for (let post = 0; post < 4; post += 1) expect(await granted(0)).toBe(true);
  expect(await granted(0)).toBe(false);
  expect(await granted(1_000)).toBe(true);
  expect(await granted(1_500)).toBe(false);
});
