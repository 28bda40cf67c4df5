import { expect, it } from "vitest";
import { createNamesTrial } from "./create-names-trial.ts";

it("lets one comparison run at a time, and none after proof", () => {
  const trial = createNamesTrial(() => 0);
  expect(trial.begin()).toBe(true);
  expect(trial.begin()).toBe(false);
  expect(trial.shareRequests()).toBe(true);
  trial.end({ verdict: "alternatives" });
  expect(trial.begin()).toBe(false);
  expect(trial.shareRequests()).toBe(true);
});

it.each([
  ["a failed comparison", undefined, 60_000, true],
  ["too little data", { verdict: "undecided", reason: "too-little-data" }, 60_000, true],
  ["disproof", { verdict: "broken", reason: "executions-missing" }, 600_000, false],
] as const)("after %s", (_name, verdict, againAfterMs, shares) => {
  let nowMs = 0;
  const trial = createNamesTrial(() => nowMs);
  trial.begin();
  trial.end(verdict);
  expect(trial.shareRequests()).toBe(shares);
  nowMs = againAfterMs - 1;
  expect(trial.begin()).toBe(false);
  nowMs = againAfterMs;
  expect(trial.begin()).toBe(true);
});

it("keeps a disproof through comparisons that show nothing", () => {
  let nowMs = 0;
  const trial = createNamesTrial(() => nowMs);
  trial.begin();
  trial.end({ verdict: "broken", reason: "others-came-too" });
  nowMs = 600_000;
  trial.begin();
  trial.end({ verdict: "undecided", reason: "too-little-data" });
  expect(trial.shareRequests()).toBe(false);
});
