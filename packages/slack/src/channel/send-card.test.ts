import { WebClient } from "@slack/web-api";
import { expect, test } from "vitest";
import { openSlackPictures } from "../pictures/slack-pictures.ts";
import { recordingLog } from "../testing/recording-log.ts";
import { drawNothing, picturedCard } from "../testing/sample-picture.ts";
import { shownFiles } from "../testing/shown-files.ts";
import { startWorld } from "../testing/start-world.ts";
import { postMessage } from "../web-api/post-message.ts";
import { webClientOptions } from "../web-api/web-client-options.ts";
import { sendCard } from "./send-card.ts";

const CHANNEL = "C0MOBILE0QA";

async function startSending() {
  const { slack } = await startWorld({ start: false });
  const clock = { nowMs: 1_000_000 };
  const options = { draw: drawNothing, apiUrl: slack.apiUrl, now: () => clock.nowMs, log: recordingLog() };
  const pictures = openSlackPictures(options, { pausesMs: [1, 1, 1] });
  const workspace = {
    id: "T0SIMULATED",
    client: new WebClient(slack.botToken(), webClientOptions(slack.apiUrl, recordingLog())),
    botId: "B1",
    botUserId: "U1",
    botName: "Perfecto",
    scopes: new Set<string>(),
  };
  const send = async () => {
    const placed = await pictures.place(workspace, picturedCard("trend"));
    return sendCard(workspace, "chat.postMessage", CHANNEL, placed, (content) =>
      postMessage(workspace, { channel: CHANNEL, ...content }),
    );
  };
  const tries = () => slack.requests.filter(({ method }) => method === "chat.postMessage").length;
  const posts = () => slack.channel(CHANNEL).messages;
  return { slack, clock, send, tries, posts };
}

const refuse = (times: number) =>
  ({ method: "chat.postMessage", times, behave: { kind: "error", error: "invalid_blocks" } }) as const;

test.each([
  ["at once", 0, 1, 1],
  ["after Slack looked into the file", 3, 4, 1],
  ["without the picture where Slack never takes it", 4, 5, 0],
])("a card with a new picture is shown once: %s", async (_, refusals, tried, files) => {
  const { slack, send, tries, posts } = await startSending();
  if (refusals > 0) slack.faults.add(refuse(refusals));
  expect(await send()).toMatchObject({ kind: "done" });
  expect(tries()).toBe(tried);
  expect(posts()).toHaveLength(1);
  expect(posts().flatMap(shownFiles)).toHaveLength(files);
  expect(posts()[0]?.blocks.length).toBeGreaterThan(0);
});

test("a file that Slack never gets to know costs the picture, not the card", async () => {
  const { slack, send, tries, posts } = await startSending();
  slack.setFileProcessingMs(Number.POSITIVE_INFINITY);
  expect(await send()).toMatchObject({ kind: "done" });
  expect(tries()).toBe(5);
  expect(posts()).toHaveLength(1);
  expect(posts().flatMap(shownFiles)).toEqual([]);
});

test("a file that was removed meanwhile is not waited for, and the next card has a new one", async () => {
  const { slack, clock, send, tries, posts } = await startSending();
  await send();
  clock.nowMs += 10 * 60_000;
  slack.faults.add(refuse(1));
  await send();
  expect(tries()).toBe(3);
  await send();
  const [first = [], second = [], third = []] = posts().map(shownFiles);
  expect([first.length, second.length, third.length]).toEqual([1, 0, 1]);
  expect(third).not.toEqual(first);
});

test("blocks that are refused without their picture too are text", async () => {
  const { slack, send, posts } = await startSending();
  slack.faults.add(refuse(5));
  expect(await send()).toMatchObject({ kind: "done" });
  expect(posts()).toMatchObject([{ text: expect.stringContaining("trend"), blocks: [] }]);
});

test("what may have been posted is not posted again without its picture", async () => {
  const { slack, send, posts } = await startSending();
  slack.faults.add({ method: "chat.postMessage", behave: { kind: "lost-answer" } });
  expect(await send()).toMatchObject({ kind: "ambiguous" });
  expect(posts()).toHaveLength(1);
});
