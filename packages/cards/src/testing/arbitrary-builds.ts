import {
  advanceBuild,
  attemptNumber,
  DEFAULT_POLICY,
  emptyPicture,
  recordAnswer,
  recordedResults,
  verdictOf,
  type BuildPicture,
  type BuildRef,
  type Novelty,
  type RecordedResult,
  type Verdict,
} from "@perfecto-bot/domain";
import { arbitraryAnswers, NINE } from "@perfecto-bot/domain/testing";
import * as fc from "fast-check";
import { attemptCard } from "../attempt-card.ts";
import { attentionCard } from "../attention-card.ts";
import { buildCard } from "../build-card.ts";
import type { Card } from "../card.ts";
import { failureCard } from "../failure-card.ts";
import { moreFailuresCard } from "../more-failures-card.ts";

const URL = "https://acme.example/report";
const text = fc.oneof(fc.constantFrom("Nightly", "a".repeat(300)), fc.string({ unit: "binary", maxLength: 200 }));
const named = fc.record(
  { lab: fc.constant("acme"), job: text, branch: text, startedAtMs: fc.constant(NINE) },
  { requiredKeys: ["lab", "job", "startedAtMs"] },
);
const refs: fc.Arbitrary<BuildRef> = fc.oneof(
  fc.tuple(named, fc.nat(99_999), fc.boolean()).map(([one, number, isRepeated]): BuildRef => ({
    kind: "job",
    ...one,
    number,
    ...(isRepeated ? { repeated: true } : {}),
  })),
  named.map((one): BuildRef => ({ kind: "run", ...one })),
  text.map((externalId): BuildRef => ({ kind: "session", lab: "acme", externalId })),
);
const pictures: fc.Arbitrary<BuildPicture> = fc
  .record({
    ref: refs,
    answers: arbitraryAnswers,
    final: fc.boolean(),
    expected: fc.option(fc.nat(9), { nil: undefined }),
    commit: text,
    attempts: fc.option(fc.integer({ min: 2, max: 20 }), { nil: undefined }),
  })
  .map(({ ref, answers, final, expected, commit, attempts }) => {
    const told = answers.reduce((known, answer) => recordAnswer(known, answer).picture, emptyPicture(ref));
    const ci = { ...(expected === undefined ? {} : { expected }), startedAtMs: NINE, commit, url: URL };
    const again = attempts === undefined ? {} : { attempts: [{ number: attempts, startedAtMs: NINE }] };
    const announced = { ...told, ...again, ci };
    return final ? advanceBuild(announced, NINE * 2, DEFAULT_POLICY).picture : announced;
  });
const novelties: fc.Arbitrary<Novelty> = fc.oneof(
  fc.constantFrom<Novelty>({ kind: "new" }, { kind: "first-seen" }, { kind: "flaky" }, { kind: "none" }),
  text.map((since): Novelty => ({ kind: "known", since, sinceMs: NINE, builds: 3, orBefore: true })),
);
const told = fc.record({
  fresh: fc.nat(9),
  recovered: fc.nat(3),
  usualTotal: fc.option(fc.nat(200), { nil: undefined }),
  muted: fc.nat(3),
  missing: fc.array(text, { maxLength: 7 }),
  suspects: fc.array(text, { maxLength: 3 }),
  sameCauseOn: fc.array(text, { maxLength: 9 }),
  novelty: novelties,
});

/** Cards about one build, with what they were made from. */
export interface CardsOfBuild {
  readonly verdict: Verdict;
  readonly results: readonly RecordedResult[];
  readonly missing: readonly string[];
  readonly build: Card;
  readonly attempt: Card;
  /** Where something failed. */
  readonly attention: Card | undefined;
  readonly failures: readonly Card[];
  readonly more: Card;
}

/** Every card about a build, whatever the lab, CI and its history tell of it; foreign texts may be anything. */
export const arbitraryBuildCards: fc.Arbitrary<CardsOfBuild> = fc.tuple(pictures, told).map(([picture, around]) => {
  const { ref, final, reopened, ci } = picture;
  const { fresh, recovered, usualTotal, muted, missing, suspects, sameCauseOn, novelty } = around;
  const results = recordedResults(picture);
  const verdict = verdictOf(picture, results);
  const some = Math.min(fresh, verdict.failed);
  const changes = { fresh: some, known: verdict.failed - some, recovered };
  const build = { ref, url: URL };
  return {
    verdict,
    results,
    missing,
    build: buildCard({
      ref,
      verdict,
      attempt: attemptNumber(picture),
      final,
      reopened,
      ci,
      usualTotal,
      muted,
      mutedElsewhere: muted,
      before: undefined,
      changes,
      missing,
      suspects,
      libraryUrl: URL,
    }),
    attempt: attemptCard({ attempt: 2, verdict, build }),
    attention:
      verdict.failed === 0 ? undefined : attentionCard([{ kind: "here", id: "" }], { ...build, verdict, changes }),
    failures: results.map((result) =>
      failureCard({ result, novelty, reportUrl: URL, build, sameCauseOn, buildIsFinal: final !== undefined }),
    ),
    more: moreFailuresCard({ folded: results.map(({ latest }) => latest), build, reportUrl: () => URL }),
  };
});

/** All of them in one list. */
export function cardsIn({ build, attempt, attention, failures, more }: CardsOfBuild): readonly Card[] {
  return [build, attempt, ...(attention === undefined ? [] : [attention]), ...failures, more];
}
