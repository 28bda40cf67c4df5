import type { WirePlatform } from "@perfecto-bot/simulators/lab";
import { expect, it } from "vitest";
import { viewPlatform } from "./view-platform.ts";

it.each<[string, WirePlatform | undefined, string, string]>([
  [
    "a phone",
    { os: "IOS", osVersion: "17.5.1", mobileInfo: { manufacturer: "Apple", model: "iPhone-15 Pro" } },
    "Apple iPhone 15 Pro",
    "iOS 17.5.1",
  ],
  ["a device of unknown make", { os: "ANDROID", osVersion: "14", mobileInfo: {} }, "a device", "Android 14"],
  [
    "a browser",
    { os: "WINDOWS", osVersion: "11", browserInfo: { browserType: "MICROSOFT_EDGE", browserVersion: "125" } },
    "Microsoft Edge 125",
    "Windows 11",
  ],
  [
    "a system whose version has its name",
    { os: "MAC", osVersion: "macOS Sonoma", browserInfo: { browserType: "SAFARI", browserVersion: "17" } },
    "Safari 17",
    "macOS Sonoma",
  ],
  ["a system nobody knows", { os: "TIZEN", osVersion: "8" }, "a device", "Tizen 8"],
  ["nothing", undefined, "a device", ""],
])("names %s", (_name, platform, device, system) => {
  expect(viewPlatform(platform)).toEqual({ device, system });
});
