import { anExecution, aSubscription, NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { executionsEvery } from "../../ask/testing/scripted-lab.ts";
import { buttonOf, cardOf, ELSEWHERE, failing, labelsOf, openDesk, QUINN, textOf } from "../testing/open-desk.ts";
import { SAMPLE_EXECUTIONS } from "../testing/sample-builds.ts";

const DAY_MS = 24 * 60 * 60_000;
/** So many tests that failed. */
const FAILURES = executionsEvery(60_000, 25, { status: "FAILED" }).map((one) => ({ ...one, name: `Login ${one.id}` }));

describe("paging", () => {
  it("shows each row once, page after page, and goes back", async () => {
    const { say, press } = openDesk({ executions: FAILURES });
    const first = cardOf(await say("failures"));
    const second = await press(first, "More");
    expect(second).toMatchObject({ shared: false, replaces: true });
    const third = await press(cardOf(second), "More");
    expect(labelsOf(cardOf(third))).toEqual(["Back to the first", "Share", "Subscribe to this"]);
    const links = [first, cardOf(second), cardOf(third)].map((card) => textOf(card).match(/test\/e\d+/g) ?? []);
    expect(links.map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(new Set(links.flat()).size).toBe(25);
    expect(textOf(cardOf(third))).toContain("Page 3 of 3");
    expect(textOf(cardOf(await press(cardOf(third), "Back to the first")))).toContain("Page 1 of 3");
  });

  it("reads the lab once for all pages within a minute", async () => {
    const { say, press, labs } = openDesk({ executions: FAILURES });
    const first = cardOf(await say("failures last 24h"));
    const asked = labs.get("acme")?.asked.length;
    await press(first, "More");
    expect(labs.get("acme")?.asked.length).toBe(asked);
  });

  it("keeps the window of the question, whenever it is pressed, and after a restart", async () => {
    const { say, clock, reopened } = openDesk({
      executions: [...FAILURES, anExecution({ id: "later", status: "FAILED", startedAtMs: NINE + DAY_MS })],
    });
    const { action, subject } = buttonOf(cardOf(await say("failures last 24h")), "More");
    clock.nowMs = NINE + 2 * DAY_MS;
    const card = cardOf(await reopened().press(QUINN, action, subject));
    expect(textOf(card)).toContain("25 failed");
    expect(textOf(card)).toContain("19 Nov 10:00 to 20 Nov 10:00 CET");
    expect(textOf(card)).toContain("Page 2 of 3");
  });

  it("asks again where the lab did not answer", async () => {
    let isDown = true;
    const { say, press } = openDesk({
      executions: FAILURES,
      script: (query, index, signal) => (isDown ? failing("unreachable")(query, index, signal) : undefined),
    });
    const card = cardOf(await say("failures"));
    isDown = false;
    const again = await press(card, "Ask again");
    expect(again).toMatchObject({ replaces: true });
    expect(textOf(cardOf(again))).toContain("25 failed");
  });
});

describe("an answer's buttons", () => {
  it.each(["More", "Share", "Subscribe to this"])("do nothing for others or elsewhere: %s", async (label) => {
    const { say, press, parts } = openDesk({ executions: FAILURES });
    const card = cardOf(await say("failures job:Nightly"));
    for (const other of [
      { person: "U2" },
      { conversation: ELSEWHERE },
      { conversation: { ...QUINN.conversation, workspace: "T2" } },
    ]) {
      const reply = await press(card, label, other);
      expect(reply).toMatchObject({ kind: "card", shared: false });
      expect(textOf(cardOf(reply))).toContain("somebody else's");
      expect(textOf(cardOf(reply))).not.toContain("Nightly");
    }
    expect(await parts.subscriptions.all()).toEqual([]);
  });

  it("do nothing once the answer is forgotten, or with ids that nobody gave", async () => {
    const { say, press, clock, desk } = openDesk({ executions: FAILURES });
    const card = cardOf(await say("failures"));
    clock.nowMs += 8 * DAY_MS;
    expect(textOf(cardOf(await press(card, "More")))).toContain("I no longer know this answer");
    for (const subject of ["", "x", "0.x", "1.", "2.unknown", "99999999.x"])
      expect(textOf(cardOf(await desk.press(QUINN, "answer-more", subject)))).toContain("no longer know");
  });

  it("are left out where a question is too long to keep", async () => {
    const { say, errors } = openDesk({ executions: FAILURES });
    const card = cardOf(await say(`failures -tag:${"x".repeat(5_000)}`));
    expect(textOf(card)).toContain("25 failed");
    expect(labelsOf(card)).toEqual([]);
    expect(errors).toEqual([]);
  });
});

describe("sharing", () => {
  it("says who asked what, to everybody, once, without anybody's own buttons", async () => {
    const { say, press } = openDesk({ executions: FAILURES });
    const card = cardOf(await say("failures os:iOS"));
    const reply = await press(card, "Share");
    expect(reply).toMatchObject({ kind: "card", shared: true, key: expect.stringMatching(/^answer\/1\./) });
    expect(textOf(cardOf(reply))).toContain("@U1 asked: failures os:iOS\n");
    expect(cardOf(reply).fallback).toContain("failures os:iOS");
    expect(labelsOf(cardOf(reply))).toEqual([]);
    expect(await press(card, "Share")).toMatchObject({ key: reply.kind === "card" ? reply.key : "" });
  });

  it("shares the page that is shown, and the build that was seen", async () => {
    const { say, press } = openDesk({ executions: [...SAMPLE_EXECUTIONS, ...FAILURES] });
    const second = await press(cardOf(await say("failures test:Login*")), "More");
    expect(textOf(cardOf(await press(cardOf(second), "Share")))).toContain("Page 2 of 3");
    const build = cardOf(await say("build Smoke*"));
    expect(textOf(cardOf(await press(build, "Share")))).toContain('@U1 asked: build "Smoke iOS" 7');
  });

  it("keeps trouble to the one who asked", async () => {
    let isDown = false;
    const { say, reopened } = openDesk({
      executions: FAILURES,
      script: (query, index, signal) => (isDown ? failing("unreachable")(query, index, signal) : undefined),
    });
    const { action, subject } = buttonOf(cardOf(await say("failures")), "Share");
    isDown = true;
    const reply = await reopened().press(QUINN, action, subject);
    expect(reply).toMatchObject({ kind: "card", shared: false });
    expect(textOf(cardOf(reply))).toContain("could not be asked");
  });
});

describe("subscribing to an answer", () => {
  it("does it at once where a job is named", async () => {
    const { say, press, parts } = openDesk({ executions: FAILURES });
    const reply = await press(cardOf(await say("failures job:Nightly os:iOS")), "Subscribe to this");
    expect(reply).toMatchObject({ kind: "card", shared: true, card: { kind: "subscription" } });
    expect(await parts.subscriptions.all()).toMatchObject([
      {
        job: "Nightly",
        filter: [{ key: "os", values: ["iOS"] }],
        options: { on: "failures" },
        conversation: QUINN.conversation,
      },
    ]);
  });

  it("opens the form, filled in, where something is missing", async () => {
    const { say, press, parts } = openDesk({ executions: FAILURES });
    const reply = await press(cardOf(await say("failures os:iOS")), "Subscribe to this");
    if (reply.kind !== "form") throw new TypeError(`a ${reply.kind}`);
    const values = Object.fromEntries(
      reply.form.inputs.map((input) => [input.id, "value" in input ? input.value : undefined]),
    );
    expect(values).toMatchObject({ job: [], filter: "os:iOS", on: "failures" });
    expect(await parts.subscriptions.all()).toEqual([]);
  });

  it("opens what is there already, and changes nothing unseen", async () => {
    const { say, press, parts } = openDesk({ executions: FAILURES });
    const there = aSubscription({ id: "s9", job: "Nightly" });
    await parts.subscriptions.put(there, {
      atMs: NINE,
      conversation: there.conversation,
      person: "U1",
      action: "",
      detail: "",
    });
    const reply = await press(cardOf(await say("build Nightly os:iOS")), "Subscribe to this");
    expect(reply).toMatchObject({ kind: "form", form: { kind: "edit-subscription", subject: "s9" } });
    expect(await parts.subscriptions.all()).toEqual([there]);
  });
});

describe("nothing but the command", () => {
  it("gives three buttons, of which one asks", async () => {
    const { say, press } = openDesk({ executions: FAILURES });
    const card = cardOf(await say(""));
    expect(labelsOf(card)).toEqual(["Failures of the last 24 h", "Subscribe to a job", "Help"]);
    const reply = await press(card, "Failures of the last 24 h", { person: "U2" });
    expect(reply).toMatchObject({ shared: false, replaces: true });
    expect(textOf(cardOf(reply))).toContain("25 failed");
    expect(await press(cardOf(reply), "More", { person: "U2" })).toMatchObject({ replaces: true });
  });
});

describe("help", () => {
  it("shows verbs in groups, and examples with this lab's own jobs", async () => {
    const { say, parts } = openDesk();
    expect(textOf(cardOf(await say("help")))).toMatch(
      /Ask\nfailures – [\s\S]*Subscribe\nsubscribe – [\s\S]*The bot itself\n/,
    );
    expect(textOf(cardOf(await say("help build")))).toContain("/perfecto build Nightly Regression 45");
    await parts.pictures.rememberJobNames("acme", ["Checkout iOS"], NINE);
    expect(textOf(cardOf(await say("help build")))).toContain("/perfecto build Checkout iOS 45");
    expect(textOf(cardOf(await say("help failures")))).toContain(
      "/perfecto failures job:Checkout* os:iOS since monday 9am",
    );
  });
});
