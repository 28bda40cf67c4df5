import type { Form } from "@perfecto-bot/cards";
import { describe, expect, test } from "vitest";
import { fieldsOf, type Fields } from "../fields-of.ts";
import { IDS, inChannel, inChat, inGroupChat, pressing } from "../testing/activities.ts";
import { sampleForm } from "../testing/sample-card.ts";
import { startWorld, type World } from "../testing/start-world.ts";

const RESULTS = "application/vnd.microsoft.search.searchResponse";
const QUERY = { queryText: "nig", queryOptions: { skip: 0, top: 15 }, dataset: "job" };

function searching(value: unknown): Fields {
  return { type: "invoke", name: "application/search", value };
}

async function search(world: World, value: unknown, inside = inChannel): Promise<Fields> {
  const response = await world.send(inside(world.teams, searching(value)));
  expect(response.status).toBe(200);
  return fieldsOf(await response.json());
}

function found(results: readonly { title: string; value: string }[]): object {
  return { statusCode: 200, type: RESULTS, value: { results } };
}

const choice = (name: string) => ({ title: name, value: name });

describe("what somebody types into a lookup", () => {
  test.each([
    ["a channel", inChannel, IDS.channel],
    ["a group chat", inGroupChat, IDS.groupChat],
    ["their own chat", inChat, IDS.chat],
  ])("in %s is looked up for them there, as Teams says it", async (_, inside, id) => {
    const world = await startWorld();
    world.desk.offer = () => ["nig", "Nightly"];
    const forged = { ...QUERY, kind: "search", person: "evil", conversation: "other", data: { "name-job": "x" } };
    expect(await search(world, forged, inside)).toEqual(found([choice("nig"), choice("Nightly")]));
    const conversation = { channel: "teams", workspace: world.teams.tenantId, id };
    expect(world.desk.lookups).toEqual([
      { of: "job", typed: "nig", asker: { conversation, person: IDS.ann.aadObjectId, prefix: "@Perfecto" } },
    ]);
    expect(world.teams.requests).toEqual([]);
  });

  test.each(["job", "device", "tag", "owner"])("can be a %s", async (dataset) => {
    const world = await startWorld();
    await search(world, { ...QUERY, dataset, queryText: "" });
    expect(world.desk.lookups).toMatchObject([{ of: dataset, typed: "" }]);
  });

  test("finds names of every kind, each once, clamped and literal", async () => {
    const world = await startWorld();
    const long = "n".repeat(300);
    world.desk.offer = () => [
      "a, b",
      "50%",
      'say "hi"',
      "“x”",
      "🚀 数",
      long,
      `${long}!`,
      "a, b",
      "",
      " ",
      "<at>all</at>",
    ];
    const { results } = fieldsOf((await search(world, QUERY))["value"]);
    expect(results).toEqual([
      { title: "a, b", value: "a%2C b" },
      { title: "50%", value: "50%25" },
      choice('say "hi"'),
      choice("“x”"),
      choice("🚀 数"),
      choice(long),
      { title: `${"n".repeat(299)}…`, value: `${long}!` },
      { title: "<\u2060at>all<\u2060/at>", value: "<at>all</at>" },
    ]);
  });

  test.each([
    [{ skip: 0, top: 15 }, 0, 15],
    [{ skip: 15, top: 15 }, 15, 20],
    [undefined, 0, 20],
    [{ skip: -1, top: 1e9 }, 0, 20],
    [{ skip: "x", top: 0 }, 0, 20],
    [{ skip: 100, top: 15 }, 20, 20],
  ])("is answered in pages: %j", async (queryOptions, from, to) => {
    const world = await startWorld();
    const names = Array.from({ length: 25 }, (_, at) => `job ${at}`);
    world.desk.offer = () => names;
    expect(await search(world, { ...QUERY, queryOptions })).toEqual(found(names.slice(from, to).map(choice)));
  });

  test("in a dataset that is none of ours, or of endless length, finds nothing", async () => {
    const world = await startWorld();
    expect(await search(world, { ...QUERY, dataset: "graph.microsoft.com/users" })).toEqual(found([]));
    expect(await search(world, { ...QUERY, queryText: "x".repeat(10_000) })).toEqual(found([]));
    expect(world.desk.lookups).toEqual([]);
  });

  test.each([
    [undefined],
    ["nig"],
    [[]],
    [{}],
    [{ ...QUERY, queryText: 7 }],
    [{ queryText: "x" }],
    [{ dataset: "job" }],
  ])("that is malformed (%j) is refused", async (value) => {
    const world = await startWorld();
    expect(await search(world, value)).toEqual({
      statusCode: 400,
      type: "application/vnd.microsoft.error",
      value: { code: "BadRequest", message: "This search is not understood." },
    });
    expect(world.desk.lookups).toEqual([]);
  });

  test("by nobody, without a token or in another tenant is refused", async () => {
    const world = await startWorld();
    const activity = inChannel(world.teams, searching(QUERY));
    expect(await search(world, QUERY, (teams, fields) => ({ ...inChannel(teams, fields), from: {} }))).toMatchObject({
      statusCode: 400,
    });
    expect((await world.send(activity, "none")).status).toBe(401);
    const elsewhere = { ...activity, conversation: { id: IDS.channel, tenantId: "other" }, channelData: {} };
    expect((await world.send(elsewhere)).status).toBe(403);
    expect(world.desk.lookups).toEqual([]);
  });

  test("finds nothing when the desk breaks, or is later than Teams waits", { timeout: 60_000 }, async () => {
    const world = await startWorld();
    world.desk.offer = () => Promise.reject(new Error("a secret detail"));
    expect(await search(world, QUERY)).toEqual(found([]));
    expect(JSON.stringify(world.log.lines)).not.toContain("secret");
    expect(world.log.lines.map(({ level }) => level)).toEqual(["error"]);
    world.desk.offer = () => new Promise(() => {});
    expect(await search(world, QUERY)).toEqual(found([]));
  });
});

test("names are found, chosen, submitted, and still chosen when the form comes back with mistakes", async () => {
  const world = await startWorld();
  const lookup = { kind: "lookup", label: "Job", of: "job", several: false, value: [], optional: false } as const;
  const form: Form = {
    ...sampleForm(),
    inputs: [
      { ...lookup, id: "job" },
      { ...lookup, id: "device", of: "device", several: true, optional: true },
    ],
  };
  const names = ["Nightly, EU 100%", "“x”, 🚀", "n".repeat(300)];
  world.desk.offer = () => names;
  world.desk.reply = (heard) =>
    heard.kind === "submit" ? { kind: "revise", errors: { job: "There is no such job." } } : { kind: "form", form };
  const { results } = fieldsOf((await search(world, QUERY))["value"]);
  const values = Array.isArray(results) ? results.map((each) => String(fieldsOf(each)["value"])) : [];
  const data = { form: "subscribe", "name-job": values[0], "names-device": values.join(",") };
  const response = await world.send(inChannel(world.teams, pressing("perfecto.submit", data)));
  const chosen = { job: names.slice(0, 1), device: names };
  expect(world.desk.heard[0]).toMatchObject({ kind: "submit", values: { names: chosen } });
  const again = JSON.stringify(fieldsOf(await response.json())["value"]);
  expect(again).toContain("There is no such job.");
  expect(again).toContain(JSON.stringify({ value: values.join(",") }).slice(1, -1));
  expect(again).toContain(JSON.stringify({ value: values[0] }).slice(1, -1));
});
