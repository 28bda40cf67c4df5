import {
  recordAnswer,
  recordedResults,
  emptyPicture,
  verdictOf,
  type BuildComparison,
  type BuildPicture,
  type CompareQuestion,
  type Execution,
  type RecordedExecution,
  type Verdict,
  testKey,
} from "@perfecto-bot/domain";
import { anExecution, NINE } from "@perfecto-bot/domain/testing";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { answerOf } from "../../testing/answer-of.ts";
import { openDesk } from "../testing/open-desk.ts";
import { answerQuestion } from "./answer-question.ts";
import type { AskParts } from "./ask-parts.ts";

const REF = { kind: "job", lab: "acme", job: "Nightly", number: 45 } as const;
/** `flaky` says nothing of a test that ran less often. */
const FEWEST_JUDGED = 4;
const BEGAN_MS = NINE - 3_600_000;

/** An execution of one build: of few tests, with or without parameters, on few platforms, so that many are retries. */
const arbitraryAttempt: fc.Arbitrary<Omit<Execution, "id">> = fc
  .record({
    name: fc.constantFrom("Pay", "Log in"),
    card: fc.constantFrom(undefined, "visa", "amex"),
    model: fc.constantFrom("Pixel 9", "Galaxy S23"),
    status: fc.constantFrom("PASSED" as const, "FAILED" as const, "BLOCKED" as const, "UNKNOWN" as const),
    // Within the quiet period all of it is one build.
    second: fc.nat(170),
    seconds: fc.integer({ min: 1, max: 40 }),
    hasEnd: fc.boolean(),
  })
  .map(({ card, model, second, seconds, hasEnd, ...told }) => {
    const startedAtMs = BEGAN_MS + second * 1_000;
    const { endedAtMs: _end, ...execution } = anExecution({
      ...told,
      startedAtMs,
      platforms: [{ kind: "device", model, os: "Android", osVersion: "15" }],
      ...(card === undefined ? {} : { parameters: [{ name: "card", value: card }] }),
    });
    const isOpen = told.status === "UNKNOWN" && !hasEnd;
    return isOpen ? execution : { ...execution, endedAtMs: startedAtMs + seconds * 1_000 };
  });

const arbitraryBuild: fc.Arbitrary<readonly Execution[]> = fc
  .array(arbitraryAttempt, { minLength: 1, maxLength: 12 })
  .map((all) => all.map((one, index) => ({ ...one, id: `e${index}` })));

function pictureOf(executions: readonly Execution[]): BuildPicture {
  return recordAnswer(emptyPicture(REF), { executions, complete: true, answeredAtMs: NINE }).picture;
}

/** The counts of a verdict as those of statuses: what is flaky passed, what runs has no verdict. */
function statusesOf({ total, passed, flaky, failed, blocked }: Verdict) {
  const known = passed + flaky + failed + blocked;
  return { total, passed: passed + flaky, failed, blocked, unknown: total - known };
}

function isDecided({ execution: { status } }: RecordedExecution): boolean {
  return status === "PASSED" || status === "FAILED";
}

async function compared(parts: AskParts, question: CompareQuestion): Promise<BuildComparison | undefined> {
  const answer = await answerQuestion(parts, question, { nowMs: NINE, timeZone: "UTC" });
  return answer.verb === "compare" ? answer.comparison : undefined;
}

it("the card and all answers agree on what a build came to", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryBuild, async (executions) => {
      const picture = pictureOf(executions);
      const results = recordedResults(picture);
      const verdict = verdictOf(picture, results);
      const counts = statusesOf(verdict);
      const { parts } = openDesk({ executions });

      const { build } = await answerOf(parts, "build", "Nightly 45");
      expect(build?.counts).toEqual(counts);
      expect(build?.executions).toHaveLength(executions.length);
      expect(build?.verdict).toMatchObject({
        total: verdict.total,
        passed: verdict.passed,
        flaky: verdict.flaky,
        failed: verdict.failed,
        blocked: verdict.blocked,
      });

      const { builds } = await answerOf(parts, "builds", "Nightly");
      expect(builds.map((one) => one.counts)).toEqual([counts]);

      const failures = await answerOf(parts, "failures", "job:Nightly");
      const wrong = results.filter(({ outcome }) => outcome === "failed" || outcome === "blocked");
      expect(failures.counts).toEqual(counts);
      expect(new Set(failures.rows.map(({ id }) => id))).toEqual(
        new Set(wrong.map(({ latest }) => latest.execution.id)),
      );

      const taken = await answerOf(parts, "failures", "job:Nightly is:flaky");
      const flaky = results.filter(({ outcome }) => outcome === "flaky");
      const tests = new Set(taken.rows.map(testKey));
      expect(tests).toEqual(new Set(flaky.map(({ key }) => key)));
      expect(taken.rows.every(({ status }) => status === "FAILED")).toBe(true);
      expect(taken.total).toBe(verdict.flaky);

      const itself: CompareQuestion = { verb: "compare", job: "Nightly", base: "45", other: "45", filter: [] };
      const comparison = await compared(parts, itself);
      expect(comparison?.totals).toEqual({ base: counts, other: counts });
      expect(comparison).toMatchObject({ newlyFailing: [], fixed: [], missing: [], added: [] });
      expect(comparison?.stillFailing).toHaveLength(counts.failed + counts.blocked);
      expect(comparison?.stillPassing).toHaveLength(counts.passed);
      expect(comparison?.undecided).toHaveLength(counts.unknown);
      expect(comparison?.flaky).toHaveLength(verdict.flaky);

      const { findings } = await answerOf(parts, "flaky", "job:Nightly");
      expect(findings.histories).toBe(verdict.total);
      const judged = findings.histories - findings.tooFew;
      expect(findings.tests.flatMap(({ platforms }) => platforms).length).toBeLessThanOrEqual(judged);
      const named = findings.tests.flatMap(({ test, platforms }) =>
        platforms.map(({ platform }) => `${test} on ${platform}`),
      );
      const enough = flaky.filter(({ executions: all }) => all.filter(isDecided).length >= FEWEST_JUDGED);
      expect(named).toEqual(expect.arrayContaining(enough.map(({ test, platform }) => `${test} on ${platform}`)));

      const runs = await answerOf(parts, "runs", "job:Nightly");
      expect(runs.counts.total).toBe(executions.length);
    }),
    { numRuns: 40 },
  );
}, 120_000);

it("of builds with retries, with tests that run, and with parameters", () => {
  const results = fc
    .sample(arbitraryBuild, { numRuns: 60, seed: 1 })
    .flatMap((executions) => recordedResults(pictureOf(executions)));
  expect(new Set(results.map(({ outcome }) => outcome))).toEqual(
    new Set(["passed", "flaky", "failed", "blocked", "unknown", "running"]),
  );
  expect(results.some(({ attempts }) => attempts > 2)).toBe(true);
  expect(results.some(({ test }) => test === "Pay (card: visa)")).toBe(true);
});
