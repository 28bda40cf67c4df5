import { expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../json-value.ts";
import { objectOf, stringOf } from "../json-value.ts";
import { call, channel, connectApp, section, start } from "../testing/drive-simulator.ts";

const button: JsonObject = {
  type: "button",
  action_id: "ack",
  text: { type: "plain_text", text: "Acknowledge" },
  value: "i1",
};

const form = (fields: JsonObject = {}): JsonObject => ({
  type: "modal",
  callback_id: "subscribe",
  title: { type: "plain_text", text: "Subscribe" },
  submit: { type: "plain_text", text: "Save" },
  blocks: [
    {
      type: "input",
      block_id: "job",
      label: { type: "plain_text", text: "Job" },
      element: { type: "plain_text_input", action_id: "job" },
    },
    {
      type: "input",
      block_id: "on",
      label: { type: "plain_text", text: "When" },
      element: {
        type: "static_select",
        action_id: "on",
        options: ["failures", "all"].map((value) => ({ text: { type: "plain_text", text: value }, value })),
        initial_option: { text: { type: "plain_text", text: "failures" }, value: "failures" },
      },
    },
  ],
  ...fields,
});

const input = (block_id: string, element: JsonObject): JsonObject => ({
  type: "input",
  block_id,
  label: { type: "plain_text", text: block_id },
  element: { action_id: block_id, ...element },
});

test("a click carries message, state and a response_url that works five times", async () => {
  const slack = await start();
  const { received } = await connectApp(slack, () => ({}));
  const blocks = [{ type: "actions", block_id: "b", elements: [button] }];
  const { ts } = await call(slack, "chat.postMessage", { channel, text: "incident", blocks });
  await slack.click({ user: "omari", channel, messageTs: stringOf(ts), actionId: "ack" });
  const payload = objectOf(received[1]?.["payload"]);
  expect(payload).toMatchObject({
    type: "block_actions",
    container: { type: "message", message_ts: ts, is_ephemeral: false },
    message: { ts, text: "incident" },
    actions: [{ type: "button", action_id: "ack", block_id: "b", value: "i1" }],
    user: { name: "omari" },
  });
  const respond = async (body: JsonObject): Promise<Response> =>
    fetch(stringOf(payload["response_url"]), { method: "POST", body: JSON.stringify(body) });
  expect((await respond({ text: "for you" })).status).toBe(200);
  expect((await respond({ text: "for all", response_type: "in_channel" })).status).toBe(200);
  expect((await respond({ text: "taken", replace_original: true })).status).toBe(200);
  expect((await respond({ text: "4" })).status).toBe(200);
  expect((await respond({ text: "5" })).status).toBe(200);
  const sixth = await respond({ text: "6" });
  expect([sixth.status, await sixth.json()]).toEqual([404, { ok: false, error: "used_url" }]);
  expect(slack.channel(channel).messages.map(({ text }) => text)).toEqual(["taken", "for all"]);
  expect(slack.ephemerals(channel, "omari").map(({ text }) => text)).toEqual(["for you", "4", "5"]);
  await expect(slack.click({ user: "omari", channel, messageTs: stringOf(ts), actionId: "no" })).rejects.toThrow(
    "no element",
  );
});

test("a response_url dies after thirty minutes", async () => {
  let now = 1_000_000;
  const slack = await start({ now: () => now });
  const { received } = await connectApp(slack, () => ({}));
  await slack.command({ user: "quinn", channel: "C0000RANDOM", command: "/perfecto" });
  now += 30 * 60_000 + 1;
  const url = stringOf(objectOf(received[1]?.["payload"])["response_url"]);
  const late = await fetch(url, { method: "POST", body: '{"text":"x"}' });
  expect([late.status, await late.json()]).toMatchObject([404, { error: "expired_url" }]);
});

test("a modal: opened by a trigger once and in time, filled in, refused, submitted", async () => {
  let now = 1_000_000;
  const slack = await start({ now: () => now });
  let answer: JsonObject = {};
  const { received } = await connectApp(slack, () => answer);
  const command = async (): Promise<JsonValue> => {
    await slack.command({ user: "quinn", channel, command: "/perfecto", text: "subscribe" });
    return objectOf(received.at(-1)?.["payload"])["trigger_id"] ?? "";
  };
  const late = await command();
  now += 3_001;
  expect(await call(slack, "views.open", { trigger_id: late, view: form() })).toMatchObject({
    error: "expired_trigger_id",
  });
  const trigger_id = await command();
  const bad = await call(slack, "views.open", {
    trigger_id,
    view: form({ title: { type: "plain_text", text: "x".repeat(25) } }),
  });
  expect(bad).toMatchObject({
    error: "invalid_arguments",
    response_metadata: { messages: [expect.stringContaining("/view/title/text")] },
  });
  expect(await call(slack, "views.open", { trigger_id, view: form() })).toMatchObject({ ok: true });
  expect(await call(slack, "views.open", { trigger_id, view: form() })).toMatchObject({
    error: "exchanged_trigger_id",
  });

  const required = await slack.submitModal({ user: "quinn" });
  expect(required).toMatchObject({ acknowledged: false, errors: { job: expect.stringContaining("required") } });
  expect(required.notSent).toBeDefined();

  answer = { response_action: "errors", errors: { job: "No such job" } };
  expect(await slack.submitModal({ user: "quinn", values: { job: "x" } })).toMatchObject({
    errors: { job: "No such job" },
  });
  expect(slack.openModal("quinn")?.errors).toEqual({ job: "No such job" });

  answer = { response_action: "update", view: form({ callback_id: "step2" }) };
  await slack.submitModal({ user: "quinn", values: { job: "nightly" } });
  expect(slack.openModal("quinn")?.definition["callback_id"]).toBe("step2");

  answer = {};
  const receipt = await slack.submitModal({ user: "quinn", values: { job: "nightly-*" } });
  expect(receipt).toMatchObject({ acknowledged: true, errors: {} });
  expect(objectOf(received.at(-1)?.["payload"])).toMatchObject({
    type: "view_submission",
    view: {
      callback_id: "step2",
      state: {
        values: { job: { job: { value: "nightly-*" } }, on: { on: { selected_option: { value: "failures" } } } },
      },
    },
  });
  expect(slack.openModal("quinn")).toBeUndefined();
});

test("options for a menu, a home tab, and leaving a view", async () => {
  const slack = await start();
  const option = { text: { type: "plain_text", text: "nightly" }, value: "nightly" };
  const { received } = await connectApp(slack, ({ payload }) =>
    objectOf(payload)["type"] === "block_suggestion" ? { options: [option] } : {},
  );
  const blocks = [{ type: "actions", elements: [{ type: "external_select", action_id: "jobs", min_query_length: 2 }] }];
  const { ts } = await call(slack, "chat.postMessage", { channel, text: "x", blocks });
  const asked = await slack.options({
    user: "dana",
    channel,
    messageTs: stringOf(ts),
    actionId: "jobs",
    value: "ni",
  });
  expect(asked).toMatchObject({ options: [option], faults: [] });
  const home = await call(slack, "views.publish", {
    user_id: "U000000DANA",
    view: { type: "home", blocks: [section("hi")] },
  });
  expect(home).toMatchObject({ ok: true });
  expect(
    await call(slack, "views.publish", { user_id: "U000000DANA", view: { type: "home", blocks: [] }, hash: "old" }),
  ).toMatchObject({ error: "hash_conflict" });
  await slack.openHome("dana");
  expect(received.at(-1)).toMatchObject({ payload: { event: { type: "app_home_opened", view: { type: "home" } } } });

  await slack.command({ user: "dana", channel, command: "/perfecto" });
  const { trigger_id = "" } = objectOf(received.at(-1)?.["payload"]);
  await call(slack, "views.open", { trigger_id, view: form({ notify_on_close: true }) });
  await slack.closeModal({ user: "dana" });
  expect(received.at(-1)).toMatchObject({ payload: { type: "view_closed", is_cleared: false } });
  expect(slack.openModal("dana")).toBeUndefined();
});

test("what happens to channels is told, and only to an app that may hear it", async () => {
  const slack = await start();
  const { received } = await connectApp(slack, () => ({}));
  const told = (): JsonValue | undefined => objectOf(objectOf(received.at(-1)?.["payload"])["event"])["type"];
  const steps: [() => Promise<unknown>, string][] = [
    [() => slack.archive(channel, "quinn"), "channel_archive"],
    [() => slack.unarchive(channel, "quinn"), "channel_unarchive"],
    [() => slack.rename(channel, "mobile"), "channel_rename"],
    [() => slack.inviteBot("releases", "quinn"), "member_joined_channel"],
    [() => slack.removeBot("releases", "quinn"), "group_left"],
    [() => slack.removeBot(channel, "quinn"), "channel_left"],
    [() => slack.changeChannelId("mobile", "C0000000NEW"), "channel_id_changed"],
    [() => slack.say({ user: "quinn", text: "hello bot" }), "message"],
    [() => slack.deleteChannel("C0000000NEW"), "channel_deleted"],
  ];
  for (const [step, type] of steps) {
    await step();
    expect(told()).toBe(type);
  }
  expect(await slack.rename("releases", "secret")).toMatchObject({ notSent: expect.any(String) });
  await slack.uninstall("T0SIMULATED");
  const last = received.slice(-2).map(({ payload }) => objectOf(objectOf(payload)["event"])["type"]);
  expect(new Set(last)).toEqual(new Set(["app_uninstalled", "tokens_revoked"]));
});

test("modals stack three deep; a suggested option is submitted whole; channels picked bring response_urls", async () => {
  const slack = await start();
  const option = { text: { type: "plain_text", text: "Nightly Regression" }, value: "nightly" };
  const { received } = await connectApp(slack, ({ payload }) =>
    objectOf(payload)["type"] === "block_suggestion" ? { options: [option] } : {},
  );
  const view = form({
    blocks: [
      input("job", { type: "external_select", min_query_length: 0 }),
      input("to", { type: "conversations_select", response_url_enabled: true }),
    ],
  });
  const trigger = async (): Promise<JsonValue> => {
    await slack.command({ user: "quinn", channel, command: "/perfecto" });
    return objectOf(received.at(-1)?.["payload"])["trigger_id"] ?? "";
  };
  await call(slack, "views.open", { trigger_id: await trigger(), view });
  for (const expected of [{ ok: true }, { ok: true }, { ok: false, error: "push_limit_reached" }]) {
    expect(await call(slack, "views.push", { trigger_id: await trigger(), view })).toMatchObject(expected);
  }
  expect(slack.modalStack("quinn")).toHaveLength(3);
  await slack.options({ user: "quinn", in: "modal", actionId: "job", value: "ni" });
  await slack.submitModal({ user: "quinn", values: { job: "nightly", to: channel } });
  expect(received.at(-1)).toMatchObject({
    payload: {
      view: { state: { values: { job: { job: { selected_option: option } } } } },
      response_urls: [{ block_id: "to", channel_id: channel, response_url: expect.stringContaining("/commands/") }],
    },
  });
  expect(slack.modalStack("quinn")).toHaveLength(2);
});
