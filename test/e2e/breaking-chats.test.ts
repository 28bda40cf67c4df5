import { expect, it } from "vitest";
import { badDay, expectRight, followBadDays, startBadDay } from "./bad-day.ts";
import { breakIt } from "./break-it.ts";
import { slackOf, teamsOf } from "./page-parts.ts";
import { useStage } from "./use-stage.ts";

const CARD_MS = 120_000;
/** What is never lost and never doubled is not tried twice. */
const ONCE = { retry: 0 };

const stage = useStage("--speed", "60");

it("waits while Slack answers 429, and then posts everything", ONCE, async () => {
  const page = await stage.open();
  await followBadDays(page);
  await breakIt(page, "switch", "Slack answers 429");
  await startBadDay(page);
  await teamsOf(page).card(badDay(1)).waitFor({ timeout: CARD_MS });
  expect(await slackOf(page).card(badDay(1)).count()).toBe(0);
  await page.getByRole("button", { name: "Mend: Slack answers 429" }).click();
  await expectRight(stage.url(), badDay(1));
});

it("ends a build right though every third answer of the chats gets lost", ONCE, async () => {
  const page = await stage.open();
  await breakIt(page, "switch", "Answers get lost");
  await startBadDay(page);
  await expectRight(stage.url(), badDay(2), "at least once");
  await page.getByRole("button", { name: "Mend: Answers get lost" }).click();
  await page.getByRole("status", { name: "Broken now" }).waitFor({ state: "detached" });
});
