import type { JsonObject, JsonValue } from "@perfecto-bot/simulators/slack";
import { expect, it } from "vitest";
import { textOf } from "../../draw/read-json.ts";
import type { PlaygroundAction } from "../../wire/playground-action.ts";
import { type AppAnswer, type QuietWorld, startQuietWorld } from "../testing/start-quiet-world.ts";
import { act } from "./act.ts";

const quinn = "U00000QUINN";
const channelId = "C0MOBILE0QA";
const cardType = "application/vnd.microsoft.card.adaptive";
const refused = (message: string | RegExp) => ({
  ok: false,
  message: typeof message === "string" ? message : expect.stringMatching(message),
});

/** A world whose app notes down what it is told, and answers as the test says. */
async function startNoting(answer: AppAnswer = () => undefined) {
  const told: { readonly path: string; readonly body: string }[] = [];
  const world = await startQuietWorld((path, body) => {
    told.push({ path, body });
    return answer(path, body);
  });
  const last = () => {
    const { body = "" } = told.at(-1) ?? {};
    return body.startsWith("{") ? body : Object.fromEntries(new URLSearchParams(body));
  };
  return { world, told, last };
}

const sayInSlack = (
  text: string,
  more: { readonly threadTs?: string; readonly channelId?: string } = {},
): PlaygroundAction => ({
  kind: "slack-say",
  userId: quinn,
  channelId,
  text,
  ...more,
});

async function postCard(world: QuietWorld, content: JsonObject): Promise<string> {
  const { ts } = await world.slackApi("chat.postMessage", { channel: channelId, text: "card", ...content });
  return textOf(ts);
}

const titled = (url: string): JsonValue[] => [
  {
    type: "rich_text",
    elements: [{ type: "rich_text_section", elements: [{ type: "link", url, text: "Nightly #7" }] }],
  },
];

it("sends slash commands and messages of Slack as its clients do", async () => {
  const { world, told, last } = await startNoting();
  expect(await act(world, sayInSlack("/perfecto subscribe * notify:@dana"))).toEqual({ ok: true });
  expect(last()).toMatchObject({ command: "/perfecto", text: "subscribe * notify:<@U000000DANA>", user_id: quinn });
  expect(await act(world, sayInSlack("hey @Perfecto, help"))).toEqual({ ok: true });
  expect(last()).toContain('"app_mention"');
  expect(last()).toContain("hey <@U0000PERFECTO>, help");

  const heard = told.length;
  expect(await act(world, sayInSlack("nobody is meant"))).toEqual({ ok: true });
  expect(told).toHaveLength(heard);
  expect(world.slack.channel(channelId).messages.at(-1)?.text).toBe("nobody is meant");

  expect(await act(world, sayInSlack("help", { channelId: world.slack.workspace().botUserId }))).toEqual({ ok: true });
  expect(last()).toContain('"channel_type":"im"');
  const direct = world.slack.directMessage(quinn).id;
  expect(await act(world, sayInSlack("help", { channelId: direct }))).toEqual({ ok: true });
  expect(last()).toContain('"channel_type":"im"');
});

it("says in Slack's words what Slack has not", async () => {
  const { world, told } = await startNoting();
  const ts = await postCard(world, {});
  told.splice(0);
  const inThread = sayInSlack("/perfecto help", { threadTs: ts });
  expect(await act(world, sayInSlack("/foo bar"))).toEqual(refused("/foo is not a valid command."));
  expect(await act(world, inThread)).toEqual(refused(/^Slack has no slash commands in threads/u));
  expect(await act(world, sayInSlack("hi", { threadTs: "1.2" }))).toEqual(refused(/no longer there/u));
  expect(await act(world, sayInSlack("hi", { channelId: "C0NOWHERE" }))).toEqual(refused(/no channel C0NOWHERE/u));
  const omaris = world.slack.directMessage("omari").id;
  expect(await act(world, sayInSlack("hi", { channelId: omaris }))).toEqual(refused(/not a member/u));
  expect(told).toEqual([]);
});

it("clicks in Slack", async () => {
  const { world, last } = await startNoting();
  const button = { type: "button", action_id: "perfecto:help:0", text: { type: "plain_text", text: "Help" } };
  const ts = await postCard(world, { blocks: [{ type: "actions", block_id: "b1", elements: [button] }] });
  const click = { kind: "slack-click", userId: quinn, in: { channelId, ts }, blockId: "b1" } as const;
  expect(await act(world, { ...click, actionId: "perfecto:help:0" })).toEqual({ ok: true });
  expect(last()).toMatchObject({ payload: expect.stringContaining('"perfecto:help:0"') });
  expect(await act(world, { ...click, actionId: "other" })).toEqual(refused(/no element other/u));
  expect(await act(world, { kind: "slack-close-modal", userId: quinn })).toEqual(refused(/no modal open/u));
});

