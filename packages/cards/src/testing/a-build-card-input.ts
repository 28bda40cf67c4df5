import {
  attemptNumber,
  recordedResults,
  verdictOf,
  type BuildPicture,
  type Execution,
  type ExecutionStatus,
  type RecordedExecution,
} from "@perfecto-bot/domain";
import { aPicture, aRecordedExecution, NINE } from "@perfecto-bot/domain/testing";
import type { BuildCardInput } from "../build-card.ts";

/** Records of so many tests with this status; where they have a name, they are its data rows. */
export function tests(
  count: number,
  status: ExecutionStatus,
  execution: Partial<Execution> = {},
): readonly RecordedExecution[] {
  return Array.from({ length: count }, (_, index) =>
    aRecordedExecution({
      id: `${status}-${JSON.stringify(execution)}-${index}`,
      status,
      ...(execution.name === undefined ? { name: `Test ${index + 1}` } : rowOf(index, count)),
      startedAtMs: NINE - 754_000 + index * 1_000,
      endedAtMs: NINE - 300_000 + index * 1_000,
      ...execution,
    }),
  );
}

/** One test is no data row. */
function rowOf(index: number, count: number): Pick<Execution, "parameters"> {
  return count === 1 ? {} : { parameters: [{ name: "row", value: String(index + 1) }] };
}

/** What a build card is made from: the job Nightly Regression with these executions. */
export function aBuildCardInput(
  recorded: readonly RecordedExecution[],
  picture: Partial<BuildPicture> = {},
  overrides: Partial<BuildCardInput> = {},
): BuildCardInput {
  const ref = { kind: "job", lab: "acme", job: "Nightly Regression", number: 45 } as const;
  const whole = aPicture(recorded, { ref, ...picture });
  return {
    ref: whole.ref,
    verdict: verdictOf(whole, recordedResults(whole)),
    attempt: attemptNumber(whole),
    final: whole.final,
    reopened: whole.reopened,
    ci: whole.ci,
    usualTotal: undefined,
    muted: 0,
    mutedElsewhere: 0,
    before: undefined,
    libraryUrl: "https://acme.app.perfectomobile.com/reporting/library?job=45",
    ...overrides,
  };
}
