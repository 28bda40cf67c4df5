import { generateBuild } from "@perfecto-bot/simulators/lab";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drawScreen } from "./draw-screen.ts";
import { person, type Person } from "./person.ts";
import { startSlackWorld, type SlackWorld } from "./slack-world.ts";

const PATIENCE = { timeout: 90_000, interval: 50 };
const HOUR_MS = 3_600_000;

let world: SlackWorld;
let quinn: Person;

beforeAll(async () => {
  world = await startSlackWorld();
  quinn = person(world.slack);
  world.lab.putAll([
    ...endedBuild("Nightly Regression", 44),
    ...endedBuild("Nightly Smoke", 7),
    ...endedBuild("Payments", 3),
  ]);
});
afterAll(() => world.end());

describe("help", () => {
  test("lists every verb, to the asker alone", async () => {
    const answer = await quinn.ask("help");
    expect(answer).toMatchObject({ shared: false });
    expect(answer.screen).toContain("• `failures` – what failed or was blocked");
    expect(answer.screen).toContain("• `subscribe` – post the builds of a job here");
    expect(answer.screen).toContain("• `why` – why something was posted here, or was not");
    expect(answer.screen).toContain("[Subscribe to a job]");
  });

  test("is one of three buttons after /perfecto alone, to the asker alone, with a door to the form", async () => {
    const answer = await quinn.ask("");
    expect(answer).toMatchObject({ shared: false });
    for (const label of ["Failures of the last 24 h", "Subscribe to a job", "Help"])
      expect(answer.screen).toContain(`[${label}]`);
    const form = await quinn.open(answer, "Subscribe to a job");
    expect(form.definition).toMatchObject({ title: { text: "Subscribe to a job" } });
    await world.slack.closeModal({ user: "quinn" });
  });

  test("explains one verb with examples, by any of its names", async () => {
    const { screen } = await quinn.ask("help subscribe");
    expect(screen).toContain("/perfecto subscribe <job> [filter] [on:failures|all|changes]");
    expect(screen).toContain(
      "• `/perfecto subscribe Nightly Regression on:failures` – posts its builds that have failures",
    );
    expect((await quinn.ask("help sub")).screen).toBe(screen);
  });

  test("knows no other words", async () => {
    expect((await quinn.ask("help mut")).screen).toContain("`mut` is not a command: did you mean `mute`?");
  });
});

describe("mistakes", () => {
  test("are all told at once, each with its place and a suggestion, and nothing is done", async () => {
    const { screen, shared } = await quinn.ask("subscribe Nightly plattform:iOS on:sometimes thread:of");
    expect(shared).toBe(false);
    expect(screen).toContain("I did not understand that: 3 mistakes");
    expect(screen).toContain(
      [
        "subscribe Nightly plattform:iOS on:sometimes thread:of",
        "                  ^^^^^^^^^        ^^^^^^^^^        ^^",
      ].join("\n"),
    );
    expect(screen).toContain("unknown key `plattform`: did you mean `platform`?");
    expect(screen).toContain("`on:` takes `failures`, `all` or `changes`, not `sometimes`");
    expect(screen).toContain("`thread:` takes `on`, `off` or `broadcast`, not `of`: did you mean `on`?");
    expect((await quinn.ask("subscriptions")).screen).toContain("No subscriptions here yet");
  });

  test.each([
    ["subcribe Nightly", "`subcribe` is not a command: did you mean `subscribe`?"],
    ["frobnicate", "`frobnicate` is not a command: `help` lists what can be said"],
    ["unsubscribe", "the subscription is missing: name its id or its job"],
    ["mute", "what to mute is missing: name a job or filter, or write `*` for everything"],
    ["mute Nightly until tomorrow", "a mute takes a duration, not `until`: write one such as `2h`"],
    ["why", "a link, build or test is missing, such as `why Nightly #45`"],
    ["status please", "`status` takes nothing after it"],
  ])("%s", async (words, told) => {
    const answer = await quinn.ask(words);
    expect(answer.shared).toBe(false);
    expect(answer.screen).toContain(told);
  });

  test("offer help that replaces them", async () => {
    const mistake = await quinn.ask("frobnicate");
    const help = await quinn.press(mistake, "Help");
    expect(help.ts).toBe(mistake.ts);
    expect(help.screen).toContain("What I can do for your test channel");
  });
});

