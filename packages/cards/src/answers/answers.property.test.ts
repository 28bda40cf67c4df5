import {
  compareBuilds,
  countStatuses,
  FILTER_KEYS,
  findFlaky,
  groupExecutions,
  heatMap,
  orderRows,
  passRates,
  type Command,
  type Execution,
} from "@perfecto-bot/domain";
import { arbitraryExecution, NINE } from "@perfecto-bot/domain/testing";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Card } from "../card.ts";
import { shrinkCard } from "../fit/shrink-card.ts";
import { tidyCard } from "../fit/tidy-card.ts";
import { plainLine } from "../line.ts";
import { STATUS_MARKS } from "../status-mark.ts";
import type { AnswerFrame } from "./answer-card.ts";
import { compareAnswer } from "./compare-answer.ts";
import type { Coverage } from "./coverage.ts";
import { executionsAnswer } from "./executions-answer.ts";
import { flakyAnswer } from "./flaky-answer.ts";
import { groupsAnswer } from "./groups-answer.ts";
import { libraryLinkCard } from "./library-link-card.ts";
import { testAnswer } from "./test-answer.ts";
import { trendAnswer } from "./trend-answer.ts";

/** What the tightest channel takes, in characters of JSON; a card has less around its words than a message. */
const MOST_JSON = 8_000;
const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("<!channel>", "x".repeat(5_000), "\uD83D", "*_~`", "password=hunter2"),
);
const foreignRun: fc.Arbitrary<Execution> = fc
  .tuple(arbitraryExecution, hostile, hostile, fc.nat(60), fc.uuid())
  .map(([execution, name, message, number, id]) => ({
    ...execution,
    id,
    name: execution.name === "Pay" ? "Pay" : name,
    message,
    job: { name: "Nightly", number },
    reportUrl: `https://lab.example/${id}`,
  }));
const runs = fc.array(foreignRun, { maxLength: 60 });
const missing = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("older" as const), lab: hostile, beforeMs: fc.constant(NINE) }),
    fc.record({ kind: fc.constant("everything" as const), lab: hostile }),
  ),
  { maxLength: 6 },
);
const coverage: fc.Arbitrary<Coverage> = fc.record(
  {
    asOfMs: fc.constant(NINE),
    source: fc.constantFrom("memory" as const, "lab" as const),
    reading: fc.record({ read: fc.nat() }),
    cappedAt: fc.nat(),
    missing,
  },
  { requiredKeys: ["asOfMs"] },
);
const frame: fc.Arbitrary<AnswerFrame> = fc.record({
  understoodAs: hostile.map((words) => `Understood ${words}`),
  coverage,
  actions: fc.record(
    { more: fc.constant("q1"), share: fc.constant("q1"), libraryUrl: fc.webUrl() },
    { requiredKeys: [] },
  ),
});

const RUNS = { numRuns: 60 };

function expectFit(card: Card): void {
  for (const block of card.body) {
    if (block.kind !== "picture") continue;
    expect(block.alt.length).toBeLessThanOrEqual(1_500);
    expect(block.alt).not.toMatch(/undefined|NaN|\n|^$/);
    expect(JSON.stringify(block)).not.toContain("hunter2");
    expect(block.weight).toBe("detail");
  }
  expect(plainLine(card.title)).not.toMatch(/undefined|NaN|\n|^$/);
  expect(card.fallback.startsWith(`${STATUS_MARKS[card.status].sign} ${plainLine(card.title)}`)).toBe(true);
  expect(card.fallback).not.toContain("hunter2");
  const small = shrinkCard(tidyCard(card), (each) => JSON.stringify(each.body).length <= MOST_JSON);
  expect(JSON.stringify(small.body).length).toBeLessThanOrEqual(MOST_JSON);
  expect(small.buttons).toEqual(card.buttons);
  expect(JSON.stringify(small.body)).not.toContain("hunter2");
}

/** Names are shown as they are: what stands in them is nobody's secret. */
function withoutNamedSecrets(executions: readonly Execution[]): readonly Execution[] {
  return executions.map((each) => (each.name.includes("hunter2") ? { ...each, name: "Log in" } : each));
}

it("answers about executions fit, begin with their verdict, keep their buttons and say no secret", () => {
  fc.assert(
    fc.property(runs, frame, fc.constantFrom(...FILTER_KEYS), fc.nat(50), (all, around, by, behind) => {
      fc.pre(!around.understoodAs.includes("hunter2") && !JSON.stringify(around.coverage).includes("hunter2"));
      const found = orderRows(withoutNamedSecrets(all));
      const counts = countStatuses(found);
      expectFit(executionsAnswer({ ...around, verb: "failures", counts, rows: found, behind }));
      expectFit(executionsAnswer({ ...around, verb: "runs", counts, rows: found, behind }));
      const groups = groupExecutions(found, by);
      expectFit(groupsAnswer({ ...around, verb: "failures", by, counts, groups, map: heatMap(found, by) }));
    }),
    RUNS,
  );
});

it("answers about builds and tests fit, too", () => {
  fc.assert(
    fc.property(runs, runs, frame, fc.array(hostile, { maxLength: 60 }), (before, after, around, names) => {
      fc.pre(!around.understoodAs.includes("hunter2") && !JSON.stringify(around.coverage).includes("hunter2"));
      const [base, other] = [withoutNamedSecrets(before), withoutNamedSecrets(after)];
      const sides = { base: { label: "Nightly #1", short: "#1" }, other: { label: "Nightly #2", short: "#2" } };
      expectFit(compareAnswer({ ...around, ...sides, comparison: compareBuilds(base, other) }));
      expectFit(flakyAnswer({ ...around, findings: findFlaky([...base, ...other]) }));
      const rates = passRates(base, { by: "platform", top: 3 });
      expectFit(trendAnswer({ ...around, job: "Nightly", rates, by: "platform", buildUrls: new Map() }));
      const commands = names.map((name, at): Command => ({
        name,
        status: at % 7 === 3 ? "FAILURE" : "SUCCESS",
        message: name,
        screenshots: [],
      }));
      for (const execution of base.slice(0, 3)) {
        expectFit(testAnswer({ ...around, execution, commands, history: other }));
        expectFit(libraryLinkCard({ kind: "execution", execution }));
      }
    }),
    RUNS,
  );
});

it("what is missing from an answer stays on it, however small it becomes", () => {
  fc.assert(
    fc.property(runs, (all) => {
      const gap = { kind: "older", lab: "acme", beforeMs: NINE } as const;
      const found = orderRows(all);
      const card = executionsAnswer({
        understoodAs: "All executions",
        coverage: { asOfMs: NINE, missing: [gap] },
        actions: {},
        verb: "runs",
        counts: countStatuses(found),
        rows: found,
        behind: 0,
      });
      const small = shrinkCard(tidyCard(card), (each) => JSON.stringify(each.body).length <= 1_500);
      expect(JSON.stringify(small.body)).toContain("stopped answering after");
      expect(plainLine(small.title)).toContain("some could not be read");
    }),
    RUNS,
  );
});
