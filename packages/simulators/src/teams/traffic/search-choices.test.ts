import { expect, test } from "vitest";
import type { JsonObject } from "../../slack/json-value.ts";
import { objectOf, stringOf } from "../../slack/json-value.ts";
import { card, cardMessage, connect, nightly, start, startBot } from "../testing/drive-teams.ts";

const found = (...values: string[]): JsonObject => ({
  statusCode: 200,
  type: "application/vnd.microsoft.search.searchResponse",
  value: { results: values.map((value) => ({ title: `Job ${value}`, value })) },
});
const choices = (...values: string[]): JsonObject[] => values.map((value) => ({ title: value, value }));
const searched = (id: string, more: JsonObject = {}): JsonObject => ({
  type: "Input.ChoiceSet",
  id,
  style: "filtered",
  choices: choices("Weekly"),
  "choices.data": { type: "Data.Query", dataset: id },
  ...more,
});
const save: JsonObject = { type: "Action.Execute", verb: "save", title: "Save" };

const startWith = async (body: JsonObject[], answer: (typed: string) => JsonObject | "never" | undefined) => {
  const bot = await startBot(({ name, value }) =>
    name === "application/search"
      ? answer(stringOf(objectOf(value)["queryText"]))
      : { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: "saved" },
  );
  const teams = await start({ botEndpoint: bot.url, rateLimits: false, answerWithinMs: 1_000 });
  await teams.install({ team: "Mobile" });
  const client = await connect(teams);
  const message = await client.thread(nightly, cardMessage(card(body, { actions: [save] })));
  const search = (text: string, input = "job") => teams.search({ user: "dana", message, input, text });
  const press = (inputs: Record<string, string>, user = "dana") =>
    teams.execute({ user, message, verb: "save", inputs });
  const told = (): JsonObject => objectOf(objectOf(objectOf(bot.heard.at(-1)?.activity["value"])["action"])["data"]);
  return { teams, bot, message, search, press, told };
};

test("the invoke says what is typed and in which dataset", async () => {
  const { teams, bot, message, search } = await startWith([searched("job")], (typed) => found(`${typed}-1`));
  expect(await search("nigh")).toMatchObject({
    acknowledged: true,
    choices: [{ title: "Job nigh-1", value: "nigh-1" }],
    faults: [],
  });
  expect(bot.heard.at(-1)?.activity).toMatchObject({
    type: "invoke",
    name: "application/search",
    value: { queryText: "nigh", queryOptions: { skip: 0, top: 15 }, dataset: "job" },
    replyToId: message,
    from: { aadObjectId: teams.user("dana").aadObjectId },
    conversation: { id: `${nightly};messageid=${message}` },
  });
});

test("a choice comes from the input's own choices, or from what this person was offered", async () => {
  const body = [
    searched("job", { value: "Weekly" }),
    searched("tag", { isMultiSelect: true, choices: choices("smoke"), value: "smoke,gone" }),
  ];
  const { press, search, told } = await startWith(body, (typed) => found(`${typed}-1`, `${typed}-2`));
  await expect(press({ job: "a-1" })).rejects.toThrow('The input job does not offer "a-1": search for it first.');
  await search("a");
  await search("b", "tag");
  await expect(press({ tag: "smoke,a-1" })).rejects.toThrow('does not offer "a-1"');
  await expect(press({ job: "a-1" }, "quinn")).rejects.toThrow('does not offer "a-1"');
  await press({ job: "a-1", tag: "smoke,b-1,b-2" });
  expect(told()).toEqual({ job: "a-1", tag: "smoke,b-1,b-2" });
  await press({});
  expect(told()).toEqual({ job: "Weekly", tag: "smoke" });
  await press({ job: "", tag: "" });
  expect(told()).toEqual({ job: "", tag: "" });
});

