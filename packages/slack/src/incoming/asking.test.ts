import type { Button, Card } from "@perfecto-bot/cards";
import type { OnProgress, Reply } from "@perfecto-bot/pipeline";
import { describe, expect, test, vi } from "vitest";
import { sampleCard } from "../testing/sample-card.ts";
import { startWorld, type World, type WorldOptions } from "../testing/start-world.ts";

const PUBLIC = "mobile-qa";
const PRIVATE_WITHOUT_BOT = "releases";
const COMMAND = { user: "quinn", channel: PUBLIC, command: "/perfecto", text: "failures last 24h" } as const;

const more: Button = { kind: "action", label: "More", action: "answer-more", subject: "n1:2" };
const share: Button = { kind: "action", label: "Share", action: "answer-share", subject: "n1:1" };

function answer(words: string, rest: Partial<Extract<Reply, { kind: "card" }>> = {}): Reply {
  const card: Card = { ...sampleCard(words, [more, share]), kind: "answer" };
  return { kind: "card", card, shared: false, ...rest };
}

const shared = (): Reply => answer("Quinn asked: failures", { shared: true, key: "n1:1" });
const busy = (words: string): Card => ({ ...sampleCard(words), kind: "answer", status: "running" });

/** A world whose clock can be moved on. */
async function startAsking(options: WorldOptions = {}) {
  const clock = { aheadMs: 0 };
  const world = await startWorld({ now: () => Date.now() + clock.aheadMs, ...options });
  return { world, clock };
}

const whispers = ({ slack }: World, channel: string = PUBLIC) =>
  slack.ephemerals(channel, "quinn").filter(({ from }) => from === "app");
const said = (world: World, channel?: string) => whispers(world, channel).map(({ text }) => text);
const says = (words: string): unknown => expect.stringContaining(words);
const posts = ({ slack }: World, channel: string = PUBLIC) => slack.channel(channel).messages;

/** How often each response_url was used, the most first. Five is the most that Slack allows, and then it is gone. */
const uses = ({ slack }: World) =>
  slack
    .snapshot()
    .responseUrls.map(({ uses: times }) => times)
    .toSorted((one, other) => other - one);

async function press(world: World, label: "More" | "Share", at = -1) {
  const message = whispers(world).at(at);
  const action = label === "More" ? "answer-more" : "answer-share";
  const actionId = /perfecto:[a-z-]+:\d+/gu;
  const ids = JSON.stringify(message?.blocks).match(actionId) ?? [];
  const id = ids.find((one) => one.includes(action)) ?? "";
  return world.slack.click({ user: "quinn", channel: PUBLIC, messageTs: message?.ts ?? "", actionId: id });
}

/** A desk that tells its progress when it is told to, and answers when it is told to. */
function slowDesk(world: World) {
  const asked = Promise.withResolvers<OnProgress>();
  const done = Promise.withResolvers<Reply>();
  world.desk.reply = async (_heard, onProgress) => {
    asked.resolve(onProgress);
    return done.promise;
  };
  return { asked: asked.promise, finish: done.resolve };
}

test("the asker's time zone is known", async () => {
  const { world } = await startAsking();
  const zone = async () => {
    await world.slack.command(COMMAND);
    return world.desk.heard.at(-1)?.asker.timeZone;
  };
  // Slack may tell it too late for the first question.
  await expect.poll(zone).toBe("Europe/Berlin");
});

describe("a slow answer to a command", () => {
  test("is acknowledged at once, then one line of progress, then the answer, for the asker alone", async () => {
    const { world, clock } = await startAsking();
    const desk = slowDesk(world);
    expect(await world.slack.command(COMMAND)).toMatchObject({ acknowledged: true });
    const onProgress = await desk.asked;
    expect(said(world)).toEqual([]);
    onProgress(busy("Asking the lab"));
    await expect.poll(() => said(world)).toEqual([says("Asking the lab")]);
    clock.aheadMs += 60_000;
    onProgress(busy("3,200 executions read"));
    desk.finish(answer("37 failed"));
    await expect.poll(() => said(world)).toEqual([says("Asking the lab"), says("37 failed")]);
    expect(posts(world)).toEqual([]);
    expect(uses(world)).toEqual([2]);
  });

  test("that is quick shows no progress, and one use of the response_url", async () => {
    const { world } = await startAsking();
    world.desk.reply = () => answer("37 failed");
    await world.slack.command(COMMAND);
    await expect.poll(() => said(world)).toEqual([says("37 failed")]);
    expect(uses(world)).toEqual([1]);
  });

  test("is never overtaken by its progress, and progress after it is not shown", async () => {
    const { world } = await startAsking();
    let late: OnProgress = () => {};
    world.desk.reply = (_heard, onProgress) => {
      late = onProgress;
      onProgress(busy("Asking the lab"));
      return answer("37 failed");
    };
    await world.slack.command(COMMAND);
    await expect.poll(() => said(world)).toEqual([says("Asking the lab"), says("37 failed")]);
    late(busy("too late"));
    await world.app.stop(1000);
    expect(said(world)).toHaveLength(2);
  });
});

