import { expect, it } from "vitest";
import { chooseName, partOf, slackOf, teamsOf, verdictOf } from "./page-parts.ts";
import { startBuild } from "./start-build.ts";
import { useStage } from "./use-stage.ts";

const BUILD_MS = 120_000;

const stage = useStage("--speed", "60");

it("subscribes with a command typed in Slack, and answers its typist alone", async () => {
  const page = await stage.open();
  const slack = slackOf(page);
  await slack.open("ios-team");
  await slack.become("Dana Dev");
  await slack.say("/perfecto subscribe Payments on:failures");
  await slack.messages.getByRole("listitem").filter({ hasText: "Subscribed to Payments" }).last().waitFor();

  await slack.say("/perfecto status");
  const answer = slack.messages.getByText("Only visible to you").last();
  await answer.waitFor();
  await slack.become("Quinn QA");
  await slack.messages.getByText("Subscribed to Payments").last().waitFor();
  expect(await answer.count()).toBe(0);
  await slack.become("Dana Dev");
  await answer.waitFor();
});

it("subscribes with a command typed in Teams, and shows a card's why to who asks alone", async () => {
  const page = await stage.open();
  const teams = teamsOf(page);
  await teams.open("releases");
  await teams.become("Dana Dev");
  await teams.say("@Perfecto subscribe Payments on:failures");
  await teams.messages
    .getByRole("article", { name: /^Perfecto, / })
    .filter({ hasText: "Subscribed to Payments" })
    .last()
    .waitFor();

  await teams.open("mobile-qa");
  await teams.messages.getByRole("button", { name: "Why this?" }).first().click({ timeout: BUILD_MS });
  const answer = teams.messages.getByText("Only you see this");
  await answer.waitFor();
  await teams.become("Quinn QA");
  await teams.messages.getByRole("button", { name: "Why this?" }).first().waitFor();
  expect(await answer.count()).toBe(0);
});

it("subscribes by a form in Slack, which shows a mistake at its field", async () => {
  const page = await stage.open();
  const slack = slackOf(page);
  await slack.open("mobile-qa");
  await slack.say("/perfecto subscribe");
  const form = page.getByRole("dialog", { name: "Subscribe to a job" });
  await chooseName(form, "CI job", "Nightly of the forms");
  const filter = form.getByLabel("Only these tests");
  await filter.fill("os:");
  await form.getByRole("button", { name: "Subscribe" }).click();
  await expect.poll(() => filter.getAttribute("aria-invalid")).toBe("true");
  await form.getByText("“os:” has no value").waitFor();

  await filter.fill("os:iOS");
  await form.getByRole("combobox", { name: "When" }).selectOption("Builds with failures");
  await form.getByRole("button", { name: "Subscribe" }).click();
  await form.waitFor({ state: "detached" });
  const answer = slack.messages.getByRole("listitem").filter({ hasText: "Subscribed to Nightly of the forms" });
  await answer.getByText("os:iOS").waitFor();
});

it("subscribes by a form in Teams, which shows a mistake at its field", async () => {
  const page = await stage.open();
  const teams = teamsOf(page);
  await teams.open("mobile-qa");
  await teams.say("@Perfecto subscribe");
  const form = teams.messages.getByRole("article").filter({ has: page.getByRole("combobox", { name: "CI job" }) });
  await chooseName(form, "CI job", "Nightly of the forms");
  const filter = form.getByRole("textbox", { name: "Only these tests" });
  await filter.fill("os:");
  await form.getByRole("button", { name: "Subscribe" }).click();
  await form.getByText("“os:” has no value").waitFor();
  // The card is busy until Teams has said what became of the press.
  await form.locator("[aria-busy=true]").waitFor({ state: "detached" });

  await filter.fill("os:iOS");
  await form.getByRole("button", { name: "Subscribe" }).click();
  await teams.messages
    .getByRole("article")
    .filter({ hasText: "Subscribed to Nightly of the forms" })
    .getByText("os:iOS")
    .waitFor();
  expect(await teams.messages.getByText("“os:” has no value").count()).toBe(0);
});

it("finds names while they are typed in the form", async () => {
  const page = await stage.open();
  const slack = slackOf(page);
  await slack.open("ios-team");
  await slack.say("/perfecto subscribe");
  const form = page.getByRole("dialog", { name: "Subscribe to a job" });
  await chooseName(form, "CI job", "Mobile Banking Regression", "mob");
  await chooseName(form, "Owners", /@acme\.example$/u, "acme");
  await form.getByRole("button", { name: "Subscribe" }).click();
  const answer = slack.messages.getByRole("listitem").filter({ hasText: /owner:\S+@acme\.example/u });
  await answer.last().waitFor();
  expect(await answer.last().innerText()).toContain("to Mobile Banking Regression");
});

it("answers with a picture in both chats, and in words beside it", async () => {
  const page = await stage.open();
  for (const chat of [slackOf(page), teamsOf(page)]) {
    await chat.open("mobile-qa");
    await chat.say(`${chat.name === "Slack" ? "/perfecto" : "@Perfecto"} trend "Mobile Banking Regression"`);
    await chat.messages
      .getByText(/\d % passed over \d+ builds/u)
      .last()
      .waitFor();
    const picture = chat.messages.getByRole("img", { name: /^Line chart of the pass rate/u }).last();
    await picture.scrollIntoViewIfNeeded();
    await expect
      .poll(() => picture.evaluate((image) => ("naturalWidth" in image ? image.naturalWidth : 0)))
      .toBeGreaterThan(200);
  }
});

it("runs the build that was asked for in the lab's form, live", async () => {
  const page = await stage.open();
  const chats = [slackOf(page), teamsOf(page)];
  const job = "Acceptance of the form";
  for (const chat of chats) {
    await chat.open("mobile-qa");
    await chat.say(`${chat.name === "Slack" ? "/perfecto" : "@Perfecto"} subscribe ${job}`);
    await chat.messages.getByText(`Subscribed to ${job}`).waitFor();
  }
  await startBuild(page, job, { executions: 12, failures: 4, causes: 2 });
  const inLab = partOf(page, "Lab").getByRole("article", { name: `${job} #1` });
  await inLab.getByText(/^\d+ of 12/).waitFor();
  await Promise.all(
    chats.map((chat) => chat.card(`${job} #1`).filter({ hasText: "still running" }).waitFor({ timeout: BUILD_MS })),
  );
  await inLab.getByText("12 executions · 4 failed").waitFor({ timeout: BUILD_MS });
  await inLab.getByText("complete", { exact: true }).waitFor();
  for (const chat of chats) {
    await expect
      .poll(() => verdictOf(chat.card(`${job} #1`)), { timeout: BUILD_MS })
      .toMatch(/^4 of 12 failed \(2 causes[^)]*\)$/);
    await chat.openDetails(`${job} #1`);
    const drawer = page.getByRole("dialog", { name: "Message by Perfecto" });
    await drawer.getByRole("heading", { name: /^Version 2/ }).waitFor();
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "detached" });
  }
});
