import {
  advanceBuild,
  DEFAULT_POLICY,
  emptyPicture,
  recordAnswer,
  recordedResults,
  type BuildAnswer,
  type BuildPicture,
  type Execution,
  type SubscriptionOptions,
} from "@perfecto-bot/domain";
import {
  aMute,
  anExecution,
  arbitraryAnswers,
  arbitraryExecution,
  aSubscription,
  NINE,
} from "@perfecto-bot/domain/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aFinishedBuild, aPlanInput } from "../testing/a-plan-input.ts";
import { aHistory, byKey } from "../testing/a-history.ts";
import { factsOf } from "./build-facts.ts";
import { planBuild } from "./plan-build.ts";

const EMPTY = emptyPicture({ kind: "job", lab: "acme", job: "Nightly", number: 45 });

/** The same answers, every one at least once, in any order and any number of times. */
function replayed(answers: readonly BuildAnswer[]): fc.Arbitrary<readonly BuildAnswer[]> {
  return fc
    .array(fc.constantFrom(...answers), { maxLength: 6 })
    .chain((again) => fc.shuffledSubarray([...answers, ...again], { minLength: answers.length + again.length }));
}

const arbitraryOptions: fc.Arbitrary<SubscriptionOptions> = fc.record({
  on: fc.constantFrom("all", "failures", "changes"),
  post: fc.constantFrom("build", "test"),
  thread: fc.constantFrom("on", "off", "broadcast"),
  mention: fc.constantFrom([], [{ kind: "here" as const, id: "" }]),
});

const record = (picture: BuildPicture, answer: BuildAnswer): BuildPicture => recordAnswer(picture, answer).picture;
/** As the service stores it: an answer without news is not written. */
const recordNews = (picture: BuildPicture, answer: BuildAnswer): BuildPicture => {
  const recording = recordAnswer(picture, answer);
  return recording.news ? recording.picture : picture;
};

/** Commands of every failure are known. */
function enriched(picture: BuildPicture): BuildPicture {
  const executions = [...picture.executions].map(([id, recorded]) => {
    if (recorded.enrichment === undefined) return [id, recorded] as const;
    const failure = { command: "click", message: recorded.execution.name, screenshots: [] };
    return [id, { ...recorded, enrichment: { state: "done" as const, failure } }] as const;
  });
  return { ...picture, executions: new Map(executions) };
}

/** What time makes of a picture: first no retry came in time, then what hangs is given up and all is quiet. */
function grown(picture: BuildPicture): readonly BuildPicture[] {
  const known = enriched(picture);
  const habits = { retriesWithinMs: 1_000 };
  const later = advanceBuild(known, NINE + 200_000, DEFAULT_POLICY, habits).picture;
  return [picture, known, later, advanceBuild(known, NINE * 2, DEFAULT_POLICY, habits).picture];
}

function wanted(picture: BuildPicture, options: SubscriptionOptions) {
  const subscriptions = [aSubscription({ options })];
  const mutes = [aMute({ filter: [{ key: "test", negated: false, values: ["Pay"] }] })];
  const history = [aFinishedBuild(44, 1, { retriedWithinMs: 1_000 }), aFinishedBuild(43)];
  const histories = byKey(aHistory({ name: "Login works" }, "passed", "failed"), aHistory({ name: "Pay" }, "failed"));
  const remembered = { histories, builds: history, suspects: [] };
  return grown(picture).map((seen) => {
    const facts = factsOf(seen, remembered);
    return planBuild(aPlanInput(seen, { subscriptions, mutes, history, facts }));
  });
}

/** Attempts of one or two tests on one platform, so that many are retries; some have not ended. */
const arbitraryAttempt: fc.Arbitrary<Execution> = fc
  .record({
    id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
    name: fc.constantFrom("Login works", "Pay"),
    status: fc.constantFrom("PASSED" as const, "FAILED" as const, "BLOCKED" as const, "UNKNOWN" as const),
    minute: fc.nat(5),
    hasEnd: fc.boolean(),
  })
  .map(({ minute, hasEnd, ...told }) => {
    const startedAtMs = NINE + minute * 60_000;
    const { endedAtMs, ...execution } = anExecution({ ...told, startedAtMs, endedAtMs: startedAtMs + 30_000 });
    return hasEnd || told.status !== "UNKNOWN" ? { ...execution, endedAtMs: endedAtMs ?? 0 } : execution;
  });