test("by mention: one line of progress in the thread, then the answer", async () => {
  const { world } = await startAsking();
  const { message } = await world.slack.say({ user: "dana", channel: PUBLIC, text: "broken again?" });
  const desk = slowDesk(world);
  await world.slack.mention({ user: "quinn", channel: PUBLIC, text: "failures", threadTs: message.ts });
  (await desk.asked)(busy("Asking the lab"));
  desk.finish(answer("37 failed"));
  await expect.poll(() => said(world)).toEqual([says("Asking the lab"), says("37 failed")]);
  expect(whispers(world).map(({ threadTs }) => threadTs)).toEqual([message.ts, message.ts]);
});

describe("in a direct message", () => {
  const own = ({ slack }: World) => slack.directMessage("quinn").messages.filter(({ botId }) => botId !== undefined);

  test("the progress becomes the answer", async () => {
    const { world, clock } = await startAsking();
    const desk = slowDesk(world);
    await world.slack.say({ user: "quinn", text: "failures" });
    const onProgress = await desk.asked;
    onProgress(busy("Asking the lab"));
    await expect.poll(() => own(world)).toHaveLength(1);
    clock.aheadMs += 60_000;
    await vi.waitFor(() => {
      onProgress(busy("3,200 executions read"));
      expect(own(world)[0]?.text).toContain("3,200");
    });
    onProgress(busy("too soon after that"));
    desk.finish(answer("37 failed"));
    await expect.poll(() => own(world)[0]?.text).toContain("37 failed");
    expect(own(world)).toHaveLength(1);
    expect(own(world)[0]?.versions).toHaveLength(3);
  });

  test("the answer is never overtaken by its progress", async () => {
    const { world } = await startAsking();
    world.slack.faults.add({ method: "chat.postMessage", behave: { kind: "slow", delayMs: 300 } });
    world.desk.reply = (_heard, onProgress) => {
      onProgress(busy("Asking the lab"));
      return answer("37 failed");
    };
    await world.slack.say({ user: "quinn", text: "failures" });
    await expect.poll(() => own(world).map(({ text }) => text)).toEqual([says("37 failed")]);
    expect(own(world)[0]?.versions.map(({ text }) => text)).toEqual([says("Asking the lab"), says("37 failed")]);
  });

  test("an answer that cannot take the progress's place is a message of its own", async () => {
    const { world } = await startAsking();
    world.slack.faults.add({ method: "chat.update", behave: { kind: "error", error: "edit_window_closed" } });
    world.desk.reply = (_heard, onProgress) => {
      onProgress(busy("Asking the lab"));
      return answer("37 failed");
    };
    await world.slack.say({ user: "quinn", text: "failures" });
    await expect.poll(() => own(world).map(({ text }) => text)).toEqual([says("Asking the lab"), says("37 failed")]);
  });

  test("More replaces the message", async () => {
    const { world } = await startAsking();
    world.desk.reply = (heard) => answer(heard.kind === "press" ? "page 2" : "page 1", { replaces: true });
    await world.slack.say({ user: "quinn", text: "failures" });
    await expect.poll(() => own(world)).toHaveLength(1);
    const channel = world.slack.directMessage("quinn").id;
    await world.slack.click({ user: "quinn", channel, messageTs: own(world)[0]?.ts ?? "" });
    await expect.poll(() => own(world)[0]?.text).toContain("page 2");
    expect(own(world)).toHaveLength(1);
    expect(world.slack.ephemerals(channel, "quinn")).toEqual([]);
  });
});

