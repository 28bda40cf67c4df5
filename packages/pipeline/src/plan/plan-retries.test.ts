import type { RecordedExecution } from "@perfecto-bot/domain";
import {
  aPicture,
  aProcessingExecution,
  aRecordedExecution,
  aSubscription,
  anExecution,
  NINE,
} from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { aFinishedBuild, aLedger, aPlanInput } from "../testing/a-plan-input.ts";
import { attempts, failures, namesIn as names, of, planOf as plan, wordsIn } from "../testing/plan-of.ts";
import { planBuild } from "./plan-build.ts";

const final = { atMs: NINE, reason: "quiet" } as const;
const ana = { kind: "user", id: "ana" } as const;
const retrying = { history: [aFinishedBuild(44, 0, { retriedWithinMs: 60_000 })] };

/** The attempt of a test that runs now. */
function running(name: string, number: number): RecordedExecution {
  const { endedAtMs: _none, ...execution } = anExecution({
    id: `${name}${number}`,
    name,
    status: "UNKNOWN",
    startedAtMs: NINE + number * 60_000,
  });
  return { execution, firstSeenAtMs: NINE, answeredAtMs: NINE };
}

describe("a test that was run again", () => {
  it("has one message, named after its first attempt that went wrong", () => {
    const planned = plan(attempts("Pay", "PASSED", "FAILED", "FAILED"));
    expect(names(planned)).toEqual(["build", "failure/Pay2"]);
    expect(wordsIn(planned, "failure/Pay2")).toContain("Pay failed in 3 attempts on");
    expect(wordsIn(planned, "build")).toContain("1 of 1 failed");
  });

  it("keeps the message that stands, whatever came before", () => {
    const recorded = attempts("Pay", "FAILED", "FAILED", "FAILED");
    expect(names(plan(recorded, {}, { ledger: aLedger("build", "failure/Pay2") }))).toEqual(["build", "failure/Pay2"]);
  });

  it("has messages of its own on each platform, and for each of its parameters", () => {
    const on = (id: string, model: string, value: string) =>
      aRecordedExecution({
        id,
        status: "FAILED",
        platforms: [{ kind: "device", model }],
        parameters: [{ name: "card", value }],
      });
    const planned = plan([on("a", "Pixel 9", "visa"), on("b", "Pixel 9", "amex"), on("c", "Galaxy S23", "visa")]);
    expect(names(planned)).toEqual(["build", "failure/a", "failure/b", "failure/c"]);
  });

  it("makes no message when it passed at last, and is no failure", () => {
    const planned = plan(attempts("Pay", "FAILED", "PASSED"), { mention: [ana] }, { picture: { final } });
    expect(names(planned)).toEqual(["build"]);
    expect(wordsIn(planned, "build")).toContain("1 test passed, 1 flaky");
    expect(plan(attempts("Pay", "FAILED", "PASSED"), { on: "failures" }, { picture: { final } }).reason).toBe(
      "no-failure-yet",
    );
  });

  it("puts the message right that stands", () => {
    const told = { ledger: aLedger("build", "failure/Pay1") };
    const planned = plan(attempts("Pay", "FAILED", "PASSED"), { on: "failures" }, told);
    expect(names(planned)).toEqual(["build", "failure/Pay1"]);
    expect(wordsIn(planned, "failure/Pay1")).toContain("Pay passed on attempt 2 (flaky)");
  });

  it("puts it right at once: nobody waits for the video of a pass", () => {
    const [first] = attempts("Pay", "FAILED");
    const retry = aProcessingExecution({
      id: "Pay2",
      name: "Pay",
      startedAtMs: NINE + 60_000,
      endedAtMs: NINE + 70_000,
    });
    if (first === undefined) throw new TypeError("no attempt");
    const planned = plan([first, retry], {}, { ledger: aLedger("build", "failure/Pay1") });
    expect(wordsIn(planned, "failure/Pay1")).toContain("passed on attempt 2");
    expect(planned.notReady).toEqual([]);
    expect(planned.messages.find(({ name }) => name === "failure/Pay1")?.reason).toBe("settled");
  });

  it("still counts as failed while its retry runs", () => {
    const planned = plan([...attempts("Pay", "FAILED"), running("Pay", 2)]);
    expect(names(planned)).toEqual(["build", "failure/Pay1"]);
    expect(wordsIn(planned, "build")).toContain("1 of 1 failed");
  });

  it("fails after all: the message says so, and people are called once", () => {
    const mention = { mention: [ana] };
    const once = plan(attempts("Pay", "FAILED"), mention);
    expect(names(once)).toEqual(["build", "attention", "failure/Pay1"]);
    const again = plan(attempts("Pay", "FAILED", "FAILED"), mention, { ledger: aLedger(...names(once)) });
    expect(names(again)).toEqual(["build", "failure/Pay1"]);
  });
});

