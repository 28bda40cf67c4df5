import { describe, expect, it } from "vitest";
import { safeHref, safePicture } from "./safe-href.ts";

describe("safe addresses", () => {
  it.each([
    ["https://x.test/a b", "https://x.test/a%20b"],
    ["http://x.test", "http://x.test/"],
    ["javascript:alert(1)", undefined],
    ["JAVASCRIPT:alert(1)", undefined],
    ["data:text/html,x", undefined],
    ["/relative", undefined],
    ["", undefined],
  ])("to open: %s", (address, href) => {
    expect(safeHref(address)).toBe(href);
  });

  it.each([
    ["/api/slack/files/F1", "/api/slack/files/F1"],
    ["https://x.test/a.png", "https://x.test/a.png"],
    ["//x.test/a.png", undefined],
    ["mailto:a@x.test", undefined],
    ["data:image/svg+xml,x", undefined],
  ])("to show: %s", (address, src) => {
    expect(safePicture(address)).toBe(src);
  });
});
