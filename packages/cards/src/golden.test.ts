import { parseCommand, VERBS, type Mistake } from "@perfecto-bot/domain";
import { aMute, aSubscription, NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import type { Card, Form } from "./card.ts";
import { subscriptionSubject } from "./describe-subscription.ts";
import { helpCard } from "./help-card.ts";
import { text } from "./line.ts";
import { mistakesCard } from "./mistakes-card.ts";
import { muteCard, unmuteCard } from "./mute-card.ts";
import { statusCard, type BotStatus } from "./status-card.ts";
import { subscribeForm } from "./subscribe-form.ts";
import { subscriptionCard } from "./subscription-card.ts";
import { subscriptionsCard } from "./subscriptions-card.ts";
import { GOLDEN_BUILDS } from "./testing/golden-builds.ts";
import { whyCard } from "./why-card.ts";

const MINUTE = 60_000;
const build = { label: "Nightly Regression #45", url: "https://acme.app.perfectomobile.com/reporting/library?job=45" };
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

const printed = (card: Card | Form): string => `${JSON.stringify(card, undefined, 2)}\n`;

describe("cards about builds", () => {
  it.each(Object.entries(GOLDEN_BUILDS))("%s", async (name, card) => {
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
    setAside: [],
    leftAlone: [],
  };
  const failing: BotStatus = {
    ...well,
    setAside: [{ what: "Nightly Regression #45", detail: "TypeError: no such thing", againAtMs: NINE + 30 * MINUTE }],
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
    deadLetters: [
      {
        what: "failure of Nightly Regression #45",
        detail: "Slack refused it (some_new_code)",
        atMs: NINE,
        needsPerson: true,
      },
      {
        what: "card of Nightly Regression #44",
        detail: "the channel is archived",
        atMs: NINE - MINUTE,
        needsPerson: false,
      },
    ],
    setAside: [],
    leftAlone: [],
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
    ["status-with-what-is-set-aside", statusCard(failing)],
    ["status-with-a-lost-message", statusCard({ ...well, deadLetters: ill.deadLetters.slice(1) })],
    ["status-with-a-refused-message", statusCard({ ...well, deadLetters: ill.deadLetters })],
    [
      "status-with-what-is-left-alone",
      statusCard({
        ...well,
        leftAlone: [
          { what: "subscription", why: "newer-version", count: 1 },
          { what: "mute", why: "newer-version", count: 2 },
          { what: "subscription", why: "unreadable", count: 1 },
        ],
      }),
    ],
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
