import { expect, test } from "vitest";
import type { JsonObject } from "../../slack/json-value.ts";
import { card, cardMessage, connect, nightly, start, startBot } from "../testing/drive-teams.ts";

const execute = (verb: string, more: JsonObject = {}): JsonObject => ({
  type: "Action.Execute",
  verb,
  title: verb,
  ...more,
});
const adaptive = (value: JsonObject): JsonObject => ({
  statusCode: 200,
  type: "application/vnd.microsoft.card.adaptive",
  value,
});

const startWith = async (shown: JsonObject, answer?: (activity: JsonObject) => JsonObject | undefined) => {
  const bot = await startBot(answer);
  const teams = await start({ botEndpoint: bot.url, rateLimits: false });
  await teams.install({ team: "Mobile" });
  const client = await connect(teams);
  const rootId = await client.thread(nightly, cardMessage(shown));
  const { root } = teams.channel(nightly).thread(rootId);
  return { teams, bot, client, root, last: () => bot.heard.at(-1)?.activity };
};

test("an Action.Execute wherever it is, with the inputs merged into its data", async () => {
  const body = [
    { type: "Input.Text", id: "note", value: "initial" },
    { type: "Input.Toggle", id: "all", title: "All" },
    { type: "ActionSet", actions: [execute("ack", { id: "a1", data: { incident: "i-1" } })] },
    { type: "Container", items: [], selectAction: execute("open") },
  ];
  const actions = [{ type: "Action.ShowCard", title: "More", card: card([], { actions: [execute("mute")] }) }];
  const { teams, root, last } = await startWith(card(body, { actions }), () => adaptive(card([])));
  await teams.execute({ user: "dana", message: root, verb: "ack", inputs: { note: "mine" } });
  expect(last()).toMatchObject({
    type: "invoke",
    name: "adaptiveCard/action",
    replyToId: root.id,
    from: { aadObjectId: teams.user("dana").aadObjectId },
    conversation: { id: `${nightly};messageid=${root.id}` },
    value: {
      action: { type: "Action.Execute", id: "a1", verb: "ack", data: { incident: "i-1", note: "mine", all: "false" } },
      trigger: "manual",
    },
  });
  const elsewhere = await startWith(card(body, { actions }), () => adaptive(card([])));
  for (const verb of ["open", "mute"]) {
    const { answer } = await elsewhere.teams.execute({ user: "dana", message: elsewhere.root.id, title: verb });
    expect(answer).toMatchObject({ statusCode: 200 });
    elsewhere.root.views.clear();
  }
  await expect(
    elsewhere.teams.execute({ user: "dana", message: elsewhere.root, verb: "no", inputs: {} }),
  ).rejects.toThrow("There are: ack, open, mute");
});

test("a card that comes back is seen by the one who acted alone, until the message is edited", async () => {
  const after = card([{ type: "TextBlock", text: "acknowledged" }]);
  const { teams, client, root } = await startWith(card([], { actions: [execute("ack")] }), () => adaptive(after));
  const seen: string[] = [];
  teams.on("view", ({ userId }) => seen.push(userId));
  const { acknowledged, answer } = await teams.execute({ user: "dana", message: root, verb: "ack" });
  expect([acknowledged, answer?.value]).toEqual([true, after]);
  expect(root.cardFor(teams.user("dana").id)).toEqual(after);
  expect(root.cardFor(teams.user("quinn").id)).toEqual(root.card);
  expect(seen).toEqual([teams.user("dana").id]);
  const path = `conversations/${encodeURIComponent(root.conversationId)}/activities/${root.id}`;
  await client.put(path, cardMessage(card([{ type: "TextBlock", text: "for all" }])));
  expect(root.cardFor(teams.user("dana").id)).toEqual(root.card);
});

