import { mention, text, type Card } from "@perfecto-bot/cards";
import type { Conversation } from "@perfecto-bot/domain";
import { describe, expect, test } from "vitest";
import { IDS, inChannel } from "../testing/activities.ts";
import { sampleCard } from "../testing/sample-card.ts";
import { pictureBlock, samplePng } from "../testing/sample-picture.ts";
import { startWorld, type World, type WorldOptions } from "../testing/start-world.ts";

const DAY_MS = 24 * 60 * 60_000;
const TAG = "29:1abcdef";
const BAD = { status: 400, body: { error: { code: "BadSyntax", message: "who is that" } } } as const;
const BIG = { status: 413, body: { error: { code: "MessageSizeTooBig" } } } as const;
const card: Card = {
  ...sampleCard("3 failed"),
  buttons: [{ kind: "link", label: "Open report", url: "https://acme.example/r" }],
};
const user = (id: string) => mention({ kind: "user", id });
const calling = (...ids: readonly string[]): Card => ({ ...card, title: [...ids.map(user), text(": 3 failed")] });

async function start(options?: WorldOptions) {
  const world = await startWorld(options);
  await world.send(inChannel(world.teams, { type: "conversationUpdate" }));
  const conversation: Conversation = { channel: "teams", workspace: world.teams.tenantId, id: IDS.channel };
  const post = (shown: Card) => world.app.channel.post({ conversation, card: shown, key: "k" });
  return { world, conversation, post };
}

const bodies = ({ teams }: World): readonly string[] => teams.requests.map(({ body }) => JSON.stringify(body));

describe("a mention that Teams refuses", () => {
  test("is left out; the message, its buttons and the other mentions stay", async () => {
    const { world, post } = await start();
    world.teams.answerTo = (body) => (body.includes(`"id":"${TAG}"`) ? BAD : undefined);
    expect(await post(calling(TAG, IDS.ann.aadObjectId))).toMatchObject({
      kind: "posted",
      leftOut: [{ part: "people", detail: expect.stringContaining("BadSyntax"), todo: expect.stringMatching(/\.$/u) }],
    });
    const posted = bodies(world).at(-1) ?? "";
    expect(posted).toContain(IDS.ann.aadObjectId);
    expect(posted).toContain("Open report");
    expect(posted).toContain("somebody");
  });

  test("is not tried again for a day, and then is", async () => {
    const clock = { nowMs: Date.now() };
    const { world, post } = await start({ app: { now: () => clock.nowMs } });
    world.teams.answerTo = (body) => (body.includes(`"id":"${TAG}"`) ? BAD : undefined);
    await post(calling(TAG));
    const learnt = world.teams.requests.length;
    expect(await post(calling(TAG, IDS.ann.aadObjectId))).toMatchObject({ leftOut: [{ part: "people" }] });
    expect(await post(card)).not.toHaveProperty("leftOut");
    expect(world.teams.requests).toHaveLength(learnt + 2);
    world.teams.answerTo = () => undefined;
    clock.nowMs += DAY_MS + 1;
    expect(await post(calling(TAG))).not.toHaveProperty("leftOut");
  });

  test("among many leaves all of them out", async () => {
    const { world, post } = await start();
    world.teams.answerTo = (body) => (body.includes(`"id":"${TAG}"`) ? BAD : undefined);
    const many = Array.from({ length: 6 }, (_, index) => `29:1person${index}`);
    expect(await post(calling(TAG, ...many))).toMatchObject({ leftOut: [{ part: "people" }] });
    expect(bodies(world).at(-1)).not.toContain("<at>");
    expect(world.teams.requests).toHaveLength(2);
  });
});

test("a card that Teams refuses for another reason is text that still calls", async () => {
  const { world, post } = await start();
  world.teams.answerTo = (body) => (body.includes("Open report") ? BAD : undefined);
  expect(await post(calling(IDS.ann.aadObjectId))).toMatchObject({ kind: "posted", leftOut: [{ part: "layout" }] });
  expect(bodies(world).at(-1)).toContain("<at>");
  await post(calling(IDS.ann.aadObjectId));
  expect(bodies(world).at(-2)).toContain("Open report");
});

test("what Teams refuses in every form is refused, after each form once", async () => {
  const { world, post } = await start();
  world.teams.answerTo = () => BAD;
  expect(await post(calling(IDS.ann.aadObjectId))).toMatchObject({ kind: "refused" });
  expect(new Set(bodies(world)).size).toBe(world.teams.requests.length);
  world.teams.answerTo = () => undefined;
  expect(await post(calling(IDS.ann.aadObjectId))).not.toHaveProperty("leftOut");
});

describe("a card that is too large for Teams", () => {
  const pictured: Card = { ...card, body: [...card.body, pictureBlock] };
  const drawPicture = async () => samplePng(12_000);
  const limit = (characters: number) => (body: string) => (body.length > characters ? BIG : undefined);

  test("loses its picture first: what it says and its buttons stay", async () => {
    const { world, post } = await start({ app: { drawPicture } });
    world.teams.answerTo = limit(10_000);
    expect(await post(pictured)).toMatchObject({ kind: "posted", leftOut: [{ part: "pictures" }] });
    expect(world.teams.requests).toHaveLength(2);
    const posted = bodies(world).at(-1) ?? "";
    expect(posted).toContain("Open report");
    expect(posted).toContain("some detail");
    expect(await post(pictured)).toMatchObject({ leftOut: [{ part: "pictures" }] });
    expect(world.teams.requests).toHaveLength(3);
  });

  test("then its details, and its layout last", async () => {
    const { world, post } = await start({ app: { drawPicture } });
    const rows = Array.from({ length: 24 }, (_, row) => [text(`${row} ${"x".repeat(500)}`)]);
    const long: Card = { ...pictured, body: [...pictured.body, { kind: "list", rows, weight: "core" }] };
    world.teams.answerTo = limit(14_500);
    expect(await post(long)).toMatchObject({ kind: "posted", leftOut: [{ part: "pictures" }, { part: "detail" }] });
    expect(bodies(world).at(-1)).toContain("Open report");
    world.teams.answerTo = limit(3_000);
    expect(await post(long)).toMatchObject({ kind: "posted", leftOut: [{ part: "layout" }] });
  });
});

test("a message that Teams does not let anybody edit stands", async () => {
  const { world, conversation, post } = await start();
  const outcome = await post(card);
  world.teams.script.push({ status: 405 });
  expect(await world.app.channel.edit(conversation, outcome.kind === "posted" ? outcome.id : "", card)).toMatchObject({
    kind: "not-editable",
  });
});