describe("subscribing", () => {
  test("to a job never seen says so, and names similar ones, for everybody to see", async () => {
    const answer = await quinn.ask("subscribe Nightly Regresion", "second");
    expect(answer.shared).toBe(true);
    expect(answer.screen).toContain("Subscribed to Nightly Regresion");
    expect(answer.screen).toContain("No build of Nightly Regresion in the last 14 days");
    expect(answer.screen).toContain("Similar: `Nightly Regression`");
    const gone = await quinn.press(answer, "Undo");
    expect(gone.screen).toContain("Unsubscribed from Nightly Regresion");
  });

  test("a second time to the same job changes the subscription that is there", async () => {
    await quinn.ask("subscribe Payments os:iOS on:failures mention:@here", "second");
    const changed = await quinn.ask("subscribe Payments on:changes", "second");
    expect(changed.screen).toContain("Changed the subscription to Payments");
    expect(changed.screen).toContain("Builds whose verdict changed: one live card per build");
    expect(changed.screen).toContain("Until now it was only for `os:iOS`.");
    const list = await quinn.ask("subscriptions", "second");
    expect(list.screen).toContain("1 subscription here");
    expect(list.screen).toContain("failures call `@here`");
    await quinn.ask("unsubscribe payments", "second");
  });

  test("calls nobody by its own confirmation but the people named", async () => {
    const answer = await quinn.ask("subscribe Payments mention:@here,<!subteam^S00000MOBIL|@mobile-oncall>", "second");
    expect(JSON.stringify(answer.blocks)).not.toMatch(/"broadcast"|"usergroup"/u);
    await quinn.ask("unsubscribe Payments", "second");
  });

  test("by a pattern names what it matches", async () => {
    const answer = await quinn.ask("subscribe nightly*", "second");
    expect(answer.screen).toMatch(/Matches Nightly (Regression, Nightly Smoke|Smoke, Nightly Regression)\./u);
    await quinn.ask("unsubscribe nightly*", "second");
  });

  test("by the form: a mistake in the filter shows at its field, and then it is right", async () => {
    const form = await quinn.askForForm("subscribe", "second");
    const drawn = drawScreen(form.definition["blocks"]);
    expect(drawn).toContain("CI job (Its name as in Perfecto's reports; * and ? stand for anything.)");
    expect(drawn).toContain("When: Every build {Every build | Builds with failures | Builds whose verdict changed}");
    expect(await quinn.lookUp("job", "Pay")).toEqual(["Payments", "Pay"]);
    expect(await quinn.submit({ job: "Payments", filter: "plattform:iPhone*" })).toEqual({
      filter: "unknown key “plattform”: did you mean “platform”?",
    });
    const values = { filter: "platform:iPhone*", on: "failures", thread: "off", mention: ["U000000DANA"] };
    const answer = await quinn.after(() => quinn.submit(values));
    expect(world.slack.openModal("quinn")).toBeUndefined();
    expect(answer).toMatchObject({ shared: true });
    expect(answer.screen).toContain("Subscribed to Payments with `platform:iPhone*`");
    expect(answer.screen).toContain("failures in the channel; failures call @U000000DANA.");
  });

  test("is edited by the form, which starts with what is there", async () => {
    const list = await quinn.ask("subscriptions", "second");
    const form = await quinn.open(list, "Edit");
    const drawn = drawScreen(form.definition["blocks"]);
    expect(form.definition).toMatchObject({ title: { text: "Edit subscription" } });
    expect(drawn).toContain("CI job (Its name as in Perfecto's reports; * and ? stand for anything.): Payments");
    expect(drawn).toContain("When: Builds with failures");
    expect(await quinn.submit({ filter: "os:" })).toHaveProperty("filter");
    const answer = await quinn.after(() => quinn.submit({ filter: null, thread: "on" }));
    expect(answer.screen).toContain("Changed the subscription to Payments\n");
    expect(answer.screen).toContain("failures in the card's thread");
    expect((await quinn.ask("subscriptions", "second")).screen).toContain("1 subscription here");
  });
});

