import { expect, it } from "vitest";
import { decideRetry } from "./decide-retry.ts";

const failure = { kind: "unreachable", fact: "", passing: true } as const;

it.each([
  [failure, 0, 0.5, { again: true, waitMs: 200 }],
  [failure, 1, 0, { again: true, waitMs: 200 }],
  [failure, 1, 1, { again: true, waitMs: 600 }],
  [failure, 2, 0, { again: false, reason: "tried-enough" }],
  [{ ...failure, passing: false }, 0, 0, { again: false, reason: "would-not-help" }],
  [{ ...failure, retryAfterMs: 0 }, 0, 1, { again: true, waitMs: 0 }],
  [{ ...failure, retryAfterMs: 5_000 }, 0, 0, { again: true, waitMs: 5_000 }],
  [{ ...failure, retryAfterMs: 5_001 }, 0, 0, { again: false, reason: "wait-too-long" }],
])("of %j after %i retries, random %d", (given, retries, random, expected) => {
  expect(decideRetry(given, retries, random)).toEqual(expected);
});