const option = (value: string): JsonObject => ({ text: { type: "plain_text", text: value }, value });
const lookup = { type: "external_select", action_id: "lookup", min_query_length: 0 };

it("gives the options of a menu in Slack, or says in the menu why there are none", async () => {
  let answer: JsonValue = { options: [option("Nightly")] };
  const { world, last } = await startNoting(() => answer);
  const ts = await postCard(world, { blocks: [{ type: "actions", block_id: "b1", elements: [lookup] }] });
  const suggest = (value: string, change: object = {}): PlaygroundAction => ({
    kind: "slack-suggest",
    userId: quinn,
    in: { channelId, ts },
    blockId: "b1",
    actionId: "lookup",
    value,
    ...change,
  });
  expect(await act(world, suggest("nigh"))).toEqual({ ok: true, options: [option("Nightly")] });
  expect(last()).toMatchObject({ payload: expect.stringContaining('"value":"nigh"') });
  const choose = {
    kind: "slack-click",
    userId: quinn,
    in: { channelId, ts },
    blockId: "b1",
    actionId: "lookup",
  } as const;
  expect(await act(world, { ...choose, choose: "Nightly" })).toEqual({ ok: true });
  expect(await act(world, { ...choose, choose: "Weekly" })).toEqual(refused(/does not offer "Weekly"/u));
  answer = { options: [option("")] };
  expect(await act(world, suggest("x"))).toEqual({
    ok: true,
    options: [],
    trouble: expect.stringMatching(/^Could not load options: Slack refused what the bot gave \(.*\/options\/0\/text/u),
  });
  world.slack.useHttp({ url: "http://127.0.0.1:1/", optionsUrl: "http://127.0.0.1:1/" });
  expect(await act(world, suggest("x"))).toMatchObject({
    trouble: "Could not load options: the bot cannot be reached.",
  });
  world.slack.useHttp({ url: "http://127.0.0.1:1/" });
  expect(await act(world, suggest("x"))).toMatchObject({
    trouble: "Could not load options: the app has no options load URL.",
  });
  expect(await act(world, suggest("x", { in: "modal" }))).toEqual(refused(/no modal open/u));
});

it("asks the bot in Slack why a message is there, by the slash command", async () => {
  const { world, last } = await startNoting(() => ({ response_type: "ephemeral", text: "because you subscribed" }));
  const ask = (ts: string): PlaygroundAction => ({ kind: "slack-why", userId: quinn, channelId, ts });
  const test = `${world.labUrl}/reporting/test/5dc2`;
  expect(await act(world, ask(await postCard(world, { blocks: titled(test) })))).toMatchObject({
    ok: true,
    slack: { text: "because you subscribed", blocks: [] },
  });
  expect(last()).toMatchObject({ command: "/perfecto", text: `why ${test}`, channel_id: channelId, user_id: quinn });

  const metadata = { event_type: "perfecto_message", event_payload: { key: "j/local/Nightly/main/7#card" } };
  await act(world, ask(await postCard(world, { metadata })));
  expect(last()).toMatchObject({ text: "why j/local/Nightly/main/7" });

  expect(await act(world, ask(await postCard(world, {})))).toEqual(
    refused(/^This is an answer to what somebody asked/u),
  );
  const [whisper] = world.slack.ephemerals(channelId, quinn);
  expect(await act(world, ask(whisper?.ts ?? ""))).toEqual(refused(/^This is an answer to what you asked/u));
  const { message } = await world.slack.say({ user: quinn, channel: channelId, text: "hi" });
  expect(await act(world, ask(message.ts))).toEqual(refused(/^A person wrote this/u));
  expect(await act(world, ask("1.2"))).toEqual(refused(/no longer there/u));
});

it("says when the service cannot be reached", async () => {
  const { world } = await startNoting();
  world.slack.useHttp({ url: "http://127.0.0.1:1/" });
  expect(await act(world, sayInSlack("/perfecto help"))).toEqual(refused(/^The service cannot be reached/u));
  const ts = await postCard(world, { blocks: titled(`${world.labUrl}/reporting/test/1`) });
  expect(await act(world, { kind: "slack-why", userId: quinn, channelId, ts })).toEqual(
    refused(/^The bot did not answer/u),
  );
  world.teams.useEndpoint("http://127.0.0.1:1/");
  const placeId = world.teams.channel("mobile-qa").id;
  const said = { kind: "teams-say", userId: "29:1quinn", placeId, text: "@Perfecto help" } as const;
  expect(await act(world, said)).toEqual(refused(/^The service could not be told/u));
});

/** Posts a card as the bot does in a channel. @returns the message's id */
async function postInTeams({ teams }: QuietWorld, place: string, card: JsonObject): Promise<string> {
  const response = await fetch(`${teams.serviceUrl}v3/conversations/${encodeURIComponent(place)}/activities`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ type: "message", summary: "card", attachments: [{ contentType: cardType, content: card }] }),
  });
  const { id }: { readonly id: string } = await response.json();
  return id;
}

