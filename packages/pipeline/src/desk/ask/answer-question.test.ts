import {
  buildKey,
  buildToldBy,
  emptyPicture,
  parseQuestion,
  type BuildPicture,
  type Execution,
} from "@perfecto-bot/domain";
import { aRecordedExecution, anExecution, NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { executionsEvery, scriptedLab } from "../../ask/testing/scripted-lab.ts";
import { failing, openDesk, type OpenDesk } from "../testing/open-desk.ts";
import { SAMPLE_EXECUTIONS } from "../testing/sample-builds.ts";
import { answerQuestion } from "./answer-question.ts";
import type { Answer } from "./answer.ts";
import type { AskOptions, AskParts } from "./ask-parts.ts";

const context = { nowMs: NINE, timeZone: "UTC" };

async function ask(parts: AskParts, words: string, options?: AskOptions): Promise<Answer> {
  const read = parseQuestion(words, context);
  if (read.kind === "mistaken") throw new TypeError(read.mistakes.map(({ message }) => message).join());
  return answerQuestion(parts, read.command, context, options);
}

/** Memory has build 45 of Nightly. */
async function remember({ parts }: OpenDesk, isFinal = true): Promise<void> {
  const executions = SAMPLE_EXECUTIONS.filter(({ job }) => job?.name === "Nightly" && job.number === 45);
  const [first] = executions;
  if (first === undefined) throw new TypeError("no sample");
  const records = executions.map((one) => [one.id, aRecordedExecution(one)] as const);
  const final: Pick<BuildPicture, "final"> = isFinal ? { final: { atMs: NINE - 60_000, reason: "quiet" } } : {};
  const after: BuildPicture = {
    ref: buildToldBy(first),
    revision: 1,
    reopened: 0,
    executions: new Map(records),
    ...final,
  };
  await parts.pictures.save(buildKey(after.ref), emptyPicture(after.ref), after);
  const startedAtMs = executions.reduce((start, one) => Math.min(start, one.startedAtMs ?? start), NINE);
  const known = [{ key: buildKey(after.ref), number: 45, startedAtMs }];
  await parts.pictures.saveKnownBuilds("acme", "Nightly", { revision: 0, builds: [] }, known);
  await parts.pictures.rememberJobNames("acme", ["Nightly"], NINE);
}

describe("builds", () => {
  it("come from memory where they are final there, and the lab is not asked", async () => {
    const desk = openDesk({ executions: SAMPLE_EXECUTIONS });
    await remember(desk);
    const answer = await ask(desk.parts, "build Nightly 45");
    expect(answer).toMatchObject({
      coverage: { source: "memory", complete: true },
      build: { source: "memory", isRunning: false },
    });
    expect(desk.labs.get("acme")?.asked).toEqual([]);
    const latest = await ask(desk.parts, "build Nightly");
    expect(latest).toMatchObject({ build: { ref: { number: 45 }, source: "memory", counts: { total: 6, failed: 1 } } });
    const both = await ask(desk.parts, "compare Nightly");
    expect(both).toMatchObject({ base: { source: "lab" }, other: { source: "memory" }, coverage: { source: "lab" } });
  });

  it("are asked for at the lab while they may still grow", async () => {
    const desk = openDesk({ executions: SAMPLE_EXECUTIONS });
    await remember(desk, false);
    await desk.parts.schedule.dueBy("track", "j/acme/Nightly//45", NINE);
    const answer = await ask(desk.parts, "build Nightly 45");
    expect(answer).toMatchObject({
      coverage: { source: "lab" },
      build: { isRunning: true, verdict: { status: "failed" } },
    });
    expect(answer).not.toHaveProperty("build.final");
  });

  it("are known from memory while the lab is down", async () => {
    const desk = openDesk({ executions: SAMPLE_EXECUTIONS, script: failing("unreachable") });
    await remember(desk);
    expect(await ask(desk.parts, "build Nightly 45")).toMatchObject({
      coverage: { complete: true },
      build: { counts: { total: 6 } },
    });
    expect(await ask(desk.parts, "jobs")).toMatchObject({
      coverage: { complete: false, gaps: [{ kind: "lab-failed", lab: "acme" }] },
      jobs: [{ job: "Nightly" }],
    });
  });

  it("of one number on several branches are told apart", async () => {
    const on = (branch: string, agoMs: number): Execution =>
      anExecution({ id: branch, job: { name: "Nightly", number: 9, branch }, startedAtMs: NINE - agoMs });
    const { parts } = openDesk({ executions: [on("main", 7_200_000), on("dev", 3_600_000)] });
    const latest = await ask(parts, "build Nightly 9");
    expect(latest).toMatchObject({ build: { ref: { branch: "dev" } }, others: [{ branch: "main" }] });
    expect(await ask(parts, "build Nightly 9 branch:main")).toMatchObject({
      build: { ref: { branch: "main" } },
      others: [],
    });
  });
});

describe("executions", () => {
  it("are read without any memory", async () => {
    const { lab } = scriptedLab(SAMPLE_EXECUTIONS);
    const errors: unknown[] = [];
    const parts: AskParts = {
      labs: new Map([["acme", lab]]),
      links: () => lab.links,
      now: () => NINE,
      onError: (error) => errors.push(error),
    };
    for (const words of [
      "failures",
      "build nightly",
      "builds Night*",
      "compare Nightly",
      "jobs",
      "test Pay",
      "flaky",
      "trend Nightly",
    ])
      expect((await ask(parts, words)).coverage).toMatchObject({ complete: true });
    expect(await ask(parts, "builds Night*")).toMatchObject({
      builds: [{ ref: { number: 45 } }, { ref: { number: 44 } }, { ref: { number: 43 } }],
    });
    expect(errors).toEqual([]);
  });

  it("are listed up to ten thousand, and counted beyond", async () => {
    const tests = executionsEvery(5_000, 10_010, { status: "FAILED" }).map((one) => ({ ...one, name: one.id }));
    const { parts } = openDesk({ executions: tests });
    const answer = await ask(parts, "failures");
    if (answer.verb !== "failures") throw new TypeError(answer.verb);
    expect(answer.rows).toHaveLength(10_000);
    expect(answer).toMatchObject({ total: 10_010, counts: { failed: 10_010 } });
  });

  it("are what was read, and say so, when the asker gives up", async () => {
    const giveUp = new AbortController();
    const { parts } = openDesk({
      executions: executionsEvery(60_000, 400),
      script: (_query, index) => {
        if (index === 3) giveUp.abort();
      },
    });
    const answer = await ask(parts, "runs", { signal: giveUp.signal });
    expect(answer.coverage).toMatchObject({ complete: false, gaps: [{ kind: "cancelled", lab: "acme" }] });
  });

  it("carry a report's address each, and no secrets", async () => {
    const { parts } = openDesk({ executions: SAMPLE_EXECUTIONS });
    const answer = await ask(parts, "runs");
    if (answer.verb !== "runs") throw new TypeError(answer.verb);
    expect(answer.rows.every(({ id, reportUrl }) => reportUrl === `https://acme.example/test/${id}`)).toBe(true);
    expect(JSON.stringify(answer)).not.toContain("hunter2");
    expect(JSON.stringify(await ask(parts, "test n45-Pay-iOS"))).not.toContain("hunter2");
  });
});

describe("a test", () => {
  const history = Array.from({ length: 30 }, (_, index) =>
    anExecution({
      id: `h${index}`,
      startedAtMs: NINE - (index + 1) * 3_600_000,
      job: { name: "Nightly", number: 100 - index },
    }),
  );
  const others = history.map((one) => ({ ...one, id: `${one.id}-other`, name: "Login works twice" }));

  it("has its last twenty results on this platform, itself first", async () => {
    const { parts } = openDesk({ executions: [...history, ...others] });
    const answer = await ask(parts, "test Login works");
    if (answer.verb !== "test") throw new TypeError(answer.verb);
    expect(answer.execution?.id).toBe("h0");
    expect(answer.history.map(({ id }) => id)).toEqual(history.slice(0, 20).map(({ id }) => id));
    expect(answer.coverage.complete).toBe(true);
    expect(answer.commands).toBeUndefined();
  });

  it("of memory has the results before it", async () => {
    const desk = openDesk({ executions: SAMPLE_EXECUTIONS });
    await remember(desk);
    const answer = await ask(desk.parts, "test n45-Pay-iOS");
    if (answer.verb !== "test") throw new TypeError(answer.verb);
    expect(answer.history.map(({ id }) => id)).toEqual(["n45-Pay-iOS", "n44-Pay-iOS", "n43-Pay-iOS"]);
    expect(answer.build).toMatchObject({ ref: { job: "Nightly", number: 45 }, url: "https://acme.example/build/45" });
  });
});
