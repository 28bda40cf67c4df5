import type { BuildRef } from "@perfecto-bot/domain";
import { NINE } from "@perfecto-bot/domain/testing";
import { expect, it } from "vitest";
import { buildTitle } from "./build-title.ts";
import { plainLine } from "./line.ts";

const url = "https://acme.example/library";
const job = { kind: "job", lab: "acme", job: "My Job", number: 1, startedAtMs: NINE } as const;

it.each<[string, BuildRef]>([
  ["My Job #1", job],
  ["My Job #1 (main)", { ...job, branch: "main" }],
  ["My Job #1 of 2026-11-20 09:00 UTC", { ...job, repeated: true }],
  ["My Job #1 of 2026-11-20 09:00 UTC (main)", { ...job, repeated: true, branch: "main" }],
  ["Smoke of 2026-11-20 09:00 UTC", { kind: "run", lab: "acme", job: "Smoke", startedAtMs: NINE }],
  ["Unnamed job of 2026-11-20 09:00 UTC", { kind: "run", lab: "acme", job: " ", startedAtMs: NINE }],
  ["Single session", { kind: "session", lab: "acme", externalId: "s" }],
  [`${"x".repeat(39)}… #1 (${"y".repeat(23)}…)`, { ...job, job: "x".repeat(200), branch: "y".repeat(200) }],
])("%s", (words, ref) => {
  const title = buildTitle({ ref, url });
  expect(plainLine(title)).toBe(words);
  expect(title[0]).toMatchObject({ kind: "link", url });
});

it("tells times as moments, for the reader's own zone", () => {
  expect(buildTitle({ ref: { ...job, repeated: true }, url })).toContainEqual({
    kind: "time",
    atMs: NINE,
    show: "date-time",
  });
});

it("takes a label where no more is known", () => {
  expect(buildTitle({ label: "Nightly #45", url })).toEqual([{ kind: "link", text: "Nightly #45", url }]);
});
