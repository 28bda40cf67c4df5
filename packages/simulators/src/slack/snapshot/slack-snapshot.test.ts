import { expect, test } from "vitest";
import { SnapshotError } from "../../snapshot/snapshot-error.ts";
import type { JsonObject } from "../json-value.ts";
import { objectOf, stringOf } from "../json-value.ts";
import type { SlackSimulator } from "../start-slack-simulator.ts";
import { call, channel, connectApp, section, start } from "../testing/drive-simulator.ts";
import type { SlackSnapshot } from "./slack-snapshot.ts";
import type { SlackSnapshotBounds } from "./take-slack-snapshot.ts";

/** What a file of it would give back. */
const written = (slack: SlackSimulator, bounds?: SlackSnapshotBounds): SlackSnapshot =>
  JSON.parse(JSON.stringify(slack.snapshot(bounds)));

const post = async (slack: SlackSimulator, text: string, more: JsonObject = {}): Promise<string> =>
  stringOf((await call(slack, "chat.postMessage", { channel, text, ...more }))["ts"]);

const upload = async (slack: SlackSimulator, bytes: string, args: JsonObject = {}): Promise<string> => {
  const asked = { filename: "trend.png", length: bytes.length };
  const { upload_url, file_id } = await call(slack, "files.getUploadURLExternal", asked);
  await fetch(stringOf(upload_url), { method: "POST", body: bytes });
  const id = stringOf(file_id);
  await call(slack, "files.completeUploadExternal", { files: [{ id, title: `Trend ${bytes}` }], ...args });
  return id;
};

const button: JsonObject = { type: "button", action_id: "ack", text: { type: "plain_text", text: "Acknowledge" } };
const metadata = { event_type: "card", event_payload: { id: "k1" } };

/** A workspace in which something of every kind has happened. */
const lived = async () => {
  const slack = await start();
  const root = await post(slack, "one", {
    blocks: [section("one"), { type: "actions", elements: [button] }],
    metadata,
  });
  await call(slack, "chat.update", {
    channel,
    ts: root,
    text: "two",
    blocks: [{ type: "actions", elements: [button] }],
  });
  await post(slack, "reply", { thread_ts: root, unfurl_links: false });
  await post(slack, "loud", { thread_ts: root, reply_broadcast: true });
  const gone = await post(slack, "gone");
  await call(slack, "chat.delete", { channel, ts: gone });
  const { message: said } = await slack.say({ user: "quinn", channel, text: "see https://lab.example/1" });
  await call(slack, "chat.unfurl", { channel, ts: said.ts, unfurls: { "https://lab.example/1": { text: "a test" } } });
  await call(slack, "reactions.add", { channel, timestamp: said.ts, name: "eyes" });
  await call(slack, "chat.postEphemeral", { channel, user: "U00000QUINN", text: "psst" });
  await call(slack, "chat.postMessage", { channel: "U000000DANA", text: "to dana" });
  const file = await upload(slack, "abc", { channel_id: channel, thread_ts: root });
  slack.addUser({ id: "U0000000NEW", name: "nia", realName: "Nia New", email: "nia@simulated.example" });
  slack.addChannel({ id: "C00000ADDED", name: "added", members: ["nia"] });
  await slack.rename("random", "noise");
  await slack.inviteBot("releases", "quinn");
  await slack.archive("C00000ADDED", "quinn");
  await call(slack, "views.publish", { user_id: "U00000QUINN", view: { type: "home", blocks: [section("home")] } });
  return { slack, root, gone, said, file };
};

/** Everything that people and the app can look at, as JSON. */
const seen = async (slack: SlackSimulator): Promise<unknown> => {
  const ask = (method: string, args: JsonObject = {}) => call(slack, method, args);
  const channels = slack.channels().map(({ id, name, kind, members, archived, allMessages, messages }) => ({
    channel: { id, name, kind, archived, members: [...members] },
    shown: messages.map(({ ts }) => ts),
    all: allMessages.map(({ ts, text, deleted, versions, files, reactions, unfurls }) => ({
      message: { ts, text, deleted, versions, reactions, unfurls },
      files: files.map(({ id: fileId, title, bytes }) => [fileId, title, Buffer.from(bytes ?? []).toString()]),
    })),
  }));
  return {
    channels,
    ephemerals: slack.ephemerals(channel, "quinn"),
    home: slack.home("quinn"),
    users: [...slack.workspace().users.values()],
    auth: await ask("auth.test"),
    history: await ask("conversations.history", { channel, include_all_metadata: true }),
    list: await ask("conversations.list", { types: "public_channel,private_channel,im" }),
    groups: await ask("usergroups.list"),
  };
};

