import { afterAll, beforeAll, expect, test } from "vitest";
import { anExecutionOf, oneAfterAnother, toldLater, type ExecutionWish } from "./an-execution-of.ts";
import { expectCalls, expectCards, expectFailures, letQuietPass, PATIENCE, type Stage } from "./stage.ts";
import { startTeamsStage } from "./teams-stage.ts";

type Wish = Omit<ExecutionWish, "job">;

/** What happens to a job of its own, and what its channel shows in the end. */
interface Row {
  readonly what: string;
  readonly options: string;
  readonly play: (job: string) => Promise<unknown>;
  readonly cards: readonly RegExp[];
  readonly failures: readonly RegExp[];
  readonly calls: number;
  readonly attempts?: readonly RegExp[];
}

const LOUD = "mention:<at>dana</at>";
const LOUD_FAILURES = `on:failures ${LOUD}`;
const PAY = { test: "Pay", number: 1 } as const;
const LOGIN = { test: "Login", number: 1 } as const;
const OVER = "(?!.*still running)";

const ROWS: readonly Row[] = [
  {
    what: "a test that fails in all of its three attempts is one failure",
    options: LOUD,
    play: async (job) => show(job, [LOGIN, failed(PAY), failed(PAY), failed(PAY)]),
    cards: [over("1 of 2 failed")],
    failures: [/Pay failed in 3 attempts/u],
    calls: 1,
  },
  {
    what: "a test that passes when it is tried again is no failure",
    options: LOUD_FAILURES,
    play: async (job) => {
      show(job, [LOGIN, failed(PAY), PAY]);
      await letQuietPass(stage, 2);
    },
    cards: [],
    failures: [],
    calls: 0,
  },
  {
    what: "whoever wants every build reads that a test is flaky",
    options: LOUD,
    play: async (job) => show(job, [LOGIN, failed(PAY), PAY]),
    cards: [/#1: all 2 tests passed, 1 flaky$/u],
    failures: [],
    calls: 0,
  },
  {
    what: "a failure that was told before its retry passed is taken back where it stands",
    options: "on:failures",
    play: async (job) => {
      show(job, [failed(PAY)]);
      await expectFailures(stage, job, [/Pay failed on/u]);
      show(job, [PAY, LOGIN]);
    },
    cards: [/#1: all 2 tests passed, 1 flaky$/u],
    failures: [/Pay passed on attempt 2/u],
    calls: 0,
  },
  {
    what: "a build that CI runs again is the same card, and its thread tells how that ended",
    options: LOUD,
    play: async (job) => {
      await say(job, "started");
      show(job, [LOGIN, failed(PAY)]);
      await say(job, "finished");
      await expectCards(stage, job, [over("1 of 2 failed")]);
      await letQuietPass(stage, 1);
      await say(job, "started");
      await expectCards(stage, job, [/attempt 2: 1 of 2 failed.*still running/u]);
      await letQuietPass(stage, 5);
      await expectCards(stage, job, [/attempt 2: 1 of 2 failed.*still running/u]);
      show(job, [PAY]);
      await say(job, "finished");
    },
    cards: [/#1.*attempt 2: all 2 tests passed/u],
    failures: [/Pay passed on attempt 2/u],
    calls: 1,
    attempts: [/Attempt 2 of .* ended: all 2 tests passed/u],
  },
  {
    what: "a build of which only the failures run again goes to the second attempt without a word of CI",
    options: "",
    play: async (job) => {
      show(job, [LOGIN, failed(PAY)]);
      await expectCards(stage, job, [over("1 of 2 failed")]);
      await letQuietPass(stage, 2);
      show(job, [PAY]);
    },
    cards: [/#1.*attempt 2: all 2 tests passed/u],
    failures: [/Pay passed on attempt 2/u],
    calls: 0,
    attempts: [/Attempt 2 of .* ended: all 2 tests passed/u],
  },
  {
    what: "a number that never changes names a build for each time it runs",
    options: LOUD,
    play: async (job) => {
      show(job, [LOGIN, PAY]);
      await expectCards(stage, job, [/#1: all 2 tests passed$/u]);
      await letQuietPass(stage, 2);
      show(job, [LOGIN, failed(PAY)]);
    },
    cards: [/#1: all 2 tests passed$/u, over("1 of 2 failed")],
    failures: [/Pay failed on/u],
    calls: 1,
  },
  {
    what: "rows of data are tests of their own",
    options: "",
    play: async (job) => show(job, [failed({ ...PAY, row: { card: "visa" } }), { ...PAY, row: { card: "amex" } }]),
    cards: [over("1 of 2 failed")],
    failures: [/Pay \(card: visa\) failed on/u],
    calls: 0,
  },
  {
    what: "a test that has not ended is waited for",
    options: LOUD,
    play: async (job) => {
      const slow = anExecutionOf({ ...PAY, job, status: "UNKNOWN", endMs: 0 });
      show(job, [LOGIN]);
      stage.lab.put(slow);
      await expectCards(stage, job, [/#1: running, 1 passed so far.* 1 running/u]);
      await letQuietPass(stage, 3);
      await expectCards(stage, job, [/#1: running, 1 passed so far.* 1 running/u]);
      stage.lab.put(toldLater(slow, { status: "FAILED", endTime: Date.now() }));
    },
    cards: [over("1 of 2 failed")],
    failures: [/Pay failed on[^]*Tap button/u],
    calls: 1,
  },
  {
    what: "a test that is called failed after the build was over is told like any other",
    options: LOUD_FAILURES,
    play: async (job) => {
      const judged = anExecutionOf({ ...PAY, job });
      stage.lab.put(judged);
      await letQuietPass(stage, 2);
      expect(stage.cards(job)).toEqual([]);
      stage.lab.put(toldLater(judged, { status: "FAILED" }));
    },
    cards: [over("1 of 1 failed")],
    failures: [/Pay failed on[^]*Tap button/u],
    calls: 1,
  },
  {
    what: "what could not run calls nobody",
    options: LOUD,
    play: async (job) => show(job, [LOGIN, { ...PAY, status: "BLOCKED" }]),
    cards: [over("1 of 2 could not run")],
    failures: [/Pay could not run/u],
    calls: 0,
  },
  {
    what: "a branch is the same one wherever it was fetched from",
    options: LOUD,
    play: async (job) => {
      await say(job, "started", { branch: "main", expected: 2 });
      show(job, onBranch("origin/main", [LOGIN, failed(PAY)]));
      await say(job, "finished", { branch: "refs/heads/main" });
    },
    cards: [/#1 \(main\).*: 1 of 2 failed(?!.*still running)/u],
    failures: [/Pay failed on/u],
    calls: 1,
  },
  {
    what: "CI that names no branch where two have a build of its number is told both",
    options: "",
    play: async (job) => {
      for (const [index, branch] of ["main", "next"].entries()) {
        show(job, onBranch(branch, [LOGIN, PAY]));
        await expect.poll(() => stage.cards(job), PATIENCE).toHaveLength(index + 1);
      }
      const { status, answer } = await stage.tell({ job, number: 1, state: "finished" });
      expect(status).toBe(409);
      expect(JSON.stringify(answer)).toMatch(/main.*next|next.*main/u);
    },
    cards: [/#1 \(main\).*: all 2 tests passed$/u, /#1 \(next\).*: all 2 tests passed$/u],
    failures: [],
    calls: 0,
  },
  {
    what: "numbers that start again are builds of their own",
    options: `on:changes ${LOUD}`,
    play: async (job) => {
      show(
        job,
        [LOGIN, failed(PAY)].map((wish) => ({ ...wish, number: 118 })),
      );
      await expectCards(stage, job, [/#118.*: 1 of 2 failed(?!.*still running)/u]);
      await letQuietPass(stage, 2);
      show(job, [LOGIN, PAY]);
    },
    cards: [/#118.*: 1 of 2 failed/u, /#1: all 2 tests passed 1 recovered #118 had failed\.$/u],
    failures: [/Pay failed on/u],
    calls: 1,
  },
];

let stage: Stage;
beforeAll(async () => {
  stage = await startTeamsStage();
});
afterAll(() => stage.end());

test.each(ROWS.map((row, index) => ({ ...row, job: `Job ${"abcdefghijklmnop"[index] ?? ""}` })))(
  "$what",
  async ({ job, options, play, cards, failures, calls, attempts = [] }) => {
    await stage.subscribe(job, options);
    await play(job);
    await expectCards(stage, job, cards);
    await expectFailures(stage, job, failures);
    await expectCalls(stage, job, calls);
    await expect
      .poll(() => stage.attempts(job).map(({ first }) => first), PATIENCE)
      .toEqual(attempts.map((words) => expect.stringMatching(words)));
  },
);

/** Runs tests now, one after the other. */
function show(job: string, wishes: readonly Wish[]): void {
  stage.lab.putAll(oneAfterAnother(wishes.map((wish) => ({ ...wish, job }))));
}

async function say(job: string, state: "started" | "finished", more: object = {}): Promise<void> {
  expect(await stage.tell({ job, number: 1, state, ...more })).toMatchObject({ status: 202 });
}

function onBranch(branch: string, wishes: readonly Wish[]): readonly Wish[] {
  return wishes.map((wish) => ({ ...wish, branch }));
}

function failed(wish: Wish): Wish {
  return { ...wish, status: "FAILED" };
}

function over(words: string): RegExp {
  return new RegExp(`#1.*: ${words}${OVER}`, "u");
}
