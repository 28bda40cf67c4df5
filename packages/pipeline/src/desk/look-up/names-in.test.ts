import { matchFilter, type Execution } from "@perfecto-bot/domain";
import { anExecution, NINE } from "@perfecto-bot/domain/testing";
import { expect, it } from "vitest";
import { namesIn } from "./names-in.ts";

const iphone = { kind: "device", deviceId: "00008030", maker: "Apple", model: "iPhone 15" } as const;
const pixel = { kind: "device", deviceId: "R5CT", model: "Pixel 9" } as const;
const unknown = { kind: "device", deviceId: "ZX1G", maker: "Samsung" } as const;
const chrome = { kind: "browser", browser: "Chrome" } as const;

const RUNS: readonly Execution[] = [
  anExecution({ id: "1", startedAtMs: NINE - 3, tags: ["a,b", "smoke"], owner: "ana", platforms: [iphone] }),
  anExecution({ id: "2", startedAtMs: NINE - 1, tags: ["smoke"], owner: "ben", platforms: [pixel, chrome] }),
  anExecution({ id: "3", startedAtMs: NINE - 2, tags: ["login"], platforms: [iphone], job: { name: "Weekly" } }),
  anExecution({ id: "4", startedAtMs: NINE - 9, tags: [], platforms: [unknown] }),
];

it("weighs jobs by when they ran last, all else by how often it ran, and of equals knows the latest best", () => {
  const names = namesIn(RUNS);
  expect([...names.job]).toEqual([
    ["Nightly", NINE - 1],
    ["Weekly", NINE - 2],
  ]);
  expect([...names.tag]).toEqual([
    ["smoke", 2],
    ["login", 1],
    ["a,b", 1],
  ]);
  expect([...names.owner.keys()]).toEqual(["ben", "ana"]);
  expect([...names.device.keys()]).toEqual(["Apple iPhone 15", "Pixel 9"]);
  expect([...names.deviceId.keys()]).toEqual(["00008030", "R5CT", "ZX1G"]);
});

it("gives names by which a filter finds what bears them", () => {
  const { job, device, deviceId, tag, owner } = namesIn(RUNS);
  for (const [key, names] of [
    ["job", job],
    ["device", device],
    ["device", deviceId],
    ["tag", tag],
    ["owner", owner],
  ] as const)
    for (const name of names.keys())
      expect(RUNS.some((one) => matchFilter([{ key, negated: false, values: [name] }], one))).toBe(true);
});

it("leaves out what nobody could choose, and sessions driven by hand", () => {
  const names = namesIn([
    anExecution({ tags: ["", " ", "a\nb", " x", "x".repeat(151), "fine"], owner: "" }),
    anExecution({ id: "hand", name: "Interactive session", tags: ["by hand"], job: { name: "None" } }),
  ]);
  expect([...names.tag.keys()]).toEqual(["fine"]);
  expect(names.owner.size).toBe(0);
  expect([...names.job.keys()]).toEqual(["Nightly"]);
});

it("is bounded, and takes executions of which hardly anything is known", () => {
  const tags = Array.from({ length: 5_000 }, (_, index) => `tag ${index}`);
  const { startedAtMs: _start, job: _job, ...bare } = anExecution({ tags, platforms: [{ kind: "device" }] });
  const names = namesIn([bare]);
  expect(names.tag.size).toBe(2_000);
  expect(names.device.size + names.deviceId.size + names.job.size).toBe(0);
});
