import { expect, test } from "vitest";
import { plainLine } from "./line.ts";
import { statusCard, type BotStatus } from "./status-card.ts";

const WELL: BotStatus = {
  labs: [{ lab: "acme", lastSuccessMs: 0 }],
  nowMs: 1_000,
  openBuilds: 0,
  waitingHere: 0,
  subscriptions: { active: 1, paused: [] },
  setAside: [],
  leftAlone: [],
  deadLetters: [],
};
const FULL = "The bot's memory (Redis) takes no writes now: it is full";

test("a bot that cannot write down anything is not well, whatever else is", () => {
  expect(plainLine(statusCard(WELL).title)).toBe("All is well");
  const card = statusCard({ ...WELL, storeTrouble: FULL });
  expect({ status: card.status, title: plainLine(card.title) }).toEqual({ status: "warning", title: FULL });
  expect(card.fallback).toContain("Nothing is posted until that is over; then it resumes by itself.");
});
