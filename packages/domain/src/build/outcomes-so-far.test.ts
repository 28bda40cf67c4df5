import * as fc from "fast-check";
import { expect, it } from "vitest";
import { arbitraryExecution } from "../testing/arbitrary-answers.ts";
import { anExecution } from "../testing/an-execution.ts";
import { outcomesSoFar } from "./outcomes-so-far.ts";
import { mayStillCount, testResults } from "./test-results.ts";

const status = fc.constantFrom("PASSED" as const, "FAILED" as const, "BLOCKED" as const, "UNKNOWN" as const);
const crowded = fc.record({
  status,
  startedAtMs: fc.nat(12),
  lastsMs: fc.option(fc.nat(8)),
  name: fc.constantFrom("a", "b"),
});

it("comes to the same as a look at everything, stretch by stretch", () => {
  fc.assert(
    fc.property(fc.array(crowded, { maxLength: 14 }), fc.array(fc.nat(14), { maxLength: 4 }), (made, cuts) => {
      const all = made
        .toSorted((a, b) => a.startedAtMs - b.startedAtMs)
        .map(({ lastsMs, ...one }, index) => {
          const { endedAtMs: _, ...rest } = anExecution({ ...one, id: String.fromCharCode(97 + index) });
          return lastsMs === null ? rest : { ...rest, endedAtMs: one.startedAtMs + lastsMs };
        });
      const bounds = [0, ...cuts.toSorted((a, b) => a - b), all.length];
      const soFar = outcomesSoFar([]);
      for (const [index, from] of bounds.slice(0, -1).entries()) soFar.add(all.slice(from, bounds[index + 1]));
      expect(soFar.outcomes).toEqual(new Map(testResults(all).map(({ key, outcome }) => [key, outcome])));
    }),
    { numRuns: 500 },
  );
});

it("keeps few of many attempts", () => {
  const attempts = Array.from({ length: 1_000 }, (_, index) =>
    anExecution({
      id: `${index}`,
      status: index % 2 === 0 ? "FAILED" : "PASSED",
      startedAtMs: index * 10,
      endedAtMs: index * 10 + 5,
    }),
  );
  expect(mayStillCount(attempts).map(({ id }) => id)).toEqual(["0", "999"]);
});

it("takes any executions", () => {
  fc.assert(
    fc.property(fc.array(arbitraryExecution), (executions) => {
      const { outcomes } = outcomesSoFar(executions);
      expect(outcomes).toEqual(new Map(testResults(executions).map(({ key, outcome }) => [key, outcome])));
    }),
  );
});
