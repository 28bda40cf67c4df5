import * as fc from "fast-check";
import { expect, it } from "vitest";
import { advanceBuild } from "./advance-build.ts";
import { emptyPicture, type BuildPicture } from "./build-picture.ts";
import type { BuildPolicy } from "./build-rhythm.ts";
import { recordedResults } from "./build/recorded-results.ts";
import { viewBuild } from "./conversation-view.ts";
import { decideCadence } from "./decide-cadence.ts";
import { judgeMutes } from "./judge-mutes.ts";
import { recordAnswer } from "./record-answer.ts";
import { aMute, aSubscription, CHANNEL } from "./testing/a-subscription.ts";
import { arbitraryAnswers } from "./testing/arbitrary-answers.ts";
import { NINE } from "./testing/an-execution.ts";
import { verdictOf } from "./verdict.ts";
import { videoMoment } from "./video-moment.ts";

const POLICY: BuildPolicy = { trackEveryMs: 5_000, quietPeriodMs: 180_000, settleLimitMs: 600_000 };
const STEP_MS = 10_000;
const arbitraryPicture: fc.Arbitrary<BuildPicture> = fc
  .tuple(
    arbitraryAnswers,
    fc.option(fc.record({ startedAtMs: fc.nat(), finishedAtMs: fc.nat(), expected: fc.nat(9) }, { requiredKeys: [] })),
  )
  .map(([answers, ci]) => {
    const empty = emptyPicture({ kind: "job", lab: "acme", job: "Nightly", number: 45 });
    const picture = answers.reduce((known, answer) => recordAnswer(known, answer).picture, empty);
    return ci === null ? picture : { ...picture, ci };
  });

it("no rule throws, and the counts of a verdict add up", () => {
  fc.assert(
    fc.property(arbitraryPicture, fc.integer(), (picture, nowMs) => {
      const { picture: later, finality } = advanceBuild(picture, nowMs, POLICY);
      decideCadence(later, finality, nowMs, POLICY);
      const view = viewBuild(
        later,
        [aSubscription()],
        judgeMutes(recordedResults(later), [aMute()]).here(CHANNEL),
        POLICY.quietPeriodMs,
      );
      if (typeof view === "string") return;
      const { total, passed, flaky, failed, blocked, unknown, running, causes, processing } = verdictOf(
        later,
        view.shown,
      );
      const unended = total - passed - flaky - failed - blocked - unknown;
      const isOpen = later.final === undefined;
      expect(unended).toBe(isOpen ? view.shown.filter(({ outcome }) => outcome === "running").length : 0);
      expect(running).toBeGreaterThanOrEqual(unended);
      expect(running).toBeLessThanOrEqual(total);
      expect(causes.reduce((sum, cause) => sum + cause.executions.length, 0)).toBeLessThanOrEqual(failed + blocked);
      expect(processing).toBeLessThanOrEqual(total);
      for (const { executions } of view.shown) {
        for (const { execution } of executions) videoMoment(execution.videos, execution.endedAtMs);
      }
    }),
  );
});

it("no build is final while CI says that it runs, nor while a test runs, until either is given up", () => {
  const now = fc.integer({ min: NINE - 3_600_000, max: NINE + 8 * 3_600_000 });
  fc.assert(
    fc.property(arbitraryPicture, now, fc.boolean(), (picture, nowMs, saysItRuns) => {
      const told = saysItRuns ? { ...picture, ci: { startedAtMs: NINE - 3_600_000 } } : picture;
      const { finality } = advanceBuild(told, nowMs, POLICY);
      const records = [...told.executions.values()];
      const lastSeenMs = Math.max(...records.map(({ firstSeenAtMs }) => firstSeenAtMs));
      const isSaidToRun = saysItRuns && nowMs < lastSeenMs + 20 * POLICY.quietPeriodMs;
      const limitMs = 2 * 3_600_000;
      const runs = records.some(
        ({ execution, firstSeenAtMs }) =>
          execution.status === "UNKNOWN" &&
          execution.endedAtMs === undefined &&
          nowMs < (execution.startedAtMs ?? firstSeenAtMs) + limitMs,
      );
      expect(finality.final && (runs || isSaidToRun)).toBe(false);
      expect(finality.final || finality.askAgainAtMs > nowMs).toBe(true);
    }),
  );
});

it("every build that the lab stops speaking of becomes final and is looked at no longer", () => {
  const withSomething = arbitraryPicture.filter(({ executions }) => executions.size > 0);
  fc.assert(
    fc.property(withSomething, (started) => {
      let picture = started;
      let nowMs = NINE + STEP_MS;
      for (let looks = 0; looks < 5_000; looks += 1) {
        const advance = advanceBuild(picture, nowMs, POLICY);
        picture = advance.picture;
        const cadence = decideCadence(picture, advance.finality, nowMs, POLICY);
        if (cadence.kind === "done") break;
        expect(cadence.afterMs).toBeGreaterThan(0);
        nowMs += cadence.afterMs;
      }
      expect(picture.final).toBeDefined();
      expect(decideCadence(picture, { final: true, reason: "quiet" }, nowMs, POLICY).kind).toBe("done");
    }),
    { numRuns: 40 },
  );
});
