import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectedTests, isSaidToRun, joinCi, noteCiReport, type CiReported, type CiSignal } from "./ci-signal.ts";

const QUIET = 180;
const HALF_DAY = 12 * 60 * 60_000;
type Told = readonly [CiReported["state"], atMs: number, rest?: Partial<CiReported>];

function told(...reports: readonly Told[]): readonly CiSignal[] {
  return reports.reduce<readonly CiSignal[]>(
    (known, [state, atMs, rest]) => noteCiReport(known, { state, atMs, ...rest }, QUIET),
    [],
  );
}
const attempt = (number: number) => ({ attempt: number });

describe("noteCiReport", () => {
  it.each<[string, readonly Told[], readonly CiSignal[]]>([
    ["a beginning", [["started", 1]], [{ startedAtMs: 1 }]],
    ["an end alone", [["finished", 1]], [{ finishedAtMs: 1 }]],
    [
      "both",
      [
        ["started", 1],
        ["finished", 9],
      ],
      [{ startedAtMs: 1, finishedAtMs: 9 }],
    ],
    [
      "every part of a matrix that begins",
      [
        ["started", 1],
        ["started", 2],
        ["started", 900],
      ],
      [{ startedAtMs: 1 }],
    ],
    [
      "every part of a matrix that ends within a quiet period",
      [
        ["started", 1],
        ["started", 2],
        ["finished", 9],
        ["finished", 8 + QUIET],
      ],
      [{ startedAtMs: 1, finishedAtMs: 9 }],
    ],
    [
      "a part of a matrix that ends a quiet period later, as another attempt",
      [
        ["started", 1],
        ["finished", 9],
        ["finished", 9 + QUIET],
      ],
      [{ startedAtMs: 1, finishedAtMs: 9 }, { finishedAtMs: 9 + QUIET }],
    ],
    [
      "an end after an end alone",
      [
        ["finished", 9],
        ["finished", 9 + QUIET],
      ],
      [{ finishedAtMs: 9 }, { finishedAtMs: 9 + QUIET }],
    ],
    [
      "a beginning after an end, as another attempt",
      [
        ["started", 1],
        ["finished", 9],
        ["started", 10],
        ["finished", 20],
      ],
      [
        { startedAtMs: 1, finishedAtMs: 9 },
        { startedAtMs: 10, finishedAtMs: 20 },
      ],
    ],
    [
      "a beginning half a day after one that never ended, as another attempt",
      [
        ["started", 1],
        ["started", HALF_DAY],
        ["started", 1 + HALF_DAY],
      ],
      [{ startedAtMs: 1 }, { startedAtMs: 1 + HALF_DAY }],
    ],
    [
      "attempts by their numbers, in whatever order",
      [
        ["started", 1, attempt(1)],
        ["started", 5, attempt(2)],
        ["finished", 6, attempt(1)],
        ["finished", 9, attempt(2)],
      ],
      [
        { attempt: 1, startedAtMs: 1, finishedAtMs: 6 },
        { attempt: 2, startedAtMs: 5, finishedAtMs: 9 },
      ],
    ],
    [
      "a number that is said again, once",
      [
        ["started", 1, attempt(1)],
        ["finished", 9, attempt(1)],
        ["started", 100, attempt(1)],
        ["finished", 150, attempt(1)],
      ],
      [{ attempt: 1, startedAtMs: 1, finishedAtMs: 9 }],
    ],
    [
      "the first number a while after it ended as the next build of a number that repeats",
      [
        ["started", 1, attempt(1)],
        ["finished", 9, attempt(1)],
        ["started", 9_000, attempt(1)],
        ["finished", 9_999, attempt(1)],
      ],
      [
        { attempt: 1, startedAtMs: 1, finishedAtMs: 9 },
        { attempt: 1, startedAtMs: 9_000, finishedAtMs: 9_999 },
      ],
    ],
    [
      "a later number that is said again, once, however late",
      [
        ["started", 1, attempt(2)],
        ["finished", 9, attempt(2)],
        ["started", 9_000, attempt(2)],
      ],
      [{ attempt: 2, startedAtMs: 1, finishedAtMs: 9 }],
    ],
    [
      "the first number as that of what was told before",
      [
        ["started", 1],
        ["finished", 9, attempt(1)],
      ],
      [{ attempt: 1, startedAtMs: 1, finishedAtMs: 9 }],
    ],
    [
      "any number as that of what runs",
      [
        ["started", 1],
        ["finished", 9, attempt(3)],
      ],
      [{ attempt: 3, startedAtMs: 1, finishedAtMs: 9 }],
    ],
    [
      "a later number after what ended",
      [
        ["started", 1],
        ["finished", 9],
        ["started", 10, attempt(2)],
      ],
      [
        { startedAtMs: 1, finishedAtMs: 9 },
        { attempt: 2, startedAtMs: 10 },
      ],
    ],
    [
      "a report without a number as of what runs",
      [
        ["started", 1, attempt(2)],
        ["finished", 9],
      ],
      [{ attempt: 2, startedAtMs: 1, finishedAtMs: 9 }],
    ],
    [
      "what else is said, the latest word last",
      [
        ["started", 1, { expected: 3, commit: "abc" }],
        ["finished", 9, { expected: 4, url: "u" }],
      ],
      [{ startedAtMs: 1, finishedAtMs: 9, expected: 4, commit: "abc", url: "u" }],
    ],
  ])("notes %s", (_what, reports, wanted) => {
    expect(told(...reports)).toEqual(wanted);
  });

  it("changes nothing when all that was told is told again at once", () => {
    const state = fc.constantFrom("started" as const, "finished" as const);
    const numbers = fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined });
    const report = fc.record({ state, gapMs: fc.nat(500), attempt: numbers });
    fc.assert(
      fc.property(fc.array(report, { minLength: 1, maxLength: 8 }), (reports) => {
        let atMs = 0;
        let known: readonly CiSignal[] = [];
        for (const one of reports) {
          atMs += one.gapMs;
          const said = { state: one.state, atMs, ...(one.attempt === undefined ? {} : { attempt: one.attempt }) };
          known = noteCiReport(known, said, QUIET);
          expect(noteCiReport(known, { ...said, atMs: atMs + 1 }, QUIET)).toEqual(known);
        }
      }),
    );
  });

  it("forgets the oldest of more than twenty attempts", () => {
    const all = told(...Array.from({ length: 25 }, (_, index): Told => ["started", index, attempt(index + 1)]));
    expect(all.map((one) => one.attempt)).toEqual(Array.from({ length: 20 }, (_, index) => index + 6));
  });
});

it.each<[CiSignal | undefined, boolean, number | undefined]>([
  [undefined, false, undefined],
  [{ startedAtMs: 1 }, true, undefined],
  [{ startedAtMs: 1, finishedAtMs: 2, expected: 5 }, false, 5],
  [{ finishedAtMs: 2, expected: 5, tests: ["a", "b"] }, false, 2],
])("%j runs: %s, and expects %s", (ci, runs, expected) => {
  expect(isSaidToRun(ci)).toBe(runs);
  expect(expectedTests(ci)).toBe(expected);
});

it("joins what two places know, in order of time, each attempt once", () => {
  const [first, second] = [{ startedAtMs: 1, finishedAtMs: 5 }, { finishedAtMs: 9 }];
  expect(joinCi([{ startedAtMs: 1 }], [second, first])).toEqual([first, second]);
  expect(joinCi([second, first], [])).toEqual([first, second]);
});
