import { expect, test } from "vitest";
import { beatOf, scheduleChanges, type ExistingBeat } from "./keep-schedule.ts";

const NOW_MS = 1_000_000;
const [a, b] = [beatOf("demo/0", 30_000), beatOf("demo/1", 30_000)];
const there: ExistingBeat = { id: a.id, everyMs: 30_000, offsetMs: a.offsetMs, nextMs: NOW_MS + 5 };

test.for<[string, readonly ExistingBeat[], { set: readonly unknown[]; remove: readonly string[] }]>([
  ["is there", [there], { set: [], remove: [] }],
  ["is missing", [], { set: [a], remove: [] }],
  ["beats at another interval", [{ ...there, everyMs: 60_000 }], { set: [a], remove: [] }],
  ["has another phase", [{ ...there, offsetMs: a.offsetMs - 1 }], { set: [a], remove: [] }],
  ["is a little late", [{ ...there, nextMs: NOW_MS - 90_000 }], { set: [], remove: [] }],
  ["has broken", [{ ...there, nextMs: NOW_MS - 90_001 }], { set: [a], remove: [] }],
  ["is a little early", [{ ...there, nextMs: NOW_MS + 90_000 }], { set: [], remove: [] }],
  ["was set by a clock that is ahead", [{ ...there, nextMs: NOW_MS + 90_001 }], { set: [a], remove: [a.id] }],
  ["has an unwanted neighbour", [there, { ...there, id: b.id }], { set: [], remove: [b.id] }],
])("a wanted rhythm that %s", ([, existing, changes]) => {
  expect(scheduleChanges(existing, [a], NOW_MS)).toEqual(changes);
});

test("a subject that is wanted twice has one rhythm", () => {
  expect(scheduleChanges([], [a, b, a], NOW_MS).set).toEqual([a, b]);
});
