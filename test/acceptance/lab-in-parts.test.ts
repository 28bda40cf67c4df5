import type { FaultBehaviour, LabRequest } from "@perfecto-bot/simulators/lab";
import { describe, expect, test, type TestContext } from "vitest";
import { anExecutionOf } from "./an-execution-of.ts";
import { person } from "./person.ts";
import { startSlackStage } from "./slack-stage.ts";
import { expectCards, PATIENCE, type Stage } from "./stage.ts";
import { startSlackWorld, type SlackWorld } from "./slack-world.ts";

const MINUTE_MS = 60_000;
const LONG_PATIENCE = { timeout: 120_000, interval: 200 };
const ENDING_MS = 30_000;
const FOR_EVER = Number.POSITIVE_INFINITY;

async function ownStage({ onTestFinished }: TestContext): Promise<Stage> {
  const stage = await startSlackStage();
  onTestFinished(stage.end, ENDING_MS);
  return stage;
}

describe("what the lab cannot tell at once", () => {
  test("what began longest ago in a busy absence is found behind more than one answer holds", async (context) => {
    const stage = await ownStage(context);
    // An answer has a hundred pages at most.
    stage.lab.configure({ pageSize: 5 });
    await stage.subscribe("Busy*");
    await stage.lab.goDown();
    const endMs = Date.now();
    for (let index = 0; index < 520; index += 1) {
      const startMs = endMs - (index + 10) * 15_000;
      const job = index < 510 ? "Nobody's" : "Busy bee";
      stage.lab.put(anExecutionOf({ test: `Test ${index}`, job, number: 1, startMs, endMs }));
    }
    await stage.lab.comeBack();
    const said = (): readonly string[] => stage.cards("Busy bee").map(({ first }) => first);
    await expect.poll(said, LONG_PATIENCE).toEqual([expect.stringContaining("all 10 tests passed")]);
  });

  test("the commands of a failure, refused for a while by a lab in trouble, are added to its message later", async (context) => {
    const stage = await ownStage(context);
    await stage.subscribe("Nightly");
    const trouble = stage.lab.faults.add({
      match: "commands",
      times: FOR_EVER,
      behave: { kind: "status", status: 503 },
    });
    stage.lab.put(anExecutionOf({ test: "Pay", job: "Nightly", number: 1, status: "FAILED" }));
    const said = (): readonly string[] => stage.failures("Nightly").map(({ text }) => text);
    await expect.poll(said, LONG_PATIENCE).toEqual([expect.stringContaining("did not give out the commands")]);
    expect(trouble.hits).toBeGreaterThan(12);
    trouble.remove();
    await expect.poll(said, LONG_PATIENCE).toEqual([expect.stringContaining("Tap button")]);
    expect(said()[0]).not.toContain("did not give out the commands");
  });

  test("a job that the lab refuses to be asked for silences no other, and `status` names it", async (context) => {
    const stage = await ownStage(context);
    await stage.subscribe("Cursed");
    await stage.subscribe("Nightly");
    stage.lab.faults.add({
      match: ({ target }) => target.kind === "executions" && target.filters.jobNames.includes("Cursed"),
      times: FOR_EVER,
      behave: { kind: "status", status: 414 },
    });
    stage.lab.put(anExecutionOf({ test: "Pay", job: "Nightly", number: 1 }));
    await expectCards(stage, "Nightly", [/#1: .*passed/u]);
    await expect.poll(async () => stage.ask("status"), PATIENCE).toContain("Cursed");
    expect(await stage.ask("status")).toContain("the lab refuses to be asked for it");
  });
});

describe("a question whose answer is read in many requests", () => {
  const COUNT = 130;

  /** A lab with 26 pages of executions that nobody watches. */
  async function filledWorld({ onTestFinished }: TestContext): Promise<SlackWorld> {
    const world = await startSlackWorld("socket", undefined, { lab: { pageSize: 5 } });
    onTestFinished(world.end, ENDING_MS);
    const nowMs = Date.now();
    for (let index = 0; index < COUNT; index += 1) {
      const startMs = nowMs - (index + 1) * 10 * MINUTE_MS;
      world.lab.put(anExecutionOf({ test: `Test ${index}`, job: "Quiet", number: 1, startMs, status: "FAILED" }));
    }
    return world;
  }

  /** The whole answer, not what is shown while it is read. */
  async function answerTo({ slack }: SlackWorld, words: string): Promise<string> {
    const quinn = person(slack);
    await quinn.ask(words);
    const isRead = (): boolean => quinn.answers.at(-1)?.screen.includes("Asking the lab") === false;
    await expect.poll(isRead, LONG_PATIENCE).toBe(true);
    return quinn.answers.at(-1)?.screen ?? "";
  }

  test.for<FaultBehaviour>([{ kind: "status", status: 500 }, { kind: "truncated-json" }, { kind: "reset" }])(
    "has all of it though one of them fails: %j",
    async (behave, context) => {
      const world = await filledWorld(context);
      const fault = world.lab.faults.add({ match: "executions", after: 7, behave });
      const screen = await answerTo(world, "failures last 24h");
      expect(screen).toContain(`${COUNT} failed\n`);
      expect(screen).not.toContain("could not be read");
      expect(fault.hits).toBe(1);
    },
  );

  test("says which part of the window is missing where that fails again and again", async (context) => {
    const world = await filledWorld(context);
    const holeMs = Date.now() - 605 * MINUTE_MS;
    const isAroundHole = ({ target }: LabRequest): boolean => {
      if (target.kind !== "executions") return false;
      const { startMs = 0, endMs = Infinity } = target.filters;
      return startMs <= holeMs && endMs > holeMs && endMs - startMs < 8 * 60 * MINUTE_MS;
    };
    const fault = world.lab.faults.add({
      match: isAroundHole,
      times: FOR_EVER,
      behave: { kind: "status", status: 500 },
    });
    const screen = await answerTo(world, "failures last 24h");
    expect(screen).toMatch(/some could not be read/u);
    expect(screen).toMatch(/The lab .* did not answer.*What started from .* to .* may be missing/su);
    expect(Number(/(\d+) failed/u.exec(screen)?.[1])).toBeGreaterThan(COUNT / 2);
    expect(fault.hits).toBe(4);
  });
});
