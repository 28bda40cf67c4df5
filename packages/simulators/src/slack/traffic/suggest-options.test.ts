import { once } from "node:events";
import { createServer } from "node:http";
import { expect, onTestFinished, test, vi } from "vitest";
import { readBody } from "../http-exchange.ts";
import type { JsonObject, JsonValue } from "../json-value.ts";
import { arrayOf, objectOf, parseJson, stringOf } from "../json-value.ts";
import type { SlackSimulator, SlackSimulatorOptions } from "../start-slack-simulator.ts";
import { call, channel, connectApp, start } from "../testing/drive-simulator.ts";

const plain = (text: string): JsonObject => ({ type: "plain_text", text });
const option = (value: string, text = value): JsonObject => ({ text: plain(text), value });
const external = (fields: JsonObject = {}): JsonObject => ({
  type: "external_select",
  action_id: "lookup",
  min_query_length: 0,
  ...fields,
});
const several = (fields: JsonObject = {}): JsonObject => external({ type: "multi_external_select", ...fields });
const input = (block_id: string, element: JsonObject): JsonObject => ({
  type: "input",
  block_id,
  label: plain(block_id),
  element,
  optional: true,
});

/** A person with a modal of these inputs on screen, and an app that answers what somebody types with `answer`. */
const openForm = async (
  inputs: readonly JsonObject[],
  answer: (typed: string) => JsonObject | undefined,
  options: SlackSimulatorOptions = {},
) => {
  const slack = await start(options);
  const { received } = await connectApp(slack, ({ payload }) => {
    const { type, value } = objectOf(payload);
    return type === "block_suggestion" ? answer(stringOf(value)) : {};
  });
  await slack.command({ user: "quinn", channel, command: "/perfecto" });
  const { trigger_id = "" } = objectOf(received.at(-1)?.["payload"]);
  const view = {
    type: "modal",
    title: plain("Subscribe"),
    submit: plain("Save"),
    private_metadata: "C1",
    blocks: [...inputs],
  };
  expect(await call(slack, "views.open", { trigger_id, view })).toMatchObject({ ok: true });
  return { slack, last: (): JsonObject => objectOf(received.at(-1)?.["payload"]) };
};

const type = (slack: SlackSimulator, value: string, blockId = "job") =>
  slack.options({ user: "quinn", in: "modal", blockId, value });

test("the payload says who types what in which menu of which view", async () => {
  const { slack, last } = await openForm([input("job", external())], () => ({ options: [option("Nightly")] }));
  expect(await type(slack, "nigh")).toMatchObject({ acknowledged: true, options: [option("Nightly")], faults: [] });
  const { id } = slack.openModal("quinn") ?? { id: "" };
  expect(last()).toMatchObject({
    type: "block_suggestion",
    user: { id: "U00000QUINN", team_id: "T0SIMULATED" },
    team: { id: "T0SIMULATED" },
    api_app_id: slack.app.id,
    container: { type: "view", view_id: id },
    action_id: "lookup",
    block_id: "job",
    value: "nigh",
    view: { id, private_metadata: "C1" },
  });
});

test("a choice comes from what was given, at any time, or from what the menu began with", async () => {
  const inputs = [
    input("job", external({ initial_option: option("Weekly") })),
    input("tag", several({ initial_options: [option("smoke")], max_selected_items: 2 })),
  ];
  const { slack, last } = await openForm(inputs, (typed) => ({
    options: [option(`${typed}-1`), option(`${typed}-2`)],
  }));
  const submit = (values: Record<string, string | string[]>) => slack.submitModal({ user: "quinn", values });
  await expect(submit({ job: "Nightly" })).rejects.toThrow('does not offer "Nightly" (the app has to give it');
  await type(slack, "a", "tag");
  await type(slack, "b", "tag");
  // Menus of several blocks have the same action id; each was given its own options.
  await expect(submit({ job: "a-1" })).rejects.toThrow("does not offer");
  await expect(submit({ tag: ["a-1", "b-1", "b-2"] })).rejects.toThrow("takes 2 choices at most, not 3");
  await type(slack, "a");
  expect(await submit({ job: "a-2", tag: ["smoke", "a-1"] })).toMatchObject({ errors: {} });
  const { values } = objectOf(objectOf(last()["view"])["state"]);
  expect(values).toEqual({
    job: { lookup: { type: "external_select", selected_option: option("a-2") } },
    tag: { lookup: { type: "multi_external_select", selected_options: [option("smoke"), option("a-1")] } },
  });
});

test("untouched menus submit what they began with, or nothing", async () => {
  const inputs = [
    input("job", external({ initial_option: option("Weekly") })),
    input("device", external()),
    input("tag", several()),
  ];
  const { slack, last } = await openForm(inputs, () => undefined);
  await slack.submitModal({ user: "quinn" });
  expect(objectOf(objectOf(last()["view"])["state"])["values"]).toMatchObject({
    job: { lookup: { selected_option: option("Weekly") } },
    device: { lookup: { selected_option: null } },
    tag: { lookup: { selected_options: [] } },
  });
});

const hundred = Array.from({ length: 100 }, (_, at) => option(`${at}`));
test.each<[string, JsonObject, number]>([
  ["no options", { options: [] }, 0],
  ["100 options", { options: hundred }, 100],
  ["the longest option", { options: [option("v".repeat(150), "t".repeat(75))] }, 1],
  ["groups", { option_groups: [{ label: plain("Lately"), options: [option("a")] }] }, 1],
])("takes %s", async (_name, answer, count) => {
  const { slack } = await openForm([input("job", external())], () => answer);
  const { options, faults, error } = await type(slack, "x");
  expect([options.length, faults, error]).toEqual([count, [], undefined]);
});

