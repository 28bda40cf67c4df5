import { noticeCard, subscribeForm, text, type Card, type Form } from "@perfecto-bot/cards";
import type { InboundTokenInput } from "@perfecto-bot/simulators/teams";
import { expect, test, vi } from "vitest";
import { playTeams as play, written } from "./testing/play-teams.ts";
import { sampleCard, sampleForm } from "./testing/sample-card.ts";

test("installed in a team, twice told: one welcome, whose button opens the form, which subscribes", async () => {
  const scene = await play();
  const { teams, desk } = scene;
  await teams.install({ team: "QA", times: 2 });
  await vi.waitFor(() => expect(written(scene)).toHaveLength(1));
  const [welcome] = written(scene);
  if (welcome === undefined) throw new Error("no welcome");
  expect(welcome.problems).toEqual([]);
  desk.reply = () => ({ kind: "form", form: subscribeForm(["lab"]) });
  const opened = await teams.execute({ user: "Ann Lee", message: welcome, data: { action: "subscription-add" } });
  expect(opened.answer).toMatchObject({ statusCode: 200, type: "application/vnd.microsoft.card.adaptive" });

  desk.reply = (heard) =>
    heard.kind === "submit"
      ? { kind: "revise", errors: { job: "Name the job." } }
      : { kind: "form", form: subscribeForm(["lab"]) };
  desk.offer = (_of, typed) => [typed, "Nightly, EU"];
  const { choices, faults } = await teams.search({ user: "Ann Lee", message: welcome, input: "name-job", text: "nig" });
  expect(faults).toEqual([]);
  expect(choices.map(({ title }) => title)).toEqual(["nig", "Nightly, EU"]);
  const inputs = { "name-job": choices[1]?.value ?? "" };
  const first = await teams.execute({ user: "Ann Lee", message: welcome, verb: "perfecto.submit", inputs });
  expect(JSON.stringify(first.answer?.value)).toContain("Name the job.");

  const card: Card = { ...sampleCard("Subscribed."), kind: "subscription" };
  desk.reply = () => ({ kind: "card", card, shared: true });
  await teams.execute({ user: "Ann Lee", message: welcome, verb: "perfecto.submit" });
  const submitted = desk.heard.flatMap((heard) => (heard.kind === "submit" ? [heard.values.names["job"]] : []));
  expect(submitted).toEqual([["Nightly, EU"], ["Nightly, EU"]]);
  await vi.waitFor(() => expect(written(scene)).toHaveLength(2));
  expect(written(scene)[1]?.rootId).toBe(welcome.id);
  expect(welcome.views.size).toBe(1);
  expect(teams.notices("Ann Lee")).toEqual([]);
});

test("a form's lookups find and bring back names, and keep those that it began with", async () => {
  const scene = await play();
  const { teams, desk } = scene;
  await teams.install({ team: "QA" });
  await vi.waitFor(() => expect(written(scene)).toHaveLength(1));
  const [message] = written(scene);
  if (message === undefined) throw new Error("no welcome");
  const lookup = { kind: "lookup", label: "Names", of: "job", several: true, optional: true } as const;
  const kept = ["100%, all", 'the "old" one'];
  const form: Form = {
    ...sampleForm(),
    inputs: [
      { ...lookup, id: "job", several: false, optional: false, value: ["Nightly-*"] },
      { ...lookup, id: "device", of: "device", value: [] },
      { ...lookup, id: "tag", of: "tag", value: kept },
    ],
  };
  desk.reply = () => ({ kind: "form", form });
  await teams.execute({ user: "Ann Lee", message, data: { action: "subscription-add" } });
  expect(JSON.stringify(message.cardFor(teams.user("Ann Lee").id))).toContain("Data.Query");

  const names = [
    "iPhone 15, black",
    "“curly” %2C",
    "🚀 数",
    "n".repeat(300),
    ...Array.from({ length: 16 }, (_, at) => `d${at}`),
  ];
  desk.offer = () => names;
  const searched = await teams.search({ user: "Ann Lee", message, input: "names-device", text: "i" });
  expect(searched).toMatchObject({ acknowledged: true, faults: [] });
  expect(searched.choices.map(({ title }) => title)).toEqual(names.slice(0, 15));
  const inputs = { "names-device": searched.choices.map(({ value }) => value).join(",") };
  await teams.execute({ user: "Ann Lee", message, verb: "perfecto.submit", inputs });
  expect(desk.heard.at(-1)).toMatchObject({
    kind: "submit",
    values: { names: { job: ["Nightly-*"], device: names.slice(0, 15), tag: kept } },
  });
  const person = teams.user("Ann Lee").aadObjectId;
  expect(desk.lookups).toMatchObject([{ of: "device", typed: "i", asker: { person } }]);
});

