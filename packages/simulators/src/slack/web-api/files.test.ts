import { expect, test } from "vitest";
import type { JsonObject } from "../json-value.ts";
import { objectOf, stringOf } from "../json-value.ts";
import type { SlackSimulator } from "../start-slack-simulator.ts";
import { call, channel, connectApp, start } from "../testing/drive-simulator.ts";

const begin = async (slack: SlackSimulator, filename = "trend.png", length = 3) => {
  const { upload_url, file_id } = await call(slack, "files.getUploadURLExternal", { filename, length });
  const send = (body: string): Promise<Response> => fetch(stringOf(upload_url), { method: "POST", body });
  const id = stringOf(file_id);
  return { id, send, complete: () => call(slack, "files.completeUploadExternal", { files: [{ id }] }) };
};

const uploaded = async (slack: SlackSimulator, filename?: string): Promise<string> => {
  const { id, send, complete } = await begin(slack, filename);
  await send("abc");
  expect(await complete()).toMatchObject({ ok: true });
  return id;
};

const picture = (id: string): JsonObject => ({ type: "image", alt_text: "a trend", slack_file: { id } });
const show = (slack: SlackSimulator, id: string): Promise<JsonObject> =>
  call(slack, "chat.postMessage", { channel, text: "x", blocks: [picture(id)] });
const unknown = {
  ok: false,
  error: "invalid_blocks",
  response_metadata: { messages: ["[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file/id]"] },
};

test("an upload's address takes exactly the announced bytes, once, by POST", async () => {
  const slack = await start();
  const { id, send, complete } = await begin(slack);
  expect(await complete()).toMatchObject({ ok: false, error: "file_not_found" });
  expect((await send("abcd")).status).toBe(400);
  expect((await fetch(`${slack.baseUrl}/upload/v1/${id}`)).status).toBe(405);
  expect((await send("abc")).status).toBe(200);
  expect((await send("xyz")).status).toBe(410);
  expect(Buffer.from(slack.file(id)?.bytes ?? []).toString()).toBe("abc");
  expect((await fetch(`${slack.baseUrl}/upload/v1/F0NOWHERE`, { method: "POST", body: "abc" })).status).toBe(404);
});

test("a picture shows once its upload is complete", async () => {
  const slack = await start();
  const { id, send, complete } = await begin(slack);
  await send("abc");
  expect(await show(slack, id)).toMatchObject(unknown);
  await complete();
  expect(await show(slack, id)).toMatchObject({ ok: true });
});

test("a picture shows once Slack has worked on it, also in views, whispers and answers", async () => {
  let now = 1_000_000;
  const slack = await start({ now: () => now, fileProcessingMs: 500 });
  const { received } = await connectApp(slack, () => ({}));
  const id = await uploaded(slack);
  await slack.command({ user: "quinn", channel, command: "/perfecto" });
  const payload = objectOf(received.at(-1)?.["payload"]);
  const respond = async (): Promise<number> => {
    const body = JSON.stringify({ text: "x", blocks: [picture(id)] });
    return (await fetch(stringOf(payload["response_url"]), { method: "POST", body })).status;
  };
  const whisper = () =>
    call(slack, "chat.postEphemeral", { channel, user: "U00000QUINN", text: "x", blocks: [picture(id)] });
  const home = () =>
    call(slack, "views.publish", { user_id: "U00000QUINN", view: { type: "home", blocks: [picture(id)] } });
  expect([await show(slack, id), await whisper()]).toMatchObject([unknown, unknown]);
  expect(await home()).toMatchObject({ ok: false, error: "invalid_arguments" });
  expect(await respond()).toBe(404);
  now += 500;
  expect([await show(slack, id), await whisper(), await home()]).toMatchObject([
    { ok: true },
    { ok: true },
    { ok: true },
  ]);
  expect(await respond()).toBe(200);
  expect(slack.ephemerals(channel, "quinn")).toHaveLength(2);
  slack.setFileProcessingMs(Number.POSITIVE_INFINITY);
  const never = await uploaded(slack);
  now += 3_600_000;
  expect(await show(slack, never)).toMatchObject(unknown);
});

test("refuses files that are no picture, unknown, or of another workspace, and a file named twice", async () => {
  const slack = await start();
  expect(await show(slack, await uploaded(slack, "log.txt"))).toMatchObject(unknown);
  expect(await show(slack, "F0NOWHERE")).toMatchObject(unknown);
  const id = await uploaded(slack);
  slack.addWorkspace({
    id: "T0ELSEWHERE",
    name: "Elsewhere",
    domain: "elsewhere",
    channels: [{ id: "C0ELSEWHERE", name: "x" }],
  });
  const blocks = [picture(id)];
  const token = slack.botToken("T0ELSEWHERE");
  expect(await call(slack, "chat.postMessage", { channel: "C0ELSEWHERE", text: "x", blocks }, token)).toMatchObject(
    unknown,
  );
  for (const slack_file of [{}, { id, url: "https://files.slack.example/x.png" }]) {
    const both = [{ type: "image", alt_text: "x", slack_file }];
    expect(await call(slack, "chat.postMessage", { channel, blocks: both })).toMatchObject({ error: "invalid_blocks" });
  }
});

test("needs files:write", async () => {
  const slack = await start({ workspaces: [{ scopes: ["chat:write"], channels: [{ id: channel, name: "x" }] }] });
  expect(await call(slack, "files.getUploadURLExternal", { filename: "a.png", length: 1 })).toMatchObject({
    error: "missing_scope",
    needed: "files:write",
  });
});

test("an upload fails as it is told to", async () => {
  const slack = await start();
  const { id, send, complete } = await begin(slack);
  slack.faults.add({ method: "upload", when: (args) => args["id"] === id, behave: { kind: "status", status: 503 } });
  slack.faults.add({ method: "upload", behave: { kind: "error", error: "upload_failed" } });
  slack.faults.add({ method: "upload", behave: { kind: "lost-answer" } });
  expect((await send("abc")).status).toBe(503);
  expect((await send("abc")).status).toBe(400);
  await expect(send("abc")).rejects.toThrow(TypeError);
  expect(await complete()).toMatchObject({ ok: true });
  const slow = await begin(slack);
  slack.faults.add({ method: "upload", behave: { kind: "slow", delayMs: 20 } });
  expect((await slow.send("abc")).status).toBe(200);
});
