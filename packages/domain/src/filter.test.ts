import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Execution } from "./execution.ts";
import { type Filter, type FilterKey, type FilterTerm, matchFilter } from "./filter.ts";

const execution: Execution = {
  lab: "acme",
  id: "e1",
  name: "Login works",
  status: "FAILED",
  owner: "ana",
  job: { name: "Nightly Regression", number: 45, branch: "feature/x" },
  project: { name: "Shop", version: "2.1" },
  tags: ["checkout", "smoke"],
  platforms: [
    { kind: "device", deviceId: "00008030", maker: "Apple", model: "iPhone 15", os: "iOS", osVersion: "17.4" },
    { kind: "browser", browser: "Chrome", browserVersion: "129", os: "Windows", osVersion: "10" },
  ],
  videos: [],
  artifacts: [],
  reason: "Element not found",
};
const bare: Execution = {
  lab: "acme",
  id: "e2",
  name: "x",
  status: "UNKNOWN",
  tags: [],
  platforms: [],
  videos: [],
  artifacts: [],
};

function term(key: FilterKey, ...values: readonly string[]): FilterTerm {
  return { key, negated: false, values };
}

describe("matchFilter", () => {
  it.each<[FilterKey, string, boolean]>([
    ["job", "nightly regression", true],
    ["job", "Nightly", false],
    ["job", "Nightly*", true],
    ["build", "45", true],
    ["build", "4", false],
    ["build", "4*", true],
    ["branch", "feature/*", true],
    ["branch", "feature/x", true],
    ["branch", "x", false],
    ["branch", "origin/feature/x", true],
    ["branch", "refs/heads/feature/*", true],
    ["test", "origin/feature/x", false],
    ["test", "*login*", true],
    ["test", "login", false],
    ["status", "failed", true],
    ["status", "passed", false],
    ["platform", "Apple iPhone 15 · iOS 17.4", true],
    ["platform", "Apple iPhone 15", true],
    ["platform", "iPhone 15", true],
    ["platform", "apple", true],
    ["platform", "ios 17.*", true],
    ["platform", "chrome", true],
    ["platform", "Chrome 129", true],
    ["platform", "windows", true],
    ["platform", "android*", false],
    ["os", "ios", true],
    ["os", "Windows 10", true],
    ["os", "17.4", false],
    ["device", "00008030", true],
    ["device", "Apple iPhone 15", true],
    ["device", "chrome", false],
    ["model", "iphone*", true],
    ["model", "Apple*", false],
    ["browser", "chrome", true],
    ["browser", "chrome 129", true],
    ["browser", "iphone*", false],
    ["tag", "smoke", true],
    ["tag", "smo", false],
    ["owner", "ANA", true],
    ["project", "Shop", true],
    ["project", "Shop 2.*", true],
    ["reason", "element*", true],
    ["lab", "acme", true],
    ["lab", "other", false],
  ])("%s:%s is %s", (key, value, expected) => {
    expect(matchFilter([term(key, value)], execution)).toBe(expected);
    expect(matchFilter([{ ...term(key, value), negated: true }], execution)).toBe(!expected);
  });

  it("takes the values of a term as alternatives and wants all terms", () => {
    expect(matchFilter([], execution)).toBe(true);
    expect(matchFilter([term("tag", "no", "smoke")], execution)).toBe(true);
    expect(matchFilter([term("tag", "smoke"), term("tag", "checkout")], execution)).toBe(true);
    expect(matchFilter([term("tag", "smoke"), term("tag", "no")], execution)).toBe(false);
  });

  it.each<FilterKey>([
    "job",
    "build",
    "branch",
    "platform",
    "os",
    "device",
    "model",
    "browser",
    "tag",
    "owner",
    "project",
    "reason",
  ])("%s:* does not match what the lab did not say, and -%s:* does", (key) => {
    expect(matchFilter([term(key, "*")], bare)).toBe(false);
    expect(matchFilter([{ ...term(key, "*"), negated: true }], bare)).toBe(true);
  });

  it("is the conjunction of its terms, each a disjunction of its values, inverted by a minus", () => {
    const key = fc.constantFrom<FilterKey>("tag", "test", "os", "reason", "owner");
    const value = fc.constantFrom("smoke", "checkout", "login*", "ios", "*o*", "ana", "zzz");
    const values = fc.array(value, { minLength: 1, maxLength: 3 });
    const filters: fc.Arbitrary<Filter> = fc.array(fc.record({ key, negated: fc.boolean(), values }), { maxLength: 4 });
    fc.assert(
      fc.property(filters, (filter) => {
        const expected = filter.every(
          (each) => each.values.some((one) => matchFilter([term(each.key, one)], execution)) !== each.negated,
        );
        expect(matchFilter(filter, execution)).toBe(expected);
        expect(matchFilter(filter.toReversed(), execution)).toBe(expected);
      }),
    );
  });
});