describe("folded failures", () => {
  const told = aLedger("build", "more", ...Array.from({ length: 30 }, (_, index) => `failure/e${index}`));

  it("that retries took back are told of no more", () => {
    const recorded = [...failures(30), ...attempts("Pay", "FAILED", "PASSED")];
    expect(wordsIn(plan(recorded, {}, { ledger: told }), "more")).toContain("No more failures in Nightly #45");
    expect(names(plan(recorded))).not.toContain("more");
  });

  it("that wait for the lab are still there", () => {
    const waiting = aProcessingExecution({ id: "p", name: "Pay", status: "FAILED" });
    expect(names(plan([...failures(30), waiting], {}, { ledger: told }))).not.toContain("more");
  });
});

describe("an alarm", () => {
  const calling = { mention: [ana] };
  const confirmed = attempts("Pay", "FAILED").map((one) => ({ ...one, confirmedAtMs: NINE }));

  it.each<[string, ReturnType<typeof plan>, readonly string[]]>([
    [
      "is raised at once where the job is not known to retry",
      plan(failures(1), calling),
      ["build", "attention", "failure/e0"],
    ],
    ["waits in a job that is known to", plan(failures(1), calling, retrying), ["build", "failure/e0"]],
    ["is raised when no retry came", plan(confirmed, calling, retrying), ["build", "attention", "failure/Pay1"]],
    [
      "is raised when the build is final",
      plan(failures(1), calling, { ...retrying, picture: { final } }),
      ["build", "attention", "failure/e0"],
    ],
    ["on:failures waits, too", plan(failures(1), { on: "failures" }, retrying), []],
    ["on:failures comes when no retry came", plan(confirmed, { on: "failures" }, retrying), ["build", "failure/Pay1"]],
    ["on:changes waits, too", plan(failures(1), { on: "changes" }, retrying), []],
    ["post:test waits, too", plan(failures(1), { post: "test" }, retrying), []],
    [
      "goes by builds that started before only",
      plan(failures(1), calling, { history: [aFinishedBuild(46, 0, { startedAtMs: NINE + 1, retriedWithinMs: 1 })] }),
      ["build", "attention", "failure/e0"],
    ],
    [
      "is none for what could not run",
      plan(of("BLOCKED", "PASSED"), { ...calling }, { picture: { final } }),
      ["build", "failure/e0"],
    ],
  ])("%s", (_what, planned, wanted) => {
    expect(names(planned)).toEqual(wanted);
  });

  it("makes no on:failures conversation hear of what only could not run", () => {
    expect(plan(of("BLOCKED", "PASSED"), { on: "failures" }, { picture: { final } }).reason).toBe("no-failure-yet");
  });

  it("carries counts, cause and platform, and stays as it was said", () => {
    const planned = plan(of("FAILED", "PASSED", "FAILED"), calling);
    const words = wordsIn(planned, "attention");
    for (const part of ["2 of 3 failed", "1 cause", "Cause: ", "Platform: Apple iPhone 15"])
      expect(words).toContain(part);
    expect(names(plan(failures(3), calling, { ledger: aLedger("build", "attention") }))).not.toContain("attention");
  });
});

