import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildKey, buildLabel, buildToldBy, parseBuildKey, shortBuildLabel, type BuildRef } from "./build-ref.ts";
import { anExecution } from "./testing/an-execution.ts";
import type { Execution } from "./execution.ts";

const name = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => text.isWellFormed());
const branch = { branch: name };
const numbered = fc.record(
  {
    kind: fc.constant("job" as const),
    lab: name,
    job: name,
    number: fc.nat(),
    ...branch,
  },
  { requiredKeys: ["kind", "lab", "job", "number"] },
);
const repeated = fc
  .record({ told: numbered, startedAtMs: fc.maxSafeNat() })
  .chain(({ told, startedAtMs }) =>
    fc.constantFrom({ ...told, startedAtMs, repeated: true as const }, { ...told, startedAtMs, dated: true as const }),
  );
const run = fc.record(
  { kind: fc.constant("run" as const), lab: name, job: name, startedAtMs: fc.maxSafeNat(), ...branch },
  { requiredKeys: ["kind", "lab", "job", "startedAtMs"] },
);
const sessionBuild = fc.record(
  { kind: fc.constant("session" as const), lab: name, job: name, externalId: name, ...branch },
  { requiredKeys: ["kind", "lab", "externalId"] },
);
const build: fc.Arbitrary<BuildRef> = fc.oneof(numbered, repeated, run, sessionBuild);

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
      startedAtMs: fc.nat(1),
      repeated: fc.constant(true as const),
    });
    fc.assert(
      fc.property(near, near, (one, other) => {
        const parts = ["lab", "job", "branch", "number", "startedAtMs"] as const;
        const same = parts.every((part) => one[part] === other[part]);
        expect(buildKey(one) === buildKey(other)).toBe(same);
      }),
    );
  });

  it("is the number alone for the first build of it, whenever it began", () => {
    const ref = { kind: "job", lab: "a", job: "b", number: 45 } as const;
    expect(buildKey({ ...ref, startedAtMs: 7 })).toBe(buildKey(ref));
    expect(buildKey({ ...ref, startedAtMs: 7, dated: true })).not.toBe(buildKey(ref));
    expect(buildKey({ ...ref, startedAtMs: 7, repeated: true })).not.toBe(buildKey(ref));
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
    "j/lab/job//1~",
    "j/lab/job//1~5~3",
    "j/lab/job//1~5~2~2",
    "j/lab/job//1~x",
    "r/lab/job//x",
    "r/lab/job//1~5",
  ])("%j is no key", (key) => {
    expect(parseBuildKey(key)).toBeUndefined();
  });
});

describe("buildToldBy", () => {
  const { externalId: _, job: __, ...alone } = anExecution({ startedAtMs: 7 });
  it.each<[Partial<Execution>, BuildRef]>([
    [
      { job: { name: "N", number: 0, branch: "main" } },
      { kind: "job", lab: "acme", job: "N", number: 0, branch: "main" },
    ],
    [
      { job: { name: "N" }, externalId: "s1" },
      { kind: "run", lab: "acme", job: "N", startedAtMs: 7 },
    ],
    [{ externalId: "s1" }, { kind: "session", lab: "acme", externalId: "s1" }],
    [{}, { kind: "session", lab: "acme", externalId: "execution e1" }],
  ])("%j", (said, ref) => {
    expect(buildToldBy({ ...alone, ...said })).toEqual(ref);
  });
});

describe("buildLabel", () => {
  const startedAtMs = Date.UTC(2026, 10, 24, 6, 38, 59);
  const number = { kind: "job", lab: "a", job: "Nightly", number: 45 } as const;
  it.each<[BuildRef, string, string]>([
    [number, "Nightly #45", "#45"],
    [{ ...number, branch: "main" }, "Nightly #45 (main)", "#45"],
    [{ ...number, startedAtMs }, "Nightly #45", "#45"],
    [
      { ...number, startedAtMs, repeated: true, branch: "main" },
      "Nightly #45 of 2026-11-24 06:38 UTC (main)",
      "#45 of 2026-11-24 06:38 UTC",
    ],
    [
      { kind: "run", lab: "a", job: "Smoke", startedAtMs, branch: "main" },
      "Smoke of 2026-11-24 06:38 UTC (main)",
      "2026-11-24 06:38 UTC",
    ],
    [{ kind: "session", lab: "a", job: "Nightly", externalId: "x" }, "Nightly", "Nightly"],
    [{ kind: "session", lab: "a", externalId: "x" }, "Single session", "Single session"],
  ])("%j is %s, in one word %s", (ref, label, short) => {
    expect(buildLabel(ref)).toBe(label);
    expect(shortBuildLabel(ref)).toBe(short);
  });
});
