import { describe, expect, it } from "vitest";
import type { BuildPicture } from "./build-picture.ts";
import { joinOptions, lastSignMs, viewBuild, type ConversationView, type NoView } from "./conversation-view.ts";
import { recordedResults } from "./build/recorded-results.ts";
import type { Filter } from "./filter.ts";
import { isMutedAt, judgeMutes } from "./judge-mutes.ts";
import type { Mute, Subscription, SubscriptionOptions } from "./subscription.ts";
import { aPicture } from "./testing/a-picture.ts";
import { aRecordedExecution } from "./testing/a-recorded-execution.ts";
import { aMute, aSubscription, CHANNEL } from "./testing/a-subscription.ts";
import { NINE } from "./testing/an-execution.ts";

const QUIET = 180_000;
const MINUTE = 60_000;
const paused = { reason: "by-person", detail: "paused", sinceMs: 1 } as const;
const test = (...values: readonly string[]): Filter => [{ key: "test", negated: false, values }];
const view = (
  picture: BuildPicture,
  subscriptions: readonly Subscription[] = [aSubscription()],
  mutes: readonly Mute[] = [],
): ConversationView | NoView =>
  viewBuild(picture, subscriptions, judgeMutes(recordedResults(picture), mutes).here(CHANNEL), QUIET);
const settledAt = (id: string, settledAtMs: number) =>
  aRecordedExecution({ id, name: id }, { firstSeenAtMs: settledAtMs - 5 * MINUTE, settledAtMs });
const shownIds = (seen: ConversationView | NoView) =>
  typeof seen === "string" ? seen : seen.shown.map(({ latest }) => latest.execution.id);

const pair = aPicture([
  aRecordedExecution({ id: "pay", name: "Pay", endedAtMs: NINE - 1 }),
  aRecordedExecution({ id: "login", name: "Login works", endedAtMs: NINE - 2 }),
]);

describe("viewBuild", () => {
  it.each<[string, readonly Subscription[], readonly string[] | NoView]>([
    ["nothing of another job", [aSubscription({ job: "Other" })], "no-subscription"],
    ["nothing of another lab", [aSubscription({ lab: "other" })], "no-subscription"],
    ["nothing while paused", [aSubscription({ paused })], "paused"],
    [
      "what an active one shows beside a paused one",
      [aSubscription({ paused }), aSubscription({ id: "s2" })],
      ["login", "pay"],
    ],
    ["nothing that ended before", [aSubscription({ startsAtMs: NINE + QUIET })], "ended-before-subscription"],
    ["what may still have been in flight", [aSubscription({ startsAtMs: NINE - 1 + QUIET })], ["login", "pay"]],
    ["what matches the filter", [aSubscription({ filter: test("Pay") })], ["pay"]],
    [
      "what any of several filters lets through",
      [aSubscription({ filter: test("Pay") }), aSubscription({ id: "s2", filter: test("Login*") })],
      ["login", "pay"],
    ],
    ["nothing where no filter lets anything through", [aSubscription({ filter: test("x") })], "no-match"],
    [
      "nothing by a filter of a subscription that began later",
      [aSubscription({ startsAtMs: NINE * 2 }), aSubscription({ id: "s2", filter: test("Pay") })],
      ["pay"],
    ],
    ["jobs by glob", [aSubscription({ job: "night*" })], ["login", "pay"]],
  ])("shows %s", (_what, subscriptions, wanted) => {
    expect(shownIds(view(pair, subscriptions))).toEqual(wanted);
  });

  it("shows an announced build without executions to those who want everything", () => {
    const announced = aPicture([], { ci: { startedAtMs: NINE } });
    expect(shownIds(view(announced))).toEqual([]);
    expect(view(announced, [aSubscription({ filter: test("Pay") })])).toBe("no-match");
  });

  it.each<[string, Filter, boolean]>([
    ["left out", [], false],
    ["left out by a glob", test("*"), false],
    ["left out where it is excluded", [{ key: "test", negated: true, values: ["Interactive*"] }], false],
    ["shown when asked for", test("Interactive session"), true],
    ["shown when asked for by a glob", test("interactive*"), true],
  ])("interactive sessions are %s", (_what, filter, shown) => {
    const session = aPicture([aRecordedExecution({ id: "i", name: "Interactive session" })]);
    expect(shownIds(view(session, [aSubscription({ filter })]))).toEqual(shown ? ["i"] : "no-match");
  });

  it("mutes what could first be spoken of while a mute was in force, and still shows it", () => {
    const times = { before: -1, begin: 0, middle: 30, last: 59, end: 60 };
    const picture = aPicture(Object.entries(times).map(([id, minute]) => settledAt(id, NINE + minute * MINUTE)));
    const hour = aMute({ createdAtMs: NINE, untilMs: NINE + 60 * MINUTE });
    const mutedBy = (mute: Mute) => {
      const seen = view(picture, [aSubscription()], [mute]);
      return typeof seen === "string" ? [] : [...seen.muted.keys()].toSorted();
    };
    expect(mutedBy(hour)).toEqual(["begin", "last", "middle"]);
    expect(mutedBy({ ...hour, endedAtMs: NINE + 30 * MINUTE })).toEqual(["begin"]);
    expect(mutedBy({ ...hour, endedAtMs: NINE + 300 * MINUTE })).toEqual(["begin", "last", "middle"]);
    expect(mutedBy({ ...hour, filter: test("Pay") })).toEqual([]);
    expect(shownIds(view(picture, [aSubscription()], [hour]))).toHaveLength(5);
  });
});

