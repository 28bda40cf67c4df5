import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseRequested } from "./normalise-requested.ts";

const PHONE = { platformName: "iOS", model: "iPhone 15" };

describe("what a platform was asked for by", () => {
  it.each<[string, Parameters<typeof normaliseRequested>[1], object, string | undefined]>([
    ["an object", "device", { selectionCriteria: PHONE }, "model=iPhone 15 platformName=iOS"],
    [
      "a list, before the object",
      "device",
      {
        selectionCriteriaV2: [
          { name: "model", value: "Pixel 8" },
          { name: "platformName", value: "Android" },
        ],
        selectionCriteria: PHONE,
      },
      "model=Pixel 8 platformName=Android",
    ],
    [
      "names in any case, values without blanks around",
      "device",
      { selectionCriteria: { Model: " S24 ", PLATFORMVERSION: 14 } },
      "model=S24 platformVersion=14",
    ],
    ["a maker", "device", { selectionCriteria: { manufacturer: "Samsung" } }, "manufacturer=Samsung"],
    ["a description", "device", { selectionCriteria: { description: "pool A" } }, "description=pool A"],
    [
      "only a system, which is many models",
      "device",
      { selectionCriteria: { platformName: "iOS", platformVersion: "17" } },
      undefined,
    ],
    [
      "a place",
      "device",
      { selectionCriteria: { location: "US East", network: "AT&T", resolution: "1x2" } },
      undefined,
    ],
    [
      "a browser on whatever device",
      "device",
      { selectionCriteria: { platformName: "Android", browserName: "Chrome" } },
      undefined,
    ],
    ["whatever model", "device", { selectionCriteria: { platformName: "iOS", model: ".*" } }, undefined],
    ["a model as a pattern", "device", { selectionCriteria: { model: "iPhone-1.*" } }, "model=iPhone-1.*"],
    [
      "a browser, as the vendor's sample asks",
      "browser",
      {
        selectionCriteria: {
          driverVersion: "N/A",
          platformVersion: "10",
          browserVersion: "11",
          browserName: "Internet Explorer",
          location: "US East",
          seleniumServerVersion: "3.4.0",
          platformName: "Windows",
          resolution: "1024x768",
        },
      },
      "browserName=Internet Explorer browserVersion=11 location=US East platformName=Windows platformVersion=10 resolution=1024x768",
    ],
    [
      "a desktop without its browser",
      "browser",
      { selectionCriteria: { platformName: "Windows", model: "x" } },
      undefined,
    ],
    ["one device", "device", { selectionCriteria: { deviceName: "00008030-1", deviceId: "0000" } }, undefined],
    [
      "one device of a model",
      "device",
      { selectionCriteria: { deviceName: "00008030-1", ...PHONE } },
      "model=iPhone 15 platformName=iOS",
    ],
    [
      "values that are missing",
      "device",
      { selectionCriteriaV2: [{ name: "model" }, { name: "manufacturer", value: " " }, { value: "x" }] },
      undefined,
    ],
    [
      "a list of nothing known, then the object",
      "device",
      { selectionCriteriaV2: [{ name: "deviceName", value: "1" }], selectionCriteria: PHONE },
      "model=iPhone 15 platformName=iOS",
    ],
    [
      "one criterion twice",
      "device",
      {
        selectionCriteriaV2: [
          { name: "model", value: "a" },
          { name: "Model", value: "b" },
        ],
      },
      "model=b",
    ],
    ["odd shapes", "device", { selectionCriteriaV2: { model: "x" }, selectionCriteria: ["model"] }, undefined],
    ["nothing", "device", {}, undefined],
  ])("is read from %s", (_what, kind, platform, requested) => {
    expect(normaliseRequested({ ...platform }, kind)).toBe(requested);
  });

  it("keeps values that are too long only in part", () => {
    expect(normaliseRequested({ selectionCriteria: { model: "x".repeat(5_000) } }, "device")).toBe(
      `model=${"x".repeat(100)}`,
    );
  });

  it("never keeps a token, a password or whatever else came along", () => {
    const secrets = [
      "securityToken",
      "perfecto:securityToken",
      "Password",
      "user",
      "accessKey",
      "udid",
      "imei",
      "phoneNumber",
      "report.jobNumber",
      "my model",
    ];
    const asObject = Object.fromEntries(secrets.map((name) => [name, "SECRET"]));
    const asList = secrets.map((name) => ({ name, value: "SECRET" }));
    for (const platform of [
      { selectionCriteria: { ...PHONE, ...asObject } },
      { selectionCriteriaV2: [...asList, { name: "model", value: "iPhone 15" }] },
    ]) {
      expect(normaliseRequested(platform, "device")).not.toContain("SECRET");
    }
  });

  it("is the same line in whatever order, and takes any JSON", () => {
    const criteria = fc.array(
      fc.record({ name: fc.constantFrom("model", "platformName", "location"), value: fc.string() }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(
          criteria.map(([one]) => one ?? { name: "model", value: "x" }),
          { selector: ({ name }) => name },
        ),
        fc.jsonValue(),
        (list, odd) => {
          const forwards = normaliseRequested({ selectionCriteriaV2: list }, "device");
          expect(normaliseRequested({ selectionCriteriaV2: list.toReversed() }, "device")).toBe(forwards);
          expect(() =>
            normaliseRequested({ selectionCriteriaV2: odd, selectionCriteria: odd }, "browser"),
          ).not.toThrow();
        },
      ),
    );
  });
});