test.each<[string, JsonObject | undefined, string, string]>([
  ["a message", { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: "Done" }, "bot", "Done"],
  [
    "an error",
    { statusCode: 400, type: "application/vnd.microsoft.error", value: { code: "x", message: "Not yours" } },
    "teams",
    "Not yours",
  ],
  ["nothing", undefined, "teams", "Something went wrong. Please try again."],
])("%s comes back: one person is told", async (_name, answer, from, text) => {
  const { teams, root } = await startWith(card([], { actions: [execute("ack")] }), () => answer);
  await teams.execute({ user: "dana", message: root, verb: "ack" });
  expect(teams.notices("dana")).toMatchObject([{ from, text, messageId: root.id }]);
  expect(teams.notices("quinn")).toEqual([]);
});

test("the client asks for required inputs, and an old card cannot be executed", async () => {
  const body = [{ type: "Input.Text", id: "job", isRequired: true, errorMessage: "Which?" }];
  const { teams, root, bot } = await startWith(card(body, { actions: [execute("go")] }));
  const before = bot.heard.length;
  expect((await teams.execute({ user: "dana", message: root, verb: "go" })).notSent).toContain("job");
  await expect(teams.execute({ user: "dana", message: root, verb: "go", inputs: { nope: "x" } })).rejects.toThrow(
    "no input nope",
  );
  expect(bot.heard).toHaveLength(before);
  const old = await startWith({ ...card([], { actions: [execute("go")] }), version: "1.3" });
  await expect(old.teams.execute({ user: "dana", message: old.root, verb: "go" })).rejects.toThrow("1.4");
});

test("Action.Submit, as the fallback of an Action.Execute, is a message with a value", async () => {
  const fallback = { type: "Action.Submit", title: "ack", data: { verb: "ack" } };
  const { teams, root, last } = await startWith(card([], { actions: [execute("ack", { fallback })] }));
  expect(await teams.submit({ user: "dana", message: root, title: "ack" })).toMatchObject({ acknowledged: true });
  expect(last()).toMatchObject({
    type: "message",
    value: { verb: "ack" },
    replyToId: root.id,
    conversation: { id: root.conversationId },
  });
  expect(last()).not.toHaveProperty("text");
});

test("a dialog opens, complains, and closes", async () => {
  const form = card([{ type: "Input.Text", id: "job" }], {
    actions: [{ type: "Action.Submit", title: "Save", data: { form: "subscribe" } }],
  });
  const attachment = { contentType: "application/vnd.microsoft.card.adaptive", content: form };
  const show = (title: string): JsonObject => ({ task: { type: "continue", value: { title, card: attachment } } });
  const { teams, root, last } = await startWith(
    card([], {
      actions: [{ type: "Action.Submit", title: "Subscribe", data: { msteams: { type: "task/fetch" }, x: 1 } }],
    }),
    ({ name, value }) => {
      if (name === "task/fetch") return show("Subscribe");
      return JSON.stringify(value).includes("nightly")
        ? { task: { type: "message", value: "Saved" } }
        : show("Which job?");
    },
  );
  await expect(teams.submit({ user: "dana", message: root })).rejects.toThrow("taskFetch");
  expect((await teams.taskFetch({ user: "dana", message: root })).dialog).toMatchObject({ title: "Subscribe" });
  expect(last()).toMatchObject({ name: "task/fetch", value: { data: { x: 1 } } });
  expect((await teams.taskSubmit({ user: "dana", inputs: { job: "" } })).dialog).toMatchObject({ title: "Which job?" });
  await teams.taskSubmit({ user: "dana", inputs: { job: "nightly" } });
  expect(last()).toMatchObject({ name: "task/submit", value: { data: { form: "subscribe", job: "nightly" } } });
  expect(teams.dialog("dana")).toBeUndefined();
  expect(teams.notices("dana")).toMatchObject([{ from: "bot", text: "Saved" }]);
});

test("a pasted link is asked about", async () => {
  const { teams, last } = await startWith(card([]), () => ({ composeExtension: { type: "result", attachments: [] } }));
  const url = "https://lab.example/tests/1";
  const { body } = await teams.linkQuery({ user: "dana", channel: "nightly", url });
  expect(body).toMatchObject({ composeExtension: { type: "result" } });
  expect(last()).toMatchObject({
    name: "composeExtension/queryLink",
    value: { url },
    channelData: { source: { name: "compose" } },
  });
});
