import { expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../json-value.ts";
import { objectOf, stringOf } from "../json-value.ts";
import { call, channel, section, start } from "../testing/drive-simulator.ts";

test("stores every version, keeps metadata on update, and shows threads", async () => {
  const slack = await start();
  const heard: string[] = [];
  slack.on("message", (message) => heard.push(message.text));
  slack.on("edit", (message) => heard.push(`edit: ${message.text}`));
  const metadata = { event_type: "card", event_payload: { id: "k1" } };
  const root = await call(slack, "chat.postMessage", { channel, text: "one", blocks: [section("one")], metadata });
  const ts = stringOf(root["ts"]);
  await call(slack, "chat.update", { channel, ts, text: "two", blocks: [section("two")] });
  await call(slack, "chat.postMessage", { channel, text: "reply", thread_ts: ts });
  await call(slack, "chat.postMessage", { channel, text: "loud", thread_ts: ts, reply_broadcast: true });

  const [message] = slack.channel("mobile-qa").messages;
  expect(message?.versions.map((version) => version.text)).toEqual(["one", "two"]);
  expect(message?.metadata).toEqual(metadata);
  expect(
    slack
      .channel(channel)
      .thread(ts)
      .map((reply) => reply.text),
  ).toEqual(["reply", "loud"]);
  expect(slack.channel(channel).messages.map(({ text }) => text)).toEqual(["two", "loud"]);
  expect(heard).toEqual(["one", "edit: two", "reply", "loud"]);
  expect(await call(slack, "chat.update", { channel, ts, text: "bare" })).toMatchObject({ ok: true });
  expect(message?.blocks).toEqual([]);
});

test("finds a message by its metadata, only where all of it is asked for", async () => {
  const slack = await start();
  for (const id of ["a", "b"]) {
    await call(slack, "chat.postMessage", {
      channel,
      text: id,
      metadata: { event_type: "card", event_payload: { id } },
    });
  }
  const all = await call(slack, "conversations.history", { channel, include_all_metadata: true });
  const plain = await call(slack, "conversations.history", { channel });
  expect(all["messages"]).toMatchObject([{ metadata: { event_payload: { id: "b" } } }, { text: "a" }]);
  expect(plain["messages"]).toMatchObject([{ metadata: { event_type: "card" } }, {}]);
  expect(JSON.stringify(plain)).not.toContain("event_payload");
});

test("pages history by cursor and by time", async () => {
  const slack = await start({ now: () => 1_000_000 });
  const sent: string[] = [];
  for (const text of ["1", "2", "3"])
    sent.push(stringOf((await call(slack, "chat.postMessage", { channel, text }))["ts"]));
  const first = await call(slack, "conversations.history", { channel, limit: 2 });
  const cursor = stringOf(objectOf(first["response_metadata"])["next_cursor"]);
  const second = await call(slack, "conversations.history", { channel, limit: 2, cursor });
  expect([first["messages"], second["messages"]]).toMatchObject([[{ text: "3" }, { text: "2" }], [{ text: "1" }]]);
  const [oldest = "", , latest = ""] = sent;
  const between = await call(slack, "conversations.history", { channel, oldest, latest });
  expect(between["messages"]).toMatchObject([{ text: "2" }]);
  const inclusive = await call(slack, "conversations.history", { channel, oldest, latest, inclusive: true });
  expect(inclusive["messages"]).toHaveLength(3);
  expect(new Set(sent).size).toBe(3);
});

const refusals: [string, string, JsonObject, string][] = [
  ["a public channel without the bot", "chat.postMessage", { channel: "C0000RANDOM", text: "x" }, "not_in_channel"],
  ["a private channel without the bot", "chat.postMessage", { channel: "G00RELEASES", text: "x" }, "channel_not_found"],
  ["an unknown channel", "chat.postMessage", { channel: "C0", text: "x" }, "channel_not_found"],
  ["nothing", "chat.postMessage", { channel }, "no_text"],
  ["no JSON", "chat.postMessage", { channel, blocks: "{" }, "invalid_blocks_format"],
  ["bad blocks", "chat.postMessage", { channel, blocks: [section("")] }, "invalid_blocks"],
  [
    "long blocks",
    "chat.postMessage",
    { channel, blocks: Array.from({ length: 5 }, () => section("x".repeat(2800))) },
    "msg_blocks_too_long",
  ],
  [
    "bad metadata",
    "chat.postMessage",
    { channel, text: "x", metadata: { event_type: "x" } },
    "invalid_metadata_schema",
  ],
  ["no such thread", "chat.postMessage", { channel, text: "x", thread_ts: "1.000000" }, "thread_not_found"],
  ["no such message", "chat.update", { channel, ts: "1.000000", text: "x" }, "message_not_found"],
  ["a method Slack lacks", "chat.postmessage", {}, "unknown_method"],
  ["a scope the token lacks", "chat.unfurl", { channel, ts: "1.0", unfurls: {} }, "missing_scope"],
  [
    "somebody who is not in the channel",
    "chat.postEphemeral",
    { channel, user: "U0", text: "x" },
    "user_not_in_channel",
  ],
];
test.each(refusals)("refuses %s", async (_, method, args, error) => {
  const scopes = ["chat:write"];
  const slack = await start(
    method === "chat.unfurl" ? { workspaces: [{ scopes, channels: [{ id: channel, name: "x" }] }] } : {},
  );
  const answer = await call(slack, method, args);
  expect(answer).toMatchObject({ ok: false, error });
  expect(slack.requests.at(-1)).toMatchObject({ method, ok: false, error });
});

test("knows tokens: absent, wrong, revoked, uninstalled, of the wrong type", async () => {
  const slack = await start();
  const token = slack.botToken();
  const ask = async (bearer: string): Promise<JsonValue | undefined> =>
    (await call(slack, "auth.test", {}, bearer))["error"];
  expect(await (await fetch(`${slack.apiUrl}auth.test`, { method: "POST" })).json()).toMatchObject({
    error: "not_authed",
  });
  expect(await ask("xoxb-wrong")).toBe("invalid_auth");
  expect(await ask(slack.app.appToken)).toBe("not_allowed_token_type");
  expect((await call(slack, "apps.connections.open", {}, token))["error"]).toBe("not_allowed_token_type");
  expect(await call(slack, "auth.test", {}, token)).toMatchObject({ ok: true, team_id: "T0SIMULATED" });
  await slack.uninstall("T0SIMULATED");
  expect(await ask(token)).toBe("account_inactive");
});

test("refuses edits of other people's messages, long edits, and archived channels", async () => {
  const slack = await start();
  const { message } = await slack.say({ user: "quinn", channel, text: "hello" });
  expect(await call(slack, "chat.update", { channel, ts: message.ts, text: "x" })).toMatchObject({
    error: "cant_update_message",
  });
  const { ts } = await call(slack, "chat.postMessage", { channel, text: "x".repeat(40_001) });
  expect(slack.channel(channel).messages.at(-1)?.text).toHaveLength(40_000);
  const update = (text: string): Promise<JsonObject> => call(slack, "chat.update", { channel, ts: ts ?? "", text });
  expect(await update("x".repeat(4001))).toMatchObject({ error: "msg_too_long" });
  await slack.archive(channel, "quinn");
  expect(await update("x")).toMatchObject({ error: "is_inactive" });
  expect(await call(slack, "chat.postMessage", { channel, text: "x" })).toMatchObject({ error: "is_archived" });
});

test("joins a public channel, posts to a person, uploads and shares a file", async () => {
  const slack = await start();
  expect(await call(slack, "conversations.join", { channel: "C0000RANDOM" })).toMatchObject({ ok: true });
  expect(await call(slack, "chat.postMessage", { channel: "C0000RANDOM", text: "in" })).toMatchObject({ ok: true });
  await call(slack, "chat.postMessage", { channel: "U00000QUINN", text: "psst" });
  expect(slack.directMessage("quinn").messages).toMatchObject([{ text: "psst" }]);

  const { upload_url, file_id } = await call(slack, "files.getUploadURLExternal", { filename: "a.png", length: 3 });
  const files = [{ id: file_id ?? "", title: "Trend" }];
  expect(await call(slack, "files.completeUploadExternal", { files, channel_id: channel })).toMatchObject({
    error: "file_not_found",
  });
  expect((await fetch(stringOf(upload_url), { method: "POST", body: "abc" })).status).toBe(200);
  expect(await call(slack, "files.completeUploadExternal", { files, channel_id: channel })).toMatchObject({
    ok: true,
  });
  expect(slack.channel(channel).messages.at(-1)?.files).toMatchObject([{ title: "Trend", complete: true }]);
  const blocks = [{ type: "image", alt_text: "chart", slack_file: { id: file_id ?? "" } }];
  expect(await call(slack, "chat.postMessage", { channel, blocks })).toMatchObject({ ok: true });
});

test("says what is wrong with blocks, and which scope is needed", async () => {
  const slack = await start({
    workspaces: [{ scopes: ["chat:write"], channels: [{ id: channel, name: "mobile-qa" }] }],
  });
  expect(await call(slack, "chat.postMessage", { channel, blocks: [section("")] })).toMatchObject({
    response_metadata: { messages: ["[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"] },
  });
  expect(await call(slack, "conversations.history", { channel })).toMatchObject({
    error: "missing_scope",
    needed: "channels:history,groups:history,im:history,mpim:history",
    provided: "chat:write",
  });
});
