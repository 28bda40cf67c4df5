import * as fc from "fast-check";
import type { Enrichment, RecordedExecution } from "../build-picture.ts";
import type { Execution } from "../execution.ts";
import type { Platform } from "../platform.ts";
import type { BuildAnswer } from "../record-answer.ts";
import { anExecution, NINE } from "./an-execution.ts";

const moment = fc.integer({ min: NINE - 3_600_000, max: NINE + 3_600_000 });
const platform: fc.Arbitrary<Platform> = fc.oneof(
  fc.record({
    kind: fc.constant("device" as const),
    maker: fc.constantFrom("Apple", "Samsung"),
    model: fc.constantFrom("iPhone 15", "Galaxy S23"),
    os: fc.constantFrom("iOS", "Android"),
    osVersion: fc.constantFrom("16.1", "17.4", "14"),
  }),
  fc.record({ kind: fc.constant("browser" as const), browser: fc.constantFrom("Chrome", "Safari") }),
);

/** Any plausible execution with one of a few ids, so that answers speak of the same ones; foreign texts may be anything. */
export const arbitraryExecution: fc.Arbitrary<Execution> = fc
  .record(
    {
      id: fc.constantFrom("e1", "e2", "e3", "e4", "e5", "e6"),
      name: fc.oneof(fc.constantFrom("Login works", "Pay", "Interactive session"), fc.string({ unit: "binary" })),
      status: fc.constantFrom("PASSED" as const, "FAILED" as const, "BLOCKED" as const, "UNKNOWN" as const),
      startedAtMs: moment,
      endedAtMs: moment,
      owner: fc.string(),
      tags: fc.array(fc.string(), { maxLength: 3 }),
      platforms: fc.array(platform, { maxLength: 2 }),
      videos: fc.array(fc.record({ startedAtMs: moment, endedAtMs: moment, url: fc.webUrl() }, { requiredKeys: [] }), {
        maxLength: 2,
      }),
      artifacts: fc.array(fc.record({ type: fc.string(), url: fc.webUrl() }), { maxLength: 2 }),
      message: fc.oneof(fc.constantFrom("Element not found", "Timeout after 30 s\n\tat a.b(C.java:1)"), fc.string()),
      reason: fc.string(),
      isStamped: fc.boolean(),
      hasEnd: fc.boolean(),
    },
    { requiredKeys: ["id", "name", "status"] },
  )
  .map(({ isStamped = true, hasEnd = true, ...made }) => {
    const { startedAtMs, endedAtMs, ...execution } = anExecution(made);
    return {
      ...execution,
      ...(isStamped && startedAtMs !== undefined ? { startedAtMs } : {}),
      ...(hasEnd && endedAtMs !== undefined ? { endedAtMs } : {}),
    };
  });

/** Answers about one build at different moments; each speaks of an execution at most once. */
export const arbitraryAnswers: fc.Arbitrary<readonly BuildAnswer[]> = fc
  .array(
    fc.record({
      executions: fc.uniqueArray(arbitraryExecution, { selector: ({ id }) => id, maxLength: 5 }),
      complete: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((answers) => answers.map((answer, index) => ({ ...answer, answeredAtMs: NINE + index * 1_000 })));

const enrichment: fc.Arbitrary<Enrichment> = fc.oneof(
  fc.record(
    { state: fc.constant("pending" as const), attempts: fc.nat(5), troubles: fc.nat(3), triedAtMs: fc.nat(3) },
    { requiredKeys: ["state", "attempts"] },
  ),
  fc.record(
    { state: fc.constant("unavailable" as const), attempts: fc.nat(5), triedAtMs: fc.nat(3) },
    { requiredKeys: ["state"] },
  ),
  fc.record({
    state: fc.constant("done" as const),
    failure: fc.record({ command: fc.string(), screenshots: fc.array(fc.webUrl(), { maxLength: 2 }) }),
  }),
);

/** Any record of an execution; several of them may be of the same one. */
export const arbitraryRecord: fc.Arbitrary<RecordedExecution> = fc.record(
  {
    execution: arbitraryExecution,
    firstSeenAtMs: moment,
    answeredAtMs: fc.integer({ min: NINE, max: NINE + 3 }),
    settledAtMs: moment,
    overdueAtMs: moment,
    enrichment,
  },
  { requiredKeys: ["execution", "firstSeenAtMs", "answeredAtMs"] },
);
