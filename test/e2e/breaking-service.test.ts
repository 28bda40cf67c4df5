import { expect, it } from "vitest";
import { badDay, expectRight, followBadDays, startBadDay } from "./bad-day.ts";
import { breakIt } from "./break-it.ts";
import { slackOf } from "./page-parts.ts";
import { readState } from "./read-state.ts";
import { useStage } from "./use-stage.ts";

const CARD_MS = 120_000;
/** What is never lost and never doubled is not tried twice. */
const ONCE = { retry: 0 };

const stage = useStage("--speed", "60");

it("ends a build right though the service was killed in its middle", ONCE, async () => {
  const page = await stage.open();
  await followBadDays(page);
  await startBadDay(page);
  const card = slackOf(page).card(badDay(1));
  await card.waitFor({ timeout: CARD_MS });
  await breakIt(page, "button", "Kill the service");
  await page.getByTitle("The service was started 2 times in this world.").getByText("Bot running").waitFor();
  await expectRight(stage.url(), badDay(1), "at least once");
  await card.filter({ hasNotText: "still running" }).waitFor();
});

it("ends a build right though Redis was killed in its middle", ONCE, async () => {
  const page = await stage.open();
  await startBadDay(page);
  await slackOf(page).open("mobile-qa");
  await slackOf(page).card(badDay(2)).waitFor({ timeout: CARD_MS });
  await breakIt(page, "button", "Restart Redis");
  await page.getByText("Redis running").waitFor();
  await expectRight(stage.url(), badDay(2));
});

it("goes on where it was when it is started again, in the middle of a build too", ONCE, async () => {
  const first = await stage.open();
  await startBadDay(first);
  await slackOf(first).open("mobile-qa");
  await slackOf(first).card(badDay(3)).waitFor({ timeout: CARD_MS });
  const messages = async (): Promise<readonly string[]> => {
    const { slack, teams } = await readState(stage.url());
    return [
      ...slack.messages.map(({ channelId, ts }) => `${channelId} ${ts}`),
      ...teams.messages.map(({ placeId, id }) => `${placeId} ${id}`),
    ];
  };
  const before = await messages();
  await stage.startAgain();
  const after = new Set(await messages());
  expect(before.length).toBeGreaterThan(10);
  expect(before.filter((message) => !after.has(message))).toEqual([]);

  const second = await stage.open();
  await slackOf(second).open("mobile-qa");
  await slackOf(second).card(badDay(1)).waitFor();
  await expectRight(stage.url(), badDay(3));
  await slackOf(second).card(badDay(3)).filter({ hasNotText: "still running" }).waitFor();
});
