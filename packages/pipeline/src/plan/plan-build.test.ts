import type { ExecutionStatus, SubscriptionOptions } from "@perfecto-bot/domain";
import { aProcessingExecution, aRecordedExecution, aSubscription, NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { aFinishedBuild, aLedger } from "../testing/a-plan-input.ts";
import { cardIn as cardOf, failures, namesIn as names, of, planOf as plan } from "../testing/plan-of.ts";
import type { Plan } from "./plan-build.ts";

const final = { atMs: NINE, reason: "quiet" } as const;
const outOfReach = aSubscription({ paused: { reason: "conversation-unavailable", detail: "", sinceMs: NINE } });
const pausedByPerson = aSubscription({ paused: { reason: "by-person", detail: "", sinceMs: NINE } });
const ana = { kind: "user", id: "ana" } as const;
const after = (number: number) => aFinishedBuild(number, 1, { startedAtMs: NINE + number });
const processing = (id: string, status: ExecutionStatus) => aProcessingExecution({ id, name: id, status });

describe("which messages", () => {
  it.each<[string, Plan, Plan["reason"], readonly string[]]>([
    ["of a job nobody wants", plan(of("FAILED"), {}, { subscriptions: [] }), "no-subscription", []],
    ["of a passing build", plan(of("PASSED")), "every-build", ["build"]],
    [
      "of a failing build",
      plan(of("PASSED", "FAILED", "BLOCKED")),
      "every-build",
      ["build", "failure/e1", "failure/e2"],
    ],
    [
      "on:failures of a passing build",
      plan(of("PASSED"), { on: "failures" }, { picture: { final } }),
      "no-failure-yet",
      [],
    ],
    ["on:failures of a failing build", plan(of("FAILED"), { on: "failures" }), "has-failures", ["build", "failure/e0"]],
    [
      "on:changes of a build that fails newly",
      plan(of("FAILED"), { on: "changes" }, { history: [aFinishedBuild(44)] }),
      "newly-failing",
      ["build", "failure/e0"],
    ],
    [
      "on:changes of a build that fails again",
      plan(of("FAILED"), { on: "changes" }, { history: [aFinishedBuild(44, 1)] }),
      "same-verdict-as-before",
      [],
    ],
    [
      "on:changes of a build that recovered",
      plan(of("PASSED"), { on: "changes" }, { history: [aFinishedBuild(44, 1)], picture: { final } }),
      "recovered",
      ["build"],
    ],
    [
      "on:changes looks at earlier builds only",
      plan(of("FAILED"), { on: "changes" }, { history: [after(46), after(47)] }),
      "newly-failing",
      ["build", "failure/e0"],
    ],
    [
      "of a conversation out of reach that has not heard of the build",
      plan(of("FAILED"), {}, { subscriptions: [outOfReach] }),
      "paused",
      [],
    ],
    [
      "of a conversation out of reach that has heard of the build",
      plan(of("FAILED"), {}, { subscriptions: [outOfReach], ledger: aLedger("build") }),
      "posted-before",
      ["build", "failure/e0"],
    ],
    [
      "of a build that was posted before a person paused",
      plan(of("FAILED"), {}, { subscriptions: [pausedByPerson], ledger: aLedger("build") }),
      "paused",
      [],
    ],
    ["post:test of a passing build", plan(of("PASSED"), { post: "test" }), "no-failure-yet", []],
    ["post:test of a failing build", plan(of("FAILED", "PASSED"), { post: "test" }), "has-failures", ["failure/e0"]],
    [
      "post:test goes on after its first message",
      plan(
        of("FAILED", "FAILED"),
        { post: "test", on: "changes" },
        { ledger: aLedger("failure/e0"), history: [aFinishedBuild(44, 1)] },
      ),
      "posted-before",
      ["failure/e0", "failure/e1"],
    ],
    ["with a mention", plan(of("FAILED"), { mention: [ana] }), "every-build", ["build", "attention", "failure/e0"]],
    ["with a mention and no failure", plan(of("PASSED"), { mention: [ana] }), "every-build", ["build"]],
    ["before anything settled", plan([aProcessingExecution({ status: "FAILED" })]), "no-result-yet", []],
    [
      "while a failure is processing",
      plan([...of("PASSED"), processing("p", "FAILED")], { mention: [ana] }),
      "every-build",
      ["build"],
    ],
    [
      "while a failure's commands are not known",
      plan([aRecordedExecution({ status: "FAILED" }, { enrichment: { state: "pending", attempts: 1 } })]),
      "every-build",
      ["build"],
    ],
    [
      "where a failure's commands cannot be had",
      plan([aRecordedExecution({ status: "FAILED" }, { enrichment: { state: "unavailable" } })]),
      "every-build",
      ["build", "failure/e1"],
    ],
    [
      "where waiting was given up",
      plan([{ ...aProcessingExecution({ status: "FAILED" }), overdueAtMs: NINE }]),
      "every-build",
      ["build", "failure/e1"],
    ],
  ])("%s", (_what, planned, reason, wanted) => {
    expect(planned.reason).toBe(reason);
    expect(names(planned)).toEqual(wanted);
  });

  it("names the failures that wait", () => {
    const waiting = plan([...of("PASSED", "FAILED"), processing("p", "BLOCKED")]);
    expect(waiting.notReady).toEqual(["p"]);
  });

  it("says of an overdue failure that it is still processing, until it settled", () => {
    const overdue = { ...aProcessingExecution({ id: "e0", status: "FAILED" }), overdueAtMs: NINE };
    expect(cardOf(plan([overdue]), "failure/e0")?.fallback).toContain("Still processing");
    expect(cardOf(plan([{ ...overdue, settledAtMs: NINE + 1 }]), "failure/e0")?.fallback).not.toContain(
      "Still processing",
    );
  });
});

describe("where messages go", () => {
  it.each<[Partial<SubscriptionOptions>, string | undefined, true | undefined]>([
    [{ thread: "on" }, "build", undefined],
    [{ thread: "broadcast" }, "build", true],
    [{ thread: "off" }, undefined, undefined],
    [{ post: "test" }, undefined, undefined],
    [{ post: "test", thread: "broadcast" }, undefined, undefined],
  ])("%j", (options, replyTo, broadcast) => {
    const { messages } = plan(failures(31), { ...options, mention: [ana] });
    const root = messages.find(({ name }) => name === "build");
    const others = messages.filter((one) => one !== root);
    expect([root?.replyTo, root?.broadcast]).toEqual([undefined, undefined]);
    expect(others.map(({ name }) => name)).toEqual(expect.arrayContaining(["attention", "failure/e0", "more"]));
    expect(new Set(others.map((one) => one.replyTo))).toEqual(new Set([replyTo]));
    expect(new Set(others.map((one) => one.broadcast))).toEqual(new Set([broadcast]));
  });

  it.each<[Partial<SubscriptionOptions>, boolean]>([
    [{ thread: "on" }, false],
    [{ thread: "broadcast" }, true],
    [{ thread: "off" }, true],
    [{ post: "test" }, true],
  ])("%j names the build in a failure message: %s", (options, named) => {
    expect(cardOf(plan(of("FAILED"), options), "failure/e0")?.fallback.includes("Nightly #45")).toBe(named);
  });
});

describe("folding", () => {
  it.each<[Partial<SubscriptionOptions>, number]>([
    [{ thread: "on" }, 30],
    [{ thread: "broadcast" }, 10],
    [{ thread: "off" }, 10],
    [{ post: "test", thread: "on" }, 10],
  ])("%j gives %i failures a message of their own", (options, most) => {
    const alone = (planned: Plan) => names(planned).filter((name) => name.startsWith("failure/")).length;
    expect(names(plan(failures(most), options))).not.toContain("more");
    const over = plan(failures(most + 3), options);
    expect(alone(over)).toBe(most);
    expect(cardOf(over, "more")?.fallback).toContain("3 more failures");
  });

  it("keeps what was posted alone, and folds a newcomer instead", () => {
    const ledger = aLedger("build", ...Array.from({ length: 30 }, (_, index) => `failure/e${index + 1}`));
    const planned = plan(failures(31), {}, { ledger });
    expect(names(planned)).not.toContain("failure/e0");
    expect(names(planned)).toContain("failure/e30");
    expect(cardOf(planned, "more")?.fallback).toContain("1 more failure in");
  });
});