describe("subscriptions", () => {
  beforeAll(async () => {
    await quinn.ask("subscribe Nightly Regression");
    await quinn.ask("subscribe Payments on:failures");
  });

  test("are paused and resumed by their buttons, and everybody sees by whom", async () => {
    const list = await quinn.ask("subscriptions");
    expect(list.shared).toBe(false);
    expect(list.screen).toContain("2 subscriptions here");
    expect(list.screen.match(/\[Edit\] \[Pause\] \[Remove\]/gu)).toHaveLength(2);
    const paused = await quinn.press(list, "Pause", 1);
    expect(paused).toMatchObject({ shared: true });
    expect(paused.screen).toContain("Paused the subscription to Payments\nBy @U00000QUINN.\n[Resume]");
    expect((await quinn.ask("subscriptions")).screen).toContain("[Edit] [Resume] [Remove]");
    expect((await quinn.ask("status")).screen).toContain("1 subscription here paused");
    const resumed = await quinn.press(paused, "Resume");
    expect(resumed.screen).toContain("Resumed the subscription to Payments");
    expect((await quinn.ask("status")).screen).toContain("All is well");
  });

  test("are removed after a question, and restored by the way back", async () => {
    const list = await quinn.ask("subscriptions");
    expect(JSON.stringify(list.blocks)).toContain(
      "Remove the subscription to Payments? It can be restored afterwards.",
    );
    const removed = await quinn.press(list, "Remove", 1);
    expect(removed.screen).toContain("Unsubscribed from Payments");
    expect((await quinn.ask("subscriptions")).screen).toContain("1 subscription here");
    const restored = await quinn.press(removed, "Undo");
    expect(restored.screen).toContain("Restored the subscription to Payments\nBuilds with failures:");
    expect((await quinn.ask("subscriptions")).screen).toContain("2 subscriptions here");
    const twice = await quinn.press(removed, "Undo");
    expect(twice.screen).toContain("Restored the subscription to Payments");
    expect((await quinn.ask("subscriptions")).screen).toContain("2 subscriptions here");
  });

  test("end by job in any case, by the id the list shows, and with a suggestion where the name is wrong", async () => {
    const wrong = await quinn.ask("unsubscribe Paymens");
    expect(wrong).toMatchObject({ shared: false });
    expect(wrong.screen).toContain("This conversation has no subscription to Paymens\nDid you mean `Payments`?");
    expect((await quinn.ask("unsubscribe PAYMENTS")).screen).toContain("Unsubscribed from Payments");
    const id = /Nightly Regression · `(?<id>\w+)`/u.exec((await quinn.ask("subscriptions")).screen)?.groups?.["id"];
    expect((await quinn.ask(`unsubscribe ${id}`)).screen).toContain("Unsubscribed from Nightly Regression");
    expect((await quinn.ask("subscriptions")).screen).toContain("No subscriptions here yet");
  });
});

describe("other ways to speak", () => {
  test("a mention in a channel is answered to the asker alone, in the same words", async () => {
    const answer = await quinn.mention("subscriptions", "third");
    expect(answer).toMatchObject({ shared: false, threadTs: undefined });
    expect(answer.screen).toContain("No subscriptions here yet\nSay `@Perfecto subscribe <job>`");
    expect((await quinn.mention("", "third")).screen).toContain("What would you like to know?");
  });

  test("a mention in a thread is answered in the thread", async () => {
    const { message } = await world.slack.say({ user: "quinn", channel: "third", text: "what is with the nightly?" });
    await world.slack.say({ user: "dana", channel: "third", text: "no idea", threadTs: message.ts });
    const answer = await quinn.mention("subscribe Payments", "third", message.ts);
    expect(answer).toMatchObject({ threadTs: message.ts, shared: true });
    expect(answer.screen).toContain("Subscribed to Payments");
    expect(await quinn.mention("unsubscribe Payments", "third", message.ts)).toMatchObject({ threadTs: message.ts });
  });

  test("a mention that wants the form gets a button to it", async () => {
    const door = await quinn.mention("subscribe", "third");
    expect(door.screen).toContain("[Open the form]");
    expect((await quinn.open(door, "Open the form")).definition).toMatchObject({
      title: { text: "Subscribe to a job" },
    });
    await world.slack.closeModal({ user: "quinn" });
  });

  test("a direct message subscribes the direct conversation", async () => {
    expect((await quinn.write("subscribe Payments on:failures")).screen).toContain("Subscribed to Payments");
    expect((await quinn.write("subscriptions")).screen).toContain("1 subscription here");
    expect((await quinn.ask("subscriptions", "third")).screen).toContain("No subscriptions here yet");
    expect((await quinn.write("unsubscribe Payments")).screen).toContain("Unsubscribed from Payments");
  });
});

