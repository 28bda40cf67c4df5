import { Secret } from "@perfecto-bot/domain";
import { describe, expect, test, vi } from "vitest";
import { sampleCard, sampleForm } from "../testing/sample-card.ts";
import { botCredentials, startWorld, type World } from "../testing/start-world.ts";

const PUBLIC = "mobile-qa";
const WITHOUT_BOT = "releases";
const open = { kind: "action", label: "Pause", action: "subscription-pause", subject: "s1" } as const;

const privately = (world: World, channel: string = PUBLIC) => world.slack.ephemerals(channel, "quinn");
const lastHeard = (world: World) => world.desk.heard.at(-1);

describe.each(["http", "socket"] as const)("in %s mode", (mode) => {
  test("a command is answered to the asker alone", async () => {
    const world = await startWorld({ mode });
    const text = "subscribe nightly-* mention:<@U0ANN|ann> x&lt;y";
    const receipt = await world.slack.command({ user: "quinn", channel: PUBLIC, command: "/perfecto", text });

    expect(receipt).toMatchObject({ acknowledged: true });
    await expect.poll(() => privately(world)).toMatchObject([{ text: expect.stringContaining("This is the answer.") }]);
    expect(lastHeard(world)).toMatchObject({
      kind: "say",
      words: "subscribe nightly-* mention:@user:U0ANN x<y",
      asker: {
        conversation: { channel: "slack", workspace: "T0SIMULATED", id: "C0MOBILE0QA" },
        person: "U00000QUINN",
        prefix: "/perfecto",
      },
    });
  });

  test("a command is acknowledged before it is worked on", async () => {
    const world = await startWorld({ mode });
    const { promise, resolve } = Promise.withResolvers<void>();
    world.desk.reply = async () => {
      await promise;
      return { kind: "card", card: sampleCard("late"), shared: false };
    };
    const receipt = await world.slack.command({ user: "quinn", channel: PUBLIC, command: "/perfecto" });
    expect(receipt).toMatchObject({ acknowledged: true });
    expect(privately(world)).toEqual([]);
    resolve();
    await expect.poll(() => privately(world)).toMatchObject([{ text: expect.stringContaining("late") }]);
  });

  test("a command works where the bot is no member", async () => {
    const world = await startWorld({ mode });
    await world.slack.command({ user: "quinn", channel: WITHOUT_BOT, command: "/perfecto" });
    await expect.poll(() => privately(world, WITHOUT_BOT)).toHaveLength(1);
  });

  test("a shared answer is everybody's", async () => {
    const world = await startWorld({ mode });
    world.desk.reply = () => ({ kind: "card", card: sampleCard("for all"), shared: true });
    await world.slack.command({ user: "quinn", channel: PUBLIC, command: "/perfecto" });
    await expect
      .poll(() => world.slack.channel(PUBLIC).messages)
      .toMatchObject([{ text: expect.stringContaining("for all") }]);
    expect(privately(world)).toEqual([]);
  });

  test("a command without arguments opens the form, and what is submitted is answered where it was asked", async () => {
    const world = await startWorld({ mode });
    world.desk.reply = (heard) =>
      heard.kind === "submit"
        ? { kind: "card", card: sampleCard("Subscribed."), shared: false }
        : { kind: "form", form: sampleForm() };
    await world.slack.command({ user: "quinn", channel: WITHOUT_BOT, command: "/perfecto", text: "subscribe" });
    await vi.waitFor(() => expect(world.slack.openModal("quinn")).toBeDefined());

    await world.slack.submitModal({ user: "quinn", values: { job: "nightly" } });
    expect(lastHeard(world)).toMatchObject({
      kind: "submit",
      form: "subscribe",
      subject: undefined,
      values: { texts: { job: "nightly" } },
      asker: { person: "U00000QUINN", conversation: { id: "G00RELEASES" } },
    });
    expect(world.slack.openModal("quinn")).toBeUndefined();
    await expect
      .poll(() => privately(world, WITHOUT_BOT))
      .toMatchObject([{ text: expect.stringContaining("Subscribed.") }]);
  });

  test("mistakes keep the form open and show at their inputs", async () => {
    const world = await startWorld({ mode });
    world.desk.reply = (heard) =>
      heard.kind === "submit"
        ? { kind: "revise", errors: { job: "No such job." } }
        : { kind: "form", form: sampleForm("s7") };
    await world.slack.command({ user: "quinn", channel: PUBLIC, command: "/perfecto", text: "subscribe" });
    await vi.waitFor(() => expect(world.slack.openModal("quinn")).toBeDefined());
    const { errors } = await world.slack.submitModal({ user: "quinn", values: { job: "nihgtly" } });
    expect(errors).toEqual({ job: "No such job." });
    expect(lastHeard(world)).toMatchObject({ form: "edit-subscription", subject: "s7" });
    expect(world.slack.openModal("quinn")).toBeDefined();
  });

  test("a button of an ephemeral message is pressed, and the answer takes the message's place", async () => {
    const world = await startWorld({ mode });
    world.desk.reply = (heard) => ({
      kind: "card",
      card: heard.kind === "press" ? sampleCard("Paused.") : sampleCard("Your list", [open]),
      shared: false,
    });
    await world.slack.command({ user: "quinn", channel: PUBLIC, command: "/perfecto", text: "subscriptions" });
    await vi.waitFor(() => expect(privately(world)).toHaveLength(1));
    const messageTs = privately(world)[0]?.ts ?? "";
    await world.slack.click({ user: "quinn", channel: PUBLIC, messageTs });
    await expect.poll(() => privately(world)).toMatchObject([{ text: expect.stringContaining("Paused.") }]);
    expect(lastHeard(world)).toMatchObject({ kind: "press", action: "subscription-pause", subject: "s1" });
  });

  test("a button of a channel's message leaves the message and answers whoever pressed it", async () => {
    const world = await startWorld({ mode });
    const conversation = { channel: "slack", workspace: "T0SIMULATED", id: "C0MOBILE0QA" };
    const posted = await world.app.channel.post({ conversation, card: sampleCard("A build", [open]), key: "k" });
    if (posted.kind !== "posted") throw new Error(posted.detail);
    await world.slack.click({ user: "quinn", channel: PUBLIC, messageTs: posted.id });
    await expect.poll(() => privately(world)).toHaveLength(1);
    expect(world.slack.channel(PUBLIC).find(posted.id)?.text).toContain("A build");
  });

  test("a link button is acknowledged and nothing else", async () => {
    const world = await startWorld({ mode });
    const conversation = { channel: "slack", workspace: "T0SIMULATED", id: "C0MOBILE0QA" };
    const link = { kind: "link", label: "Report", url: "https://example.com/" } as const;
    const posted = await world.app.channel.post({ conversation, card: sampleCard("A build", [link]), key: "k" });
    if (posted.kind !== "posted") throw new Error(posted.detail);
    const receipt = await world.slack.click({ user: "quinn", channel: PUBLIC, messageTs: posted.id });
    expect(receipt).toMatchObject({ acknowledged: true });
    expect(world.desk.heard).toEqual([]);
  });

  test("a mention is answered to the asker alone, in the thread it was made in", async () => {
    const world = await startWorld({ mode });
    const { message } = await world.slack.say({ user: "dana", channel: PUBLIC, text: "broken again?" });
    await world.slack.mention({ user: "quinn", channel: PUBLIC, text: "why build 7", threadTs: message.ts });
    await expect.poll(() => privately(world)).toMatchObject([{ threadTs: message.ts }]);
    expect(lastHeard(world)).toMatchObject({ words: "why build 7", asker: { prefix: "@Perfecto" } });
  });

  test("a mention has no trigger, so a button opens the form", async () => {
    const world = await startWorld({ mode });
    world.desk.reply = () => ({ kind: "form", form: sampleForm() });
    await world.slack.mention({ user: "quinn", channel: PUBLIC, text: "subscribe" });
    await vi.waitFor(() => expect(privately(world)).toHaveLength(1));
    await world.slack.click({ user: "quinn", channel: PUBLIC, messageTs: privately(world)[0]?.ts ?? "" });
    await expect.poll(() => world.slack.openModal("quinn")).toBeDefined();
    expect(lastHeard(world)).toMatchObject({ kind: "press", action: "subscription-add" });
  });

  test("a direct message is answered by an ordinary message", async () => {
    const world = await startWorld({ mode });
    await world.slack.say({ user: "quinn", text: "status" });
    await expect
      .poll(() => world.slack.directMessage("quinn").messages.map(({ text }) => text))
      .toEqual(["status", expect.stringContaining("This is the answer.")]);
    // The bot's own message is an event as well; it is not answered.
    expect(world.desk.heard).toHaveLength(1);
  });

  test("where the response_url fails the answer is shown in the channel", async () => {
    const world = await startWorld({ mode });
    const respond = Promise.withResolvers<void>();
    world.desk.reply = async () => {
      await respond.promise;
      return { kind: "card", card: sampleCard("after all"), shared: false };
    };
    await world.slack.command({ user: "quinn", channel: PUBLIC, command: "/perfecto" });
    const url = JSON.stringify(world.slack.deliveries.at(-1)?.body["response_url"]).slice(1, -1);
    for (let use = 0; use < 5; use++)
      await fetch(url, { method: "POST", body: JSON.stringify({ text: `used ${use}` }) });
    respond.resolve();
    await expect.poll(() => privately(world).at(-1)).toMatchObject({ text: expect.stringContaining("after all") });
    expect(world.slack.requests.at(-1)).toMatchObject({ method: "chat.postEphemeral", ok: true });
  });

  test("what happens to channels is told to the desk", async () => {
    const world = await startWorld({ mode });
    const kinds = () => world.desk.happenings.map(({ kind }) => kind);
    await world.slack.archive(PUBLIC, "quinn");
    await world.slack.unarchive(PUBLIC, "quinn");
    await world.slack.rename(PUBLIC, "mobile-quality");
    await world.slack.removeBot("mobile-quality", "quinn");
    await world.slack.inviteBot("releases", "quinn");
    await world.slack.joinChannel("releases", "dana");
    await expect
      .poll(kinds)
      .toEqual([
        "conversation-unavailable",
        "conversation-available",
        "conversation-renamed",
        "conversation-unavailable",
        "conversation-available",
      ]);
  });

  test("an event that Slack tells again is heard once", async () => {
    const world = await startWorld({ mode });
    const event = { type: "message", channel_type: "im", channel: "D1", user: "U1", text: "status", ts: "1.1" };
    const retry = { num: 1, reason: "http_timeout", eventId: "Ev1" } as const;
    await world.slack.event({ event, retry });
    await world.slack.event({ event, retry: { ...retry, num: 2 } });
    await world.slack.event({ event: { ...event, text: "other" } });
    await expect
      .poll(() => world.desk.heard.map((heard) => heard.kind === "say" && heard.words))
      .toEqual(["status", "other"]);
  });

  test("the end of an installation is told once, whichever event comes first", async () => {
    const world = await startWorld({ mode });
    await world.slack.uninstall("T0SIMULATED");
    await expect
      .poll(() => world.desk.happenings)
      .toMatchObject([{ kind: "installation-gone", workspace: "T0SIMULATED" }]);
  });

  test("stopping waits for what has begun, up to the deadline", async () => {
    const world = await startWorld({ mode });
    const { promise, resolve } = Promise.withResolvers<void>();
    world.desk.reply = async () => {
      await promise;
      return { kind: "card", card: sampleCard("finished"), shared: false };
    };
    await world.slack.command({ user: "quinn", channel: PUBLIC, command: "/perfecto" });
    expect(await world.app.stop(20)).toBe(false);
    const stopping = world.app.stop(5000);
    resolve();
    expect(await stopping).toBe(true);
    expect(privately(world)).toHaveLength(1);
    const late = await world.slack.command({ user: "quinn", channel: PUBLIC, command: "/perfecto" });
    expect(late.acknowledged).toBe(false);
  });
});