test("Teams' own people search is not the bot's", async () => {
  const people = { type: "Data.Query", dataset: "graph.microsoft.com/users?scope=currentContext" };
  const body = [searched("who", { "choices.data": people }), { type: "Input.ChoiceSet", id: "on", choices: [] }];
  const { search, press, told } = await startWith(body, () => found("x"));
  for (const input of ["who", "on"])
    await expect(search("d", input)).rejects.toThrow("are not searched for by the bot");
  await expect(search("d", "nowhere")).rejects.toThrow("no input nowhere");
  await press({ who: "some-object-id" });
  expect(told()).toMatchObject({ who: "some-object-id" });
});

const many = Array.from({ length: 20 }, (_, at) => `${at}`);
test.each<[string, JsonObject, number]>([
  ["results", found("a"), 1],
  ["no results", found(), 0],
  ["results without a status", { type: found()["type"] ?? "", value: { results: choices("a") } }, 1],
  ["204", { statusCode: 204 }, 0],
  ["more than fit", found(...many), 15],
])("takes %s", async (_name, answer, count) => {
  const { search } = await startWith([searched("job")], () => answer);
  const { choices: shown, faults, error } = await search("x");
  expect([shown.length, faults, error]).toEqual([count, [], undefined]);
});

test.each<[string, JsonObject | undefined, string]>([
  ["nothing", undefined, "must be an object"],
  ["an error", { statusCode: 500, type: "application/vnd.microsoft.error", value: {} }, "statusCode is 500"],
  ["another type", { statusCode: 200, type: "x", value: { results: [] } }, "type must be"],
  ["no list", { ...found(), value: {} }, "value.results must be an array"],
  ["a result without title", { ...found(), value: { results: [{ value: "a" }] } }, "value.results[0].title"],
  ["a value that is no text", { ...found(), value: { results: [{ title: "a", value: 1 }] } }, "value.results[0].value"],
])("does not understand %s", async (_name, answer, fault) => {
  const { search, press } = await startWith([searched("job")], () => answer);
  const receipt = await search("x");
  expect(receipt).toMatchObject({ choices: [], error: "Could not load results" });
  expect(receipt.faults.join(" ")).toContain(fault);
  await expect(press({ job: "a" })).rejects.toThrow("does not offer");
});

test("a bot that does not answer in time offers nothing", async () => {
  const { search } = await startWith([searched("job")], () => "never");
  expect(await search("x")).toMatchObject({ timedOut: true, choices: [], error: "Could not load results" });
});

test("a search in a dialog offers choices for the dialog", async () => {
  const submit: JsonObject = { type: "Action.Submit", title: "Save", data: { form: "subscribe" } };
  const content = card([searched("job")], { actions: [submit] });
  const attachment = { contentType: "application/vnd.microsoft.card.adaptive", content };
  const bot = await startBot(({ name }) => {
    if (name === "task/fetch") return { task: { type: "continue", value: { title: "Subscribe", card: attachment } } };
    return name === "application/search" ? found("Nightly") : { task: { type: "message", value: "Saved" } };
  });
  const teams = await start({ botEndpoint: bot.url, rateLimits: false });
  await teams.install({ team: "Mobile" });
  const client = await connect(teams);
  const opener = { type: "Action.Submit", title: "Subscribe", data: { msteams: { type: "task/fetch" } } };
  const message = await client.thread(nightly, cardMessage(card([], { actions: [opener] })));
  const search = () => teams.search({ user: "dana", in: "dialog", input: "job", text: "n" });
  await expect(search()).rejects.toThrow("no dialog open");
  await teams.taskFetch({ user: "dana", message });
  await expect(teams.taskSubmit({ user: "dana", inputs: { job: "Nightly" } })).rejects.toThrow("does not offer");
  expect(await search()).toMatchObject({ choices: [{ value: "Nightly" }] });
  await teams.taskSubmit({ user: "dana", inputs: { job: "Nightly" } });
  expect(bot.heard.at(-1)?.activity).toMatchObject({ value: { data: { job: "Nightly" } } });
});