test.each<[string, JsonObject, string]>([
  ["nothing", {}, "must be an object"],
  ["101 options", { options: [...hundred, option("x")] }, "no more than 100 items"],
  ["a text of 76", { options: [option("v", "t".repeat(76))] }, "/options/0/text/text"],
  ["a value of 151", { options: [option("v".repeat(151), "t")] }, "/options/0/value"],
  ["an empty value", { options: [option("", "t")] }, "/options/0/value"],
  ["mrkdwn", { options: [{ text: { type: "mrkdwn", text: "*x*" }, value: "x" }] }, "/options/0/text/type"],
  ["options and groups", { options: [option("a")], option_groups: [] }, "exactly one of"],
  ["groups of nothing", { option_groups: [{ label: plain("x"), options: [] }] }, "/option_groups/0/options"],
])("refuses %s: the menu says that it could not load them", async (_name, answer, fault) => {
  const { slack } = await openForm([input("job", external())], () => answer);
  const receipt = await type(slack, "x");
  expect(receipt).toMatchObject({ options: [], error: "Could not load options" });
  expect(receipt.faults.join(" ")).toContain(fault);
  await expect(slack.submitModal({ user: "quinn", values: { job: "a" } })).rejects.toThrow("does not offer");
});

test("an app that does not answer in time gives nothing", async () => {
  const { slack } = await openForm([input("job", external())], () => undefined, { acknowledgeWithinMs: 300 });
  expect(await type(slack, "x")).toMatchObject({ timedOut: true, options: [], error: "Could not load options" });
});

test("asks only menus of the app's options, and only for enough letters", async () => {
  const inputs = [
    input("job", { type: "external_select", action_id: "lookup" }),
    input("on", { type: "static_select", action_id: "on", options: [option("all")] }),
  ];
  const { slack } = await openForm(inputs, () => ({ options: [] }));
  const before = slack.deliveries.length;
  expect(await type(slack, "ni")).toMatchObject({ notSent: "the menu asks from 3 letters on", options: [] });
  await expect(type(slack, "all", "on")).rejects.toThrow("has its own options");
  expect(slack.deliveries).toHaveLength(before);
  expect(await type(slack, "nig")).toMatchObject({ acknowledged: true });
  await slack.closeModal({ user: "quinn" });
  await expect(type(slack, "nig")).rejects.toThrow("no modal open");
});

test("a menu in a message: what one person was given only that person can choose", async () => {
  const slack = await start();
  const { received } = await connectApp(slack, ({ payload }) =>
    objectOf(payload)["type"] === "block_suggestion" ? { options: [option("Nightly")] } : {},
  );
  const blocks = [{ type: "actions", block_id: "b", elements: [external()] }];
  const { ts } = await call(slack, "chat.postMessage", { channel, text: "x", blocks });
  await call(slack, "chat.postEphemeral", { channel, user: "U000000DANA", text: "x", blocks });
  const place = { channel, messageTs: stringOf(ts), actionId: "lookup" };
  await slack.options({ user: "dana", value: "n", ...place });
  expect(received.at(-1)).toMatchObject({
    payload: { container: { type: "message", message_ts: ts, is_ephemeral: false }, message: { ts } },
  });
  await expect(slack.click({ user: "quinn", choose: "Nightly", ...place })).rejects.toThrow("does not offer");
  await slack.click({ user: "dana", choose: "Nightly", ...place });
  expect(received.at(-1)).toMatchObject({ payload: { actions: [{ selected_option: option("Nightly") }] } });
  const [whisper] = slack.ephemerals(channel, "dana");
  const alone = { channel, messageTs: whisper?.ts ?? "", actionId: "lookup" };
  expect(await slack.options({ user: "dana", value: "n", ...alone })).toMatchObject({ options: [option("Nightly")] });
  expect(objectOf(received.at(-1)?.["payload"])).toMatchObject({ container: { is_ephemeral: true } });
});

test("over HTTP the options load URL is asked, signed; without one nothing is sent", async () => {
  const heard: JsonValue[] = [];
  const app = createServer((request, response) => {
    const hear = async (): Promise<void> => {
      const body = await readBody(request);
      const payload = objectOf(parseJson(new URLSearchParams(body.toString()).get("payload") ?? ""));
      heard.push([request.url ?? "", stringOf(payload["type"]), "x-slack-signature" in request.headers]);
      response.writeHead(200, { "content-type": "application/json" });
      response.end(payload["type"] === "block_suggestion" ? JSON.stringify({ options: [option("a")] }) : "");
    };
    void hear();
  });
  app.listen(0, "127.0.0.1");
  await once(app, "listening");
  onTestFinished(() => {
    app.close();
    app.closeAllConnections();
  });
  const address = app.address();
  const base = `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
  const { slack } = await openForm([input("job", external())], () => ({ options: [] }));
  slack.useHttp({ url: `${base}/events` });
  const unheard = await type(slack, "n");
  expect(unheard).toMatchObject({ notSent: "the app has no options load URL", error: "Could not load options" });
  slack.useHttp({ url: `${base}/events`, optionsUrl: `${base}/options` });
  expect((await type(slack, "n")).options).toEqual([option("a")]);
  await vi.waitFor(() => expect(heard).toEqual([["/options", "block_suggestion", true]]));
  expect(arrayOf(slack.openModal("quinn")?.definition["blocks"])).toHaveLength(1);
});