test("a restored workspace looks the same to people and to the app, and its secrets stay good", async () => {
  const { slack } = await lived();
  const before = await seen(slack);
  const snapshot = slack.snapshot();
  expect(JSON.parse(JSON.stringify(snapshot))).toStrictEqual(snapshot);
  const again = await start({ restore: written(slack), app: { name: "Other" }, workspaces: [] });
  expect(again.app).toEqual(slack.app);
  expect(again.botToken()).toBe(slack.botToken());
  expect(await call(again, "apps.connections.open", {}, slack.app.appToken)).toMatchObject({ ok: true });
  expect(await seen(again)).toEqual(before);
  expect(again.snapshot()).toStrictEqual(snapshot);
});

test("a restored message is edited, answered and clicked on as before", async () => {
  const { slack, root, gone, file } = await lived();
  const again = await start({ restore: written(slack) });
  const { received } = await connectApp(again, () => ({}));
  expect(await call(again, "chat.update", { channel, ts: root, text: "three" })).toMatchObject({ ok: true });
  expect(await call(again, "chat.update", { channel, ts: gone, text: "x" })).toMatchObject({
    error: "message_not_found",
  });
  await post(again, "later", { thread_ts: root });
  const thread = await call(again, "conversations.replies", { channel, ts: root, include_all_metadata: true });
  expect(thread["messages"]).toMatchObject([
    { text: "three", metadata, reply_count: 4 },
    { text: "reply" },
    { text: "loud", subtype: "thread_broadcast" },
    { files: [{ id: file, title: "Trend abc" }] },
    { text: "later" },
  ]);
  const [message] = again.channel(channel).messages;
  expect(message?.versions.map(({ text }) => text)).toEqual(["one", "two", "three"]);
  const blocks = [
    { type: "image", alt_text: "chart", slack_file: { id: file } },
    { type: "actions", elements: [button] },
  ];
  await call(again, "chat.update", { channel, ts: root, text: "four", blocks });
  await again.click({ user: "omari", channel, messageTs: root, actionId: "ack" });
  expect(received[1]?.["payload"]).toMatchObject({ type: "block_actions", message: { ts: root, text: "four" } });
  // The one they were taken from does not notice.
  expect(slack.channel(channel).messages[0]?.text).toBe("two");
});

test("new ids and stamps are never those of before, even where the clock stands still", async () => {
  const now = () => 1_764_000_000_000;
  const slack = await start({ now });
  for (const text of ["a", "b"]) await post(slack, text);
  const again = await start({ now, restore: written(slack) });
  const old = slack.channel(channel).messages.map(({ ts }) => ts);
  const ts = await post(again, "c");
  expect(Number(ts)).toBeGreaterThan(Number(old.at(-1)));
  const made = again.addChannel({ name: "made" }).id;
  const third = await start({ now, restore: written(again) });
  expect(third.channel(made).name).toBe("made");
  expect(third.addChannel({ name: "made later" }).id).not.toBe(made);
});

test("a response_url goes on for the uses and the time that it has left", async () => {
  let now = 1_764_000_000_000;
  const slack = await start({ now: () => now });
  const { received } = await connectApp(slack, () => ({}));
  const blocks = [{ type: "actions", elements: [button] }];
  const ts = await post(slack, "incident", { blocks });
  await slack.click({ user: "omari", channel, messageTs: ts, actionId: "ack" });
  const url = new URL(stringOf(objectOf(received[1]?.["payload"])["response_url"]));
  await fetch(url, { method: "POST", body: JSON.stringify({ text: "1" }) });
  const snapshot = written(slack);

  const again = await start({ now: () => now, restore: snapshot });
  const respond = async (body: JsonObject) =>
    (await fetch(again.baseUrl + url.pathname, { method: "POST", body: JSON.stringify(body) })).status;
  expect(await respond({ text: "taken", replace_original: true })).toBe(200);
  expect(again.channel(channel).messages).toMatchObject([{ ts, text: "taken" }]);
  for (const text of ["3", "4", "5"]) expect(await respond({ text })).toBe(200);
  expect(await respond({ text: "6" })).toBe(404);
  expect(again.ephemerals(channel, "omari").map(({ text }) => text)).toEqual(["1", "3", "4", "5"]);
  now += 30 * 60_000 + 1;
  expect([slack.snapshot().responseUrls, again.snapshot().responseUrls]).toEqual([[], []]);
});