test("asked in a channel, a group chat and a personal chat, the bot answers where it was asked", async () => {
  const scene = await play();
  const { teams, desk } = scene;
  await teams.install({ team: "QA" });
  await teams.install({ chat: "On call" });
  await teams.install({ user: "Ann Lee" });
  await vi.waitFor(() => expect(written(scene)).toHaveLength(3));
  const asked = await teams.say({
    user: "Bob Ray",
    channel: "Nightly",
    mention: true,
    separator: "&nbsp;",
    text: "status",
  });
  await teams.say({
    user: "Bob Ray",
    chat: "On call",
    mention: true,
    text: 'subscribe "A & B" mention:<at>Ann Lee</at>',
    htmlEntities: true,
  });
  await teams.say({ user: "Ann Lee", text: "help mute" });
  await vi.waitFor(() => expect(written(scene)).toHaveLength(6));
  const { id } = teams.user("Ann Lee");
  const words = desk.heard.map((heard) => (heard.kind === "say" ? heard.words : ""));
  expect(words.toSorted((a, b) => a.localeCompare(b))).toEqual(
    ["help mute", "status", `subscribe "A & B" mention:@user:${id}`].toSorted((a, b) => a.localeCompare(b)),
  );
  expect(written(scene).filter(({ rootId }) => rootId === asked.message.id)).toHaveLength(1);
  expect(written(scene).flatMap(({ problems }) => problems)).toEqual([]);
});

test("cards are posted, answered in their thread, and edited for everybody; a lost answer is ambiguous", async () => {
  const scene = await play();
  const { teams, app, channel } = scene;
  await teams.install({ team: "QA" });
  await vi.waitFor(() => expect(written(scene)).toHaveLength(1));
  const conversation = channel("Nightly");
  const post = (words: string, replyTo?: string) =>
    app.channel.post({
      conversation,
      card: sampleCard(words),
      key: "k",
      ...(replyTo === undefined ? {} : { replyTo }),
    });
  const root = await post("running");
  if (root.kind !== "posted") throw new Error(root.detail);
  await post("failure", root.id);
  await app.channel.edit(conversation, root.id, sampleCard("finished"));
  const [first, second] = written(scene).slice(1);
  expect(first?.summary).toContain("finished");
  expect(first?.versions).toHaveLength(2);
  expect(second?.rootId).toBe(first?.id);

  teams.faults.add({ operation: "*", behave: { kind: "lost-answer" } });
  expect((await post("lost")).kind).toBe("ambiguous");
  teams.faults.add({ operation: "*", behave: { kind: "rate-limited" } });
  expect(await post("slow down")).toMatchObject({ kind: "rate-limited", retryAfterMs: 30_000 });
  teams.faults.add({ operation: "*", behave: { kind: "html" } });
  expect((await post("html")).kind).toBe("ambiguous");
  teams.setDisabledByAdmin(true);
  expect((await post("blocked")).kind).toBe("installation-dead");
  teams.setDisabledByAdmin(false);
});

