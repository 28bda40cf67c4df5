import { expect, test } from "vitest";
import { decideReconnect, refusedPauseMs, type ReconnectDecision } from "./decide-reconnect.ts";
import type { RedisErrorCode } from "./redis-error-kind.ts";

const LONG_AGO = Number.POSITIVE_INFINITY;

test.each<[RedisErrorCode | undefined, number, boolean, ReconnectDecision]>([
  ["READONLY", LONG_AGO, true, "resend"],
  ["READONLY", 10, true, "resend"],
  ["READONLY", LONG_AGO, false, "resend"],
  ["READONLY", 10, false, "stay"],
  ["UNBLOCKED", LONG_AGO, true, "resend"],
  ["LOADING", LONG_AGO, false, "resend"],
  ["MASTERDOWN", LONG_AGO, true, "resend"],
  ["NOREPLICAS", 10, true, "resend"],
  ["NOREPLICAS", LONG_AGO, false, "reconnect"],
  ["NOREPLICAS", 10, false, "stay"],
  ["MOVED", LONG_AGO, false, "reconnect"],
  ["CLUSTERDOWN", LONG_AGO, true, "reconnect"],
  ["TRYAGAIN", LONG_AGO, true, "reconnect"],
  ["OOM", 10, true, "resend"],
  ["OOM", LONG_AGO, false, "stay"],
  ["MISCONF", 10, true, "resend"],
  ["MISCONF", LONG_AGO, false, "stay"],
  ["WRONGPASS", LONG_AGO, true, "stay"],
  [undefined, LONG_AGO, true, "stay"],
])("%s, %d ms after the last, waits: %s: %s", (code, sinceLastMs, waits, decision) => {
  expect(decideReconnect(code, sinceLastMs, waits)).toBe(decision);
});

test("pauses grow, and end", () => {
  expect([1, 2, 3, 6, 7, 1_000].map(refusedPauseMs)).toEqual([50, 100, 200, 1_600, 2_000, 2_000]);
});
