import type { Button, Card } from "@perfecto-bot/cards";
import type { Reply } from "@perfecto-bot/pipeline";
import { describe, expect, test, vi } from "vitest";
import type { TeamsAppOptions } from "../app/create-teams-app.ts";
import { playTeams, written } from "../testing/play-teams.ts";
import { sampleCard } from "../testing/sample-card.ts";
import { drawSample, pictureBlock, SAMPLE_ALT, SAMPLE_URI, samplePng } from "../testing/sample-picture.ts";

const ANN = "Ann Lee";
const first: Button = { kind: "action", label: "First", action: "answer-first", subject: "n1:1" };
const share: Button = { kind: "action", label: "Share", action: "answer-share", subject: "n1:1" };
const IN_CHANNEL = { user: ANN, channel: "Nightly", mention: true, text: "trend" };
const IN_CHAT = { user: ANN, text: "trend" };

function trend(words: string): Card {
  const { body, ...card } = sampleCard(words, [first, share]);
  return { ...card, kind: "answer", body: [...body, pictureBlock] };
}

function answer(words: string, rest: Partial<Extract<Reply, { kind: "card" }>> = {}): Reply {
  return { kind: "card", card: trend(words), shared: false, ...rest };
}

/** The bot in a team, and what it wrote since its welcome. */
async function start(drawPicture?: TeamsAppOptions["drawPicture"]) {
  const clock = { aheadMs: 0 };
  const scene = await playTeams(() => Date.now() + clock.aheadMs, drawPicture === undefined ? {} : { drawPicture });
  await scene.teams.install({ team: "QA" });
  await vi.waitFor(() => expect(written(scene)).toHaveLength(1));
  const [welcome] = written(scene);
  const answers = () => written(scene).filter(({ id }) => id !== welcome?.id);
  const card = (at = 0) => JSON.stringify(answers()[at]?.card ?? {});
  return { scene, clock, answers, card };
}

/** An answer is there, with its picture. */
async function startAsked(
  drawPicture: TeamsAppOptions["drawPicture"],
  question: typeof IN_CHANNEL | typeof IN_CHAT = IN_CHANNEL,
) {
  const started = await start(drawPicture);
  started.scene.desk.reply = () => answer("page 1");
  await started.scene.teams.say(question);
  await vi.waitFor(() => expect(started.answers()).toHaveLength(1));
  const [message] = started.answers();
  if (message === undefined) throw new Error("no answer");
  return { ...started, message, seen: () => JSON.stringify(message.cardFor(started.scene.teams.user(ANN).id)) };
}

describe.each([
  ["in a channel", IN_CHANNEL],
  ["in the person's own chat", IN_CHAT],
])("an answer %s", (_, question) => {
  test("has its picture, with what it shows in words", async () => {
    const { scene, answers, card } = await start(drawSample);
    scene.desk.reply = () => answer("90 % passed");
    await scene.teams.say(question);
    await vi.waitFor(() => expect(answers()).toHaveLength(1));
    expect(card()).toContain(JSON.stringify(SAMPLE_URI));
    expect(card()).toContain(SAMPLE_ALT);
    expect(answers()[0]?.problems).toEqual([]);
  });

  test("that takes the place of its progress has its picture", async () => {
    const { scene, answers, card } = await start(drawSample);
    scene.desk.reply = (_heard, onProgress) => {
      onProgress({ ...sampleCard("Asking the lab"), kind: "answer", status: "running" });
      return answer("90 % passed");
    };
    await scene.teams.say(question);
    await expect.poll(() => answers()[0]?.summary).toContain("90 % passed");
    expect(answers()[0]?.versions).toHaveLength(2);
    expect(card()).toContain(SAMPLE_URI);
  });
});

test("a page that takes the place of another has its picture", async () => {
  const { scene, message, seen } = await startAsked(drawSample);
  scene.desk.reply = () => answer("page 1 again", { replaces: true });
  await scene.teams.execute({ user: ANN, message, data: { action: "answer-first" } });
  expect(seen()).toContain("page 1 again");
  expect(seen()).toContain(SAMPLE_URI);
});

