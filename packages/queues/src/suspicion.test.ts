import { expect, test } from "vitest";
import { suspectedSince, type Sighting } from "./suspicion.ts";

const lying: Sighting = { atMs: 500, stuck: 1, running: true, hasRoom: true, tookOne: false, paused: false };

test.for<[string, number | undefined, Partial<Sighting>, number | undefined]>([
  ["work lies, for the first time", undefined, {}, 500],
  ["work still lies", 100, {}, 100],
  ["there is no work", 100, { stuck: 0 }, undefined],
  ["the worker does not say that it runs", 100, { running: false }, undefined],
  ["the worker is full", 100, { hasRoom: false }, undefined],
  ["the worker took a job", 100, { tookOne: true }, undefined],
  ["somebody paused the queue", 100, { paused: true }, undefined],
])("%s", ([, sinceMs, seen, expected]) => {
  expect(suspectedSince(sinceMs, { ...lying, ...seen })).toBe(expected);
});