describe("More", () => {
  async function asked(): Promise<Awaited<ReturnType<typeof startAsking>>> {
    const started = await startAsking();
    started.world.desk.reply = () => answer("page 1");
    await started.world.slack.command(COMMAND);
    await expect.poll(() => said(started.world)).toEqual([says("page 1")]);
    return started;
  }

  test("takes the place of the page before", async () => {
    const { world } = await asked();
    world.desk.reply = () => answer("page 2", { replaces: true });
    await press(world, "More");
    await expect.poll(() => said(world)).toEqual([says("page 2")]);
    expect(world.desk.heard.at(-1)).toMatchObject({ kind: "press", action: "answer-more", subject: "n1:2" });
  });

  test("shows its progress in the same place, twice at most, and then the page", async () => {
    const { world, clock } = await asked();
    const desk = slowDesk(world);
    await press(world, "More");
    const onProgress = await desk.asked;
    onProgress(busy("first"));
    await expect.poll(() => said(world)).toEqual([says("first")]);
    onProgress(busy("too soon"));
    clock.aheadMs += 60_000;
    await vi.waitFor(() => {
      onProgress(busy("second"));
      expect(said(world)).toEqual([says("second")]);
    });
    clock.aheadMs += 60_000;
    onProgress(busy("third"));
    desk.finish(answer("page 2", { replaces: true }));
    await expect.poll(() => said(world)).toEqual([says("page 2")]);
    expect(Math.max(...uses(world))).toBe(3);
  });

  test("works after a restart, with the same desk", async () => {
    const { world } = await asked();
    await world.restart();
    world.desk.reply = () => answer("page 2", { replaces: true });
    await press(world, "More");
    await expect.poll(() => said(world)).toEqual([says("page 2")]);
  });

  test("whose refusal says so leaves the page where it is", async () => {
    const { world } = await asked();
    world.desk.reply = () => ({ kind: "card", card: sampleCard("The lab could not be asked"), shared: false });
    await press(world, "More");
    await expect.poll(() => said(world)).toEqual([says("page 1"), says("could not be asked")]);
  });

  test("of an answer that everybody sees is given to the presser alone", async () => {
    const { world } = await startAsking();
    const conversation = { channel: "slack", workspace: "T0SIMULATED", id: "C0MOBILE0QA" };
    const posted = await world.app.channel.post({ conversation, card: sampleCard("shared", [more]), key: "k" });
    world.desk.reply = () => answer("page 2", { replaces: true });
    const messageTs = posted.kind === "posted" ? posted.id : "";
    await world.slack.click({ user: "quinn", channel: PUBLIC, messageTs });
    await expect.poll(() => said(world)).toEqual([says("page 2")]);
    expect(posts(world).map(({ text }) => text)).toEqual([says("shared")]);
  });

  test("with a storm of progress uses no response_url more than three times", async () => {
    const { world, clock } = await asked();
    const desk = slowDesk(world);
    await press(world, "More");
    const onProgress = await desk.asked;
    for (let turn = 0; turn < 20; turn++) {
      onProgress(busy(`progress ${turn}`));
      await new Promise((resolve) => setTimeout(resolve, 5));
      clock.aheadMs += 600_000;
    }
    desk.finish(answer("page 2", { replaces: true }));
    await expect.poll(() => said(world)).toEqual([says("page 2")]);
    expect(uses(world).every((times) => times <= 3)).toBe(true);
  });
});

describe("Share", () => {
  async function asked(options: WorldOptions = {}, channel: string = PUBLIC): Promise<World> {
    const { world } = await startAsking(options);
    world.desk.reply = (heard) => (heard.kind === "press" ? shared() : answer("37 failed"));
    await world.slack.command({ ...COMMAND, channel });
    await expect.poll(() => said(world, channel)).toEqual([says("37 failed")]);
    return world;
  }

  test("posts the answer for everybody, and leaves the asker's own", async () => {
    const world = await asked();
    await press(world, "Share");
    await expect.poll(() => posts(world).map(({ text }) => text)).toEqual([says("Quinn asked: failures")]);
    expect(posts(world)[0]?.metadata).toMatchObject({ event_payload: { key: "n1:1" } });
    await world.app.stop(1000);
    expect(said(world)).toEqual([says("37 failed")]);
  });

  test("pressed twice, also after a restart, posts once and says so", async () => {
    const world = await asked();
    await press(world, "Share");
    await press(world, "Share");
    await expect.poll(() => said(world)).toEqual([says("37 failed"), says("shared here already")]);
    await world.restart();
    await press(world, "Share", 0);
    await expect.poll(() => said(world)).toHaveLength(3);
    expect(posts(world)).toHaveLength(1);
  });

  test.each([
    { kind: "lost-answer" },
    { kind: "error", error: "internal_error", accepted: true },
    { kind: "error", error: "internal_error" },
    { kind: "rate-limited", retryAfterS: 0 },
  ] as const)("posts once where Slack's answer is %j", async (behave) => {
    const world = await asked();
    world.slack.faults.add({ method: "chat.postMessage", behave });
    await press(world, "Share");
    await expect.poll(() => posts(world)).toHaveLength(1);
    await world.app.stop(3000);
    expect(posts(world)).toHaveLength(1);
    expect(said(world)).toEqual([says("37 failed")]);
  });

  test("where Slack does not say and may not be asked, nothing is posted again and the asker hears of it", async () => {
    const world = await asked({ slack: { workspaces: [{ ...WORKSPACE, scopes: ["chat:write", "channels:read"] }] } });
    world.slack.faults.add({ method: "chat.postMessage", behave: { kind: "lost-answer" } });
    await press(world, "Share");
    await expect.poll(() => said(world)).toEqual([says("37 failed"), says("did not say whether")]);
    expect(posts(world)).toHaveLength(1);
  });

  test("where the bot is no member it says what to do, and works once it was invited", async () => {
    const world = await asked({}, PRIVATE_WITHOUT_BOT);
    const [own] = whispers(world, PRIVATE_WITHOUT_BOT);
    const actionId = /perfecto:answer-share:\d+/u.exec(JSON.stringify(own?.blocks))?.[0] ?? "";
    const click = { user: "quinn", channel: PRIVATE_WITHOUT_BOT, messageTs: own?.ts ?? "", actionId };
    await world.slack.click(click);
    await expect.poll(() => said(world, PRIVATE_WITHOUT_BOT)).toEqual([says("37 failed"), says("could not be shared")]);
    expect(said(world, PRIVATE_WITHOUT_BOT)[1]).toContain("/invite");
    expect(posts(world, PRIVATE_WITHOUT_BOT)).toEqual([]);
    await world.slack.inviteBot(PRIVATE_WITHOUT_BOT, "quinn");
    await world.slack.click(click);
    await expect
      .poll(() => posts(world, PRIVATE_WITHOUT_BOT).map(({ text }) => text))
      .toContainEqual(says("Quinn asked"));
  });

  test("of an answer in a thread stays in the thread", async () => {
    const { world } = await startAsking();
    world.desk.reply = (heard) => (heard.kind === "press" ? shared() : answer("37 failed"));
    const { message } = await world.slack.say({ user: "dana", channel: PUBLIC, text: "broken again?" });
    await world.slack.mention({ user: "quinn", channel: PUBLIC, text: "failures", threadTs: message.ts });
    await expect.poll(() => said(world)).toHaveLength(1);
    await press(world, "Share");
    const thread = () => world.slack.channel(PUBLIC).thread(message.ts);
    await expect.poll(() => thread().map(({ text }) => text)).toContainEqual(says("Quinn asked"));
  });
});

