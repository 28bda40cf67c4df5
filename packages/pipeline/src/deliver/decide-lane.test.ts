import { aSubscription, NINE } from "@perfecto-bot/domain/testing";
import type { Subscription } from "@perfecto-bot/domain";
import { expect, it } from "vitest";
import { decideLane, type LaneDecision } from "./decide-lane.ts";

const active = aSubscription();
const byPerson = aSubscription({ paused: { reason: "by-person", detail: "", sinceMs: NINE } });
const unavailable = aSubscription({ paused: { reason: "conversation-unavailable", detail: "", sinceMs: NINE } });
const work: LaneDecision = { kind: "work", reason: "reachable" };
const rest: LaneDecision = { kind: "rest", reason: "conversation-unavailable" };

it.each<[string, readonly Subscription[], LaneDecision]>([
  ["nobody subscribed any more", [], work],
  ["somebody subscribed", [active], work],
  ["a person paused it", [byPerson], work],
  ["it cannot be reached", [unavailable], rest],
  ["it cannot be reached, and a person had paused another", [byPerson, unavailable], rest],
  ["somebody subscribed since it could not be reached", [unavailable, active], work],
])("where %s", (_name, subscriptions, decision) => {
  expect(decideLane(subscriptions)).toEqual(decision);
});