test("an event is left to be told again while the workspace cannot be known", async () => {
  const world = await startWorld({ start: false });
  world.slack.faults.add({ method: "auth.test", behave: { kind: "status", status: 500 }, times: 2 });
  await world.app.start();
  const first = await world.slack.say({ user: "quinn", text: "status" });
  expect(first.acknowledged).toBe(false);
  // Slack tells it again at once, and now the workspace is known.
  await expect.poll(() => world.desk.heard).toHaveLength(1);
});

test("the answer to a button of a thread's root is shown in the channel, of a reply in the thread", async () => {
  const world = await startWorld();
  const conversation = { channel: "slack", workspace: "T0SIMULATED", id: "C0MOBILE0QA" };
  const root = await world.app.channel.post({ conversation, card: sampleCard("root", [open]), key: "k1" });
  if (root.kind !== "posted") throw new Error(root.detail);
  const card = sampleCard("reply", [open]);
  const reply = await world.app.channel.post({ conversation, card, key: "k2", replyTo: root.id });
  if (reply.kind !== "posted") throw new Error(reply.detail);
  await world.slack.click({ user: "quinn", channel: PUBLIC, messageTs: root.id });
  await expect.poll(() => privately(world)).toHaveLength(1);
  await world.slack.click({ user: "quinn", channel: PUBLIC, messageTs: reply.id });
  await expect.poll(() => privately(world).map(({ threadTs }) => threadTs)).toEqual([undefined, root.id]);
});

