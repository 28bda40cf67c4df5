import { openBrowser } from "@perfecto-bot/playground/browser";
import { startCrowdedPage } from "@perfecto-bot/playground/testing";
import { renderCard as renderForSlack } from "@perfecto-bot/slack";
import { renderCard as renderForTeams } from "@perfecto-bot/teams";
import { expect, it, onTestFinished } from "vitest";
import { sampleBuildCard } from "../docs/sample-cards.ts";
import { slackOf, teamsOf } from "./page-parts.ts";
import { openPage } from "./use-stage.ts";

const MESSAGES = 2_000;
/** The page draws the newest alone, and more when somebody asks for them. */
const DRAWN_AT_MOST = 200;

it(`shows what comes to ${MESSAGES} messages in each chat, without a reload, and draws few of them`, async () => {
  const card = { slack: renderForSlack(sampleBuildCard()), teams: renderForTeams(sampleBuildCard()) };
  const crowd = await startCrowdedPage(card, MESSAGES);
  onTestFinished(() => crowd.stop());
  const browser = await openBrowser((line) => void process.stderr.write(`${line}\n`));
  onTestFinished(() => browser.close());
  const page = await openPage(browser, crowd.url);
  const chats = [slackOf(page), teamsOf(page)];
  for (const chat of chats) {
    await chat.open("mobile-qa");
    await chat.messages.getByText(`Card ${MESSAGES}`, { exact: true }).waitFor();
  }
  await crowd.post();
  await crowd.edit(1, "Card of another mind");
  for (const chat of chats) {
    await chat.messages.getByText(`Card ${MESSAGES + 1}`, { exact: true }).waitFor();
    await chat.messages.getByText("Card of another mind", { exact: true }).waitFor();
  }
  const drawn = [
    chats[0]?.messages.getByRole("listitem").filter({ has: page.getByRole("button", { name: "Details" }) }),
    chats[1]?.messages.getByRole("article"),
  ];
  for (const messages of drawn) {
    expect(await messages?.count()).toBeGreaterThan(50);
    expect(await messages?.count()).toBeLessThan(DRAWN_AT_MOST);
  }
});
