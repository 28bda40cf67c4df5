import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildKey, buildLabel, buildOf, type BuildRef, parseBuildKey } from "./build-ref.ts";
import type { Execution } from "./execution.ts";

const name = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => text.isWellFormed());
const branch = { branch: name };
const jobBuild = fc.record(
  { kind: fc.constant("job" as const), lab: name, job: name, number: fc.nat(), ...branch },
  { requiredKeys: ["kind", "lab", "job", "number"] },
);
const sessionBuild = fc.record(
  { kind: fc.constant("session" as const), lab: name, job: name, externalId: name, ...branch },
  { requiredKeys: ["kind", "lab", "externalId"] },
);
const build: fc.Arbitrary<BuildRef> = fc.oneof(jobBuild, sessionBuild);

const execution: Execution = {
  lab: "acme",
  id: "e1",
  name: "t",
  status: "PASSED",
  tags: [],
  platforms: [],
  videos: [],
  artifacts: [],
};

describe("buildKey", () => {
  it("is read back as the same build", () => {
    fc.assert(
      fc.property(build, (ref) => {
        expect(parseBuildKey(buildKey(ref))).toEqual(ref);
      }),
    );
  });

  it("is free of what other keys use as marks", () => {
    fc.assert(
      fc.property(build, (ref) => {
        expect(buildKey(ref)).not.toMatch(/[:{}\s]/);
      }),
    );
  });

  it("tells builds apart exactly when they differ", () => {
    const close = fc.constantFrom("a", "b", "a/b", "/", "%2F");
    const near = fc.record({
      kind: fc.constant("job" as const),
      lab: close,
      job: close,
      branch: close,
      number: fc.nat(1),
    });
    fc.assert(
      fc.property(near, near, (one, other) => {
        const same =
          one.lab === other.lab && one.job === other.job && one.branch === other.branch && one.number === other.number;
        expect(buildKey(one) === buildKey(other)).toBe(same);
      }),
    );
  });

  it("takes a lone surrogate, which no URI escape can hold", () => {
    expect(() => buildKey({ kind: "job", lab: "a", job: "\uD800", number: 1 })).not.toThrow();
  });
});

describe("parseBuildKey", () => {
  it.each([
    "",
    "j",
    "j/lab/job//",
    "j/lab/job//x",
    "j//job//1",
    "x/lab/job//1",
    "s/lab///",
    "j/lab/job//1/2",
    "j/%/job//1",
    "j/lab/%E0//1",
  ])("%j is no key", (key) => {
    expect(parseBuildKey(key)).toBeUndefined();
  });
});

describe("buildOf", () => {
  it.each<[Partial<Execution>, BuildRef]>([
    [
      { job: { name: "N", number: 0, branch: "main" } },
      { kind: "job", lab: "acme", job: "N", number: 0, branch: "main" },
    ],
    [
      { job: { name: "N" }, externalId: "s1" },
      { kind: "session", lab: "acme", job: "N", externalId: "s1" },
    ],
    [{ externalId: "s1" }, { kind: "session", lab: "acme", externalId: "s1" }],
    [{}, { kind: "session", lab: "acme", externalId: "execution e1" }],
  ])("%j", (said, ref) => {
    expect(buildOf({ ...execution, ...said })).toEqual(ref);
  });
});

describe("buildLabel", () => {
  it.each<[BuildRef, string]>([
    [{ kind: "job", lab: "a", job: "Nightly", number: 45 }, "Nightly #45"],
    [{ kind: "job", lab: "a", job: "Nightly", number: 45, branch: "main" }, "Nightly #45 (main)"],
    [{ kind: "session", lab: "a", job: "Nightly", externalId: "x" }, "Nightly"],
    [{ kind: "session", lab: "a", externalId: "x" }, "Single session"],
  ])("%j is %s", (ref, label) => {
    expect(buildLabel(ref)).toBe(label);
  });
});