const cardOf = (...actions: JsonValue[]): JsonObject => ({ type: "AdaptiveCard", version: "1.5", body: [], actions });

it("writes in Teams as its clients do", async () => {
  const { world, told, last } = await startNoting();
  const { teams } = world;
  const say = (placeId: string, text: string): PlaygroundAction => ({
    kind: "teams-say",
    userId: "29:1quinn",
    placeId,
    text,
  });
  const channel = teams.channel("mobile-qa").id;
  told.splice(0);
  expect(await act(world, say(channel, "@perfecto help"))).toEqual({ ok: true });
  expect(last()).toContain("<at>Perfecto</at> help");
  expect(await act(world, say(channel, "nobody is meant"))).toEqual({ ok: true });
  expect(told).toHaveLength(1);
  expect(await act(world, say(teams.personal("Quinn QA").id, "help"))).toEqual({ ok: true });
  expect(told).toHaveLength(2);
  expect(await act(world, say(teams.personal("Dana Dev").id, "help"))).toEqual(refused(/not a member/u));
  expect(await act(world, say("19:gone", "help"))).toEqual(refused(/no longer there/u));
});

it("presses buttons of cards, also where the renderer mixed inputs into their data", async () => {
  const { world, last } = await startNoting(() => ({
    statusCode: 200,
    type: "application/vnd.microsoft.activity.message",
    value: "saved",
  }));
  const placeId = world.teams.channel("mobile-qa").id;
  const card: JsonObject = {
    ...cardOf({ type: "Action.Execute", title: "Save", verb: "perfecto.submit", data: { form: "subscribe" } }),
    body: [{ type: "Input.Text", id: "job", label: "Job" }],
  };
  const messageId = await postInTeams(world, placeId, card);
  const press: PlaygroundAction = {
    kind: "teams-press",
    userId: "29:1quinn",
    message: { placeId, messageId },
    action: "Action.Execute",
    verb: "perfecto.submit",
    data: { form: "subscribe", job: "Nightly" },
    inputs: { job: "Nightly" },
  };
  expect(await act(world, press)).toEqual({ ok: true });
  expect(last()).toContain('"data":{"form":"subscribe","job":"Nightly"}');
  expect(world.teams.notices("Quinn QA")).toMatchObject([{ from: "bot", text: "saved", messageId }]);
});

it("opens and closes dialogs of Teams", async () => {
  const dialog = {
    task: { type: "continue", value: { title: "Subscribe", card: { contentType: cardType, content: cardOf() } } },
  };
  const { world } = await startNoting(() => dialog);
  const placeId = world.teams.channel("mobile-qa").id;
  const data = { msteams: { type: "task/fetch" }, form: "subscribe" };
  const messageId = await postInTeams(world, placeId, cardOf({ type: "Action.Submit", title: "Open", data }));
  const userId = "29:1quinn";
  const message = { placeId, messageId };
  expect(await act(world, { kind: "teams-press", userId, message, action: "Action.Submit", data, inputs: {} })).toEqual(
    { ok: true },
  );
  expect(world.teams.dialog(userId)).toMatchObject({ title: "Subscribe" });
  expect(await act(world, { kind: "teams-close-dialog", userId })).toEqual({ ok: true });
  expect(world.teams.dialog(userId)).toBeUndefined();
  expect(await act(world, { kind: "teams-submit-dialog", userId, inputs: {} })).toEqual(refused(/no dialog open/u));
});

