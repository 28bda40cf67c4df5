import type { Execution } from "../execution.ts";

/** A moment that tests count from: 2026-11-20T09:00:00Z in epoch milliseconds. */
export const NINE = Date.UTC(2026, 10, 20, 9);

/** A passed execution of build 45 of the job Nightly on an iPhone, or what the overrides say. */
export function anExecution(overrides: Partial<Execution> = {}): Execution {
  const id = overrides.id ?? "e1";
  return {
    lab: "acme",
    id,
    name: "Login works",
    status: "PASSED",
    externalId: `session-${id}`,
    startedAtMs: NINE - 60_000,
    endedAtMs: NINE,
    job: { name: "Nightly", number: 45 },
    tags: [],
    platforms: [{ kind: "device", maker: "Apple", model: "iPhone 15", os: "iOS", osVersion: "17.4" }],
    videos: [],
    artifacts: [],
    ...overrides,
  };
}
