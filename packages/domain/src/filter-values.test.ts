import { describe, expect, it } from "vitest";
import type { Execution } from "./execution.ts";
import { filterValues } from "./filter-values.ts";
import { FILTER_KEYS, matchFilter, type FilterKey } from "./filter.ts";
import type { Platform } from "./platform.ts";
import { anExecution } from "./testing/an-execution.ts";

const phone: Platform = {
  kind: "device",
  deviceId: "00008030",
  maker: "Apple",
  model: "iPhone 15",
  os: "iOS",
  osVersion: "17.4",
};
const chrome: Platform = { kind: "browser", browser: "Chrome", browserVersion: "129", os: "Windows", osVersion: "10" };
const whole = anExecution({
  status: "FAILED",
  owner: "ana",
  job: { name: "Nightly", number: 45, branch: "main" },
  project: { name: "Shop", version: "2.1" },
  tags: ["smoke", "checkout"],
  platforms: [phone, chrome],
  reason: "App",
});
const bare = anExecution({ platforms: [] });
const { job: _, ...bareWithoutJob } = bare;
const labels = (key: FilterKey, execution: Execution) => filterValues(key, execution).map(({ label }) => label);

describe("filterValues", () => {
  it.each<[FilterKey, readonly string[]]>([
    ["job", ["Nightly"]],
    ["build", ["Nightly #45 (main)"]],
    ["branch", ["main"]],
    ["test", ["Login works"]],
    ["status", ["FAILED"]],
    ["platform", ["Apple iPhone 15 · iOS 17.4", "Chrome 129 · Windows 10"]],
    ["os", ["iOS 17.4", "Windows 10"]],
    ["device", ["Apple iPhone 15 (00008030)"]],
    ["model", ["iPhone 15"]],
    ["browser", ["Chrome 129"]],
    ["tag", ["smoke", "checkout"]],
    ["owner", ["ana"]],
    ["project", ["Shop 2.1"]],
    ["reason", ["App"]],
    ["lab", ["acme"]],
  ])("names each %s once, as precisely as is known", (key, wanted) => {
    expect(labels(key, whole)).toEqual(wanted);
  });

  it.each(FILTER_KEYS.filter((key) => !["test", "status", "lab"].includes(key)))(
    "has no %s the lab did not say",
    (key) => {
      expect(labels(key, bareWithoutJob)).toEqual([]);
    },
  );

  it.each<[string, FilterKey, Platform, readonly (string | undefined)[]]>([
    ["a system without version", "os", { kind: "device", os: "iOS" }, ["iOS"]],
    ["a browser without version", "browser", { kind: "browser", browser: "Safari" }, ["Safari"]],
    ["a device without id", "device", { kind: "device", maker: "Apple", model: "iPhone 15" }, ["Apple iPhone 15"]],
    ["a device by its id alone", "device", { kind: "device", deviceId: "R58M" }, ["R58M"]],
    ["no device of which nothing is known", "device", { kind: "device", os: "iOS" }, []],
    ["no name for a platform of which nothing is known", "platform", { kind: "device" }, [undefined]],
  ])("knows %s", (_what, key, platform, wanted) => {
    expect(labels(key, anExecution({ platforms: [platform] }))).toEqual(wanted);
  });

  it("finds an execution by the labels it is grouped under, builds by their number", () => {
    for (const key of FILTER_KEYS.filter((one) => one !== "build" && one !== "device")) {
      for (const label of labels(key, whole)) {
        expect(matchFilter([{ key, negated: false, values: [label ?? ""] }], whole)).toBe(true);
      }
    }
  });
});