test.each([
  { mode: "http", credentials: {}, missing: "SLACK_BOT_TOKEN" },
  { mode: "http", credentials: { botToken: new Secret("x") }, missing: "SLACK_SIGNING_SECRET" },
  { mode: "socket", credentials: { botToken: new Secret("x") }, missing: "SLACK_APP_TOKEN" },
] as const)("in $mode mode it says that $missing is not given", async ({ mode, credentials, missing }) => {
  await expect(startWorld({ mode, credentials: () => credentials })).rejects.toThrow(missing);
});

test("an app token that Slack does not accept is said at the start", async () => {
  const appToken = new Secret("xapp-wrong");
  const world = await startWorld({
    mode: "socket",
    start: false,
    credentials: (slack) => ({ ...botCredentials(slack), appToken }),
  });
  await expect(world.app.start()).rejects.toThrow("SLACK_APP_TOKEN");
});

test("while Slack is away the service starts, and connects when it is back", async () => {
  const world = await startWorld({ mode: "socket", start: false });
  world.slack.faults.add({ method: "*", behave: { kind: "lost-request" }, times: 2 });
  await world.app.start();
  await vi.waitFor(() => expect(world.slack.socketMode.connected).toBe(1), { timeout: 4000 });
  await world.slack.command({ user: "quinn", channel: PUBLIC, command: "/perfecto" });
  await expect.poll(() => world.desk.heard).toHaveLength(1);
});

