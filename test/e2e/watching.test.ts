import { expect, it } from "vitest";
import { openTab, partOf, slackOf, teamsOf, verdictOf } from "./page-parts.ts";
import { findBarriers } from "./find-barriers.ts";
import { isLoopback, socketsOf } from "./sockets-of.ts";
import { useStage } from "./use-stage.ts";

const JOB = "Mobile Banking Regression";
/** The first build that the playground runs: the fourth of its job, with a regression on one version of iOS. */
const BUILD = `${JOB} #4`;
const FIRST_CARD_MS = 120_000;
const BUILD_MS = 120_000;
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

const stage = useStage("--speed", "30");

it("shows within a minute a build's card that is posted and edited in both chats", async () => {
  const page = await stage.open();
  await Promise.all(
    [slackOf(page), teamsOf(page)].map(async (chat) => {
      await chat.open("mobile-qa");
      await chat
        .card(BUILD)
        .getByText(/^\(?edited\)?$/i)
        .waitFor({ timeout: FIRST_CARD_MS });
      expect(await chat.card(BUILD).count()).toBe(1);
    }),
  );
});

it("fits a phone: parts behind tabs, a box to write in, a drawer with details", async () => {
  const page = await stage.open(PHONE);
  const overflow = (): Promise<number> => page.evaluate("document.documentElement.scrollWidth - innerWidth");
  for (const part of ["Lab", "Slack", "Teams", "Timeline"] as const) {
    await openTab(page, part);
    expect({ part, overflow: Math.max(0, await overflow()) }).toEqual({ part, overflow: 0 });
  }
  await openTab(page, "Slack");
  const slack = slackOf(page);
  await slack.say("/perfecto help");
  await slack.messages.getByText("Only visible to you").waitFor();
  await slack.openDetails(BUILD);
  const drawer = page.getByRole("dialog", { name: "Message by Perfecto" });
  await drawer.getByRole("tab", { name: "JSON" }).click();
  expect(await overflow()).toBeLessThanOrEqual(0);
  await drawer.getByRole("button", { name: "Close" }).click();
  await openTab(page, "Teams");
  await teamsOf(page).say("@Perfecto help");
  await teamsOf(page)
    .messages.getByRole("article", { name: /^Quinn QA, / })
    .getByText("help")
    .last()
    .waitFor();
});

it.each([
  ["laptop", {}],
  ["phone", PHONE],
] as const)("bars nobody on a %s: axe finds nothing serious", async (device, options) => {
  const page = await stage.open(options);
  const found: string[] = [];
  const look = async (where: string, within?: string): Promise<void> => {
    found.push(...(await findBarriers(page, within)).map((barrier) => `${where}: ${barrier}`));
  };
  const tab = (part: "Lab" | "Slack" | "Teams" | "Timeline"): Promise<void> =>
    device === "phone" ? openTab(page, part) : Promise.resolve();

  await tab("Lab");
  await look("lab");
  await partOf(page, "Lab").getByRole("button", { name: "Start a build", exact: true }).click();
  await look("build form", "dialog");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Break it" }).click();
  await look("menu", "header");
  await page.keyboard.press("Escape");

  await tab("Slack");
  const slack = slackOf(page);
  await slack.openDetails(BUILD);
  await page.getByRole("heading", { name: "Version 1" }).waitFor();
  await look("drawer", "dialog");
  await page.keyboard.press("Escape");
  await slack.say("/perfecto subscribe");
  await page.getByRole("dialog", { name: "Subscribe to a job" }).waitFor();
  await look("modal", "[role=dialog]");
  await page.getByRole("button", { name: "Cancel" }).click();
  if (device === "phone")
    for (const part of ["Slack", "Teams", "Timeline"] as const) {
      await tab(part);
      await look(part);
    }
  expect(found).toEqual([]);
});

