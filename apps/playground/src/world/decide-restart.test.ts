import { expect, it } from "vitest";
import { decideRestart, type EndedRun, type RestartDecision } from "./decide-restart.ts";

const again = (quickCrashes: number): RestartDecision => ({ kind: "restart", quickCrashes, afterMs: 300 });
const crash: EndedRun = { lastedMs: 1_000, code: 1, asked: false, quickCrashes: 0 };

it.each<[string, Partial<EndedRun>, RestartDecision]>([
  ["a first crash at the start", {}, again(1)],
  ["a second one", { quickCrashes: 1 }, again(2)],
  ["a third one", { quickCrashes: 2 }, { kind: "give-up", reason: "crashes" }],
  ["a crash after a while", { quickCrashes: 2, lastedMs: 10_000 }, again(0)],
  ["a kill that was asked for, soon after the start", { quickCrashes: 2, asked: true, code: 137 }, again(0)],
  ["a kill by somebody else", { code: 137, lastedMs: 60_000 }, again(0)],
  ["an end with success that nobody wanted", { code: 0, lastedMs: 60_000 }, again(0)],
  ["a configuration that cannot work", { code: 2 }, { kind: "give-up", reason: "misconfigured" }],
  ["a program that cannot be started", { code: null, quickCrashes: 2 }, { kind: "give-up", reason: "crashes" }],
])("decides on %s", (_, run, decision) => {
  expect(decideRestart({ ...crash, ...run })).toEqual(decision);
});
