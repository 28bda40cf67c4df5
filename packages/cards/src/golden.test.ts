import { parseCommand, VERBS, type FailureDetail, type Mistake, type RecordedExecution } from "@perfecto-bot/domain";
import { aMute, aProcessingExecution, aRecordedExecution, aSubscription, NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { attentionCard } from "./attention-card.ts";
import { buildCard } from "./build-card.ts";
import type { Card, Form } from "./card.ts";
import { subscriptionSubject } from "./describe-subscription.ts";
import { failureCard, type FailureCardInput } from "./failure-card.ts";
import { helpCard } from "./help-card.ts";
import { text } from "./line.ts";
import { mistakesCard } from "./mistakes-card.ts";
import { moreFailuresCard } from "./more-failures-card.ts";
import { muteCard, unmuteCard } from "./mute-card.ts";
import { statusCard, type BotStatus } from "./status-card.ts";
import { subscribeForm } from "./subscribe-form.ts";
import { subscriptionCard } from "./subscription-card.ts";
import { subscriptionsCard } from "./subscriptions-card.ts";
import { aBuildCardInput, tests } from "./testing/a-build-card-input.ts";
import { whyCard } from "./why-card.ts";

const MINUTE = 60_000;
const LAB = "https://acme.app.perfectomobile.com";
const final = { atMs: NINE + 3 * MINUTE, reason: "quiet" } as const;
const samsung = { kind: "device", maker: "Samsung", model: "Galaxy S23", os: "Android", osVersion: "14" } as const;
const chrome = { kind: "browser", browser: "Chrome", browserVersion: "129", os: "Windows", osVersion: "10" } as const;
const olderIphone = { kind: "device", maker: "Apple", model: "iPhone 8", os: "iOS", osVersion: "16.1" } as const;
const build = { label: "Nightly Regression #45", url: `${LAB}/reporting/library?job=45` };
const ana = { kind: "user", id: "U07ANA" } as const;
const smoke = aSubscription({
  id: "k3vq",
  job: "Nightly Regression",
  filter: [
    { key: "os", negated: false, values: ["iOS"] },
    { key: "test", negated: true, values: ["Flaky*"] },
  ],
  options: { on: "failures", mention: [ana, { kind: "here", id: "" }] },
});
const payMute = aMute({ createdAtMs: NINE, filter: [{ key: "test", negated: false, values: ["Pay with card"] }] });

/** Failures with this failing command and message. */
function because(
  command: string,
  message: string,
  recorded: readonly RecordedExecution[],
): readonly RecordedExecution[] {
  const failure: FailureDetail = { command, message, screenshots: [] };
  return recorded.map((one) => ({ ...one, enrichment: { state: "done", failure } }));
}

const printed = (card: Card | Form): string => `${JSON.stringify(card, undefined, 2)}\n`;
const reportUrl = (id: string): string => `${LAB}/reporting/test/${id}`;

describe("build card", () => {
  const onOthers = [
    ...tests(60, "PASSED", { platforms: [samsung] }),
    ...tests(57, "PASSED", { platforms: [olderIphone] }),
  ];
  const broken = because("click", "Element not found: #pay", tests(3, "FAILED"));
  const causes = [
    ...because("click", "Element not found: #pay", tests(3, "FAILED", { name: "Pay" })),
    ...because("launch app", "App crashed", tests(2, "FAILED", { name: "Start", platforms: [samsung] })),
    ...because("scroll", "Timeout after 30 s", tests(1, "FAILED", { name: "Search", platforms: [chrome] })),
    ...because("tap", "Not clickable", tests(1, "FAILED", { name: "Log in" })),
    ...because("reserve", "Device is in use", tests(2, "BLOCKED", { name: "Log out", platforms: [chrome] })),
  ];
  const ref = { kind: "job", lab: "acme", job: "Nightly Regression", number: 45, branch: "release/2.1" } as const;

  it.each<[string, Card]>([
    [
      "running",
      buildCard(
        aBuildCardInput(
          [
            ...tests(81, "PASSED"),
            ...because("click", "Element not found", tests(3, "FAILED", { name: "Pay" })),
            aProcessingExecution({ id: "p", name: "Log in", status: "FAILED", message: "boom" }),
          ],
          {},
          { usualTotal: 120 },
        ),
      ),
    ],
    ["running-calmly", buildCard(aBuildCardInput(tests(12, "PASSED"), { ci: { startedAtMs: NINE, expected: 40 } }))],
    ["running-first-sight", buildCard(aBuildCardInput([aProcessingExecution({ status: "UNKNOWN" })]))],
    [
      "failed",
      buildCard(aBuildCardInput([...onOthers, ...broken], { final }, { before: { label: "#44", verdict: "passed" } })),
    ],
    [
      "failed-with-many-causes",
      buildCard(
        aBuildCardInput(
          [...tests(20, "PASSED"), ...causes],
          { final, ref, ci: { expected: 31 } },
          { before: { label: "#44", verdict: "failed" } },
        ),
      ),
    ],
    [
      "passed",
      buildCard(aBuildCardInput(tests(120, "PASSED"), { final }, { before: { label: "#44", verdict: "passed" } })),
    ],
    [
      "passed-one",
      buildCard(aBuildCardInput(tests(1, "PASSED"), { final, ref: { kind: "session", lab: "acme", externalId: "s" } })),
    ],
    [
      "recovered",
      buildCard(aBuildCardInput(tests(120, "PASSED"), { final }, { before: { label: "#44", verdict: "failed" } })),
    ],
    [
      "blocked",
      buildCard(
        aBuildCardInput(
          [
            ...tests(8, "PASSED"),
            ...because("reserve", "Device is in use", tests(2, "BLOCKED", { platforms: [samsung] })),
          ],
          { final },
        ),
      ),
    ],
    ["without-verdict", buildCard(aBuildCardInput(tests(2, "UNKNOWN"), { final }))],
    ["some-never-reported", buildCard(aBuildCardInput(tests(118, "PASSED"), { final, ci: { expected: 120 } }))],
    [
      "never-reported",
      buildCard(
        aBuildCardInput([], {
          final: { ...final, reason: "never-reported" },
          ci: { finishedAtMs: NINE, expected: 120 },
        }),
      ),
    ],
    ["muted", buildCard(aBuildCardInput([...onOthers, ...broken], { final }, { muted: 2 }))],
    [
      "reopened",
      buildCard(aBuildCardInput([...tests(3, "PASSED"), aProcessingExecution({ id: "late" })], { reopened: 1 })),
    ],
    [
      "ended-while-processing",
      buildCard(aBuildCardInput([...tests(3, "PASSED"), aProcessingExecution({ id: "p" })], { final })),
    ],
  ])("%s", async (name, card) => {
    await expect(printed(card)).toMatchFileSnapshot(`__golden__/build-${name}.json`);
  });
});

describe("failure card", () => {
  const failed = aRecordedExecution(
    {
      id: "5f3",
      name: "Pay with card",
      status: "FAILED",
      owner: "ana",
      reason: "Application crash",
      videos: [{ url: `${LAB}/video/5f3.mp4`, startedAtMs: NINE - 90_000, endedAtMs: NINE }],
      artifacts: [
        { type: "DEVICE_LOGS", url: `${LAB}/logs/5f3.zip` },
        { type: "NETWORK", url: `${LAB}/har/5f3.zip` },
        { type: "SOME_NEW_THING", url: `${LAB}/new/5f3` },
      ],
    },
    {
      enrichment: {
        state: "done",
        failure: {
          command: "click on the pay button",
          step: "Check out",
          message: "TimeoutException: no element #pay\nafter 30 seconds",
          startedAtMs: NINE - 7_000,
          screenshots: [`${LAB}/shot/1.png`, `${LAB}/shot/2.png`],
        },
      },
    },
  );
  const input = (overrides: Partial<FailureCardInput> = {}): FailureCardInput => ({
    recorded: failed,
    reportUrl: `${LAB}/reporting/test/5f3`,
    build: undefined,
    sameCauseOn: [],
    buildIsFinal: true,
    failingSince: undefined,
    ...overrides,
  });
  const waiting = aProcessingExecution({
    id: "5f3",
    name: "Pay with card",
    status: "FAILED",
    message: "boom\n\tat a.B",
  });
  const jobless = aRecordedExecution(
    { id: "5f3", name: " ", status: "BLOCKED", reason: "Device not connected", platforms: [] },
    { enrichment: { state: "done" } },
  );

  it.each<[string, Card]>([
    [
      "full",
      failureCard(
        input({ sameCauseOn: ["Apple iPhone 14 · iOS 17.1", "Apple iPhone 8 · iOS 16.1"], failingSince: "#43" }),
      ),
    ],
    ["while-the-build-runs", failureCard(input({ sameCauseOn: ["Apple iPhone 14 · iOS 17.1"], buildIsFinal: false }))],
    ["still-processing", failureCard(input({ recorded: { ...waiting, overdueAtMs: NINE } }))],
    ["commands-unavailable", failureCard(input({ recorded: { ...failed, enrichment: { state: "unavailable" } } }))],
    ["in-the-channel", failureCard(input({ build }))],
    [
      "blocked-session-without-job",
      failureCard(input({ recorded: jobless, build: { label: "Single session", url: LAB } })),
    ],
    [
      "passed-after-all",
      failureCard(input({ recorded: { ...failed, execution: { ...failed.execution, status: "PASSED" } } })),
    ],
  ])("%s", async (name, card) => {
    await expect(printed(card)).toMatchFileSnapshot(`__golden__/failure-${name}.json`);
  });
});

describe("cards about failures", () => {
  const folded = [
    ...because("click", "Element not found: #pay", tests(3, "FAILED")),
    ...because("launch app", "App crashed", tests(1, "FAILED", { name: "Start" })),
  ];
  it.each<[string, Card]>([
    ["more-failures", moreFailuresCard({ folded, build, reportUrl })],
    ["more-failures-one-blocked", moreFailuresCard({ folded: tests(1, "BLOCKED"), build, reportUrl })],
    ["attention", attentionCard([ana, { kind: "group", id: "S01" }], build)],
    ["attention-here", attentionCard([{ kind: "here", id: "" }], build)],
  ])("%s", async (name, card) => {
    await expect(printed(card)).toMatchFileSnapshot(`__golden__/${name}.json`);
  });
});

describe("cards about subscriptions", () => {
  const plain = aSubscription({ id: "m2xz", job: "nightly-*", options: { post: "test" } });
  const resting = { ...smoke, paused: { reason: "by-person", detail: "paused by a person", sinceMs: NINE } } as const;
  it.each<[string, Card | Form]>([
    ["subscription-added", subscriptionCard("added", smoke, [[text("No build in the last 14 days.")]])],
    ["subscription-added-plain", subscriptionCard("added", plain)],
    ["subscription-changed", subscriptionCard("changed", plain)],
    ["subscription-removed", subscriptionCard("removed", smoke)],
    ["subscription-paused", subscriptionCard("paused", resting)],
    ["subscription-resumed", subscriptionCard("resumed", smoke)],
    ["subscriptions", subscriptionsCard([plain, resting], [payMute], "/perfecto")],
    ["subscriptions-none", subscriptionsCard([], [], "/perfecto")],
    [
      "subscriptions-many",
      subscriptionsCard(
        Array.from({ length: 14 }, (_, index) => ({ ...plain, id: `s${index}` })),
        [],
        "@Perfecto",
      ),
    ],
    ["subscribe-form-new", subscribeForm(["acme"])],
    ["subscribe-form-edit", subscribeForm(["acme", "other"], smoke)],
  ])("%s", async (name, card) => {
    await expect(printed(card)).toMatchFileSnapshot(`__golden__/${name}.json`);
  });
});

describe("cards that answer", () => {
  const verbs = Object.values(VERBS);
  const typed = "subscribe Nightly plattform:iOS post:never";
  const parsed = parseCommand(typed, { nowMs: NINE, timeZone: "UTC" });
  const mistakes: readonly Mistake[] = parsed.kind === "mistaken" ? parsed.mistakes : [];
  const well: BotStatus = {
    labs: [{ lab: "acme", lastSuccessMs: NINE - 12_000 }],
    nowMs: NINE,
    openBuilds: 2,
    waitingHere: 0,
    queues: { track: 0, plan: 0 },
    subscriptions: { active: 3, paused: [] },
    deadLetters: [],
  };
  const ill: BotStatus = {
    labs: [
      {
        lab: "acme",
        trouble: { message: "acme refused the security token: make a new one.", sinceMs: NINE - 5 * MINUTE },
      },
      { lab: "other" },
    ],
    nowMs: NINE,
    openBuilds: 1,
    waitingHere: 4,
    queues: { track: 3, plan: 0, lane: 1 },
    subscriptions: { active: 0, paused: [{ job: "Nightly Regression", detail: "the channel is archived" }] },
    deadLetters: [{ what: "card of Nightly Regression #44", detail: "the channel is archived", atMs: NINE - MINUTE }],
  };
  const why = whyCard({
    build,
    reason: "it has failures",
    subscriptions: [
      { id: "k3vq", subject: subscriptionSubject(smoke), matched: true },
      { id: "m2xz", subject: [text("weekly-*")], matched: false },
      { id: "p9ab", subject: [text("nightly-*")], matched: true, paused: "paused by a person" },
    ],
    muted: [{ test: "Pay with card", by: "U07ANA", untilMs: NINE }],
    waiting: ["Log in"],
    messages: [
      { what: "card", state: "posted", atMs: NINE },
      { what: "Start", state: "could not be posted", atMs: NINE, detail: "refused" },
      { what: "Search", state: "waits to be posted" },
    ],
  });

  it.each<[string, Card]>([
    ["mute", muteCard(payMute, false, "/perfecto")],
    ["mute-default", muteCard(payMute, true, "/perfecto")],
    ["unmute", unmuteCard([payMute])],
    ["help", helpCard(verbs, undefined, "/perfecto")],
    ["help-mute", helpCard(verbs, VERBS.mute, "/perfecto")],
    ["mistakes", mistakesCard(typed, mistakes, "/perfecto")],
    ["mistakes-one", mistakesCard("wat", [{ at: 0, length: 3, message: "I know no verb `wat`." }], "/perfecto")],
    ["status-well", statusCard(well)],
    ["status-ill", statusCard(ill)],
    ["status-with-a-lost-message", statusCard({ ...well, deadLetters: ill.deadLetters })],
    ["why", why],
    [
      "why-nothing",
      whyCard({
        build,
        reason: "no subscription here covers this job",
        subscriptions: [],
        muted: [],
        waiting: [],
        messages: [],
      }),
    ],
  ])("%s", async (name, card) => {
    await expect(printed(card)).toMatchFileSnapshot(`__golden__/${name}.json`);
  });
});
