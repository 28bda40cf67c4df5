import { expect, test } from "vitest";
import { platformLabel, type Platform } from "./platform.ts";

test.each<[Platform, string]>([
  [{ kind: "device", maker: "Apple", model: "iPhone 15", os: "iOS", osVersion: "17.4" }, "Apple iPhone 15 · iOS 17.4"],
  [{ kind: "device", deviceId: "00008030-1", os: "iOS" }, "00008030-1 · iOS"],
  [
    { kind: "browser", browser: "Safari", browserVersion: "17", os: "macOS", osVersion: "macOS Sonoma" },
    "Safari 17 · macOS Sonoma",
  ],
  [{ kind: "browser", browser: "Chrome" }, "Chrome"],
  [{ kind: "device" }, "unknown platform"],
])("%j is %s", (platform, label) => {
  expect(platformLabel(platform)).toBe(label);
});
