import { setTimeout as wait } from "node:timers/promises";
import { openBrowser } from "@perfecto-bot/playground/browser";
import { startCrowdedPage } from "@perfecto-bot/playground/testing";
import { renderCard as renderForSlack } from "@perfecto-bot/slack";
import { renderCard as renderForTeams } from "@perfecto-bot/teams";
import type { Page } from "playwright-core";
import type { BenchResult } from "./bench-result.ts";
import { someCards } from "./some-cards.ts";

const MESSAGES = 2_000;
const MEASURED_MS = 3_000;
/** Of each chat, so that the page hears of 40 edits a second. */
const EDITS_A_SECOND = 20;
/** The edits are spread over as many of the newest cards. */
const EDITED = 10;
const SHARE_BUDGET = 0.5;

/** How smooth the playground's page stays with 2,000 cards in each chat while 40 edits a second come, against itself at rest. */
export async function busyPage(): Promise<BenchResult> {
  const [card] = someCards();
  if (card === undefined) throw new Error("There is no card to show.");
  const crowd = await startCrowdedPage({ slack: renderForSlack(card), teams: renderForTeams(card) }, MESSAGES);
  const browser = await openBrowser(console.log);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(crowd.url);
    for (const part of ["Slack", "Teams"])
      await page
        .getByRole("region", { name: part, exact: true })
        .getByText(`Card ${MESSAGES}`, { exact: true })
        .waitFor();
    const atRest = await framesDuring(page, () => wait(MEASURED_MS));
    const busy = await framesDuring(page, () => editFor(crowd.edit));
    const share = busy / atRest;
    return {
      name: `playground page with ${MESSAGES} cards in each chat, ${2 * EDITS_A_SECOND} edits a second`,
      figure: `${Math.round(busy)} frames a second, ${share.toFixed(2)} of ${Math.round(atRest)} at rest`,
      budget: `≥ ${SHARE_BUDGET}`,
      within: share >= SHARE_BUDGET,
    };
  } finally {
    await browser.close();
    await crowd.stop();
  }
}

async function editFor(edit: (back: number, words: string) => Promise<void>): Promise<void> {
  const edits: Promise<void>[] = [];
  for (let at = 0; at < (MEASURED_MS / 1_000) * EDITS_A_SECOND; at += 1) {
    edits.push(edit(at % EDITED, `Edit ${at}`));
    await wait(1_000 / EDITS_A_SECOND);
  }
  await Promise.all(edits);
}

/** Frames a second that the page draws meanwhile. */
async function framesDuring(page: Page, meanwhile: () => Promise<void>): Promise<number> {
  await page.evaluate(`(() => {
    globalThis.drawn = { frames: 0, fromMs: performance.now() };
    const count = () => { globalThis.drawn.frames += 1; globalThis.counting = requestAnimationFrame(count); };
    count();
  })()`);
  await meanwhile();
  return page.evaluate<number>(`(() => {
    cancelAnimationFrame(globalThis.counting);
    return (globalThis.drawn.frames * 1000) / (performance.now() - globalThis.drawn.fromMs);
  })()`);
}