test("stopping works while Slack is away", async () => {
  const world = await startWorld({ mode: "socket", start: false });
  world.slack.faults.add({ method: "*", behave: { kind: "lost-request" }, times: Number.POSITIVE_INFINITY });
  await world.app.start();
  expect(await world.app.stop(1000)).toBe(true);
  expect(world.slack.socketMode.connected).toBe(0);
});

test("a form that comes too late to be opened is offered by a button", async () => {
  const world = await startWorld({ slack: { triggerLifetimeMs: -1 } });
  world.desk.reply = () => ({ kind: "form", form: sampleForm("s1") });
  await world.slack.command({ user: "quinn", channel: PUBLIC, command: "/perfecto", text: "subscribe" });
  await expect.poll(() => privately(world)).toMatchObject([{ text: expect.stringContaining("press the button") }]);
  expect(world.slack.requests.at(-1)).toMatchObject({ method: "views.open", error: "expired_trigger_id" });
});

test("mistakes found too late for the form are told in the conversation", async () => {
  const world = await startWorld();
  const { promise, resolve } = Promise.withResolvers<void>();
  world.desk.reply = async (heard) => {
    if (heard.kind !== "submit") return { kind: "form", form: sampleForm() };
    await promise;
    return { kind: "revise", errors: { job: "No such job." } };
  };
  await world.slack.command({ user: "quinn", channel: PUBLIC, command: "/perfecto", text: "subscribe" });
  await vi.waitFor(() => expect(world.slack.openModal("quinn")).toBeDefined());
  expect(await world.slack.submitModal({ user: "quinn", values: { job: "x" } })).toMatchObject({ acknowledged: true });
  resolve();
  await expect.poll(() => privately(world)).toMatchObject([{ text: expect.stringContaining("No such job.") }]);
});