test("a page that is late has its picture in the person's own chat", { timeout: 60_000 }, async () => {
  const { scene, message, seen, card } = await startAsked(drawSample, IN_CHAT);
  const done = Promise.withResolvers<Reply>();
  scene.desk.reply = () => done.promise;
  await scene.teams.execute({ user: ANN, message, data: { action: "answer-first" } });
  expect(seen()).not.toContain(SAMPLE_URI);
  done.resolve(answer("page 1 at last", { replaces: true }));
  await expect.poll(() => card()).toContain("page 1 at last");
  expect(card()).toContain(SAMPLE_URI);
});

test("a shared answer has its picture, once", async () => {
  const { scene, answers, message } = await startAsked(drawSample);
  scene.desk.reply = () => answer("Ann Lee asked: trend", { shared: true, key: "n1:1" });
  const press = () => scene.teams.execute({ user: ANN, message, data: { action: "answer-share" } });
  await press();
  await press();
  const shared = answers().filter(({ summary }) => summary.includes("Ann Lee asked"));
  expect(shared).toHaveLength(1);
  expect(JSON.stringify(shared[0]?.card)).toContain(SAMPLE_URI);
});

test("what is posted and edited without being asked for has its pictures too", async () => {
  const { scene, answers, card } = await start(drawSample);
  const conversation = scene.channel("Nightly");
  const posted = await scene.app.channel.post({ conversation, card: trend("one"), key: "k" });
  expect(card()).toContain(SAMPLE_URI);
  if (posted.kind !== "posted") throw new Error(posted.detail);
  await scene.app.channel.edit(conversation, posted.id, trend("two"));
  expect(answers()[0]?.versions).toHaveLength(2);
  expect(card()).toContain(SAMPLE_URI);
});

test.each<readonly [string, TeamsAppOptions["drawPicture"], number]>([
  ["nobody draws", undefined, 0],
  ["drawing fails", () => Promise.reject(new Error("no")), 1],
  ["a picture has 200 kB", async () => samplePng(200_000), 1],
])("where %s the answers come without pictures", async (_, drawPicture, lines) => {
  const { scene, message, card, seen } = await startAsked(drawPicture);
  expect(card()).toContain("page 1");
  scene.desk.reply = () => answer("page 1 again", { replaces: true });
  await scene.teams.execute({ user: ANN, message, data: { action: "answer-first" } });
  expect(seen()).toContain("page 1 again");
  expect(card() + seen()).not.toContain('"Image"');
  expect(scene.log.lines.filter(({ message: said }) => said.includes("picture"))).toHaveLength(lines);
});

test("a button whose picture is never finished is answered in time, without it", { timeout: 60_000 }, async () => {
  let isSlow = false;
  const { scene, message, seen } = await startAsked((picture) =>
    isSlow ? new Promise(() => {}) : drawSample(picture),
  );
  isSlow = true;
  scene.desk.reply = () => answer("page 1 again", { replaces: true });
  const receipt = await scene.teams.execute({ user: ANN, message, data: { action: "answer-first" } });
  expect(receipt).toMatchObject({ acknowledged: true, timedOut: false });
  expect(seen()).toContain("page 1 again");
  expect(seen()).not.toContain(SAMPLE_URI);
});

test("a card that Teams refuses comes as text, without its picture", async () => {
  const { scene, answers, card } = await start(drawSample);
  scene.teams.faults.add({ operation: "send", behave: { kind: "error", status: 413, code: "MessageSizeTooBig" } });
  scene.desk.reply = () => answer("90 % passed");
  await scene.teams.say(IN_CHANNEL);
  await vi.waitFor(() => expect(answers()).toHaveLength(1));
  expect(card()).toContain("90 % passed");
  expect(card()).not.toContain(SAMPLE_URI);
});