test("what happens to teams and channels is told, and posting fails in the same way", async () => {
  const scene = await play();
  const { teams, app, desk, channel } = scene;
  await teams.install({ team: "QA" });
  await teams.say({ user: "Ann Lee", channel: "Nightly", mention: true, text: "status" });
  await vi.waitFor(() => expect(written(scene)).toHaveLength(2));
  const conversation = channel("Nightly");
  const told = async (act: () => Promise<unknown>): Promise<readonly string[]> => {
    desk.happenings.length = 0;
    await act();
    await vi.waitFor(() => expect(desk.happenings.length).toBeGreaterThan(0));
    await vi.waitFor(() =>
      expect(
        desk.happenings.some((event) => "conversation" in event && event.conversation.id === conversation.id),
      ).toBe(true),
    );
    return desk.happenings.map(({ kind }) => kind);
  };
  const post = async () => (await app.channel.post({ conversation, card: sampleCard("x"), key: "k" })).kind;
  expect(await told(() => teams.channelDeleted({ channel: "Nightly" }))).toEqual(["conversation-unavailable"]);
  expect(await post()).toBe("conversation-unavailable");
  expect(await told(() => teams.channelRestored({ channel: "Nightly" }))).toEqual(["conversation-available"]);
  expect(await post()).toBe("posted");
  expect(await told(() => teams.channelRenamed({ channel: "Nightly", name: "Daily" }))).toEqual([
    "conversation-renamed",
  ]);
  expect(await told(() => teams.teamArchived({ team: "QA" }))).toContain("conversation-unavailable");
  expect(await told(() => teams.teamUnarchived({ team: "QA" }))).toContain("conversation-available");
  expect(await told(() => teams.uninstall({ team: "QA" }))).toContain("conversation-unavailable");
  expect(await post()).toBe("conversation-unavailable");
  expect(await told(() => teams.install({ team: "QA" }))).toContain("conversation-available");
  expect(await post()).toBe("posted");
  expect(await told(() => teams.teamDeleted({ team: "QA", hard: true }))).toContain("conversation-gone");
});

test("a private channel has its own installation", async () => {
  const scene = await play();
  const { teams, app, channel } = scene;
  await teams.install({ channel: "Secret" });
  await vi.waitFor(() => expect(written(scene)).toHaveLength(1));
  expect((await app.channel.post({ conversation: channel("Secret"), card: sampleCard("x"), key: "k" })).kind).toBe(
    "posted",
  );
});

test("a person who blocked the bot is not told", async () => {
  const { teams, app } = await play();
  await teams.install({ user: "Ann Lee" });
  const conversation = { channel: "teams", workspace: teams.tenantId, id: teams.personal("Ann Lee").id };
  const person = teams.user("Ann Lee").aadObjectId;
  const card = noticeCard("warning", [text("Something is wrong.")]);
  await expect.poll(() => app.channel.tell(conversation, person, card)).toBe(true);
  teams.block({ user: "Ann Lee", as: "writes-blocked" });
  expect(await app.channel.tell(conversation, person, card)).toBe(false);
  expect(await app.channel.reach(conversation)).toMatchObject({ kind: "conversation-unavailable" });
});

test.each<InboundTokenInput>([
  { expired: true },
  { audience: "another bot" },
  { issuer: "https://sts.windows.net/somebody/", tenantId: "somebody" },
  { algorithm: "HS256" },
  { algorithm: "RS384" },
  { algorithm: "none" },
  { serviceUrl: null },
  { serviceUrl: "https://smba.trafficmanager.net/emea/" },
  { kid: "unknown" },
  { signWithForeignKey: true },
  { endorsements: ["webchat"] },
])("a token with %j lets nothing through", async (wish) => {
  const { teams, desk } = await play();
  const body = {
    type: "message",
    id: "1",
    text: "status",
    channelId: "msteams",
    serviceUrl: teams.serviceUrl,
    from: { id: "29:x" },
    recipient: { id: teams.botId },
    conversation: { id: "a:1", conversationType: "personal", tenantId: teams.tenantId },
  };
  expect((await teams.rawActivity({ body, token: await teams.inboundToken(wish) })).status).toBe(401);
  expect((await teams.rawActivity({ body, token: null })).status).toBe(401);
  expect(desk.heard).toEqual([]);
  expect((await teams.rawActivity({ body })).status).toBe(200);
});
