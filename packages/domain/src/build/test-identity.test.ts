import { describe, expect, it } from "vitest";
import { platformKey, type DevicePlatform, type Platform } from "../platform.ts";
import { nameKey, testKey, testLabel, type TestIdentity } from "./test-identity.ts";

const named = (name: string, ...parameters: readonly (readonly [string, string])[]): TestIdentity => ({
  name,
  parameters: parameters.map(([parameter, value]) => ({ name: parameter, value })),
});
const phone = (overrides: Partial<DevicePlatform> = {}): Platform => ({
  kind: "device",
  deviceId: "R58",
  maker: "Apple",
  model: "iPhone 15",
  os: "iOS",
  osVersion: "17.4",
  ...overrides,
});
const chrome: Platform = { kind: "browser", browser: "Chrome", browserVersion: "129", os: "Windows", osVersion: "10" };

describe("nameKey", () => {
  it.each<[string, TestIdentity, TestIdentity, boolean]>([
    ["the same name", { name: "Pay" }, named("Pay"), true],
    ["another name", named("Pay"), named("Login"), false],
    ["the same parameters", named("Pay", ["card", "visa"]), named("Pay", ["card", "visa"]), true],
    ["parameters in another order", named("P", ["a", "1"], ["b", "2"]), named("P", ["b", "2"], ["a", "1"]), true],
    [
      "a parameter twice, in another order",
      named("P", ["a", "1"], ["a", "2"]),
      named("P", ["a", "2"], ["a", "1"]),
      true,
    ],
    ["another value", named("Pay", ["card", "visa"]), named("Pay", ["card", "cash"]), false],
    ["another parameter", named("Pay", ["card", "1"]), named("Pay", ["row", "1"]), false],
    ["no parameters", named("Pay", ["card", "visa"]), named("Pay"), false],
    ["values that would join to the same text", named("P", ["a", "1,b"]), named("P", ["a", "1"], ["b", ""]), false],
  ])("of tests with %s", (_what, one, other, same) => {
    expect(nameKey(one) === nameKey(other)).toBe(same);
  });
});

it.each<[TestIdentity, string]>([
  [{ name: "Pay" }, "Pay"],
  [named("Pay", ["card", "visa"], ["country", "DE"]), "Pay (card: visa, country: DE)"],
])("a test is read as %#", (test, label) => {
  expect(testLabel(test)).toBe(label);
});

describe("platformKey", () => {
  const asked = "model=iPhone.* platformName=iOS";
  it.each<[string, readonly Platform[], readonly Platform[], boolean]>([
    ["two phones of a model", [phone()], [phone({ deviceId: "R59" })], true],
    ["two models", [phone()], [phone({ model: "iPhone 14" })], false],
    ["two versions of a system", [phone()], [phone({ osVersion: "16.1" })], false],
    ["two models of one request", [phone({ requested: asked })], [phone({ requested: asked, model: "iPad" })], true],
    ["one model of two requests", [phone({ requested: asked })], [phone({ requested: "os=iOS" })], false],
    ["one model, asked for once", [phone({ requested: asked })], [phone()], false],
    [
      "phones of which only the id is known",
      [{ kind: "device", deviceId: "1" }],
      [{ kind: "device", deviceId: "2" }],
      true,
    ],
    ["two browser versions", [chrome], [{ ...chrome, browserVersion: "130" }], false],
    [
      "two browser versions of one request",
      [{ ...chrome, requested: "b" }],
      [{ ...chrome, browserVersion: "1", requested: "b" }],
      true,
    ],
    ["a set in another order", [phone(), chrome], [chrome, phone({ deviceId: "R59" })], true],
    ["a set and a part of it", [phone(), chrome], [phone()], false],
    ["two of a kind and one", [phone(), phone()], [phone()], false],
    ["none", [], [], true],
  ])("of %s", (_what, one, other, same) => {
    expect(platformKey(one) === platformKey(other)).toBe(same);
    expect(testKey({ name: "Pay", platforms: one }) === testKey({ name: "Pay", platforms: other })).toBe(same);
  });
});

it("a test elsewhere, and another test at the same place, have other keys", () => {
  const keys = [
    ["Pay", phone()],
    ["Pay", chrome],
    ["Login", chrome],
  ] as const;
  expect(new Set(keys.map(([name, platform]) => testKey({ name, platforms: [platform] }))).size).toBe(3);
});
