import { expect, it } from "vitest";
import { KEPT } from "../../wire/apply-event.ts";
import { createTimeline } from "./create-timeline.ts";
import type { Told } from "./told.ts";

const request = (text: string, atMs = 0, fold = text): Told => ({
  atMs,
  actor: "service",
  kind: "lab-request",
  text,
  tone: "quiet",
  fold,
});
const typed: Told = { atMs: 0, actor: "person", kind: "acted", text: "Quinn typed", tone: "normal" };

it.each<[string, readonly Told[], readonly string[]]>([
  ["counts what is repeated", [request("a"), request("a"), request("a")], ["a ×3"]],
  ["counts things that take turns", [request("a"), request("b"), request("a"), request("b")], ["a ×2", "b ×2"]],
  [
    "begins anew after something that stands alone",
    [request("a"), typed, request("a")],
    ["a ×1", "Quinn typed ×1", "a ×1"],
  ],
  ["begins anew after a minute", [request("a", 0), request("a", 59_999), request("a", 60_000)], ["a ×2", "a ×1"]],
  [
    "shows the newest words",
    [request("36 executions", 0, "k"), request("37 executions", 1, "k")],
    ["37 executions ×2"],
  ],
  ["never counts what stands alone", [typed, typed], ["Quinn typed ×1", "Quinn typed ×1"]],
])("%s", (_name, told, expected) => {
  const timeline = createTimeline();
  for (const one of told) timeline.add(one);
  expect(timeline.entries().map(({ text, count }) => `${text} ×${count}`)).toEqual(expected);
});

it("gives the same number to what is counted, and keeps the newest entries", () => {
  const timeline = createTimeline();
  const first = timeline.add(request("a"));
  expect(timeline.add(request("a"))).toEqual({ ...first, count: 2 });
  for (let at = 0; at < KEPT.timeline; at++) timeline.add(typed);
  expect(timeline.entries()).toHaveLength(KEPT.timeline);
  expect(timeline.entries()[0]?.id).toBe(first.id + 1);
});