describe("status", () => {
  test("tells when the lab last answered, and that nothing waits", async () => {
    const { screen, shared } = await quinn.ask("status", "third");
    expect(shared).toBe(false);
    expect(screen).toMatch(/^:information_source: All is well\nlab: last answer \d+ s ago\./u);
    expect(screen).toContain("Work that waits: none");
  });

  test("says plainly that the lab cannot be polled, and that it will again", async () => {
    await quinn.ask("subscribe Payments", "third");
    world.lab.expireToken();
    await expect.poll(async () => (await quinn.ask("status", "third")).screen, PATIENCE).toContain("cannot be polled");
    const { screen } = await quinn.ask("status", "third");
    expect(screen).toContain("token");
    expect(screen).toContain("Posting resumes by itself once the lab answers.");
    world.lab.setToken(world.lab.token);
    await expect.poll(async () => (await quinn.ask("status", "third")).screen, PATIENCE).toContain("All is well");
    await quinn.ask("unsubscribe Payments", "third");
  });
});

describe("a forged button", () => {
  beforeAll(() => quinn.ask("subscribe Nightly Regression on:failures", "mobile-qa"));

  test.each([
    "subscription-edit",
    "subscription-pause",
    "subscription-resume",
    "subscription-remove",
    "subscription-restore",
  ])("%s of another conversation's subscription changes nothing and tells nothing", async (action) => {
    const there = await quinn.ask("subscriptions", "mobile-qa");
    const id = /Nightly Regression · `(?<id>\w+)`/u.exec(there.screen)?.groups?.["id"] ?? "";
    expect(id).not.toBe("");
    const answer = await pressForged(action, id);
    expect(answer.screen).toBe(":warning: This subscription no longer exists");
    expect((await quinn.ask("subscriptions", "mobile-qa")).screen).toBe(there.screen);
  });

  test("of another conversation's mute ends nothing", async () => {
    const muted = await quinn.ask("mute Payments 2h", "mobile-qa");
    const id = /"value":"(?<id>s\w+)"/u.exec(JSON.stringify(muted.blocks))?.groups?.["id"] ?? "";
    expect(id).not.toBe("");
    expect((await pressForged("mute-end", id)).screen).toContain("Nothing is muted here");
    expect((await quinn.ask("subscriptions", "mobile-qa")).screen).toContain("Muted until");
    await quinn.ask("unmute", "mobile-qa");
  });

  test.each([
    ["why-build", "j/lab/Nobody//1"],
    ["mute-test", "nothing"],
    ["mute-build", "j/other-lab/x"],
  ])("%s of something that is not there says so", async (action, subject) => {
    expect((await pressForged(action, subject)).screen).toMatch(/I no longer know this (?:build|test)/u);
  });

  /** A button as a client would send it that was made to name something else. */
  function pressForged(action: string, value: string) {
    const type = "plain_text";
    return quinn.after(async () => {
      const { message } = await world.slack.say({ user: "quinn", channel: "third", text: "hello" });
      message.blocks.push({
        type: "actions",
        block_id: "forged",
        elements: [{ type: "button", text: { type, text: "Go" }, action_id: `perfecto:${action}:0`, value }],
      });
      await world.slack.click({ user: "quinn", channel: "third", messageTs: message.ts, blockId: "forged" });
    });
  }
});

test("nothing went wrong in the service on the way", () => {
  const wrong = world.logged.filter(
    (line) => /"level":(?:50|60)/u.test(line) && !/cannot be polled|LabError/u.test(line),
  );
  expect(wrong).toEqual([]);
});

function endedBuild(job: string, number: number) {
  return generateBuild({
    seed: "ended",
    baseUrl: world.lab.baseUrl,
    job,
    number,
    startMs: Date.now() - HOUR_MS,
    executions: 6,
    platforms: 2,
    failures: 1,
    spreadMs: 60_000,
  });
}
