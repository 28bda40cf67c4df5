import type { FormValues } from "@perfecto-bot/cards";
import { describe, expect, it, test } from "vitest";
import { StoreError, type StoreErrorKind } from "../ports/store-error.ts";
import { LabError } from "../ports/lab.ts";
import type { SubscriptionStore } from "../ports/subscription-store.ts";
import { createDesk } from "./create-desk.ts";
import { cardOf, failing, openDesk, QUINN, textOf, type OpenDesk } from "./testing/open-desk.ts";

const NOTHING = "Nothing was changed or remembered.";
const trouble = (kind: StoreErrorKind) => new StoreError(kind, `Redis at host:6379 has trouble (${kind}).`);
const fail = (kind: StoreErrorKind) => () => Promise.reject(trouble(kind));

/** A desk whose subscriptions fail in these ways, before or after what they do. */
function deskWith(open: OpenDesk, change: (store: SubscriptionStore) => Partial<SubscriptionStore>) {
  const { parts } = open;
  return createDesk({ ...parts, subscriptions: { ...parts.subscriptions, ...change(parts.subscriptions) } });
}

const said = async (desk: ReturnType<typeof deskWith>, words: string) => textOf(cardOf(await desk.say(QUINN, words)));

describe("somebody whose command meets a store in trouble is told what is wrong", () => {
  it.each<[StoreErrorKind, string]>([
    ["away", "The bot's memory (Redis) does not answer now"],
    ["read-only", "The bot's memory (Redis) takes no writes now: it is a read-only copy"],
    ["full", "The bot's memory (Redis) takes no writes now: it is full"],
    ["too-few-replicas", "The bot's memory (Redis) takes no writes now: too few of its copies can be reached"],
    ["disk-failed", "The bot's memory (Redis) takes no writes now: it cannot save to its disk"],
    ["not-serving", "The bot's memory (Redis) is not ready yet"],
    ["access-denied", "The bot's memory (Redis) does not let the bot in"],
  ])("%s, and that nothing was changed", async (kind, sentence) => {
    const open = openDesk();
    const desk = deskWith(open, () => ({ put: fail(kind) }));
    const answer = await said(desk, "subscribe Nightly");
    expect(answer.split("\n")).toEqual([
      sentence,
      NOTHING,
      "Try again in a minute. If it stays so, tell whoever runs the bot.",
    ]);
    expect(open.errors).toEqual([trouble(kind)]);
    expect(await open.parts.subscriptions.all()).toEqual([]);
  });

  it("that nothing was changed where only the reading before it got no answer", async () => {
    const desk = deskWith(openDesk(), () => ({ of: fail("unanswered") }));
    expect(await said(desk, "subscribe Nightly")).toContain(NOTHING);
  });

  it.each([
    ["subscribe Nightly", "put"],
    ["mute Nightly 2h", "putMute"],
  ] as const)("%s: it is not known where the answer to the change was lost", async (words, method) => {
    const desk = deskWith(openDesk(), () => ({ [method]: fail("unanswered") }));
    const answer = await said(desk, words);
    expect(answer).toContain("It is not known whether it was done");
    expect(answer).toContain("/perfecto subscriptions");
    expect(answer).not.toContain(NOTHING);
  });

  it("that it was saved where only what follows from it failed", async () => {
    const open = openDesk();
    const signals = { ...open.parts.signals, keepDiscovering: fail("away") };
    const desk = createDesk({ ...open.parts, signals });
    expect(await said(desk, "subscribe Nightly")).toContain("It was saved, or a part of it");
    expect(await open.parts.subscriptions.all()).toHaveLength(1);
  });

  it("through the error of a queue, too", async () => {
    const open = openDesk();
    const cause = trouble("full");
    const queueDepths = () => Promise.reject(new Error("could not count the jobs", { cause }));
    const desk = createDesk({
      ...open.parts,
      queueDepths,
      pictures: { ...open.parts.pictures, openBuilds: queueDepths },
    });
    expect(await said(desk, "status")).toContain("takes no writes now: it is full");
  });
});

test("a change that is not begun in time is not done behind somebody's back", async () => {
  const open = openDesk();
  const desk = deskWith(open, (store) => ({
    of: async (conversation) => {
      open.clock.nowMs += 6_000;
      return store.of(conversation);
    },
  }));
  expect(await said(desk, "subscribe Nightly")).toContain(`answers too slowly now\n${NOTHING}`);
  expect(await open.parts.subscriptions.all()).toEqual([]);
});

describe("a form", () => {
  const values: FormValues = { texts: {}, names: { job: ["Nightly"] }, people: {} };

  it("stays open with what was filled in while nothing can be saved", async () => {
    const desk = deskWith(openDesk(), () => ({ put: fail("read-only") }));
    expect(await desk.submit(QUINN, "subscribe", undefined, values)).toEqual({
      kind: "revise",
      errors: {
        job: "The bot's memory (Redis) takes no writes now: it is a read-only copy, so nothing was saved. Submit the form again in a minute.",
      },
    });
  });

  it("does not, where it may have been saved", async () => {
    const desk = deskWith(openDesk(), () => ({ put: fail("unanswered") }));
    const reply = await desk.submit(QUINN, "subscribe", undefined, values);
    expect(textOf(cardOf(reply))).toContain("It is not known whether it was done");
  });
});

test("a question that cannot be asked for want of the store does not blame the lab", async () => {
  const script = () => {
    throw new LabError("store-unavailable", "acme", "the budget could not be asked", { cause: trouble("full") });
  };
  const open = openDesk({ executions: [], script });
  const answer = textOf(cardOf(await open.say("failures last 24h")));
  expect(answer).toContain("The bot's memory (Redis) takes no writes now: it is full, so the lab acme was not asked.");
  expect(answer).not.toContain("did not answer");
  const blamed = openDesk({ executions: [], script: failing("unreachable") });
  expect(textOf(cardOf(await blamed.say("failures last 24h")))).toContain("The lab acme did not answer.");
});

test("status tells of a store that can be read and takes no writes", async () => {
  const open = openDesk();
  const desk = createDesk({ ...open.parts, storeTrouble: () => "full" });
  expect(await said(desk, "status")).toMatch(/^The bot's memory \(Redis\) takes no writes now: it is full\n/u);
});