const WORKSPACE = {
  id: "T0SIMULATED",
  users: [{ id: "U00000QUINN", name: "quinn", timeZone: "Europe/Berlin" }],
  channels: [{ id: "C0MOBILE0QA", name: PUBLIC }],
} as const;

describe("links into reports", () => {
  const scopes = ["chat:write", "channels:read", "links:read", "links:write"];
  const REPORT = "https://demo.app.perfectomobile.com/reporting/test/1";

  async function post(world: World, fields: object = {}, urls: readonly string[] = [REPORT]) {
    const { message } = await world.slack.say({ user: "quinn", channel: PUBLIC, text: urls.join(" ") });
    const links = urls.map((url) => ({ url, domain: "demo.app.perfectomobile.com" }));
    const event = { type: "link_shared", channel: message.channelId, message_ts: message.ts, user: message.userId };
    await world.slack.event({ event: { ...event, links, ...fields }, scopes: ["links:read"] });
    return () => world.slack.channel(PUBLIC).find(message.ts)?.unfurls;
  }

  test("show what they lead to, without buttons that act", async () => {
    const { world } = await startAsking({ slack: { workspaces: [{ ...WORKSPACE, scopes }] } });
    world.desk.preview = () => sampleCard("Login failed on iOS 17", [more]);
    const unfurls = await post(world);
    await expect.poll(unfurls).toHaveProperty([REPORT]);
    expect(JSON.stringify(unfurls())).toContain("Login failed on iOS 17");
    expect(JSON.stringify(unfurls())).not.toContain("answer-more");
    expect(world.desk.links).toMatchObject([{ url: REPORT, asker: { conversation: { id: "C0MOBILE0QA" } } }]);
  });

  test.each([
    ["without the scope to show them", { scopes: ["chat:write", "links:read"] }, {}, [REPORT]],
    ["while they are being written", { scopes }, { source: "composer" }, [REPORT]],
    ["where there are many", { scopes }, {}, [1, 2, 3, 4].map((id) => `${REPORT}${id}`)],
  ])("stay as they are %s", async (_, grant, fields, urls) => {
    const { world } = await startAsking({ slack: { workspaces: [{ ...WORKSPACE, ...grant }] } });
    world.desk.preview = () => sampleCard("Login failed");
    await post(world, fields, urls);
    await world.app.stop(1000);
    expect(world.desk.links).toEqual([]);
    expect(world.slack.requests.map(({ method }) => method)).not.toContain("chat.unfurl");
  });

  test("that lead nowhere stay as they are", async () => {
    const { world } = await startAsking({ slack: { workspaces: [{ ...WORKSPACE, scopes }] } });
    await post(world);
    await expect.poll(() => world.desk.links).toHaveLength(1);
    await world.app.stop(1000);
    expect(world.slack.requests.map(({ method }) => method)).not.toContain("chat.unfurl");
  });
});
