import { type Platform, platformLabel } from "@perfecto-bot/domain";
import { expect, it } from "vitest";
import { wireContext } from "../testing/wire-context.ts";
import { normalisePlatform } from "./normalise-platform.ts";

const galaxy = {
  deviceId: "1234DEB31",
  deviceType: "MOBILE",
  os: "ANDROID",
  osVersion: "6.0.1",
  mobileInfo: {
    manufacturer: "Samsung",
    model: "Galaxy S5",
    imei: "353918052107063",
    imsi: "310120265624299",
    phoneNumber: "+15550100",
    email: "someone@example.com",
    operator: "Nobody",
  },
};
const explorer = {
  deviceId: "1_2548D",
  deviceType: "DESKTOP",
  os: "WINDOWS",
  osVersion: "10",
  browserInfo: { browserType: "INTERNET_EXPLORER", browserVersion: "latest (11)" },
};

it.each<[string, unknown, Platform]>([
  [
    "a device",
    galaxy,
    {
      kind: "device",
      deviceId: "1234DEB31",
      maker: "Samsung",
      model: "Galaxy S5",
      os: "Android",
      osVersion: "6.0.1",
    },
  ],
  [
    "a browser",
    explorer,
    { kind: "browser", browser: "Internet Explorer", browserVersion: "11", os: "Windows", osVersion: "10" },
  ],
  [
    "Edge on a Mac",
    { os: "MAC", browserInfo: { browserType: "MICROSOFT_EDGE", browserVersion: 129 } },
    { kind: "browser", browser: "Edge", browserVersion: "129", os: "macOS" },
  ],
  ["a device type nobody knows", { deviceType: "TABLET", os: "IOS" }, { kind: "device", os: "iOS" }],
  ["a desktop without its browser", { deviceType: "desktop" }, { kind: "browser" }],
  ["only a desktop system", { os: "windows" }, { kind: "browser", os: "Windows" }],
  ["a system nobody knows", { os: "TIZEN" }, { kind: "device", os: "TIZEN" }],
  ["a system the lab does not know", { os: "UNKNOWN" }, { kind: "device" }],
  ["nothing", {}, { kind: "device" }],
  [
    "both infos, which the SDK forbids",
    { ...galaxy, ...explorer, mobileInfo: {} },
    { kind: "device", deviceId: "1_2548D", os: "Windows", osVersion: "10" },
  ],
  ["the wrong types", { os: [], mobileInfo: [], deviceId: {}, osVersion: true }, { kind: "device" }],
])("reads %s", (_name, raw, expected) => {
  expect(normalisePlatform(raw, wireContext())).toStrictEqual(expected);
});

it("never keeps the numbers of a person's line", () => {
  const text = JSON.stringify(normalisePlatform(galaxy, wireContext()));
  for (const value of ["353918052107063", "310120265624299", "+15550100", "someone@example.com"]) {
    expect(text).not.toContain(value);
  }
});

it("gives names people read", () => {
  const labels = [galaxy, explorer].map((raw) => platformLabel(normalisePlatform(raw, wireContext()) ?? never()));
  expect(labels).toEqual(["Samsung Galaxy S5 · Android 6.0.1", "Internet Explorer 11 · Windows 10"]);
});

it.each([
  ["latest (11)", "11"],
  ["latest-1 (128)", "128"],
  ["latest", "latest"],
  ["129.0", "129.0"],
])("reads browser version %s as %s", (browserVersion, expected) => {
  const platform = normalisePlatform({ browserInfo: { browserVersion } }, wireContext());
  expect(platform).toStrictEqual({ kind: "browser", browserVersion: expected });
});

it("notes what is no object", () => {
  const context = wireContext();
  expect(normalisePlatform("ANDROID", context)).toBeUndefined();
  expect(context.noted).toEqual(["shape"]);
});

function never(): never {
  throw new Error("no platform");
}
