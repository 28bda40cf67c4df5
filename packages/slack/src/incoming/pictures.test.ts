import type { Button, Card } from "@perfecto-bot/cards";
import type { OnProgress, Reply } from "@perfecto-bot/pipeline";
import { describe, expect, test } from "vitest";
import { sampleCard } from "../testing/sample-card.ts";
import { drawNothing, picturedCard } from "../testing/sample-picture.ts";
import { shownFiles } from "../testing/shown-files.ts";
import { startWorld, type World, type WorldOptions } from "../testing/start-world.ts";

const PUBLIC = "mobile-qa";
const COMMAND = { user: "quinn", channel: PUBLIC, command: "/perfecto", text: "trend Nightly" } as const;
/** New files are waited for. */
const PATIENTLY = { timeout: 60_000 };

const more: Button = { kind: "action", label: "More", action: "answer-more", subject: "n1:2" };
const share: Button = { kind: "action", label: "Share", action: "answer-share", subject: "n1:1" };

const answer = (words: string, rest: Partial<Extract<Reply, { kind: "card" }>> = {}): Reply => ({
  kind: "card",
  card: picturedCard(words, [more, share]),
  shared: false,
  ...rest,
});
const busy: Card = { ...sampleCard("Asking the lab"), kind: "answer", status: "running" };

const startDrawing = (options: WorldOptions = {}) => startWorld({ drawPicture: drawNothing, ...options });
const whispers = ({ slack }: World) => slack.ephemerals(PUBLIC, "quinn").filter(({ from }) => from === "app");
const posts = ({ slack }: World) => slack.channel(PUBLIC).messages;
const own = ({ slack }: World) => slack.directMessage("quinn").messages.filter(({ botId }) => botId !== undefined);
/** What is shown: the words, and how many pictures. */
const seen = (messages: readonly { readonly text: string; readonly blocks: readonly unknown[] }[]) =>
  messages.map((message) => [message.text.includes("page 2") ? "page 2" : message.text, shownFiles(message).length]);
const says = (words: string): unknown => expect.stringContaining(words);
const uploads = ({ slack }: World) =>
  slack.requests.filter(({ method }) => method === "files.completeUploadExternal").length;

async function press(world: World, action: string): Promise<void> {
  const message = whispers(world).at(-1);
  const ids = JSON.stringify(message?.blocks).match(/perfecto:[a-z-]+:\d+/gu) ?? [];
  const actionId = ids.find((id) => id.includes(action)) ?? "";
  await world.slack.click({ user: "quinn", channel: PUBLIC, messageTs: message?.ts ?? "", actionId });
}

test("a private answer to a command, its next page and its shared copy show their picture", async () => {
  const world = await startDrawing();
  world.desk.reply = () => answer("trend");
  expect(await world.slack.command(COMMAND)).toMatchObject({ acknowledged: true });
  await expect.poll(() => seen(whispers(world)), PATIENTLY).toEqual([[says("trend"), 1]]);
  world.desk.reply = () => answer("page 2", { replaces: true });
  await press(world, "answer-more");
  await expect.poll(() => seen(whispers(world)), PATIENTLY).toEqual([["page 2", 1]]);
  world.desk.reply = () => answer("Quinn asked: trend", { shared: true, key: "n1:1" });
  await press(world, "answer-share");
  await expect.poll(() => seen(posts(world)), PATIENTLY).toEqual([[says("Quinn asked"), 1]]);
  // It is the same picture all along.
  expect(uploads(world)).toBe(1);
});

test("an answer to a mention shows its picture", async () => {
  const world = await startDrawing();
  world.desk.reply = () => answer("trend");
  await world.slack.mention({ user: "quinn", channel: PUBLIC, text: "trend Nightly" });
  await expect.poll(() => seen(whispers(world)), PATIENTLY).toEqual([[says("trend"), 1]]);
});

test("in a direct message the progress becomes the answer with its picture", async () => {
  const world = await startDrawing();
  world.desk.reply = (_heard, onProgress) => {
    onProgress(busy);
    return answer("trend");
  };
  await world.slack.say({ user: "quinn", text: "trend Nightly" });
  await expect.poll(() => seen(own(world)), PATIENTLY).toEqual([[says("trend"), 1]]);
  expect(own(world)[0]?.versions).toHaveLength(2);
});

test("what the channel is told shows its picture, in the channel and where it is edited", async () => {
  const world = await startDrawing();
  const conversation = { channel: "slack", workspace: "T0SIMULATED", id: "C0MOBILE0QA" };
  const posted = await world.app.channel.post({ conversation, card: sampleCard("soon"), key: "k" });
  if (posted.kind !== "posted") throw new Error(posted.detail);
  await world.app.channel.edit(conversation, posted.id, picturedCard("now"));
  await world.app.channel.tell(conversation, "U00000QUINN", picturedCard("told"));
  expect(seen(posts(world))).toEqual([[says("now"), 1]]);
  expect(seen(own(world))).toEqual([[says("told"), 1]]);
});

test("an open answer shows its picture", async () => {
  const world = await startDrawing();
  world.desk.reply = () => answer("trend", { shared: true });
  await world.slack.mention({ user: "quinn", channel: PUBLIC, text: "trend Nightly" });
  await expect
    .poll(() => seen(posts(world).filter(({ botId }) => botId !== undefined)), PATIENTLY)
    .toEqual([[says("trend"), 1]]);
});

describe("a private answer is shown once, without its picture", () => {
  test("where nothing draws", async () => {
    const world = await startWorld();
    world.desk.reply = () => answer("trend");
    await world.slack.command(COMMAND);
    await expect.poll(() => seen(whispers(world))).toEqual([[says("trend"), 0]]);
    expect(uploads(world)).toBe(0);
  });

  test("where the workspace did not allow files", async () => {
    const users = [{ id: "U00000QUINN", name: "quinn" }];
    const workspace = { id: "T0SIMULATED", scopes: ["chat:write", "commands"], users, channels: [{ name: PUBLIC }] };
    const world = await startDrawing({ slack: { workspaces: [workspace] } });
    world.desk.reply = () => answer("trend");
    await world.slack.command(COMMAND);
    await world.slack.command(COMMAND);
    await expect
      .poll(() => seen(whispers(world)))
      .toEqual([
        [says("trend"), 0],
        [says("trend"), 0],
      ]);
    const told = world.log.lines.filter(({ message }) => message.includes("without pictures"));
    expect(told).toMatchObject([{ fields: { todo: says("files:write") } }]);
  });

  test("where Slack never gets to know the file, with progress before it, within the five uses", async () => {
    const world = await startDrawing();
    world.slack.setFileProcessingMs(Number.POSITIVE_INFINITY);
    world.desk.reply = (_heard, onProgress: OnProgress) => {
      onProgress(busy);
      return answer("trend");
    };
    await world.slack.command(COMMAND);
    await expect
      .poll(() => seen(whispers(world)), PATIENTLY)
      .toEqual([
        [says("Asking the lab"), 0],
        [says("trend"), 0],
      ]);
    expect(world.slack.snapshot().responseUrls.map(({ uses }) => uses)).toEqual([4]);
  });
});

test("a file that Slack gets to know late is waited for", async () => {
  const world = await startDrawing();
  world.slack.setFileProcessingMs(1_500);
  world.desk.reply = () => answer("trend");
  await world.slack.command(COMMAND);
  await expect.poll(() => seen(whispers(world)), PATIENTLY).toEqual([[says("trend"), 1]]);
});
