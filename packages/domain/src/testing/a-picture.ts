import type { BuildPicture, RecordedExecution } from "../build-picture.ts";

/** A picture of build 45 of the job Nightly with these executions. */
export function aPicture(
  recorded: readonly RecordedExecution[] = [],
  overrides: Partial<BuildPicture> = {},
): BuildPicture {
  return {
    ref: { kind: "job", lab: "acme", job: "Nightly", number: 45 },
    revision: 1,
    executions: new Map(recorded.map((one) => [one.execution.id, one])),
    reopened: 0,
    ...overrides,
  };
}