test("keeps the newest messages and the roots of their threads, and files as far as there is room", async () => {
  const slack = await start();
  const old = await post(slack, "old root");
  await post(slack, "old reply", { thread_ts: old });
  await upload(slack, "first", { channel_id: channel });
  await call(slack, "chat.postMessage", { channel: "U000000DANA", text: "to dana" });
  await call(slack, "chat.postEphemeral", { channel, user: "U00000QUINN", text: "earlier" });
  await call(slack, "chat.postEphemeral", { channel, user: "U00000QUINN", text: "later" });
  await upload(slack, "second");
  await post(slack, "new reply", { thread_ts: old });

  const texts = (simulator: SlackSimulator) =>
    simulator.channels().flatMap(({ allMessages }) => allMessages.map(({ text }) => text));
  const whispered = (simulator: SlackSimulator) => simulator.ephemerals(channel, "quinn").map(({ text }) => text);
  const titles = ({ files }: SlackSnapshot) => files.map(({ title, bytes }) => [title, bytes !== undefined]);

  const one = written(slack, { messages: 1, fileBytes: 5 });
  const again = await start({ restore: one });
  expect(texts(again)).toEqual(["old root", "new reply"]);
  expect(again.channel(channel).thread(old)).toHaveLength(1);
  expect(whispered(again)).toEqual(["later"]);
  expect(titles(one)).toEqual([["Trend second", false]]);
  expect(texts(await start({ restore: written(slack, { messages: 2 }) }))).toEqual([
    "old root",
    "new reply",
    "to dana",
  ]);
  expect(titles(written(slack, { fileBytes: 6 }))).toEqual([
    ["Trend first", false],
    ["Trend second", true],
  ]);
  expect(texts(await start({ restore: written(slack) }))).toEqual(texts(slack));
});

test("keeps the files of kept messages, however many are newer", async () => {
  const slack = await start();
  await upload(slack, "old", { channel_id: channel });
  await post(slack, "reply", { thread_ts: slack.channel(channel).messages[0]?.ts ?? "" });
  for (const bytes of ["newer", "newest"]) await upload(slack, bytes);
  const again = await start({ restore: written(slack, { messages: 1 }) });
  expect(again.channel(channel).messages).toMatchObject([{ files: [{ title: "Trend old" }] }]);
  expect(again.snapshot().files.map(({ title }) => title)).toEqual(["Trend old", "Trend newest"]);
});

const spoilt: readonly (readonly [string, (snapshot: SlackSnapshot) => unknown, string])[] = [
  ["another version", (good) => ({ ...good, v: 2 }), "it is of version 2, and version 1 is read"],
  ["no version", ({ v: _v, ...rest }) => rest, "v must be a number"],
  ["nothing", () => null, "it must be an object"],
  ["a missing part", ({ channels: _channels, ...rest }) => rest, "channels must be a list"],
  ["no workspace", (good) => ({ ...good, workspaces: [] }), "workspaces must not be empty"],
  [
    "a message without a version",
    (good) => ({ ...good, channels: [{ ...good.channels[0], messages: [{ ...aMessage, versions: [] }] }] }),
    "channels[0].messages[0].versions must not be empty",
  ],
  [
    "a version without text",
    (good) => ({ ...good, channels: [{ ...good.channels[0], messages: [{ ...aMessage, versions: [{ at: 1 }] }] }] }),
    "channels[0].messages[0].versions[0].text must be text",
  ],
  [
    "a file that is not in it",
    (good) => ({ ...good, channels: [{ ...good.channels[0], messages: [{ ...aMessage, files: ["F0"] }] }] }),
    "message 1.000000 shows file F0, which is not in it",
  ],
  [
    "a channel of nowhere",
    (good) => ({ ...good, channels: [{ ...good.channels[0], teamId: "T9" }] }),
    `channel ${channel} is of workspace T9, which is not in it`,
  ],
  [
    "an unknown kind of channel",
    (good) => ({ ...good, channels: [{ ...good.channels[0], kind: "mpim" }] }),
    "channels[0].kind must be one of public, private, im",
  ],
];
const aMessage = {
  channelId: channel,
  ts: "1.000000",
  userId: "U00000QUINN",
  broadcast: false,
  files: [],
  reactions: [],
  versions: [{ at: 1_000, text: "x", blocks: [], attachments: [] }],
  deleted: false,
};

test.each(spoilt)("says in one sentence why it cannot restore %s", async (_, spoil, problem) => {
  const good = (await start()).snapshot();
  const restore: SlackSnapshot = JSON.parse(JSON.stringify(spoil(good)));
  const message = `The snapshot of the simulated Slack cannot be restored: ${problem}. Start without it.`;
  const refusal: unknown = await start({ restore }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(SnapshotError);
  expect(refusal).toMatchObject({ message });
});