/** Answers about retries at different moments; each speaks of an execution at most once. */
const arbitraryRetries: fc.Arbitrary<readonly BuildAnswer[]> = fc
  .array(
    fc.record({
      executions: fc.uniqueArray(arbitraryAttempt, { selector: ({ id }) => id, minLength: 1, maxLength: 5 }),
      complete: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((answers) => answers.map((answer, index) => ({ ...answer, answeredAtMs: NINE + index * 1_000 })));

describe("any order and any repetition of the same lab answers", () => {
  const cases = fc
    .oneof(arbitraryAnswers, arbitraryRetries)
    .chain((answers) => fc.record({ answers: fc.constant(answers), replay: replayed(answers) }));

  it("are answers in which tests are flaky, run, fail, pass, and could not run", () => {
    const samples = fc.sample(arbitraryRetries, { numRuns: 200, seed: 1 });
    const results = samples.flatMap((answers) => recordedResults(answers.reduce(record, EMPTY)));
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(
      new Set(["passed", "flaky", "failed", "blocked", "unknown", "running"]),
    );
    expect(results.some(({ outcome, unfinished }) => outcome === "failed" && unfinished)).toBe(true);
  });

  it("gives the same picture and the same wanted messages", () => {
    fc.assert(
      fc.property(cases, arbitraryOptions, ({ answers, replay }, options) => {
        const inOrder = answers.reduce(record, EMPTY);
        const anyhow = replay.reduce(record, EMPTY);
        expect(anyhow).toEqual(inOrder);
        expect(wanted(anyhow, options)).toEqual(wanted(inOrder, options));
      }),
      { numRuns: 200 },
    );
  });

  it("reopens a final build once, whatever comes late", () => {
    const final = { atMs: NINE, reason: "quiet" } as const;
    fc.assert(
      fc.property(cases, ({ answers, replay }) => {
        const closed = { ...EMPTY, final };
        const { executions, reopened } = replay.reduce(record, closed);
        expect(reopened).toBe(executions.size > 0 ? 1 : 0);
        expect(replay.reduce(record, closed)).toEqual(answers.reduce(record, closed));
      }),
    );
  });

  const versions = fc.array(
    fc.uniqueArray(fc.oneof(arbitraryExecution, arbitraryAttempt), {
      selector: ({ id }) => id,
      minLength: 1,
      maxLength: 5,
    }),
    { minLength: 3, maxLength: 3 },
  );
  const looks = fc.array(fc.record({ complete: fc.boolean(), leaveOut: fc.nat(5) }), { minLength: 3, maxLength: 9 });
  const changing = fc
    .tuple(versions, looks)
    .map(([told, seen]) => answersOf(told, seen))
    .chain((answers) => fc.record({ answers: fc.constant(answers), replay: replayed(answers) }));

  it("gives the same wanted messages where only news is stored, as long as the lab does not take a change back", () => {
    fc.assert(
      fc.property(changing, arbitraryOptions, ({ answers, replay }, options) => {
        const all = wanted(answers.reduce(record, EMPTY), options);
        expect(wanted(replay.reduce(recordNews, EMPTY), options)).toEqual(all);
      }),
      { numRuns: 200 },
    );
  });
});

/** Looks at a lab whose executions change from version to version, and never back. */
function answersOf(
  told: readonly (readonly Execution[])[],
  seen: readonly { readonly complete: boolean; readonly leaveOut: number }[],
): readonly BuildAnswer[] {
  return seen.map(({ complete, leaveOut }, index) => {
    const version = Math.floor((index * told.length) / seen.length);
    const known = new Map<string, Execution>();
    for (const [at, executions] of told.slice(0, version + 1).entries())
      for (const execution of executions) known.set(execution.id, { ...execution, tags: [`version ${at}`] });
    const executions = [...known.values()].filter((_, at) => at !== leaveOut);
    return { executions, complete: complete && executions.length > 0, answeredAtMs: NINE + index * 1_000 };
  });
}
