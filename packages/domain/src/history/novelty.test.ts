import { describe, expect, it } from "vitest";
import type { TestOutcome } from "../build/test-results.ts";
import { countNovelty, noveltyOf, type Novelty } from "./novelty.ts";
import type { PastOutcome, TestHistory } from "./past-result.ts";

const OUTCOMES: Readonly<Record<string, PastOutcome>> = { p: "passed", k: "flaky", f: "failed", b: "blocked" };

/** Build 1 first, as letters. */
function past(letters: string): TestHistory {
  const results = letters.split("").map((letter, index) => ({
    startMs: (index + 1) * 1_000,
    label: `#${index + 1}`,
    outcome: OUTCOMES[letter] ?? "passed",
  }));
  return { key: "k", test: "Pay", platform: "Pixel 8", results: results.toReversed() };
}

const novelty = (letters: string, outcome: TestOutcome, buildStartMs = 100_000): Novelty =>
  noveltyOf({ key: "k", outcome, latest: {} }, past(letters), buildStartMs);

const known = (build: number, builds: number, rest: object = {}) => ({
  kind: "known",
  since: `#${build}`,
  sinceMs: build * 1_000,
  builds,
  ...rest,
});

describe("noveltyOf", () => {
  it.each<[string, TestOutcome, unknown]>([
    ["", "failed", { kind: "first-seen" }],
    ["bb", "failed", { kind: "first-seen" }],
    ["p", "failed", { kind: "new", passedIn: "#1" }],
    ["fpb", "failed", { kind: "new", passedIn: "#2" }],
    ["pfk", "failed", { kind: "new", passedIn: "#3" }],
    ["pf", "failed", known(2, 2)],
    ["ffff", "failed", known(1, 5)],
    ["pfkff", "failed", known(4, 3)],
    ["pfbfb", "failed", known(2, 3)],
    ["f".repeat(20), "failed", known(1, 21, { orBefore: true })],
    [`b${"f".repeat(19)}`, "failed", known(2, 20, { orBefore: true })],
    [`p${"f".repeat(19)}`, "failed", known(2, 20)],
    ["", "passed", { kind: "none" }],
    ["pp", "passed", { kind: "none" }],
    ["fk", "passed", { kind: "none" }],
    ["pffb", "passed", { kind: "recovered", since: "#2" }],
    ["ff", "flaky", { kind: "flaky" }],
    ["ff", "running", { kind: "none" }],
    ["ff", "unknown", { kind: "none" }],
    ["ff", "blocked", { kind: "blocked", by: "unknown" }],
  ])("after %j, %s is", (letters, outcome, wanted) => {
    expect(novelty(letters, outcome)).toEqual(wanted);
  });

  it("looks only at builds that started before", () => {
    expect(novelty("pf", "failed", 2_000)).toEqual({ kind: "new", passedIn: "#1" });
    expect(novelty("pf", "failed", 1_000)).toEqual({ kind: "first-seen" });
    expect(noveltyOf({ key: "k", outcome: "failed", latest: {} }, undefined, 0)).toEqual({ kind: "first-seen" });
  });

  it.each([
    ["App not found", undefined, "app"],
    ["Install app failure", undefined, "app"],
    ["Launch app failure", undefined, "app"],
    ["Device in use", undefined, "device"],
    ["Device not connected", undefined, "device"],
    ["Device not found", undefined, "device"],
    ["Device reserved", undefined, "device"],
    ["device  not available ", undefined, "device"],
    ["Device in error", undefined, "device"],
    ["Capability not supported", undefined, "lab"],
    ["All licenses in use", "HANDSET_ERROR", "lab"],
    ["No licenses found", undefined, "lab"],
    ["Our own reason", undefined, "unknown"],
    ["Our own reason", "Cannot open device", "device"],
    [undefined, "HANDSET_ERROR: gone", "device"],
    [undefined, "Error: No device was found", "device"],
    [undefined, "boom", "unknown"],
    [undefined, undefined, "unknown"],
  ])("blocked with reason %j and message %j is by", (reason, message, by) => {
    const latest = { ...(reason === undefined ? {} : { reason }), ...(message === undefined ? {} : { message }) };
    expect(noveltyOf({ key: "k", outcome: "blocked", latest }, undefined, 0)).toEqual({ kind: "blocked", by });
    expect(noveltyOf({ key: "k", outcome: "failed", latest }, undefined, 0).kind).toBe("first-seen");
  });
});

it("countNovelty counts what is first seen as new", () => {
  const kinds = ["new", "first-seen", "known", "flaky", "flaky", "recovered", "blocked", "none"] as const;
  expect(countNovelty(kinds.map((kind) => ({ kind })))).toEqual({
    new: 2,
    known: 1,
    flaky: 2,
    recovered: 1,
    blocked: 1,
  });
});
