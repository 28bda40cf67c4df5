import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Locator, Page } from "playwright-core";
import { openBrowser } from "../browser/open-browser.ts";
import { shrinkPng } from "./shrink-png.ts";
import { startDemo } from "./start-demo.ts";

const IMAGES = fileURLToPath(new URL("../../../../docs/images", import.meta.url));
/** The first build that the playground runs: a regression on one version of iOS. */
const BUILD = /^Mobile Banking Regression #4 \(/;
const BUILD_MS = 120_000;

/** Takes the README's pictures of a playground of its own, as soon as its first build is complete in both chats. */
async function takePictures(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "pictures-"));
  const browser = await openBrowser(console.log);
  const demo = await startDemo(directory);
  try {
    mkdirSync(IMAGES, { recursive: true });
    await takeWhole(browser, demo.url);
    await takeCards(browser, demo.url);
  } finally {
    await demo.stop();
    await browser.close();
    rmSync(directory, { recursive: true, force: true, maxRetries: 20 });
  }
}

/** The page as it is on a laptop. */
async function takeWhole(browser: Browser, url: string): Promise<void> {
  const page = await open(browser, url, { viewport: { width: 1440, height: 900 } });
  const { slackCard, teamsCard } = await completeCards(page);
  for (const card of [slackCard, teamsCard]) await toTop(card);
  keep("playground", await page.screenshot());
}

/** Card and thread as they are read, sharp on any screen. */
async function takeCards(browser: Browser, url: string): Promise<void> {
  const page = await open(browser, url, { viewport: { width: 1760, height: 1500 }, deviceScaleFactor: 2 });
  const { slackCard, teamsCard } = await completeCards(page);
  keep("teams-card", await teamsCard.screenshot());
  await slackCard.getByRole("button", { name: /^\d+ replies/ }).click();
  const thread = page.getByRole("region", { name: "Thread", exact: true });
  // In the thread each begins with who says it.
  const card = thread.getByRole("listitem").filter({ has: page.getByRole("link", { name: BUILD }) });
  const failure = thread.getByRole("listitem").filter({ hasText: "Failed command:" }).first();
  await restPointer(page);
  await toTop(card);
  keep("slack-card", await card.screenshot());
  await toTop(failure);
  keep("slack-thread", await failure.screenshot());
}

async function open(
  browser: Browser,
  url: string,
  options: NonNullable<Parameters<Browser["newContext"]>[0]>,
): Promise<Page> {
  const context = await browser.newContext({ locale: "en-US", timezoneId: "UTC", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole("button", { name: "Got it" }).click();
  return page;
}

/** The build's card in both chats, once neither says that it still runs. */
async function completeCards(page: Page) {
  const slack = page.getByRole("region", { name: "Slack", exact: true });
  const teams = page.getByRole("region", { name: "Teams", exact: true });
  await slack.getByRole("button", { name: "mobile-qa" }).click();
  await teams.getByRole("button", { name: "mobile-qa" }).click();
  const ended = { has: page.getByRole("link", { name: BUILD }), hasNotText: "still running" };
  const slackCard = slack
    .getByRole("listitem")
    .filter({ has: page.getByRole("button", { name: "Details" }) })
    .filter(ended);
  const teamsCard = teams.getByRole("article").filter(ended);
  for (const card of [slackCard, teamsCard]) await card.filter({ hasText: "Finished" }).waitFor({ timeout: BUILD_MS });
  await restPointer(page);
  return { slackCard, teamsCard };
}

/** What can be done with a message shows under the pointer only. */
async function restPointer(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
}

/** Scrolls until it stands at the top, with some room above it. */
async function toTop(message: Locator): Promise<void> {
  await message.evaluate((element: HTMLElement) => {
    element.style.scrollMarginTop = "12px";
    element.scrollIntoView({ block: "start" });
  });
}

function keep(name: string, png: Buffer): void {
  writeFileSync(join(IMAGES, `${name}.png`), shrinkPng(png));
}

await takePictures();
