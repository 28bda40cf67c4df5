import { describe, expect, it } from "vitest";
import { blastRadius } from "./blast-radius.ts";
import type { Execution } from "./execution.ts";
import type { Platform } from "./platform.ts";
import { anExecution } from "./testing/an-execution.ts";

const ios17: Platform = { kind: "device", maker: "Apple", model: "iPhone 15", os: "iOS", osVersion: "17.4" };
const ios171: Platform = { ...ios17, model: "iPhone 14", osVersion: "17.1" };
const ios16: Platform = { ...ios17, model: "iPhone 8", osVersion: "16.1" };
const samsung: Platform = { kind: "device", maker: "Samsung", model: "Galaxy S23", os: "Android", osVersion: "14" };
const pixel: Platform = { kind: "device", maker: "Google", model: "Pixel 8", os: "Android", osVersion: "14" };
const chrome129: Platform = {
  kind: "browser",
  browser: "Chrome",
  browserVersion: "129",
  os: "Windows",
  osVersion: "10",
};
const chrome130: Platform = { ...chrome129, browserVersion: "130" };
const firefox: Platform = { ...chrome129, browser: "Firefox" };

const on = (...platforms: readonly Platform[]): Execution => anExecution({ platforms });

describe("blastRadius", () => {
  it.each<[string, readonly Execution[], readonly Execution[], string | undefined]>([
    ["nothing failed", [], [on(ios17)], undefined],
    ["nothing passed", [on(ios17)], [], undefined],
    ["the system", [on(ios17), on(ios16)], [on(samsung)], "iOS"],
    ["the major version", [on(ios17), on(ios171)], [on(ios16), on(samsung)], "iOS 17"],
    ["the exact version", [on(ios17)], [on(ios171), on(ios16)], "iOS 17.4"],
    ["the maker", [on(samsung)], [on(pixel), on(ios17)], "Samsung"],
    ["the browser", [on(chrome129), on(chrome130)], [on(firefox)], "Chrome"],
    ["the browser's version", [on(chrome130)], [on(chrome129), on(firefox)], "Chrome 130"],
    ["nothing where it passed there too", [on(ios17)], [on(ios17)], undefined],
    ["nothing where failures share nothing", [on(ios17), on(samsung)], [on(firefox)], undefined],
    ["nothing without platforms", [on()], [on(ios17)], undefined],
    ["what both devices of a test share", [on(ios17, ios16)], [on(samsung)], "iOS"],
    ["not a system on which one of a passing test's devices ran", [on(ios17)], [on(ios16, samsung)], "iOS 17"],
  ])("is %s", (_what, failed, passed, wanted) => {
    expect(blastRadius(failed, passed)).toBe(wanted);
  });
});
