import { afterAll, beforeAll, expect, test } from "vitest";
import { oneAfterAnother } from "./an-execution-of.ts";
import { startSlackStage } from "./slack-stage.ts";
import { HASTE } from "./slack-world.ts";
import { expectCards, PATIENCE, type Stage } from "./stage.ts";

/** Long enough that only CI can have ended a build that ends. */
const LONG_QUIET_MS = 60_000;

let stage: Stage;
beforeAll(async () => {
  stage = await startSlackStage((config) => ({ ...config, policy: { ...HASTE, quietPeriodMs: LONG_QUIET_MS } }));
});
afterAll(() => stage.end());

test("a branch is the same one wherever it was fetched from, for CI, for cards and for questions", async () => {
  const job = "Fetched";
  await stage.subscribe(job);
  expect(await tell(job, "started", { branch: "main", expected: 2 })).toMatchObject({ status: 202 });
  show(job, "origin/main", ["Pay"]);
  await expect.poll(() => textOf(job), PATIENCE).toContain("2 of 2");
  expect(await tell(job, "finished", { branch: "refs/heads/main" })).toMatchObject({ status: 202 });
  await expectCards(stage, job, [/#1 \(main\): 1 of 2 failed(?!.*still running)/u]);
  for (const branch of ["main", "origin/main"])
    expect(await stage.ask(`failures job:${job} branch:${branch}`)).toContain("Pay");
  expect(await stage.ask(`failures job:${job} branch:next`)).not.toContain("Pay does not work");
});

test("CI that names no branch ends the only build of its number", async () => {
  const job = "Only";
  await stage.subscribe(job);
  show(job, "release/2.0");
  await expectCards(stage, job, [/#1 \(release\/2.0\): running, 2 passed so far$/u]);
  expect(await tell(job, "finished", { expected: 2 })).toMatchObject({ status: 202, answer: { watching: true } });
  await expectCards(stage, job, [/✅ .*#1 \(release\/2.0\): all 2 tests passed$/u]);
});

test("CI that names no branch where two have a build of its number is told both, and ends none", async () => {
  const job = "Either";
  await stage.subscribe(job);
  for (const branch of ["main", "next"]) show(job, branch);
  const both = [/running, 2 passed so far$/u, /running, 2 passed so far$/u];
  await expectCards(stage, job, both);
  const { status, answer } = await tell(job, "finished", { expected: 2 });
  expect(status).toBe(409);
  expect(JSON.stringify(answer)).toMatch(/main.*next|next.*main/u);
  expect(await tell(job, "finished", { expected: 2, branch: "next" })).toMatchObject({ status: 202 });
  await expect.poll(() => firstOf(job, "next"), PATIENCE).toMatch(/✅ .*all 2 tests passed$/u);
  expect(firstOf(job, "main")).toMatch(/running, 2 passed so far$/u);
  expect(stage.cards(job)).toHaveLength(2);
});

test("CI that tells of a build before its tests show their branch means that build", async () => {
  const job = "Early";
  await stage.subscribe(job);
  expect(await tell(job, "started", { expected: 2 })).toMatchObject({ status: 202 });
  show(job, "main");
  await expect.poll(() => stage.cards(job).at(-1)?.text, PATIENCE).toContain("2 of 2");
  expect(await tell(job, "finished")).toMatchObject({ status: 202 });
  await expectCards(stage, job, [/✅ .*#1.*: all 2 tests passed$/u]);
  expect(stage.cards(job)[0]?.text).toContain("Branch: main");
});

/** Two tests of build 1 on a branch; those that fail are named. */
function show(job: string, branch: string, failing: readonly string[] = []): void {
  const status = (name: string) => (failing.includes(name) ? "FAILED" : "PASSED");
  stage.lab.putAll(
    oneAfterAnother(["Login", "Pay"].map((name) => ({ test: name, job, number: 1, branch, status: status(name) }))),
  );
}

function tell(job: string, state: "started" | "finished", more: object = {}) {
  return stage.tell({ job, number: 1, state, ...more });
}

function firstOf(job: string, branch: string): string | undefined {
  return stage.cards(job).find(({ first }) => first.includes(`(${branch})`))?.first;
}

function textOf(job: string): string {
  return stage
    .cards(job)
    .map(({ text }) => text)
    .join("\n");
}
