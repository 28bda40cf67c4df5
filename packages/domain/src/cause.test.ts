import { describe, expect, it } from "vitest";
import { causeKey, causeLabel, groupByCause } from "./cause.ts";
import type { Execution } from "./execution.ts";
import { aProcessingExecution, aRecordedExecution } from "./testing/a-recorded-execution.ts";

const failed = (message: string, execution: Partial<Execution> = {}) =>
  aProcessingExecution({ status: "FAILED", message, ...execution });
const onDevice = (deviceId: string): Partial<Execution> => ({ platforms: [{ kind: "device", deviceId }] });
const onModel = (model: string): Partial<Execution> => ({ platforms: [{ kind: "device", model }] });
const WORDS = "and so the basket stayed empty ".repeat(12);

describe("causeKey", () => {
  it.each([
    ["numbers", failed("Timeout after 30 s"), failed("Timeout after 4512 s")],
    [
      "device ids",
      failed("Lost R58M12ABCDE", onDevice("R58M12ABCDE")),
      failed("lost r38n30xyz", onDevice("R38N30XYZ")),
    ],
    [
      "UUIDs",
      failed("job 0f8fad5b-d9cb-469f-a165-70867728950e died"),
      failed("job 7c9e6679-7425-40de-944b-e07fc1f90ae7 died"),
    ],
    ["hex ids", failed("session 4f3a9c2d1b gone"), failed("session 88aa77cc66 gone")],
    ["addresses in memory", failed("null at 0x7ffe1a"), failed("null at 0x1")],
    ["links", failed("no answer from https://a.example/1"), failed("no answer from https://b.example/2?x=y")],
    ["case and blanks", failed("Element  not found"), failed("element not found")],
    ["stack traces", failed("boom\n\tat a.b"), failed("boom\n\tat c.d")],
    [
      "names of the device",
      failed("no tap on iPhone 15 Pro", onModel("iPhone 15 Pro")),
      failed("no tap on Galaxy S23", onModel("Galaxy S23")),
    ],
    [
      "values before the cut of a long message",
      failed(`no answer from https://a.example/${"a/".repeat(120)} ${WORDS}`),
      failed(`no answer from https://a.example/${"b/".repeat(115)} ${WORDS}`),
    ],
    ["test names and platforms", failed("boom", { name: "a" }), failed("boom", { name: "b", platforms: [] })],
  ])("is the same over %s", (_what, one, other) => {
    expect(causeKey(one)).toBe(causeKey(other));
  });

  it.each([
    ["messages", failed("Element not found"), failed("Element not clickable")],
    ["reasons", failed("x", { reason: "App" }), failed("x", { reason: "Device" })],
    [
      "commands",
      aRecordedExecution({ status: "FAILED" }),
      aRecordedExecution(
        { status: "FAILED" },
        {
          enrichment: { state: "done", failure: { command: "tap", message: "Element not found", screenshots: [] } },
        },
      ),
    ],
    ["locators", failed("no such element: id=pay_now"), failed("no such element: id=login")],
    ["exception classes", failed("java.lang.NullPointerException: x"), failed("java.lang.ClassCastException: x")],
    [
      "words that share letters with a short device id",
      failed("tap pay", onDevice("pay")),
      failed("tap buy", onDevice("pay")),
    ],
  ])("differs with %s", (_what, one, other) => {
    expect(causeKey(one)).not.toBe(causeKey(other));
  });
});

describe("causeLabel", () => {
  it.each([
    ["command and first line", aRecordedExecution({ status: "FAILED" }), "click: Element not found"],
    ["the test's message while commands are unknown", failed("boom\nmore"), "boom"],
    ["the lab's reason", aProcessingExecution({ status: "BLOCKED", reason: "Device lost" }), "Device lost"],
    ["words of its own", aProcessingExecution({ status: "FAILED" }), "Failed without a message"],
    ["words of its own for blocked", aProcessingExecution({ status: "BLOCKED" }), "Could not run, without a reason"],
  ])("is %s", (_what, recorded, wanted) => {
    expect(causeLabel(recorded)).toBe(wanted);
  });
});

describe("groupByCause", () => {
  it("puts the most frequent first and orders ties by their key", () => {
    const groups = groupByCause([failed("c"), failed("b"), failed("a"), failed("b", { id: "e2" })]);
    expect(groups.map(({ label, executions }) => [label, executions.length])).toEqual([
      ["b", 2],
      ["a", 1],
      ["c", 1],
    ]);
  });
});