it("ends with the lab's verdict, the same in both chats", async () => {
  const page = await stage.open();
  const lab = partOf(page, "Lab");
  const build = lab.getByRole("article", { name: BUILD });
  const earlier = lab.getByRole("button", { name: "Show earlier builds" });
  // Newer builds move it down while the test waits.
  await expect
    .poll(
      async () => {
        if ((await build.count()) === 0 && (await earlier.count()) > 0) await earlier.click();
        return build.getByText("36 executions · 4 failed").count();
      },
      { timeout: BUILD_MS },
    )
    .toBe(1);
  for (const chat of [slackOf(page), teamsOf(page)]) {
    await chat.open("mobile-qa");
    await expect
      .poll(() => verdictOf(chat.card(BUILD)), { timeout: BUILD_MS })
      .toBe("4 of 36 failed (1 cause, only iOS 17)");
  }
});

it("tells in a failure's thread what failed and where to see it", async () => {
  const page = await stage.open();
  const slack = slackOf(page);
  await slack.open("mobile-qa");
  await slack
    .card(BUILD)
    .getByRole("button", { name: /^\d+ replies/ })
    .click();
  const thread = slack.part.getByRole("region", { name: "Thread", exact: true });
  const failure = thread.getByRole("listitem").filter({ hasText: "Failed command:" }).first();
  await failure.getByText("UnhandledAlertException").waitFor();

  const video = failure.getByRole("link", { name: /^Video at \d+:\d\d$/ });
  const [, minutes, seconds] = /(\d+):(\d\d)/.exec(await video.innerText()) ?? [];
  expect(await video.getAttribute("href")).toMatch(new RegExp(`#t=${Number(minutes) * 60 + Number(seconds)}$`));

  const test = (await failure.getByRole("link").first().innerText()).trim();
  const opened = page.waitForEvent("popup");
  await failure.getByRole("link", { name: "Open report" }).click();
  const report = await opened;
  await report.getByRole("heading", { name: test }).waitFor();
  await report.getByText("simulated lab").waitFor();
  expect(new URL(report.url()).hostname).toBe("127.0.0.1");
});

it("says why a card is there, in both chats", async () => {
  const page = await stage.open();
  for (const chat of [slackOf(page), teamsOf(page)]) {
    await chat.open("mobile-qa");
    await chat.openDetails(BUILD);
    const drawer = page.getByRole("dialog", { name: "Message by Perfecto" });
    await expect.poll(() => drawer.getByRole("heading", { name: /^Version \d/ }).count()).toBeGreaterThan(1);
    await drawer.getByRole("tab", { name: "Why" }).click();
    await drawer.getByText("because the subscription asks for every build").waitFor();
    await drawer.getByRole("button", { name: "Close" }).click();
    await drawer.waitFor({ state: "detached" });
  }
});

it("mutes a failing test from its message, and unmutes it, in both chats", async () => {
  const page = await stage.open();
  const slack = slackOf(page);
  await slack.open("mobile-qa");
  await slack
    .card(BUILD)
    .getByRole("button", { name: /^\d+ replies/ })
    .click();
  const thread = slack.part.getByRole("region", { name: "Thread", exact: true });
  const teams = teamsOf(page);
  await teams.open("mobile-qa");
  for (const where of [thread, teams.messages]) {
    await where.getByRole("button", { name: "Mute this test" }).first().click();
    await where
      .getByText(/^Muted|ℹ️ Muted/)
      .last()
      .waitFor();
    await where.getByRole("button", { name: "Unmute" }).last().click();
    const told = where.getByText("Failures from now on are posted again").last();
    await told.waitFor();
    expect(await told.isVisible()).toBe(true);
  }
});

it("leads from the timeline to the message, in its thread", async () => {
  const page = await stage.open();
  const timeline = partOf(page, "Timeline");
  const entry = timeline.getByRole("button", { name: /answered in a thread of #mobile-qa: ℹ️ Unmuted/ });
  await entry.last().click();
  const thread = partOf(page, "Slack").getByRole("region", { name: "Thread", exact: true });
  await expect.poll(() => thread.getByText("Unmuted").count()).toBeGreaterThan(0);
});

it.runIf(process.platform === "linux")("has no door to anywhere but this machine", async () => {
  await stage.open();
  const sockets = socketsOf(stage.pid());
  expect(sockets.filter(({ state }) => state === "listening").length).toBeGreaterThan(4);
  expect(sockets.filter(({ state }) => state === "connected").length).toBeGreaterThan(4);
  expect(sockets.filter(({ address }) => !isLoopback(address))).toEqual([]);
});
