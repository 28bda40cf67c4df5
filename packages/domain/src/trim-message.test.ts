import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trimMessage } from "./trim-message.ts";

describe("trimMessage", () => {
  it.each<[string, string | undefined, string | undefined]>([
    ["nothing", undefined, undefined],
    ["blank text", " \n\t\r\n ", undefined],
    ["one line", "  Element not found  ", "Element not found"],
    [
      "a Java stack",
      "TimeoutException: after 30 s\n\tat org.a.B.c(B.java:12)\n\tat org.a.D",
      "TimeoutException: after 30 s",
    ],
    [
      "a JavaScript stack",
      "AssertionError: 1 is not 2\r\n    at Context.<anonymous> (a.js:1)",
      "AssertionError: 1 is not 2",
    ],
    ["a Java cause", "Step failed\nCaused by: java.io.IOException", "Step failed"],
    [
      "Selenium's appendix",
      "no such element: #pay\n  (Session info: chrome=129.0)\nFor documentation on this error, please visit: https://selenium.dev\nBuild info: version",
      "no such element: #pay",
    ],
    ["a stack alone", "Stacktrace:\nat a.b\nat c.d", "at a.b\nat c.d"],
    ["more than four lines", "a\nb\n\nc\nd\ne", "a\nb\nc\nd"],
    ["a secret", "login failed: password=hunter2", "login failed: password=[struck out]"],
    [
      "words that only look like a tail",
      "Tap at the caption: stack traces are shown",
      "Tap at the caption: stack traces are shown",
    ],
  ])("keeps what people read of %s", (_what, message, wanted) => {
    expect(trimMessage(message)).toBe(wanted);
  });

  it("cuts long lines and marks the cut", () => {
    expect(trimMessage("x".repeat(500))).toBe(`${"x".repeat(399)}…`);
    expect(trimMessage("a\nb\nc", 2, 2)).toBe("a…");
  });

  it("strikes a secret that the cut would leave half of", () => {
    expect(trimMessage(`${"x".repeat(395)} password=hunter2secret`)).not.toContain("hunter");
  });

  it("never exceeds its bounds, never throws and never leaves an empty line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 900 }), (message) => {
        const trimmed = trimMessage(message) ?? "x";
        expect(trimmed.length).toBeGreaterThan(0);
        expect(trimmed.length).toBeLessThanOrEqual(400);
        expect(trimmed.split("\n").length).toBeLessThanOrEqual(4);
        expect(trimmed.split("\n").every((line) => line.trim() !== "")).toBe(true);
      }),
    );
  });
});
