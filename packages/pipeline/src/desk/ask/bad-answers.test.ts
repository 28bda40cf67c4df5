import { NINE } from "@perfecto-bot/domain/testing";
import { parseQuestion } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import { executionsEvery, type Script } from "../../ask/testing/scripted-lab.ts";
import { LabError, type ExecutionQuery, type LabErrorKind } from "../../ports/lab.ts";
import { cardOf, openDesk, textOf, type OpenDesk } from "../testing/open-desk.ts";
import { answerQuestion } from "./answer-question.ts";

const MINUTE = 60_000;
/** 26 pages of fifty. */
const DAY = executionsEvery(66_000, 1_300);

function ask({ parts }: OpenDesk, words = "runs last 24h") {
  const context = { nowMs: NINE, timeZone: "UTC" };
  const read = parseQuestion(words, context);
  if (read.kind === "mistaken") throw new TypeError(words);
  return answerQuestion(parts, read.command, context);
}

const no = (kind: LabErrorKind): LabError => new LabError(kind, "acme", "no");
/** Whether a request is for the slice that a moment lies in, and no other. */
const isAround = ({ startedFromMs = 0, startedToMs = Infinity }: ExecutionQuery, atMs: number): boolean =>
  startedFromMs <= atMs && startedToMs > atMs && startedToMs - startedFromMs < 3 * 60 * MINUTE;

describe("one bad answer of many", () => {
  it.each<LabErrorKind>(["unreachable", "not-json", "rate-limited"])("is asked for again: %s", async (kind) => {
    for (const bad of [0, 1, 7, 13]) {
      const desk = openDesk({
        executions: DAY,
        script: (_query, index) => {
          if (index === bad) throw no(kind);
        },
      });
      const answer = await ask(desk);
      expect(answer).toMatchObject({ total: 1_300, coverage: { complete: true, gaps: [] } });
      expect(desk.errors).toEqual([]);
    }
  });

  it("that stays bad is missing alone, and card and data say which part of the window", async () => {
    const badMs = NINE - 600 * MINUTE;
    const script: Script = (query) => {
      if (isAround(query, badMs)) throw no("unreachable");
    };
    const desk = openDesk({ executions: DAY, script });
    const answer = await ask(desk);
    const { gaps } = answer.coverage;
    expect(gaps).toMatchObject([{ kind: "lab-failed", lab: "acme", missing: {} }]);
    const [gap] = gaps;
    const missing = gap?.kind === "lab-failed" ? gap.missing : undefined;
    expect(missing).toBeDefined();
    if (missing === undefined || answer.verb !== "runs") return;
    expect(badMs).toBeGreaterThanOrEqual(missing.fromMs);
    expect(badMs).toBeLessThan(missing.toMs);
    const outside = DAY.filter(({ startedAtMs = 0 }) => startedAtMs < missing.fromMs || startedAtMs >= missing.toMs);
    expect(answer.rows.map(({ id }) => id)).toEqual(expect.arrayContaining(outside.map(({ id }) => id)));
    expect(answer.coverage.complete).toBe(false);
    const asked = desk.labs.get("acme")?.asked.filter((query) => isAround(query, badMs)) ?? [];
    expect(asked).toHaveLength(4);
    const card = textOf(cardOf(await openDesk({ executions: DAY, script }).say("runs last 24h")));
    expect(card).toContain("some could not be read");
    expect(card).toMatch(/The lab acme did not answer\..* What started from .* to .* may be missing\./u);
  });

  it("at the newest end hides nothing of what the others brought", async () => {
    const desk = openDesk({
      executions: DAY,
      script: (query) => {
        if (isAround(query, NINE - MINUTE)) throw no("unreachable");
      },
    });
    const answer = await ask(desk);
    if (answer.verb !== "runs") throw new TypeError(answer.verb);
    expect(answer.rows.length).toBeGreaterThan(1_000);
    expect(answer.coverage.gaps).toMatchObject([{ kind: "lab-failed", missing: { toMs: NINE } }]);
  });

  it("is asked for again where a build or the commands of a test are asked for", async () => {
    const [first] = DAY;
    const desk = openDesk({
      executions: DAY,
      script: (_query, index) => {
        if (index === 0) throw no("unreachable");
      },
    });
    expect(await ask(desk, "build Nightly 45")).toMatchObject({ coverage: { complete: true } });
    expect(first).toBeDefined();
  });
});

it("a lab that is down is not asked on and on", async () => {
  const desk = openDesk({
    executions: DAY,
    script: () => {
      throw no("unreachable");
    },
  });
  const card = textOf(cardOf(await desk.say("runs last 24h")));
  expect(card).toContain("The lab acme could not be asked");
  expect(desk.labs.get("acme")?.asked).toHaveLength(4);
});
