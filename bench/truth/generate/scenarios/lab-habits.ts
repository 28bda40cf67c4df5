import { beginBuild, HOUR, MINUTE, type AttemptDraft, type LabDraft } from "../lab-draft.ts";
import { CAUSES, tellFailure } from "../failure-causes.ts";
import { chosen, fails, plan, someCause } from "../plan-tests.ts";
import { runTests, type Pace } from "../run-tests.ts";
import { placeTests } from "./histories.ts";

export const slowProcessing = (lab: LabDraft): void => someBuilds(lab, "Slow", { processingMs: [MINUTE, 25 * MINUTE] });

export const stillRunning = (lab: LabDraft): void =>
  someBuilds(lab, "Live", { shownRunning: 0.8, testMs: [30_000, 6 * MINUTE], lanes: 5 });

/** Hours later the lab says otherwise of a few tests. */
export function lateVerdicts(lab: LabDraft): void {
  someBuilds(lab, "Revised", {});
  for (const build of lab.builds) {
    const attempts = build.cases.flatMap((one) => one.attempts);
    for (const attempt of lab.random.some(attempts, 2)) changeMind(lab, attempt);
  }
}

function someBuilds(lab: LabDraft, job: string, pace: Omit<Pace, "startMs">): void {
  const placed = placeTests(lab);
  for (let index = 0; index < 4; index += 1) {
    const build = beginBuild(lab, { job, number: index + 15 });
    const special = chosen(lab.random, placed, lab.random.between(0, 3), () => fails(someCause(lab)));
    runTests(lab, build, plan(placed, special), { ...pace, startMs: lab.startMs + index * 4 * HOUR });
  }
}

function changeMind(lab: LabDraft, attempt: AttemptDraft): void {
  const last = attempt.versions.at(-1);
  if (last === undefined) return;
  const cause = lab.random.pick(CAUSES);
  const fromMs = last.settledAtMs + lab.random.between(10 * MINUTE, 3 * HOUR);
  const status = attempt.status === "PASSED" ? "FAILED" : "PASSED";
  const { message: _taken, ...execution } = last.execution;
  const told = status === "FAILED" ? tellFailure(lab.random, cause, attempt.deviceId, fromMs) : undefined;
  attempt.versions = [
    ...attempt.versions,
    {
      fromMs,
      settledAtMs: fromMs,
      execution: { ...execution, status, ...(told === undefined ? {} : { message: told.message }) },
      commands: told?.commands ?? [],
    },
  ];
  attempt.status = status;
  attempt.cause = status === "FAILED" ? cause.id : undefined;
}