describe("a build that was silent for long when somebody subscribed", () => {
  it.each<[string, Partial<BuildPicture>, boolean]>([
    ["of which CI said nothing", {}, false],
    ["that CI started", { ci: { startedAtMs: NINE } }, true],
    ["that CI started and ended", { ci: { startedAtMs: NINE, finishedAtMs: NINE } }, false],
    [
      "that CI started and that became final",
      { ci: { startedAtMs: NINE }, final: { atMs: NINE, reason: "quiet" } },
      false,
    ],
  ])("%s", (_what, told, seen) => {
    const picture = aPicture([aRecordedExecution({ id: "a", endedAtMs: NINE })], told);
    const late = aSubscription({ startsAtMs: NINE + 60 * MINUTE });
    expect(shownIds(view(picture, [late]))).toEqual(seen ? ["a"] : "ended-before-subscription");
  });
});

describe("a mute and an execution the lab never settles", () => {
  it.each<[string, number, number | undefined, boolean]>([
    ["seen in it", NINE + MINUTE, undefined, true],
    ["seen before it", NINE - MINUTE, undefined, false],
    ["seen before it and given up in it", NINE - MINUTE, NINE + MINUTE, true],
    ["seen in it and given up after it", NINE + MINUTE, NINE + 90 * MINUTE, false],
  ])("%s", (_what, firstSeenAtMs, overdueAtMs, muted) => {
    const { settledAtMs: _, ...processing } = aRecordedExecution({ id: "a" }, { firstSeenAtMs });
    const picture = aPicture([{ ...processing, ...(overdueAtMs === undefined ? {} : { overdueAtMs }) }]);
    const seen = view(picture, [aSubscription()], [aMute({ createdAtMs: NINE, untilMs: NINE + 60 * MINUTE })]);
    expect(typeof seen === "string" ? seen : seen.muted.has("a")).toBe(muted);
  });
});

describe("lastSignMs", () => {
  it.each<[string, BuildPicture, number]>([
    ["nothing", aPicture(), 0],
    [
      "ends, not when we learned of them",
      aPicture([aRecordedExecution({ endedAtMs: 50 }, { firstSeenAtMs: 900 })]),
      50,
    ],
    ["CI", aPicture([aRecordedExecution({ endedAtMs: 50 })], { ci: { startedAtMs: 60 } }), 60],
  ])("looks at %s", (_what, picture, wanted) => {
    expect(lastSignMs(picture)).toBe(wanted);
  });

  it("takes the start, then the first sight, where the lab has no better stamp", () => {
    const { endedAtMs: _, ...running } = aRecordedExecution({ startedAtMs: 40 }).execution;
    const { startedAtMs: __, ...unknown } = running;
    const seen = aRecordedExecution({}, { firstSeenAtMs: 30 });
    expect(lastSignMs(aPicture([{ ...seen, execution: running }]))).toBe(40);
    expect(lastSignMs(aPicture([{ ...seen, execution: unknown }]))).toBe(30);
  });
});

describe("joinOptions", () => {
  const ana = { kind: "user", id: "ana" } as const;
  const bea = { kind: "user", id: "bea" } as const;
  it.each<[Partial<SubscriptionOptions>, Partial<SubscriptionOptions>, Partial<SubscriptionOptions>]>([
    [{ on: "changes" }, { on: "failures" }, { on: "failures" }],
    [{ on: "all" }, { on: "failures" }, { on: "all" }],
    [{ post: "test" }, { post: "build" }, { post: "build" }],
    [{ post: "test" }, { post: "test" }, { post: "test" }],
    [{ thread: "on" }, { thread: "broadcast" }, { thread: "broadcast" }],
    [{ thread: "off" }, { thread: "broadcast" }, { thread: "off" }],
    [{ mention: [ana] }, { mention: [bea, ana] }, { mention: [ana, bea] }],
  ])("of %j and %j says %j", (one, other, wanted) => {
    const both = [aSubscription({ options: one }), aSubscription({ options: other })];
    expect(joinOptions(both)).toMatchObject(wanted);
  });
});

it("a mute is in force from its beginning to just before its end", () => {
  const mute = aMute({ createdAtMs: 10, untilMs: 20 });
  expect([9, 10, 19, 20].map((at) => isMutedAt(mute, at))).toEqual([false, true, true, false]);
});
