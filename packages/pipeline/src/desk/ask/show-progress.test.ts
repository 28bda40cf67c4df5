import type { Card } from "@perfecto-bot/cards";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { executionsEvery } from "../../ask/testing/scripted-lab.ts";
import { cardOf, openDesk, QUINN, textOf } from "../testing/open-desk.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A lab that answers each question after so long. */
function slowDesk(waitMs: number) {
  return openDesk({
    executions: executionsEvery(60_000, 400, { status: "FAILED" }).map((one) => ({ ...one, name: one.id })),
    script: (_query, _index, signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, waitMs);
        signal?.addEventListener("abort", () => (clearTimeout(timer), resolve()));
      }),
  });
}

it("is silent where the answer comes within two seconds", async () => {
  const cards: Card[] = [];
  const reply = slowDesk(300).say("failures", {}, (card) => cards.push(card));
  await vi.advanceTimersByTimeAsync(1_900);
  expect(textOf(cardOf(await reply))).toContain("400 failed");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(cards).toEqual([]);
});

it("shows how far reading is, at most every second, and never after the answer", async () => {
  const shownAtMs: number[] = [];
  const cards: Card[] = [];
  const beganAtMs = Date.now();
  const reply = slowDesk(1_300).say("failures", {}, (card) => {
    cards.push(card);
    shownAtMs.push(Date.now() - beganAtMs);
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(textOf(cardOf(await reply))).toContain("400 failed");
  expect(shownAtMs[0]).toBe(2_000);
  expect(shownAtMs.length).toBeGreaterThan(1);
  const gaps = shownAtMs.slice(1).map((at, index) => at - (shownAtMs[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
  expect(cards.map((card) => textOf(card))[0]).toContain("Asking the lab: 50 executions read, 50 match");
  expect(Math.max(...shownAtMs)).toBeLessThan(60_000);
});

it("says that the lab is being asked while nothing came yet", async () => {
  const cards: Card[] = [];
  const reply = slowDesk(5_000).say("build Nightly", {}, (card) => cards.push(card));
  await vi.advanceTimersByTimeAsync(2_500);
  expect(cards.map((card) => textOf(card))).toEqual([expect.stringContaining("Asking the lab…")]);
  await vi.advanceTimersByTimeAsync(60_000);
  await reply;
});

it("gives what is known after a minute and a half", async () => {
  const reply = slowDesk(60_000).say("failures");
  await vi.advanceTimersByTimeAsync(95_000);
  const text = textOf(cardOf(await reply));
  expect(text).toContain("some could not be read");
  expect(text).toContain("Reading the lab acme took too long");
});

it("shows progress for buttons, too", async () => {
  const desk = slowDesk(1_500);
  const asked = desk.say("failures");
  await vi.advanceTimersByTimeAsync(60_000);
  const more = cardOf(await asked).buttons.find(({ label }) => label === "More");
  if (more?.kind !== "action") throw new TypeError("no button");
  await vi.advanceTimersByTimeAsync(120_000);
  const cards: Card[] = [];
  const pressed = desk.reopened().press(QUINN, more.action, more.subject, (card) => cards.push(card));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(textOf(cardOf(await pressed))).toContain("Page 2 of 40");
  expect(cards.length).toBeGreaterThan(0);
});