it("asks the bot in Teams why a message is there", async () => {
  const sentence = { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: "because" };
  const { world, last } = await startNoting((_path, body) => {
    if (body.includes('text":"why')) {
      const card = { ...cardOf(), speak: "why" };
      void postInTeams(world, world.teams.personal("Quinn QA").id, card);
    }
    return sentence;
  });
  const placeId = world.teams.channel("mobile-qa").id;
  const ask = (messageId: string): PlaygroundAction => ({ kind: "teams-why", userId: "29:1quinn", placeId, messageId });
  const why = {
    type: "Action.Execute",
    title: "Why this?",
    verb: "perfecto",
    data: { action: "why-build", subject: "k" },
  };
  const other = { ...why, title: "Mute", data: { action: "mute-build", subject: "k" } };
  expect(await act(world, ask(await postInTeams(world, placeId, cardOf(other, why))))).toEqual({
    ok: true,
    teams: { text: "because" },
  });
  expect(last()).toContain('"why-build"');

  const url = `${world.labUrl}/reporting/test/5dc2`;
  const rootId = await postInTeams(world, placeId, cardOf(why));
  const report = { type: "Action.OpenUrl", title: "Report", url };
  const reply = await postInTeams(world, `${placeId};messageid=${rootId}`, cardOf(report));
  expect(await act(world, ask(reply))).toEqual({ ok: true, teams: { text: "because" } });
  expect(last()).toContain(`"replyToId":"${rootId}"`);
  const linked = await postInTeams(world, placeId, cardOf({ type: "Action.OpenUrl", title: "Report", url }));
  expect(await act(world, ask(linked))).toMatchObject({ ok: true, teams: { text: "card", card: { speak: "why" } } });
  expect(last()).toContain(`why ${url}`);
  expect(await act(world, ask(await postInTeams(world, placeId, cardOf())))).toEqual(refused(/^This is an answer/u));
  const { message } = await world.teams.say({ user: "Quinn QA", channel: "mobile-qa", text: "hi" });
  expect(await act(world, ask(message.id))).toEqual(refused(/^A person wrote this/u));
});

it("starts builds, and breaks and mends the world", async () => {
  const world = await startQuietWorld();
  expect(await act(world, { kind: "start-build", job: "Nightly", executions: 3, failures: 0 })).toEqual({ ok: true });
  const tooMany = { kind: "start-build", job: "Nightly", executions: 1, failures: 3 } as const;
  expect(await act(world, tooMany)).toEqual(refused("Nightly: 3 failed executions wanted, 1 possible"));
  expect(await act(world, { kind: "late-result" })).toEqual({ ok: true });
  const asked: readonly PlaygroundAction[] = [
    { kind: "set-speed", speed: 20 },
    { kind: "break", what: "labDown", on: true },
    { kind: "kill-service" },
    { kind: "restart-redis" },
  ];
  for (const action of asked) expect(await act(world, action)).toEqual({ ok: true });
  expect(world.asked).toEqual(["setSpeed 20", "setBreakage labDown true", "killService", "restartRedis"]);
});

it("leaves what is real alone", async () => {
  const world = { ...(await startQuietWorld()), lab: undefined, play: undefined, slack: undefined, teams: undefined };
  expect(await act(world, { kind: "late-result" })).toEqual(refused(/^The lab is a real one/u));
  expect(await act(world, sayInSlack("hi"))).toEqual(refused(/^Slack is a real one/u));
  expect(await act(world, { kind: "teams-close-dialog", userId: "x" })).toEqual(refused(/^Teams is a real one/u));
});

it("gives the choices that a search in Teams finds, or says in the input why there are none", async () => {
  const results = [{ title: "Nightly", value: "Nightly" }];
  const found = { statusCode: 200, type: "application/vnd.microsoft.search.searchResponse", value: { results } };
  let answer: JsonValue = found;
  const { world, last } = await startNoting((_path, body) =>
    body.includes("application/search")
      ? answer
      : { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: "saved" },
  );
  const placeId = world.teams.channel("mobile-qa").id;
  const job = {
    type: "Input.ChoiceSet",
    id: "job",
    choices: [{ title: "* (any)", value: "*" }],
    "choices.data": { type: "Data.Query", dataset: "job" },
  };
  const save = { type: "Action.Execute", verb: "save", title: "Save" };
  const messageId = await postInTeams(world, placeId, { ...cardOf(save), body: [job] });
  const message = { placeId, messageId };
  const userId = "29:1quinn";
  const search = (where: typeof message | "dialog" = message): PlaygroundAction => ({
    kind: "teams-search",
    userId,
    in: where,
    inputId: "job",
    text: "nigh",
  });
  const press = (chosen: string): PlaygroundAction => ({
    kind: "teams-press",
    userId,
    message,
    action: "Action.Execute",
    verb: "save",
    inputs: { job: chosen },
  });
  expect(await act(world, press("Nightly"))).toEqual(refused(/does not offer "Nightly"/u));
  expect(await act(world, search())).toEqual({ ok: true, choices: results });
  expect(last()).toContain('"queryText":"nigh"');
  expect(await act(world, press("Nightly"))).toEqual({ ok: true });
  answer = { ...found, type: "text" };
  expect(await act(world, search())).toEqual({
    ok: true,
    choices: [],
    trouble: expect.stringMatching(/^Could not load results: Teams does not understand what the bot gave \(type/u),
  });
  expect(await act(world, search("dialog"))).toEqual(refused(/no dialog open/u));
  world.teams.useEndpoint("http://127.0.0.1:1/");
  expect(await act(world, search())).toMatchObject({ trouble: "Could not load results: the bot cannot be reached." });
});
