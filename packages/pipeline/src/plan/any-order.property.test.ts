import {
  advanceBuild,
  DEFAULT_POLICY,
  emptyPicture,
  recordAnswer,
  type BuildAnswer,
  type BuildPicture,
  type Execution,
  type SubscriptionOptions,
} from "@perfecto-bot/domain";
import { aMute, arbitraryAnswers, arbitraryExecution, aSubscription, NINE } from "@perfecto-bot/domain/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aFinishedBuild, aPlanInput } from "../testing/a-plan-input.ts";
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

/** What time and the commands reports make of a picture: every failure with its command, what hangs given up, all quiet. */
function completed(picture: BuildPicture): BuildPicture {
  const executions = [...picture.executions].map(([id, recorded]) => {
    if (recorded.enrichment === undefined) return [id, recorded] as const;
    const failure = { command: "click", message: recorded.execution.name, screenshots: [] };
    return [id, { ...recorded, enrichment: { state: "done" as const, failure } }] as const;
  });
  return advanceBuild({ ...picture, executions: new Map(executions) }, NINE * 2, DEFAULT_POLICY).picture;
}

function wanted(picture: BuildPicture, options: SubscriptionOptions) {
  const subscriptions = [aSubscription({ options })];
  const mutes = [aMute({ filter: [{ key: "test", negated: false, values: ["Pay"] }] })];
  const history = [aFinishedBuild(44, ["Login works · unknown platform"])];
  return [picture, completed(picture)].map((seen) => planBuild(aPlanInput(seen, { subscriptions, mutes, history })));
}

describe("any order and any repetition of the same lab answers", () => {
  const cases = arbitraryAnswers.chain((answers) =>
    fc.record({ answers: fc.constant(answers), replay: replayed(answers) }),
  );

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
    fc.uniqueArray(arbitraryExecution, { selector: ({ id }) => id, minLength: 1, maxLength: 5 }),
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
