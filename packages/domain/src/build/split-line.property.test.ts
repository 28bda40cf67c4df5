import * as fc from "fast-check";
import { expect, it } from "vitest";
import { anExecution } from "../testing/an-execution.ts";
import type { CiSignal } from "./ci-signal.ts";
import { splitLine, type LineContents, type SeenExecution } from "./split-line.ts";

const QUIET = 10;
const base = { lab: "acme", job: "Nightly" } as const;
const line = fc.constantFrom(
  { kind: "job", ...base, number: 45 } as const,
  { kind: "job", ...base } as const,
  { kind: "session", lab: "acme", externalId: "s" } as const,
);
const moment = fc.nat(300);
const executions: fc.Arbitrary<readonly SeenExecution[]> = fc
  .array(
    fc.record({
      name: fc.constantFrom("a", "b", "c"),
      status: fc.constantFrom("PASSED" as const, "FAILED" as const, "BLOCKED" as const, "UNKNOWN" as const),
      startedAtMs: fc.option(moment),
      lastsMs: fc.option(fc.nat(20)),
      seenAtMs: moment,
    }),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map(({ startedAtMs, lastsMs, seenAtMs, ...rest }, index) => {
      const { startedAtMs: _, endedAtMs: __, ...execution } = anExecution({ id: `e${index}`, ...rest });
      const times =
        startedAtMs === null ? {} : { startedAtMs, ...(lastsMs === null ? {} : { endedAtMs: startedAtMs + lastsMs }) };
      return { execution: { ...execution, ...times }, seenAtMs };
    }),
  );
const signals: fc.Arbitrary<readonly CiSignal[]> = fc.array(
  fc
    .record(
      { attempt: fc.integer({ min: 1, max: 3 }), startedAtMs: moment, finishedAtMs: moment },
      { requiredKeys: [] },
    )
    .filter(({ startedAtMs, finishedAtMs }) => startedAtMs !== undefined || finishedAtMs !== undefined),
  { maxLength: 4 },
);
const contents: fc.Arbitrary<LineContents> = fc.record({
  line,
  executions,
  ci: signals,
  otherNumbers: fc.constantFrom([], [44]),
  knownBuilds: fc.nat(3),
  quietPeriodMs: fc.constant(QUIET),
});
const shuffled = contents.chain((one) =>
  fc.record({
    one: fc.constant(one),
    other: fc.record({
      executions: fc.shuffledSubarray([...one.executions], { minLength: one.executions.length }),
      ci: fc.shuffledSubarray([...one.ci], { minLength: one.ci.length }),
    }),
  }),
);

it("has every execution in exactly one build, builds and attempts in order of start, the first without a reason", () => {
  fc.assert(
    fc.property(contents, (one) => {
      const builds = splitLine(one);
      const ids = builds.flatMap((build) => build.executions.map(({ id }) => id));
      expect(ids.toSorted()).toEqual(one.executions.map(({ execution }) => execution.id).toSorted());
      for (const [index, { reason, attempts, executions: own, ci }] of builds.entries()) {
        expect(reason === undefined).toBe(index === 0);
        expect(own.length + ci.length).toBeGreaterThan(0);
        const numbers = attempts.map(({ number }) => number);
        expect(numbers.length).toBeGreaterThan(0);
        expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
      }
      const told = builds.flatMap(({ ci }) => ci);
      expect(told.length).toBe(new Set(told).size);
    }),
    { numRuns: 500 },
  );
});

it("comes to the same builds, attempts and reasons in whatever order everything came", () => {
  fc.assert(
    fc.property(shuffled, ({ one, other }) => {
      // Of a session, CI says nothing: there is no job to say it of.
      const ci = one.line.kind === "session" ? { ci: [] } : {};
      expect(splitLine({ ...one, ...other, ...ci })).toEqual(splitLine({ ...one, ...ci }));
    }),
    { numRuns: 500 },
  );
});

it("starts builds of what a job without a number ran, by itself, more than a quiet period apart", () => {
  fc.assert(
    fc.property(executions, (all) => {
      const unnumbered: LineContents = {
        line: { kind: "job", ...base },
        executions: all,
        ci: [],
        otherNumbers: [],
        knownBuilds: 0,
        quietPeriodMs: QUIET,
      };
      const builds = splitLine(unnumbered);
      const apartMs = builds.slice(1).map(({ startMs }, index) => startMs - (builds[index]?.startMs ?? startMs));
      expect(apartMs.every((gapMs) => gapMs > QUIET)).toBe(true);
    }),
  );
});

it("takes thousands of executions of one test with a pause after each", () => {
  const many = Array.from({ length: 5_000 }, (_, index) => ({
    execution: anExecution({ id: `e${index}`, status: "FAILED", startedAtMs: index * 100, endedAtMs: index * 100 + 5 }),
    seenAtMs: 0,
  }));
  const [build, ...others] = splitLine({
    line: { kind: "job", ...base, number: 45 },
    executions: many,
    ci: [],
    otherNumbers: [44],
    knownBuilds: 0,
    quietPeriodMs: QUIET,
  });
  expect(others).toEqual([]);
  expect(build?.attempts).toHaveLength(5_000);
});