describe("what was said is put right though a retry leaves the subscription's filter", () => {
  const flaky = attempts("Pay", "FAILED", "PASSED");
  const filtered = (...values: readonly string[]) => ({
    subscriptions: [aSubscription({ filter: [{ key: "status", negated: false, values }] })],
  });

  it.each([
    ["the message and the card", aLedger("build", "failure/Pay1"), ["build", "failure/Pay1"]],
    ["a card that stands alone", aLedger("build"), ["build"]],
  ])("%s", (_what, ledger, wanted) => {
    const planned = plan(flaky, {}, { ...filtered("failed"), ledger });
    expect(names(planned)).toEqual(wanted);
    expect(wordsIn(planned, "build")).toContain("1 flaky");
  });

  it("also where the retry ran on another device", () => {
    const on = (deviceId: string) => ({ platforms: [{ kind: "device" as const, deviceId, model: "Pixel 9" }] });
    const recorded = flaky.map((one, index) => ({ ...one, execution: { ...one.execution, ...on(`D${index}`) } }));
    const subscriptions = [aSubscription({ filter: [{ key: "device", negated: false, values: ["D0"] }] })];
    const input = { subscriptions, ledger: aLedger("build", "failure/Pay1") };
    expect(wordsIn(plan(recorded, {}, input), "failure/Pay1")).toContain("passed on attempt 2");
  });

  it("and nothing else comes into view", () => {
    const recorded = [...flaky, ...of("FAILED", "PASSED")];
    const planned = plan(recorded, {}, { ...filtered("failed"), ledger: aLedger("build", "failure/Pay1") });
    expect(wordsIn(planned, "build")).toContain("1 of 2 failed");
    expect(plan(flaky, {}, filtered("failed")).reason).toBe("no-match");
    expect(plan(of("PASSED"), {}, { ...filtered("failed"), ledger: aLedger("build") }).reason).toBe("no-match");
  });
});

describe("attempts of the build", () => {
  const again = [
    { number: 1, startedAtMs: NINE - 60_000 },
    { number: 2, startedAtMs: NINE },
  ];
  it.each<[string, ReturnType<typeof plan>, readonly string[]]>([
    ["the first says nothing", plan(of("PASSED"), {}, { picture: { final } }), ["build"]],
    ["the second says nothing while it runs", plan(of("PASSED"), {}, { picture: { attempts: again } }), ["build"]],
    [
      "the second says how it ended",
      plan(of("PASSED"), {}, { picture: { final, attempts: again } }),
      ["build", "attempt/2"],
    ],
    [
      "post:test has no thread to say it in",
      plan(of("FAILED"), { post: "test" }, { picture: { final, attempts: again } }),
      ["failure/e0"],
    ],
    [
      "on:failures hears of none that passed",
      plan(of("PASSED"), { on: "failures" }, { picture: { final, attempts: again } }),
      [],
    ],
  ])("%s", (_what, planned, wanted) => {
    expect(names(planned)).toEqual(wanted);
  });

  it("are told as a reply, by verdict", () => {
    const { messages } = plan(of("PASSED"), {}, { picture: { final, attempts: again } });
    expect(messages.at(-1)).toMatchObject({ name: "attempt/2", replyTo: "build", progress: false });
    expect(messages.at(-1)?.card.fallback).toContain("Attempt 2 of Nightly #45 ended: 1 test passed");
    expect(messages[0]?.card.fallback).toContain("Nightly #45, attempt 2: 1 test passed");
  });
});

describe("a build that turned out to be part of another", () => {
  const joined = aPicture([], { joinedTo: "j/acme/Nightly//44~1764000000000" });

  it("says so on its card, once there is one", () => {
    const planned = planBuild(aPlanInput(joined, { ledger: aLedger("build", "failure/x") }));
    expect([planned.reason, names(planned)]).toEqual(["posted-before", ["build"]]);
    expect(wordsIn(planned, "build")).toContain("Nightly #45 is part of Nightly #44");
    expect(planBuild(aPlanInput(joined)).messages).toEqual([]);
  });
});
